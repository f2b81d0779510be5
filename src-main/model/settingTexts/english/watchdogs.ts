export const WATCHDOGS_TEXTS = {
  WATCHDOG_CALLER_SILENT: {
    label: 'Caller silent: the agent asks',
    description:
      'The caller says nothing for this long on their turn: the agent asks whether they are still there. 0 turns this off.',
  },
  WATCHDOG_CALLER_SILENT_END: {
    label: 'Caller silent: the call ends',
    description:
      'The caller still says nothing: the agent says goodbye and the call ends. Time in which the agent speaks does not count. 0 turns this off.',
  },
  WATCHDOG_AGENT_SILENT: {
    label: 'Agent silent: it reconnects',
    description:
      'The agent should speak, but the caller hears nothing for this long: the agent reconnects. 0 turns this off.',
  },
  WATCHDOG_AGENT_TALKING: {
    label: 'Agent talks without a pause',
    description:
      'The agent talks for this long without a pause: it is told to come to an end. 0 turns this off.',
  },
  WATCHDOG_NO_MEDIA: {
    label: 'No audio from the caller',
    description:
      'No audio comes from the caller for this long: Cordboard asks Asterisk whether the audio path is whole, and makes a broken one anew. 0 turns this off.',
  },
  WATCHDOG_LONG_CALL: {
    label: 'Notice of a long call',
    description: 'The call has lasted this long: a notice tells the supervisor. 0 turns this off.',
  },
  AGENT_AWAY_SOUND: {
    label: 'What callers hear while the agent is away',
    description:
      'What the caller hears while the connection of the agent is lost. tone: a short soft tone every few seconds. music: music on hold. silence: nothing.',
  },
  AGENT_AWAY_LIMIT: {
    label: 'Agent away: the caller goes to the fallback',
    description:
      'The connection of the agent is lost for this long: the call goes to the fallback of its profile. 0 turns this off.',
  },
} as const;
