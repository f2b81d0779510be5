export const CALLS_TEXTS = {
  MAX_CALLS: {
    label: 'Most calls at once',
    description:
      "Most calls at once. A further one is not answered: it goes on in Asterisk's dialplan, which may send it elsewhere (CORDBOARD_REFUSED, see asterisk-config). Callers who are taken up again after a restart are never refused. 0: no limit.",
  },
  MAX_CALL_DURATION: {
    label: 'Longest call',
    description: 'Longest duration of a call. After it Cordboard disconnects the caller.',
  },
  AUTO_ANSWER_CALLS: {
    label: 'Answer calls at once',
    description:
      'Answers calls at once. Otherwise they ring in the console until a supervisor answers or declines them.',
  },
  RING_LIMIT: {
    label: 'Longest ringing',
    description:
      "How long a call rings in the console (AUTO_ANSWER_CALLS=false). After it the caller goes to the profile's fallback. 0: until the caller gives up.",
  },
  HOLD_LIMIT: {
    label: 'Longest hold',
    description:
      'How long a hold, a pause or a mute of the voice agent by the supervisor lasts. After it the agent goes on, because the supervisor may have forgotten the caller. 0: for ever.',
  },
  SESSION_CLEANUP_INTERVAL: {
    label: 'Search for lost channels',
    description:
      'How often Cordboard searches Asterisk for callers, channels and bridges without a call, and for calls without a channel. Callers are served again; the rest is cleared and logged. Cordboard also searches each time it connects.',
  },
  SHUTDOWN_CALLS: {
    label: 'Live calls when the program ends',
    description:
      "What happens to live calls when the program ends. fallback: they go on in Asterisk's dialplan. hangup: they are disconnected.",
  },
  PHONE_COUNTRY: {
    label: 'Country of phone numbers',
    description:
      'Country whose national spellings of numbers are understood: with US, 2025550123 is the same number as +12025550123. It counts where numbers are compared: for the profile of a dialled number, in searches of the history, and when a caller is deleted. Empty: only the international spellings (+, 00, or neither) are the same.',
  },
  HISTORY_RETENTION_DAYS: {
    label: 'Days in the history',
    description:
      'Older calls are removed from the history, with their recordings. 0 keeps all calls.',
  },
  HISTORY_MAX_SIZE: {
    label: 'Largest history',
    description:
      'Most disk space for history and recordings; beyond it the oldest calls are removed. 0: no limit.',
  },
  FALLBACK_CONTEXT: {
    label: 'Fallback context',
    description:
      'Dialplan context whose extension "fallback" takes over callers whom Cordboard cannot serve. Without it Cordboard apologises itself, and the dialplan goes on after its Stasis().',
  },
  TRANSFER_CONTEXT: {
    label: 'Transfer context',
    description:
      'Dialplan context for transfers and consultations; only its extensions can be dialled. See the example in asterisk-config/extensions.conf.',
  },
  OUTBOUND_ENDPOINT: {
    label: 'Endpoint of outgoing calls',
    description:
      'What Asterisk dials for an outgoing call; {number} is replaced by the number. PJSIP/{number}@my-trunk uses a trunk, Local/{number}@my-context/n a dialplan context.',
  },
  OUTBOUND_CALLER_ID: {
    label: 'Caller ID of outgoing calls',
    description:
      'Caller ID that the called party sees, in outgoing calls and consultations. Empty: as configured in Asterisk.',
  },
  OUTBOUND_RING_TIME: {
    label: 'Longest ringing of outgoing calls',
    description: 'How long an outgoing call or a consultation rings before Cordboard gives up.',
  },
  HOLD_MUSIC_CLASS: {
    label: 'Music on hold',
    description:
      'Class of musiconhold.conf that callers on hold hear. Asterisk needs music files for it; without them callers hear silence.',
  },
  CONFERENCE_WAKE_WORD: {
    label: 'Name of the assistant in conferences',
    description:
      'Name by which members of a conference call the assistant. The assistant then listens silently from the first member on, which costs as much as a call of that length. Empty: it comes only when a member presses *1.',
  },
} as const;
