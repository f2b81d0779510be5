import type { RequestResult } from '#contract/requests';
import type { CallId } from '#model/call';
import type { CallerSpelling } from '#model/history';
import type { Phrase } from '#model/phrases/phrase';
import { LONG_LIMIT_MS, timedRequest } from '#window/bridge/timedRequest';
import { t } from '#window/i18n/i18n';
import { inWords } from '#window/i18n/inWords';
import { refreshRecord, search, useHistoryStore } from '../historyStore';

const { setState: set } = useHistoryStore;

/** Puts a note on a call. @returns why it was refused; null when it is there. */
export async function addNote(callId: CallId, text: string): Promise<Phrase | null> {
  return await changed(callId, timedRequest('history:addNote', { callId, text }));
}

/** Replaces the tags of a call. @returns why it was refused; null when they are there. */
export async function setTags(callId: CallId, tags: readonly string[]): Promise<Phrase | null> {
  return await changed(callId, timedRequest('history:setTags', { callId, tags }));
}

/** Longest wait for a summary, ms: longer than that of the main process for its model. */
const SUMMARY_LIMIT_MS = 90_000;

/** Makes the summary of a call anew. @returns why it was refused; null when it is there. */
export async function redoSummary(callId: CallId): Promise<Phrase | null> {
  const work = timedRequest('history:redoSummary', { callId }, SUMMARY_LIMIT_MS);
  return await changed(callId, work);
}

async function changed(
  callId: CallId,
  work: Promise<RequestResult<unknown>>,
): Promise<Phrase | null> {
  const answer = await work;
  if (!answer.ok) {
    return answer.error.phrase;
  }
  await refreshRecord(callId);
  return null;
}

/** Asks for the spellings of a number under which calls are kept. */
export function findSpellings(
  callerNumber: string,
): Promise<RequestResult<readonly CallerSpelling[]>> {
  return timedRequest('history:spellings', { callerNumber });
}

/** Removes all that is kept of a call, and says so or why not. */
export async function deleteCall(callId: CallId): Promise<void> {
  const answer = await timedRequest('history:deleteCall', { callId }, LONG_LIMIT_MS);
  if (!answer.ok) {
    const { phrase } = answer.error;
    set({ notice: { level: 'danger', text: () => inWords(phrase) } });
    return;
  }
  set({
    open: { state: 'none' },
    notice: { level: 'info', text: () => t('history.deleteCall.done') },
  });
  await search();
}

/**
 * Removes all that is kept of a caller under these spellings of their number.
 * @returns why it was refused; null when it is gone.
 */
export async function deleteCaller(
  callerNumber: string,
  spellings: readonly string[],
): Promise<Phrase | null> {
  const input = { callerNumber, spellings };
  const answer = await timedRequest('history:deleteCaller', input, LONG_LIMIT_MS);
  if (!answer.ok) {
    return answer.error.phrase;
  }
  const count = answer.value;
  set({
    open: { state: 'none' },
    notice: { level: 'info', text: () => t('history.deleted', { count, number: callerNumber }) },
  });
  await search();
  return null;
}
