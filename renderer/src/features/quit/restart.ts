import type { Phrase } from '#model/phrases/phrase';
import { request } from '../../bridge/bridge';

/**
 * Asks for the program to start anew, now or once no call is live. Resolves with why it was
 * refused; null when it was not.
 */
export async function restart(when: 'now' | 'idle'): Promise<Phrase | null> {
  const result = await request('app:restart', { when });
  return result.ok ? null : result.error.phrase;
}
