/** Addresses that announcements may go to. */
import { isIP } from 'node:net';
import { cordboardError } from '#main/util/errors';
import { fail, ok, type Result } from '#main/util/result';

/** Addresses at most. */
const MAX_ADDRESSES = 10;

/**
 * Reads WEBHOOK_URLS: addresses between commas or blanks. Fails with `config`; the message goes on after the name of the
 * setting and says which address is wrong and why, without repeating it: such an address often has a secret in its path.
 */
export function parseWebhookUrls(text: string): Result<readonly URL[]> {
  const parts = text.split(/[\s,]+/).filter((part) => part !== '');
  if (parts.length > MAX_ADDRESSES) {
    return fail(
      cordboardError('config', `holds more than ${MAX_ADDRESSES} addresses. Take some out.`),
    );
  }
  const urls: URL[] = [];
  for (const [index, part] of parts.entries()) {
    const problem = problemOf(part);
    if (problem !== '') {
      return fail(cordboardError('config', `is wrong: address ${index + 1} ${problem}`));
    }
    urls.push(new URL(part));
  }
  return ok([...new Map(urls.map((url) => [url.href, url])).values()]);
}

function problemOf(text: string): string {
  if (!URL.canParse(text)) {
    return 'is no web address. Write it as https://host/path.';
  }
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') {
    return 'has a user name or password in it. Take it out; the signature proves the sender.';
  }
  if (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopbackName(url.hostname))) {
    return '';
  }
  return 'is neither https nor http on this machine (localhost, 127.0.0.1). Use https.';
}

function isLoopbackName(hostname: string): boolean {
  const name = hostname.replace(/^\[(.*)\]$/, '$1');
  return name === 'localhost' || name === '::1' || (isIP(name) === 4 && name.startsWith('127.'));
}
