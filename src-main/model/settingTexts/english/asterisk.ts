export const ASTERISK_TEXTS = {
  ARI_BASE_URL: {
    label: 'Address of Asterisk',
    description:
      "Address of Asterisk's REST interface (ARI). Use https unless Asterisk runs on this machine.",
  },
  ARI_USERNAME: {
    label: 'Asterisk user',
    description: 'ARI user: the name of a section of ari.conf.',
  },
  ARI_PASSWORD: {
    label: 'Asterisk password',
    description: 'Password of the ARI user. Needed for real calls.',
  },
  STASIS_APP: {
    label: 'Application name in the dialplan',
    description:
      'Stasis application: the name that the dialplan gives to Stasis() to hand over calls.',
  },
} as const;
