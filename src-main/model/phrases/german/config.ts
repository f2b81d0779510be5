/** German words of settings and profiles. */
import type { CONFIG as ENGLISH } from '../english/config';

export const CONFIG = {
  'setting.wrong': '{{name}} ist „{{text}}“; erlaubt ist: {{allowed}}.',
  'setting.wrong-secret':
    '{{name}} hat einen Wert, der nicht stimmen kann; erlaubt ist: {{allowed}}.',
  'setting.refused': '{{name}} {{why}}',
  'setting.not-set-instead': 'Die Einstellung gilt als nicht gesetzt.',
  'setting.default-instead': 'Stattdessen gilt der Standard: {{value}}.',
  'setting.empty-instead': 'Stattdessen gilt der Standard: (leer).',
  'setting.unknown': 'Eine Einstellung {{name}} gibt es nicht.',
  'setting.environment-only': '{{name}} kann nur in der Umgebung oder in {{path}} gesetzt werden.',
  'setting.set-by-environment':
    '{{name}} ist in der Umgebung gesetzt; diese gilt vor den gespeicherten Einstellungen. Dort ändern.',
  'setting.set-by-file':
    '{{name}} ist in {{path}} gesetzt; diese Datei gilt vor den gespeicherten Einstellungen. Dort ändern.',
  'setting.no-secret-storage':
    '{{name}} kann nicht gespeichert werden: Dieses System hat keinen geschützten Speicher für Geheimnisse. In der Umgebung oder in {{path}} setzen.',
  'setting.no-key-store':
    '{{name}} kann nicht gespeichert werden: Dieses System hat keinen Schlüsselbund, der es schützen würde. In der Umgebung oder in {{path}} setzen oder eine Datei für Geheimnisse erlauben (SECRETS_IN_FILE).',
  'setting.sealed-open':
    'Der gespeicherte Wert von {{name}} ist nicht lesbar: Ein anderes System oder ein anderer Benutzer hat ihn geschützt. Neu eingeben oder in der Umgebung oder in .env setzen.',
  'setting.sealed-locked':
    'Der gespeicherte Wert von {{name}} ist nicht lesbar: Der Schlüssel dieses Systems, der ihn schützt, ist hier nicht verfügbar. Den Schlüsselbund entsperren oder den Wert in der Umgebung oder in .env setzen.',
  'setting.sealed-missing':
    'Der gespeicherte Wert von {{name}} ist nicht lesbar: Ein Schlüsselbund schützt ihn, den dieses System nicht hat oder nicht startet. Den Schlüsselbund starten oder den Wert in der Umgebung oder in .env setzen.',
  'setting.sealed-none':
    'Der gespeicherte Wert von {{name}} ist nicht lesbar: Er wurde im Fenster gespeichert, mit einem Schlüssel, den nur das Programm mit Fenster benutzen kann. Für dieses Programm in der Umgebung oder in .env setzen.',
  'settings.not-saved': 'Die Einstellungen konnten nicht gespeichert werden ({{why}}).',

  // What does not fit another setting; it can be saved all the same.
  'settings.needs-asterisk':
    'Gemini ist eingerichtet, Asterisk nicht: Ohne diese Einstellung kann kein Anruf kommen.',
  'settings.needs-gemini':
    'Asterisk ist eingerichtet, Gemini nicht: Ohne diese Einstellung kann kein Anruf angenommen werden.',
  'settings.needs-project': 'Vertex AI ist gewählt und braucht ein Projekt.',
  'settings.ends-before-asking':
    'Der Anruf endet, bevor die KI fragt, ob der Anrufer noch da ist. Einen Wert größer als WATCHDOG_CALLER_SILENT wählen.',
  'settings.ports-reversed':
    'Der Wert liegt unter EXTERNAL_MEDIA_RTP_FIRST_PORT: So bleibt kein Port übrig.',
  'settings.same-port':
    'API_PORT hat dieselbe Nummer: Nur eines von beiden kann dort Verbindungen annehmen.',
  'settings.needs-media-password': 'EXTERNAL_MEDIA_USERNAME ist gesetzt und braucht ein Kennwort.',
  'settings.needs-key-file':
    'API_TLS_CERT_FILE ist gesetzt und braucht den zugehörigen privaten Schlüssel.',
  'settings.needs-certificate':
    'API_TLS_KEY_FILE ist gesetzt und braucht das zugehörige Zertifikat.',
  'settings.needs-signing-secret':
    'WEBHOOK_URLS ist gesetzt, und ohne Geheimnis wird nichts gesendet.',
  'settings.value-withheld':
    '{{name}} enthält Zeichen, die in keiner Zeile einer solchen Datei stehen können, und wurde weggelassen.',

  'file.cannot-be-read': '{{path}} ist nicht lesbar ({{why}}).',
  'file.not-utf8':
    '{{path}} ist nicht lesbar: Die Datei ist nicht als UTF-8 gespeichert (sie enthält NUL-Byte). Neu speichern, mit der Kodierung UTF-8.',
  'file.not-texts':
    '{{path}} ist kein JSON-Objekt aus Texten, deshalb bleiben die gespeicherten Einstellungen unbeachtet. Die Datei berichtigen oder eine Einstellung speichern: Das schreibt die Datei neu und bewahrt die alte als {{path}}.broken auf.',
  'file.settings-ignored': 'Ihre Einstellungen bleiben unbeachtet.',
  'file.saved-ignored': 'Die gespeicherten Einstellungen bleiben unbeachtet.',
  'file.unknown-setting':
    '{{path}}, Zeile {{line}}: {{name}} ist keine Einstellung von Cordboard und bleibt ohne Wirkung. Die Namen stehen in .env.example.',
  'file.misspelt-setting':
    '{{path}}, Zeile {{line}}: {{name}} ist keine Einstellung von Cordboard und bleibt ohne Wirkung. Ist {{near}} gemeint?',
  'file.no-assignment':
    '{{path}}, Zeile {{line}} bleibt unbeachtet: Sie hat nicht die Form NAME=Wert. So schreiben oder vor eine Bemerkung # setzen.',
  'file.set-twice':
    '{{path}}, Zeile {{line}} setzt {{name}} noch einmal, deshalb gilt Zeile {{before}} nicht. Eine von beiden entfernen.',
  'file.open-quote':
    '{{path}}, Zeile {{line}}: Das Anführungszeichen am Anfang von {{name}} ist nicht geschlossen und gilt als Teil des Werts. In derselben Zeile schließen oder entfernen.',
  'file.behind-quote':
    '{{path}}, Zeile {{line}}: Was hinter dem schließenden Anführungszeichen von {{name}} steht, bleibt unbeachtet. Für ein Anführungszeichen im Wert diesen in Anführungszeichen der anderen Art setzen.',

  'profiles.not-profiles': '{{file}} enthält keine Profile, wie dieses Programm sie schreibt.',
  'profiles.only-default': 'Es gilt nur das Standardprofil.',
  'profiles.some-wrong': '{{file}} enthält Profile, die nicht verwendbar sind. {{why}}',
  'profiles.number-wrong': 'Nummer {{number}}: {{why}}',
  'profiles.id-taken': 'die ID {{id}} ist vergeben.',
  'profiles.kept-aside': 'Die bisherige Datei ist als {{aside}} aufbewahrt.',
  'profiles.too-many': 'Es gibt bereits {{max}} Profile.',
  'profile.gone': 'Dieses Profil gibt es nicht mehr.',
  'profile.default-stays':
    'Das Standardprofil kann nicht entfernt werden: Es nimmt jeden Anruf, für den kein anderes Profil da ist.',
  'profile.wrong': 'Das Profil ist nicht, wie es sein muss.',
  'profile.invalid': 'Das Profil enthält Fehler: {{why}}',

  // What is wrong at a place in a profile; the words go on after the name of the place.
  'profile.text': 'muss ein Text von {{min}} bis {{max}} Zeichen sein.',
  'profile.text-at-most': 'muss ein Text von höchstens {{max}} Zeichen sein.',
  'profile.number': 'muss eine Zahl von {{min}} bis {{max}} sein.',
  'profile.whole-ms': 'muss eine ganze Zahl von Millisekunden sein, {{min}} bis {{max}}.',
  'profile.whole-seconds': 'muss eine ganze Zahl von Sekunden sein, {{min}} bis {{max}}.',
  'profile.whole-bytes': 'muss eine ganze Zahl von Byte sein, {{min}} bis {{max}}.',
  'profile.id': 'muss aus 1 bis 40 Kleinbuchstaben, Ziffern und Bindestrichen bestehen.',
  'profile.id-reserved':
    'ist reserviert: Im Wählplan bedeutet diese ID etwas anderes. Eine andere wählen.',
  'profile.number-taken': 'ist vergeben: {{number}} gehört zum Profil „{{name}}“.',
  'profile.too-many-numbers': 'darf höchstens {{max}} Nummern haben.',
  'profile.extension-signs': 'darf nur Buchstaben, Ziffern und + * # . _ - enthalten.',
  'profile.model': 'muss der Name eines Gemini-Live-Modells sein.',
  'profile.model-shut-down':
    'ist ein Modell, das Google abgeschaltet hat. Leer lassen, um das der Einstellungen zu benutzen.',
  'profile.language': 'muss ein Sprachkürzel wie es oder es-MX sein (BCP 47).',
  'profile.voice': 'muss der Name einer der vorgegebenen Stimmen sein.',
  'profile.variable':
    'muss der Name einer Kanalvariable sein: Buchstaben, Ziffern und Unterstriche.',
  'profile.fact':
    'muss der Name einer Angabe sein: Buchstaben, Ziffern und Unterstriche, ohne Ziffer am Anfang.',
  'profile.too-many-facts': 'darf höchstens {{max}} Angaben haben.',
  'profile.too-many-variables': 'darf höchstens {{max}} Variablen haben.',
  'profile.parameter-name': 'hat einen Namen, den kein Parameter haben kann.',
  'profile.too-many-tools': 'darf höchstens {{max}} Werkzeuge haben.',
  'profile.tool-name':
    'muss aus 1 bis 64 Buchstaben, Ziffern und Unterstrichen bestehen, ohne Ziffer am Anfang.',
  'profile.tool-name-taken': 'ist vergeben: Ein anderes Werkzeug heißt {{name}}.',
  'profile.too-many-targets': 'darf höchstens {{max}} Ziele haben.',
  'profile.target-name-taken': 'ist vergeben: Ein anderes Ziel hat diesen Namen.',
  'profile.too-many-outcomes': 'darf höchstens {{max}} Ergebnisse haben.',
  'profile.too-many-fields': 'darf höchstens {{max}} Felder haben.',
  'profile.field-name-taken': 'ist vergeben: Ein anderes Feld hat diesen Namen.',
  'profile.no-choices': 'muss mindestens eine Auswahlmöglichkeit nennen.',
  'profile.choices-without-choice': 'darf nur bei einem Feld vom Typ Auswahl angegeben werden.',
  'profile.no-targets':
    'muss jemanden nennen: Die KI darf Anrufe weiterleiten, aber bisher an niemanden.',
  'profile.too-many-rules': 'darf höchstens {{max}} Regeln haben.',
  'profile.rule-reason-taken': 'ist vergeben: Eine andere Regel hat diesen Grund.',
  'profile.rule-phrases':
    'muss aus 1 bis {{max}} Wörtern oder Wendungen bestehen, jede in einer eigenen Zeile.',
  'profile.rule-no-words': 'muss ein Wort enthalten, auf das geachtet wird.',
  'profile.rule-star':
    'hat ein * an einer unzulässigen Stelle: Es steht am Ende eines Worts oder bis zu {{max}}-mal allein zwischen Wörtern.',
  'profile.rule-target': 'muss der Name eines Weiterleitungsziels dieses Profils sein.',
  'profile.unknown-part': 'gehört nicht in ein Profil. Herausnehmen.',
  'tool-header.wrong-name': 'hat einen Namen, den kein HTTP-Header haben kann.',
  'tool-header.own': 'wird von Cordboard selbst gesetzt. Herausnehmen.',
  'tool-header.wrong-secret':
    'nennt ein Geheimnis, das es nicht geben kann: {{place}} schreiben, in Großbuchstaben, Ziffern und Unterstrichen.',
  'tool-header.open-secret':
    'darf das Geheimnis nicht selbst enthalten. Es als NAME=Wert in HTTP_TOOL_SECRETS eintragen und hier {{place}} schreiben.',
  'tool-header.ascii-only': 'darf nur einfache ASCII-Zeichen enthalten.',
  'tool-header.too-many': 'darf höchstens {{max}} Header haben.',

  // The rules of what calls for attention.
  'alert-rules.threshold': 'muss eine Zahl über 0 und höchstens {{max}} sein.',
  'alert-rules.danger-below': 'darf nicht unter der Schwelle der Warnung liegen.',
  'alert-rules.language': 'muss ein Sprachkürzel wie en oder pt-BR sein oder leer bleiben.',
  'alert-rules.too-many': 'darf höchstens {{max}} Regeln haben.',
  'alert-rules.name-taken': 'ist der Name einer anderen Stichwortregel.',
  'alert-rules.invalid': 'Die Regeln wurden nicht gespeichert: {{why}}',
  'alert-rules.unreadable': 'Die Alarmregeln in {{file}} sind nicht verwendbar.',
  'alert-rules.usual': 'Es gelten die üblichen Regeln.',
  'profile.version-gone': 'Diese Version des Profils ist nicht mehr aufgehoben.',
} satisfies Readonly<Record<keyof typeof ENGLISH, string>>;
