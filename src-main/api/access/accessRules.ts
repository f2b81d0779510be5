/** Who may do what. */
import type { FastifyRequest } from 'fastify';
import { isLoopback } from './hostCheck';
import type { TokenBook } from './tokenBook';

/**
 * What a request may do. `none`: what is open to everybody. `local`: it comes from a program on
 * this machine without a token, so also what is open here, which is nothing personal. `read`: look
 * at everything. `act`: also change. `reason` says how to get further; `token` is the name of the
 * token.
 */
export type Access =
  | { readonly level: 'none' | 'local'; readonly reason: string }
  | { readonly level: 'read' | 'act'; readonly token: string };

/** How much a request may do, or has to be allowed to. */
export type AccessLevel = Access['level'];

/** Each may what the ones before may. */
const LEVELS: readonly AccessLevel[] = ['none', 'local', 'read', 'act'];

const HOW_TO = 'Send a token: "Authorization: Bearer TOKEN". Make one with: npm run token -- NAME';

/** Whether a request may do what needs this level. */
export function allows(access: Access, needed: AccessLevel): boolean {
  return LEVELS.indexOf(access.level) >= LEVELS.indexOf(needed);
}

/**
 * Decides on a request: by its token; without one, by where it comes from. A wrong token never
 * counts as none.
 */
export async function accessOf(
  request: FastifyRequest,
  tokens: Pick<TokenBook, 'find'>,
): Promise<Access> {
  const header = request.headers.authorization;
  if (header === undefined) {
    return { level: isOwnProgram(request) ? 'local' : 'none', reason: HOW_TO };
  }
  // RFC 6750, section 2.1; the scheme's case does not count (RFC 9110, section 11.1).
  const token = /^Bearer +([\w.~+/-]+=*) *$/i.exec(header)?.[1];
  const entry = token === undefined ? null : await tokens.find(token);
  return entry === null
    ? { level: 'none', reason: `This token is not known. ${HOW_TO}` }
    : { level: entry.role, token: entry.name };
}

/**
 * Whether a request seems to come from a program of this machine itself, not through a proxy and
 * not on behalf of a foreign web page in a browser here. Nothing personal may depend on it: every
 * user and container of this machine has such programs, and a proxy need not say that it is there.
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
  // Browsers name no origin when a page embeds something, but say that it is from elsewhere (Fetch
  // Metadata).
  const site = headers['sec-fetch-site'];
  const isPageOfItsOwn =
    headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document';
  return site === undefined || site === 'same-origin' || site === 'none' || isPageOfItsOwn;
}
