export const SPEECH_TEXTS = {
  ENDPOINTING: {
    label: 'Who decides when the caller has finished',
    description:
      'What decides in new calls when the caller begins and stops speaking. service: Gemini, by the settings that follow. local: the voice detection of Cordboard (VAD_...); Gemini then gets only speech.',
  },
  GEMINI_START_SENSITIVITY: {
    label: 'Sensitivity to the beginning of speech',
    description:
      'How easily Gemini takes a sound for the beginning of speech (ENDPOINTING=service). default: as Gemini decides.',
  },
  GEMINI_END_SENSITIVITY: {
    label: 'Sensitivity to the end of speech',
    description:
      'How easily Gemini takes a silence for the end of speech (ENDPOINTING=service). default: as Gemini decides.',
  },
  GEMINI_PREFIX_PADDING: {
    label: 'Speech needed for a beginning',
    description:
      'How much speech Gemini needs to accept its beginning (ENDPOINTING=service). 0: as Gemini decides.',
  },
  GEMINI_SILENCE_DURATION: {
    label: 'Silence needed for an end',
    description:
      'How much silence Gemini needs to accept the end of speech (ENDPOINTING=service). A shorter time gives quicker answers, but cuts off callers who pause to think. 0: as Gemini decides.',
  },
  GEMINI_TURN_COVERAGE: {
    label: 'Audio that belongs to a turn',
    description:
      "Which of the caller's audio belongs to their turn. activity: only their speech. all: also silence and noise. default: as Gemini decides.",
  },
  VAD_ENGINE: {
    label: 'Speech detection',
    description:
      'What detects the speech of the caller. silero: a small neural network on this machine that tells speech from noise. energy: loudness alone; it also replaces silero if the network cannot run. A plugin may add others (see PLUGINS).',
  },
  VAD_SILERO_THRESHOLD: {
    label: 'Lowest probability of speech',
    description:
      'Lowest probability at which a sound counts as speech (VAD_ENGINE=silero). Raise it if there are voices in the background.',
  },
  VAD_ADAPTIVE_NOISE_FLOOR: {
    label: 'Follow the noise of the line',
    description:
      'Raises VAD_ENERGY_THRESHOLD with the noise of the line, so that steady noise does not count as speech (VAD_ENGINE=energy).',
  },
  VAD_ENERGY_THRESHOLD: {
    label: 'Lowest loudness of speech',
    description:
      'Lowest loudness (RMS of 16-bit samples) at which the caller counts as speaking (VAD_ENGINE=energy).',
  },
  VAD_SILENCE_THRESHOLD: {
    label: 'Silence after which the caller has finished',
    description: 'Length of silence after which the caller counts as finished.',
  },
  VAD_SPEECH_THRESHOLD: {
    label: 'Speech after which the caller counts as speaking',
    description: 'Length of speech after which the caller counts as speaking.',
  },
  ENABLE_INTERRUPTION_HANDLING: {
    label: 'Callers may interrupt',
    description:
      'Lets the caller interrupt the agent by speaking, as BARGE_IN_MODE says; false means BARGE_IN_MODE=off. Gemini itself follows a change from its next connection.',
  },
  BARGE_IN_MODE: {
    label: 'When the caller speaks over the agent',
    description:
      'What happens when the caller speaks while the agent does. immediate: the agent is cut off. confirm: the agent pauses; it is cut off if the speech goes on, and continues after a cough or a short "mm-hm". off: the agent goes on.',
  },
  BARGE_IN_CONFIRM: {
    label: 'Speech that interrupts',
    description:
      'With BARGE_IN_MODE=confirm: speech of this length interrupts the agent. A shorter sound counts as a cough or an "mm-hm", and the agent does not hear it.',
  },
} as const;
