/** WEBHOOK_URLS: the addresses that webhooks go to. */
import { createHash } from 'node:crypto';
import { isIP } from 'node:net';
import { z } from 'zod';
import { cordboardError } from '#main/util/errors';
import { fail, ok, type Result } from '#main/util/result';
import { type Phrase, phrase } from '#model/phrases/phrase';

const MAX_ADDRESSES = 10;

/** Digits of a receiver's id. */
const ID_DIGITS = 16;

/** Id of a receiver, as a request names it. */
export const webhookReceiverId = z.string().regex(new RegExp(`^[0-9a-f]{${ID_DIGITS}}$`));

/** Id of the receiver at an address: a hash, because the address itself may hold a secret. */
export function webhookReceiverIdOf({ href }: URL): string {
  return createHash('sha256').update(href).digest('hex').slice(0, ID_DIGITS);
}

/**
 * Reads addresses, separated by commas or blanks. Fails with `config`. The words go on after the
 * name of the setting. They say which address is wrong and why, and never repeat it: its path often
 * holds a secret.
 */
export function parseWebhookUrls(text: string): Result<readonly URL[]> {
  const parts = text.split(/[\s,]+/).filter((part) => part !== '');
  if (parts.length > MAX_ADDRESSES) {
    return fail(cordboardError('config', phrase('webhook-urls.too-many', { max: MAX_ADDRESSES })));
  }
  const urls: URL[] = [];
  for (const [index, part] of parts.entries()) {
    const why = problemOf(part);
    if (why !== null) {
      const number = index + 1;
      return fail(cordboardError('config', phrase('webhook-urls.wrong', { number, why })));
    }
    urls.push(new URL(part));
  }
  return ok([...new Map(urls.map((url) => [url.href, url])).values()]);
}

function problemOf(text: string): Phrase | null {
  if (!URL.canParse(text)) {
    return phrase('webhook-urls.no-address');
  }
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') {
    return phrase('webhook-urls.credentials');
  }
  if (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopbackName(url.hostname))) {
    return null;
  }
  return phrase('webhook-urls.unencrypted');
}

function isLoopbackName(hostname: string): boolean {
  const name = hostname.replace(/^\[(.*)\]$/, '$1');
  return name === 'localhost' || name === '::1' || (isIP(name) === 4 && name.startsWith('127.'));
}
