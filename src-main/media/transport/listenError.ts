import { type CordboardError, cordboardError, messageOf } from '#main/util/errors';
import { type Phrase, phrase } from '#model/phrases/phrase';

/** System code of an error, e.g. EADDRINUSE; empty when it has none. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/**
 * Why EXTERNAL_MEDIA_HOST and EXTERNAL_MEDIA_PORT cannot be listened on, and which of them to
 * change.
 */
export function listenError(error: Error, host: string, port: number): CordboardError {
  return cordboardError('config', reasonOf(error, host, port), { cause: error });
}

function reasonOf(error: Error, host: string, port: number): Phrase {
  switch (codeOf(error)) {
    case 'EADDRINUSE':
      return phrase('media.port-taken', { host, port });
    case 'EACCES':
      return phrase('media.port-forbidden', { port });
    case 'EADDRNOTAVAIL':
      return phrase('media.host-not-here', { host });
    case 'ENOTFOUND':
      return phrase('media.host-unknown', { host });
    default:
      return phrase('media.cannot-listen', { host, port, why: messageOf(error) });
  }
}
