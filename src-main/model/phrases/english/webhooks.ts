export const WEBHOOKS = {
  'webhooks.no-secret': 'WEBHOOK_SECRET is not set. Nothing is sent without a signature: set it.',
  'webhooks.wrong-addresses': 'WEBHOOK_URLS {{why}}',
} as const;
