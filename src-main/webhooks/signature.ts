import { createHmac } from 'node:crypto';

export const SIGNATURE_HEADER = 'cordboard-signature';
/** Seconds since 1970 at which the attempt was signed. */
export const TIMESTAMP_HEADER = 'cordboard-timestamp';
/** Id of the event, the same in every attempt. */
export const EVENT_ID_HEADER = 'cordboard-event-id';

/**
 * The signature of an attempt: `v1=` and the HMAC-SHA256 (RFC 2104, FIPS 180-4) of
 * `<timestamp>.<body>` in hexadecimal. A receiver computes it too, compares in constant time, and
 * refuses a timestamp that is more than a few minutes off.
 * @param timestamp Seconds since 1970, as in the header.
 */
export function signWebhook(secret: string, timestamp: string, body: string): string {
  return `v1=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`;
}
