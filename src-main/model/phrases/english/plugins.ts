export const PLUGINS = {
  'plugin.cut-off': 'The plugin {{name}} was switched off: {{why}}. Calls go on without it.',
  'plugin.not-running': 'The plugin {{name}} does not run any more.',
  'plugin.no-vad-engine':
    'VAD_ENGINE names {{name}}, which no plugin brings; silero finds the speech instead.',
  'plugin.tool-late': 'The tool {{name}} gave no result in time.',

  // Why a plugin is switched off; they complete a sentence.
  'plugin.set-up-late': 'it did not finish its set-up within {{seconds}} s',
  'plugin.set-up-failed': 'its set-up failed: {{why}}',
  'plugin.failed': 'it failed: {{why}}',
  'plugin.thread-ended': 'its thread ended',
  'plugin.no-answer': 'it did not answer for {{seconds}} s',
  'plugin.threw-often': 'it threw {{times}} times in a minute',

  // What the author of a plugin reads; it may become the reason of a failed set-up.
  'plugin.no-function': 'the module exports no function named plugin',
  'plugin.too-late': '{{method}} must be called before the function plugin() has returned',
  'plugin.wrong-name':
    '"{{name}}" is no name: use letters, digits, underscore and dash, at most 64',
  'plugin.name-taken': '"{{name}}" is registered already',
} as const;
