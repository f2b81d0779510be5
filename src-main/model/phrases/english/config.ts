/** Words of settings and profiles. */
export const CONFIG = {
  'setting.wrong': '{{name}} is "{{text}}"; it must be {{allowed}}.',
  'setting.wrong-secret': '{{name}} has a value that cannot be right; it must be {{allowed}}.',
  'setting.refused': '{{name}} {{why}}',
  'setting.not-set-instead': 'It is taken as not set.',
  'setting.default-instead': 'The default is used instead: {{value}}.',
  'setting.empty-instead': 'The default is used instead: (empty).',
  'setting.unknown': 'There is no setting {{name}}.',
  'setting.environment-only': '{{name}} can only be set in the environment or in {{path}}.',
  'setting.set-by-environment':
    '{{name}} is set by the environment, which wins over saved settings. Change it there.',
  'setting.set-by-file':
    '{{name}} is set in {{path}}, which wins over saved settings. Change it there.',
  'setting.no-secret-storage':
    '{{name}} cannot be saved: this system offers no protected storage for secrets. Set it in the environment or in {{path}}.',
  'setting.no-key-store':
    '{{name}} cannot be saved: this system has no key store that would protect it. Set it in the environment or in {{path}}, or allow a file for secrets (SECRETS_IN_FILE).',
  'setting.sealed-open':
    'The saved {{name}} cannot be read: it was protected by another system or user. Enter it again, or set it in the environment or .env.',
  'setting.sealed-locked':
    'The saved {{name}} cannot be read: the key of this system that protects it is not available here. Unlock the key store, or set it in the environment or .env.',
  'setting.sealed-missing':
    'The saved {{name}} cannot be read: a key store protects it that this system does not have, or does not start. Start the key store, or set it in the environment or .env.',
  'setting.sealed-none':
    'The saved {{name}} cannot be read: it was saved in the window, with a key that only the program with the window can use. For this one set it in the environment or .env.',
  'settings.not-saved': 'The settings could not be saved ({{why}}).',

  // What does not fit another setting; it can be saved all the same.
  'settings.needs-asterisk':
    'Gemini is set up and Asterisk is not: no call can come before this is set.',
  'settings.needs-gemini':
    'Asterisk is set up and Gemini is not: no call can be answered before this is set.',
  'settings.needs-project': 'Vertex AI is chosen, and needs a project.',
  'settings.ends-before-asking':
    'The call ends before the agent asks whether the caller is still there. Make this longer than WATCHDOG_CALLER_SILENT.',
  'settings.ports-reversed': 'This is below EXTERNAL_MEDIA_RTP_FIRST_PORT: no port is left.',
  'settings.same-port': 'API_PORT has the same number: only one of them can listen there.',
  'settings.needs-media-password': 'EXTERNAL_MEDIA_USERNAME is set, and needs a password.',
  'settings.needs-key-file': 'API_TLS_CERT_FILE is set, and needs its private key.',
  'settings.needs-certificate': 'API_TLS_KEY_FILE is set, and needs its certificate.',
  'settings.needs-signing-secret': 'WEBHOOK_URLS is set, and nothing is sent without a secret.',
  'settings.value-withheld':
    '{{name}} holds signs that no line of such a file can hold, and was left out.',

  'file.cannot-be-read': '{{path}} cannot be read ({{why}}).',
  'file.not-utf8':
    '{{path}} cannot be read: it is not saved as UTF-8 (there are NUL bytes in it). Save it anew with the encoding UTF-8.',
  'file.not-texts':
    '{{path}} is not a JSON object of texts, so the saved settings are ignored. Mend it, or save a setting: that writes it anew and keeps the old file as {{path}}.broken.',
  'file.settings-ignored': 'Its settings are ignored.',
  'file.saved-ignored': 'The saved settings are ignored.',
  'file.unknown-setting':
    '{{path}}, line {{line}}: {{name}} is not a setting of Cordboard and has no effect. See .env.example for the names.',
  'file.misspelt-setting':
    '{{path}}, line {{line}}: {{name}} is not a setting of Cordboard and has no effect. Did you mean {{near}}?',
  'file.no-assignment':
    '{{path}}, line {{line}} is ignored: it is not NAME=value. Write it so, or put # before a remark.',
  'file.set-twice':
    '{{path}}, line {{line}} sets {{name}} again, so line {{before}} does not count. Remove one of them.',
  'file.open-quote':
    '{{path}}, line {{line}}: the quote at the beginning of {{name}} is not closed, and is taken as part of the value. Close it on the same line, or remove it.',
  'file.behind-quote':
    '{{path}}, line {{line}}: what stands behind the closing quote of {{name}} is ignored. To have a quote in the value, put the value in quotes of the other kind.',

  'profiles.not-profiles': '{{file}} does not hold profiles as this program writes them.',
  'profiles.only-default': 'Only the default profile is used.',
  'profiles.some-wrong': '{{file}} has profiles that cannot be used. {{why}}',
  'profiles.number-wrong': 'number {{number}}: {{why}}',
  'profiles.id-taken': 'its id {{id}} is taken.',
  'profiles.kept-aside': 'The file as it was is kept as {{aside}}.',
  'profiles.too-many': 'There are {{max}} profiles already.',
  'profile.gone': 'There is no such profile any more.',
  'profile.version-gone': 'This version of the profile is not kept any more.',
  'profile.default-stays':
    'The default profile cannot be removed: it takes every call no other profile is for.',
  'profile.wrong': 'The profile is not as it must be.',
  'profile.invalid': 'The profile has mistakes: {{why}}',

  // What is wrong at a place in a profile; the words go on after the name of the place.
  'profile.text': 'must be a text of {{min}} to {{max}} characters.',
  'profile.text-at-most': 'must be a text of at most {{max}} characters.',
  'profile.number': 'must be a number, {{min}} to {{max}}.',
  'profile.whole-ms': 'must be a whole number of milliseconds, {{min}} to {{max}}.',
  'profile.whole-seconds': 'must be a whole number of seconds, {{min}} to {{max}}.',
  'profile.whole-bytes': 'must be a whole number of bytes, {{min}} to {{max}}.',
  'profile.id': 'must be 1 to 40 small letters, digits and dashes.',
  'profile.id-reserved': 'is reserved: in the dialplan it asks for something else. Choose another.',
  'profile.number-taken': 'is taken: {{number}} belongs to the profile {{name}}.',
  'profile.too-many-numbers': 'may have {{max}} numbers at most.',
  'profile.extension-signs': 'may have letters, digits and + * # . _ - only.',
  'profile.model': 'must be the name of a Gemini Live model.',
  'profile.model-shut-down':
    'is a model that Google has shut down. Leave it out to use that of the settings.',
  'profile.language': 'must be a language tag such as es or es-MX (BCP 47).',
  'profile.voice': 'must be the name of one of the prebuilt voices.',
  'profile.variable': 'must be the name of a channel variable: letters, digits and underscores.',
  'profile.fact': 'must be the name of a fact: letters, digits and underscores, no digit first.',
  'profile.too-many-facts': 'may have {{max}} facts at most.',
  'profile.too-many-variables': 'may have {{max}} variables at most.',
  'profile.parameter-name': 'has a name that no parameter can have.',
  'profile.too-many-tools': 'may have {{max}} tools at most.',
  'profile.tool-name': 'must be 1 to 64 letters, digits and underscores, no digit first.',
  'profile.tool-name-taken': 'is taken: another tool has the name {{name}}.',
  'profile.too-many-targets': 'may have {{max}} targets at most.',
  'profile.target-name-taken': 'is taken: another target has this name.',
  'profile.too-many-outcomes': 'may have {{max}} outcomes at most.',
  'profile.too-many-fields': 'may have {{max}} fields at most.',
  'profile.field-name-taken': 'is taken: another field has this name.',
  'profile.no-choices': 'must name at least one choice.',
  'profile.choices-without-choice': 'may be given for a field of the type choice only.',
  'profile.no-targets': 'must name somebody: the agent may transfer calls, but to nobody yet.',
  'profile.too-many-rules': 'may have {{max}} rules at most.',
  'profile.rule-reason-taken': 'is taken: another rule has this reason.',
  'profile.rule-phrases': 'must be 1 to {{max}} words or phrases, one a line.',
  'profile.rule-no-words': 'must hold a word to listen for.',
  'profile.rule-star':
    'has a * where none can be: it stands at the end of a word, or up to {{max}} times alone between words.',
  'profile.rule-target': 'must be the name of a transfer target of this profile.',
  'profile.unknown-part': 'is not part of a profile. Take it out.',
  'tool-header.wrong-name': 'has a name that no HTTP header can have.',
  'tool-header.own': 'is set by Cordboard itself. Take it out.',
  'tool-header.wrong-secret':
    'names a secret that cannot be: write {{place}}, in capitals, digits and underscore.',
  'tool-header.open-secret':
    'must not hold the secret itself. Put it into HTTP_TOOL_SECRETS as NAME=value and write {{place}} here.',
  'tool-header.ascii-only': 'may have plain ASCII signs only.',
  'tool-header.too-many': 'may have {{max}} headers at most.',

  // The rules of what calls for attention.
  'alert-rules.threshold': 'must be a number above 0, and at most {{max}}.',
  'alert-rules.danger-below': 'must not be below the threshold of the warning.',
  'alert-rules.language': 'must be the tag of a language, such as en or pt-BR, or empty.',
  'alert-rules.too-many': 'must be at most {{max}} rules.',
  'alert-rules.name-taken': 'is the name of another keyword rule.',
  'alert-rules.invalid': 'The rules were not saved: {{why}}',
  'alert-rules.unreadable': 'The rules for alerts in {{file}} cannot be used.',
  'alert-rules.usual': 'The usual rules are in force.',
} as const;
