export const WEBHOOKS_TEXTS = {
  WEBHOOK_URLS: {
    label: 'Receivers',
    description:
      'Addresses that get announcements of calls and alerts, separated by commas. Empty: none. See docs/webhooks.md.',
  },
  WEBHOOK_SECRET: {
    label: 'Signing secret',
    description:
      'Secret that signs every announcement; without it nothing is sent. Use at least 32 random characters, or whsec_ and base64 as receivers of Standard Webhooks make it.',
  },
  WEBHOOK_INCLUDE_NUMBERS: {
    label: 'Include numbers and messages',
    description:
      "Announcements also contain the caller's number and name, the messages that callers leave, and the words of questions to the supervisor. Check whether the law allows passing them on.",
  },
  WEBHOOK_INCLUDE_TRANSCRIPT: {
    label: 'Include what was said',
    description:
      'The announcement of the end of a call also contains what was said in it. Check whether the law allows passing it on.',
  },
  WEBHOOK_INCLUDE_SUMMARY: {
    label: 'Include the summary',
    description:
      'Announcements with the outcome of a call also contain its summary, follow-ups and fields, for the profiles that make one. Check whether the law allows passing them on.',
  },
  WEBHOOK_TIMEOUT: {
    label: 'Longest wait for an answer',
    description:
      'Longest wait for an answer of a receiver. Many answer only when their work is done: with a shorter time they get the same event again and do it twice.',
  },
} as const;
