import type { FindEarlierCalls } from '#main/call/content/callKnowledge';
import { sameNumber } from '#main/rules/phoneNumbers';
import type { HistoryStore } from '#main/store/historyStore';
import type { EarlierCall } from '#model/callFacts';
import type { RecordedCall } from '#model/history';

/** Most earlier calls that an agent is told of. */
const MAX_TOLD = 3;

/** Calls that are looked through: a search finds longer numbers with this one in them too. */
const SEARCHED = 50;

type SearchedHistory = Pick<HistoryStore, 'search' | 'summary'>;

/**
 * Looks up the newest earlier calls with a number, in any spelling, in the record.
 * @param country PHONE_COUNTRY.
 */
export function createEarlierCalls(
  history: SearchedHistory,
  country: () => string,
): FindEarlierCalls {
  return async (number, callId) => {
    const found = await history.search({ caller: number, limit: SEARCHED });
    const calls = found.ok
      ? found.value.hits
          .map(({ call }) => call)
          .filter(
            ({ id, trial, callerNumber }) =>
              id !== callId &&
              trial?.kind !== 'replay' &&
              sameNumber(callerNumber, number, country()),
          )
          .slice(0, MAX_TOLD)
      : [];
    return await Promise.all(calls.map((call) => inShort(history, call)));
  };
}

async function inShort(
  history: SearchedHistory,
  { id, startedAt, endedAt, endReason }: RecordedCall,
): Promise<EarlierCall> {
  const found = await history.summary(id);
  const summary = found.ok && found.value?.state === 'done' ? found.value.text : null;
  const durationMs = endedAt === null ? null : endedAt - startedAt;
  return { startedAt, durationMs, endReason, summary };
}
