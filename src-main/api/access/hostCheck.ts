import { isIP } from 'node:net';

/**
 * Whether a Host header names this machine in a way that a foreign web page cannot forge. A page
 * can point its own name at 127.0.0.1 (DNS rebinding), but not `localhost` or an address. So any
 * other name is refused, unless it is API_HOST or the server's certificate holds it.
 * @param header Host header, with or without port.
 * @param apiHost API_HOST.
 * @param isCertified Whether the certificate holds a name.
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

/** Whether an address is a loopback address (127.0.0.0/8 or ::1). */
export function isLoopback(address: string | undefined): boolean {
  const plain = address?.replace(/^::ffff:/, '') ?? '';
  return plain === '::1' || (isIP(plain) === 4 && plain.startsWith('127.'));
}
