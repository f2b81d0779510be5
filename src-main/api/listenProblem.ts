import { messageOf } from '#main/util/errors';
import { type Phrase, phrase } from '#model/phrases/phrase';

/** Why the API cannot listen on an address, and what to do. */
export function listenProblem(error: unknown, host: string, port: number): Phrase {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  switch (code) {
    case 'EADDRINUSE':
      return phrase('api.port-taken', { port, host });
    case 'EACCES':
      return phrase('api.port-forbidden', { port });
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return phrase('api.host-not-here', { host });
    default:
      return phrase('api.cannot-listen', { host, port, why: messageOf(error) });
  }
}
