import type { FastifyRequest } from 'fastify';
import { type Phrase, phrase } from '#model/phrases/phrase';
import { isLoopback } from './hostCheck';
import type { TokenBook } from './tokenBook';

/**
 * What a request may do. `none`: only what is open to everybody. `local`: a program on this machine
 * without a token; it may also read what holds nothing personal. `read`: read everything. `act`:
 * also change. `reason` says how to get more access; `token` is the token's name.
 */
export type Access =
  | { readonly level: 'none' | 'local'; readonly reason: Phrase }
  | { readonly level: 'read' | 'act'; readonly token: string };

/** Access level that a request has, or that a route needs. */
export type AccessLevel = Access['level'];

/** In rising order: each level includes the ones before. */
const LEVELS: readonly AccessLevel[] = ['none', 'local', 'read', 'act'];

/** Whether this access includes the needed level. */
export function allows(access: Access, needed: AccessLevel): boolean {
  return LEVELS.indexOf(access.level) >= LEVELS.indexOf(needed);
}

/**
 * Decides on a request by its token or, without one, by its origin. A wrong token gives level
 * `none`, also to a program on this machine.
 */
export async function accessOf(
  request: FastifyRequest,
  tokens: Pick<TokenBook, 'find'>,
): Promise<Access> {
  const header = request.headers.authorization;
  if (header === undefined) {
    return { level: isOwnProgram(request) ? 'local' : 'none', reason: phrase('http.no-token') };
  }
  // RFC 6750, section 2.1; the scheme's case does not count (RFC 9110, section 11.1).
  const token = /^Bearer +([\w.~+/-]+=*) *$/i.exec(header)?.[1];
  const entry = token === undefined ? null : await tokens.find(token);
  return entry === null
    ? { level: 'none', reason: phrase('http.unknown-token') }
    : { level: entry.role, token: entry.name };
}

/**
 * Whether a request seems to come from a program on this machine, and not through a proxy or for a
 * foreign web page in a browser here. It must protect nothing personal: every user and container of
 * this machine has such programs, and a proxy need not announce itself.
 */
function isOwnProgram(request: FastifyRequest): boolean {
  const { headers } = request;
  if (!isLoopback(request.socket.remoteAddress)) {
    return false;
  }
  if (headers.forwarded !== undefined || headers['x-forwarded-for'] !== undefined) {
    return false;
  }
  const { origin } = headers;
  if (origin !== undefined) {
    return origin === `${request.protocol}://${headers.host ?? ''}`;
  }
  // When a page embeds a resource, browsers send no Origin header, but Fetch Metadata tells whether
  // the page is from elsewhere.
  const site = headers['sec-fetch-site'];
  const isPageOfItsOwn =
    headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document';
  return site === undefined || site === 'same-origin' || site === 'none' || isPageOfItsOwn;
}
