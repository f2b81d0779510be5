/** Scheme the window's own files are served under: `console://app/`. */
export const CONSOLE_SCHEME = 'console';

/** Host part of the window's address. */
export const CONSOLE_HOST = 'app';

/** Where the window's own pages come from. */
export const CONSOLE_ORIGIN = `${CONSOLE_SCHEME}://${CONSOLE_HOST}`;

/**
 * Scheme, host and port of an address; null when it has none. Not URL.origin: for a scheme that the
 * WHATWG URL standard does not know, Node gives "null" there.
 */
export function originOf(address: string): string | null {
  if (!URL.canParse(address)) {
    return null;
  }
  const url = new URL(address);
  return url.host === '' ? null : `${url.protocol}//${url.host}`;
}
