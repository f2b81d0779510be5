import { type CordboardError, cordboardError, messageOf } from '#main/util/errors';

/** System code of an error, e.g. EADDRINUSE; empty when it has none. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/** Why EXTERNAL_MEDIA_HOST and EXTERNAL_MEDIA_PORT cannot be listened on, and which to change. */
export function listenError(error: Error, host: string, port: number): CordboardError {
  const reasons: Record<string, string> = {
    EADDRINUSE: `EXTERNAL_MEDIA_PORT ${port} is already in use on ${host}. Stop the other program, or choose another port here and, for websocket-listen, in Asterisk's websocket_client.conf.`,
    EACCES: `EXTERNAL_MEDIA_PORT ${port} may not be used by this user. Choose one above 1023, here and, for websocket-listen, in Asterisk's websocket_client.conf.`,
    EADDRNOTAVAIL: `EXTERNAL_MEDIA_HOST ${host} is not an address of this machine.`,
    ENOTFOUND: `EXTERNAL_MEDIA_HOST ${host} is not a known name.`,
  };
  const message =
    reasons[codeOf(error)] ??
    `Cannot listen on EXTERNAL_MEDIA_HOST ${host}, EXTERNAL_MEDIA_PORT ${port}: ${messageOf(error)}.`;
  return cordboardError('config', message, { cause: error });
}
