/** German words of webhooks. */
import type { WEBHOOKS as ENGLISH } from '../english/webhooks';

export const WEBHOOKS = {
  'webhooks.no-secret':
    'WEBHOOK_SECRET ist nicht gesetzt. Ohne Signatur wird nichts gesendet: das Geheimnis setzen.',
  'webhooks.wrong-addresses': 'WEBHOOK_URLS {{why}}',
  'webhooks.wait':
    'Ereignisse für {{host}} warten: {{answer}} Sie werden 72 Stunden lang aufbewahrt.',
  // What came of an attempt.
  'webhooks.status': 'Der Empfänger hat mit Status {{status}} geantwortet.',
  'webhooks.no-answer': 'Der Empfänger hat nicht innerhalb von {{seconds}} s geantwortet.',
  'webhooks.unreachable': 'Der Empfänger ist nicht erreichbar ({{why}}).',
  'webhooks.no-receiver': 'Diesen Empfänger hat WEBHOOK_URLS nicht. Die Liste neu lesen.',
} satisfies Readonly<Record<keyof typeof ENGLISH, string>>;
