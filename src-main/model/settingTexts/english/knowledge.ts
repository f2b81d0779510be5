export const KNOWLEDGE_TEXTS = {
  TIME_ZONE: {
    label: 'Time zone',
    description:
      "Time zone in which the agent is told date and time. Empty: this machine's. See docs/profiles.md.",
  },
  AGENT_KNOWS_CALLER: {
    label: 'The agent knows the caller',
    description:
      'The agent, and with it Gemini, is told number and name of the caller, and their earlier calls where the profile says so. Otherwise the placeholders for them are empty; HTTP tools still get them. These are personal data, see docs/privacy.md.',
  },
} as const;
