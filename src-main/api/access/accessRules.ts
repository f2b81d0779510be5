/** Who may do what. */
import type { FastifyRequest } from 'fastify';
import { isLoopback } from './hostCheck';
import type { TokenBook } from './tokenBook';

/**
 * What a request may do. `none`: only what is open to everybody. `read`: look. `act`: also change. `actor` stands in log and
 * audit: `api:<token name>`, or `loopback` for a program on this machine without a token, which may only look.
 */
export type Access =
  | { readonly level: 'none'; readonly reason: string }
  | { readonly level: 'read' | 'act'; readonly actor: string };

/** What access is decided by. */
export type AccessOptions = {
  readonly tokens: Pick<TokenBook, 'find'>;
  /** Origins of CORS_ORIGINS. */
  readonly origins: ReadonlySet<string>;
};

const HOW_TO = 'Send a token: "Authorization: Bearer TOKEN". Make one with: npm run token -- NAME';

/** Decides on a request: by its token; without one, by where it comes from. A wrong token never counts as none. */
export async function accessOf(request: FastifyRequest, options: AccessOptions): Promise<Access> {
  const header = request.headers.authorization;
  if (header === undefined) {
    return isOwnProgram(request, options.origins)
      ? { level: 'read', actor: 'loopback' }
      : { level: 'none', reason: HOW_TO };
  }
  // RFC 6750, section 2.1; the scheme's case does not count (RFC 9110, section 11.1).
  const token = /^Bearer +([\w.~+/-]+=*) *$/i.exec(header)?.[1];
  const entry = token === undefined ? null : await options.tokens.find(token);
  return entry === null
    ? { level: 'none', reason: `This token is not known. ${HOW_TO}` }
    : { level: entry.role, actor: `api:${entry.name}` };
}

/**
 * Whether a request without token comes from a program of this machine itself, not through a proxy and not on behalf of a
 * foreign web page in a browser here.
 */
function isOwnProgram(request: FastifyRequest, origins: ReadonlySet<string>): boolean {
  const { headers } = request;
  if (!isLoopback(request.socket.remoteAddress)) {
    return false;
  }
  if (headers.forwarded !== undefined || headers['x-forwarded-for'] !== undefined) {
    return false;
  }
  const { origin } = headers;
  if (origin !== undefined) {
    return origins.has(origin) || origin === `${request.protocol}://${headers.host ?? ''}`;
  }
  // Browsers name no origin when a page embeds something, but say that it is from elsewhere (Fetch Metadata).
  const site = headers['sec-fetch-site'];
  const isPageOfItsOwn =
    headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document';
  return site === undefined || site === 'same-origin' || site === 'none' || isPageOfItsOwn;
}
