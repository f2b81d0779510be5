import { isIP } from 'node:net';

/**
 * Whether a Host header names this machine in a way that a foreign web page cannot arrange. A page
 * can point a name of its own at 127.0.0.1 (DNS rebinding), but not `localhost` or an address; so
 * any other name is refused, unless it is the configured one or stands in the server's certificate.
 * @param header Host header, with or without port.
 * @param apiHost API_HOST.
 * @param isCertified Whether a name stands in the certificate.
 */
export function isHostAllowed(
  header: string | undefined,
  apiHost: string,
  isCertified: (name: string) => boolean = () => false,
): boolean {
  if (header === undefined || !URL.canParse(`http://${header}`)) {
    return false;
  }
  const name = new URL(`http://${header}`).hostname.replace(/^\[(.*)\]$/, '$1');
  return (
    name === 'localhost' || isIP(name) !== 0 || name === apiHost.toLowerCase() || isCertified(name)
  );
}

/** Whether an address is of this machine itself. */
export function isLoopback(address: string | undefined): boolean {
  const plain = address?.replace(/^::ffff:/, '') ?? '';
  return plain === '::1' || (isIP(plain) === 4 && plain.startsWith('127.'));
}
