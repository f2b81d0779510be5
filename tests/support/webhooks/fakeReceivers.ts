import { phrase } from '#model/phrases/phrase';
import type { WebhookReceiver } from '#model/webhooks';

/** A receiver that answers 404, with the given parts changed. */
export function receiverWith(change: Partial<WebhookReceiver> = {}): WebhookReceiver {
  return {
    id: '0123456789abcdef',
    place: 1,
    host: 'receiver.example',
    refusal: {
      since: Date.UTC(2026, 0, 31, 12),
      attempts: 4,
      answer: phrase('webhooks.status', { status: 404 }),
      nextAt: Date.UTC(2026, 0, 31, 12, 5),
    },
    waiting: 3,
    lost: 0,
    kept: 'disk',
    ...change,
  };
}

/** One receiver that refuses. Notes what is sent to it. */
export class FakeReceivers {
  readonly receivers: readonly WebhookReceiver[] = [receiverWith()];
  readonly sent: string[] = [];

  sendNow(receiver: string): boolean {
    this.sent.push(receiver);
    return this.receivers.some(({ id }) => id === receiver);
  }
}
