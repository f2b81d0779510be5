/** Scheme of the window's own files, which are served as `console://app/`. */
export const CONSOLE_SCHEME = 'console';

export const CONSOLE_HOST = 'app';

export const CONSOLE_ORIGIN = `${CONSOLE_SCHEME}://${CONSOLE_HOST}`;

/**
 * Scheme, host and port of an address; null when it has no host. URL.origin does not do: Node gives
 * "null" for a scheme that the WHATWG URL standard does not know.
 */
export function originOf(address: string): string | null {
  if (!URL.canParse(address)) {
    return null;
  }
  const url = new URL(address);
  return url.host === '' ? null : `${url.protocol}//${url.host}`;
}
