export const WEBHOOKS = {
  'webhooks.no-secret': 'WEBHOOK_SECRET is not set. Nothing is sent without a signature: set it.',
  'webhooks.wrong-addresses': 'WEBHOOK_URLS {{why}}',
  'webhooks.wait': 'Events for {{host}} wait: {{answer}} They are kept for 72 hours.',
  // What came of an attempt.
  'webhooks.status': 'It answered with status {{status}}.',
  'webhooks.no-answer': 'It did not answer within {{seconds}} s.',
  'webhooks.unreachable': 'It cannot be reached ({{why}}).',
  'webhooks.no-receiver': 'WEBHOOK_URLS has no such receiver. Read the list again.',
} as const;
