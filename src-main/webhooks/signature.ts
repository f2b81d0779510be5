/**
 * Signatures as in Standard Webhooks (https://github.com/standard-webhooks/standard-webhooks, spec
 * 1.0.0), which most languages have a library for.
 */
import { createHmac } from 'node:crypto';

/** Begins a secret whose bytes are written in base64. Any other secret is taken as it is. */
const BASE64_PREFIX = 'whsec_';

/** An attempt to deliver an event. */
type Attempt = {
  /** Id of the event, the same in every attempt. */
  readonly id: string;
  /** Seconds since 1970 at which the attempt was signed. */
  readonly timestamp: string;
  readonly body: string;
};

/**
 * The headers that show a receiver who sent an attempt. The signature is `v1,` and the HMAC-SHA256
 * of `<id>.<timestamp>.<body>` in base64.
 */
export function signedHeaders(secret: string, attempt: Attempt): Record<string, string> {
  const { id, timestamp, body } = attempt;
  const hmac = createHmac('sha256', keyOf(secret)).update(`${id}.${timestamp}.${body}`);
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${hmac.digest('base64')}`,
    ...headersBefore(secret, attempt),
  };
}

function keyOf(secret: string): Buffer {
  return secret.startsWith(BASE64_PREFIX)
    ? Buffer.from(secret.slice(BASE64_PREFIX.length), 'base64')
    : Buffer.from(secret);
}

/** The headers of builds before Standard Webhooks; they go with version 0.2. */
function headersBefore(secret: string, { id, timestamp, body }: Attempt): Record<string, string> {
  const hmac = createHmac('sha256', secret).update(`${timestamp}.${body}`);
  return {
    'cordboard-event-id': id,
    'cordboard-timestamp': timestamp,
    'cordboard-signature': `v1=${hmac.digest('hex')}`,
  };
}
