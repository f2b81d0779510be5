import type { HistoryStore } from '#main/store/historyStore';
import { cordboardError } from '#main/util/errors';
import { fail, type Result } from '#main/util/result';
import { phrase } from '#model/phrases/phrase';

type Ask = <T>(question: (store: HistoryStore) => Promise<Result<T>>) => Promise<Result<T>>;

/** Makes the function that asks the record. It fails with `invalid-state` when none is kept. */
export function asking(history: HistoryStore | null): Ask {
  return (question) =>
    history === null || history.health.state === 'off'
      ? Promise.resolve(fail(cordboardError('invalid-state', phrase('history.off'))))
      : question(history);
}
