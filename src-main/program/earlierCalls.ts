import type { FindEarlierCalls } from '#main/call/content/callKnowledge';
import { sameNumber } from '#main/rules/phoneNumbers';
import type { HistoryStore } from '#main/store/historyStore';
import type { EarlierCall } from '#model/callFacts';
import type { RecordedCall } from '#model/history';

/** Most earlier calls that an agent is told of. */
const MAX_TOLD = 3;

/** Calls that are looked through: a search finds longer numbers with this one in them too. */
const SEARCHED = 50;

/**
 * Looks up the newest earlier calls with a number, in any spelling, in the record.
 * @param country PHONE_COUNTRY.
 */
export function createEarlierCalls(
  history: Pick<HistoryStore, 'search'>,
  country: () => string,
): FindEarlierCalls {
  return async (number, callId) => {
    const found = await history.search({ caller: number, limit: SEARCHED });
    return found.ok
      ? found.value.hits
          .map(({ call }) => call)
          .filter(
            ({ id, callerNumber }) => id !== callId && sameNumber(callerNumber, number, country()),
          )
          .slice(0, MAX_TOLD)
          .map(inShort)
      : [];
  };
}

function inShort({ startedAt, endedAt, endReason }: RecordedCall): EarlierCall {
  return { startedAt, durationMs: endedAt === null ? null : endedAt - startedAt, endReason };
}
