/**
 * One HTTP request of a tool: bounded in time and size, to allowed addresses only, no redirects.
 */
import { lookup as lookUp } from 'node:dns';
import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import type { ToolHosts } from '#main/rules/toolHosts';
import { cordboardError } from '#main/util/errors';
import { fail, ok, type Result } from '#main/util/result';
import { phrase } from '#model/phrases/phrase';

export type HttpQuestion = {
  readonly url: URL;
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  /** Null for none. */
  readonly body: string | null;
  /** Limit for the whole exchange, ms. */
  readonly timeoutMs: number;
  /** Most bytes of the answer that are read. */
  readonly maxBytes: number;
  readonly hosts: ToolHosts;
  /** Aborts when nobody wants the answer any more. */
  readonly signal: AbortSignal;
};

export type HttpAnswer = {
  readonly status: number;
  /** Media type without parameters, in small letters. */
  readonly mediaType: string;
  readonly body: string;
  /** Whether the answer was longer than maxBytes; the rest was not read. */
  readonly cut: boolean;
};

const NOT_ALLOWED = 'ENOTALLOWED';

/**
 * Sends the request. Fails with `refused` (host or address not allowed, a redirect, a compressed
 * answer), `timeout` or `network`. No message shows more of the address than its host.
 */
export async function askHttp(question: HttpQuestion): Promise<Result<HttpAnswer>> {
  const { url, hosts, timeoutMs, signal } = question;
  const literal = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const isAllowed =
    hosts.allowsUrl(url) && (isIP(literal) === 0 || hosts.allowsAddress(literal, url));
  if (!isAllowed) {
    return notAllowed(url);
  }
  const limit = AbortSignal.timeout(timeoutMs);
  try {
    return await exchange(question, AbortSignal.any([limit, signal]));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    if (code === NOT_ALLOWED) {
      return notAllowed(url);
    }
    return limit.aborted
      ? fail(cordboardError('timeout', phrase('tool.host-slow', { host: url.host, timeoutMs })))
      : fail(cordboardError('network', phrase('tool.host-unreachable', { host: url.host, code })));
  }
}

async function exchange(
  { url, method, headers, body, maxBytes, hosts }: HttpQuestion,
  signal: AbortSignal,
): Promise<Result<HttpAnswer>> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const send = url.protocol === 'https:' ? requestHttps : requestHttp;
    // A separate connection: an address that was looked up for one tool must not serve another.
    const request = send(url, {
      method,
      headers,
      signal,
      agent: false,
      lookup: guarded(url, hosts),
    });
    request.once('response', resolve);
    request.on('error', reject);
    request.end(body ?? undefined);
  });
  const status = response.statusCode ?? 0;
  const {
    location,
    'content-encoding': packing = 'identity',
    'content-type': type = '',
  } = response.headers;
  if (location !== undefined && status >= 300 && status < 400) {
    response.destroy();
    return fail(cordboardError('refused', phrase('tool.redirected', { host: url.host, status })));
  }
  if (packing !== 'identity') {
    response.destroy();
    return fail(cordboardError('refused', phrase('tool.packed', { host: url.host })));
  }
  const mediaType = type.split(';')[0]?.trim().toLowerCase() ?? '';
  return ok({ status, mediaType, ...(await read(response, maxBytes)) });
}

/** Reads a body up to a length and drops the rest. */
async function read(
  response: IncomingMessage,
  maxBytes: number,
): Promise<Pick<HttpAnswer, 'body' | 'cut'>> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  // Leaving the loop early destroys the response and with it the connection.
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes > maxBytes) {
      break;
    }
  }
  const all = Buffer.concat(chunks);
  return { body: all.subarray(0, maxBytes).toString(), cut: bytes > maxBytes };
}

/**
 * Looks up names and drops addresses that are not allowed: a name may resolve to any address, and
 * to another one each time.
 */
function guarded(url: URL, hosts: ToolHosts): LookupFunction {
  return (hostname, options, callback) => {
    lookUp(hostname, { ...options, all: true }, (error, addresses) => {
      if (error !== null) {
        callback(error, '');
        return;
      }
      const allowed = addresses.filter(({ address }) => hosts.allowsAddress(address, url));
      const [first] = allowed;
      if (first === undefined) {
        callback(Object.assign(new Error('address not allowed'), { code: NOT_ALLOWED }), '');
      } else if (options.all === true) {
        callback(null, allowed);
      } else {
        callback(null, first.address, first.family);
      }
    });
  };
}

function notAllowed(url: URL): Result<never> {
  return fail(cordboardError('refused', phrase('tool.host-not-allowed', { host: url.host })));
}
