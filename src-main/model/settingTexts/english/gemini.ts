export const GEMINI_TEXTS = {
  GOOGLE_API_KEY: {
    label: 'Gemini API key',
    description:
      'Key for the Gemini API, from Google AI Studio. Needed for real calls, except with Vertex AI.',
  },
  GEMINI_LIVE_MODEL: {
    label: 'Live model',
    description: 'Gemini Live model that talks with callers.',
  },
  GEMINI_TEXT_MODEL: {
    label: 'Text model',
    description:
      'Gemini model that writes the summaries of calls, for the profiles that want them. See docs/profiles.md.',
  },
  GEMINI_VOICE: {
    label: 'Voice',
    description: 'Voice of new calls. The supervisor can change it during a call.',
  },
  GEMINI_BASE_URL: {
    label: 'Gemini address',
    description: "Another endpoint with the Gemini API. Empty: Google's own.",
  },
  GEMINI_SYSTEM_INSTRUCTION: {
    label: 'Instruction of the agent',
    description:
      'System instruction of the agent in new calls: who it is and what it does. It may hold placeholders such as {caller.name}, see docs/profiles.md.',
  },
  GOOGLE_GENAI_USE_VERTEXAI: {
    label: 'Use Vertex AI',
    description:
      'Uses Gemini through a Google Cloud project (Vertex AI) with the next three settings, instead of GOOGLE_API_KEY.',
  },
  GOOGLE_CLOUD_PROJECT: {
    label: 'Google Cloud project',
    description: 'Google Cloud project for Vertex AI.',
  },
  GOOGLE_CLOUD_LOCATION: {
    label: 'Google Cloud region',
    description: 'Region of Vertex AI.',
  },
  GOOGLE_APPLICATION_CREDENTIALS: {
    label: 'Google Cloud credentials file',
    description:
      'Credentials file for Vertex AI, such as the key of a service account. Empty: the default credentials of this machine (gcloud, or a machine of Google Cloud).',
  },
  GEMINI_CONTEXT_LIMIT: {
    label: 'Context limit',
    description:
      "Context size at which Gemini drops the older half of a call's context. Every turn bills the whole context, so a lower limit makes long calls cheaper, but the agent forgets more. 0: Gemini's default.",
  },
  GEMINI_SPEAKS_FIRST: {
    label: 'The agent greets first',
    description:
      'The agent greets the caller in new calls. Otherwise it waits for the caller to speak.',
  },
  AI_DISCLOSURE: {
    label: 'Say that it is an AI',
    description:
      'In new calls the agent first says that one talks with an AI, and the record says whether the caller heard it. A profile may have a sentence of its own, or none. See docs/privacy.md.',
  },
  AI_DISCLOSURE_LANGUAGE: {
    label: 'Language of that sentence',
    description:
      'Language of that sentence in calls whose profile names no language, or one that has no sentence of ours (BCP 47).',
  },
} as const;
