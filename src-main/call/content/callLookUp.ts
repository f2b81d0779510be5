import type { Log } from '#main/observability/log';
import { delay } from '#main/util/timeout';
import type { CallFacts } from '#model/callFacts';
import { answerOf, type LookUpOutcome } from '#model/lookUp';
import { phrase } from '#model/phrases/phrase';
import type { ProfileLookUp } from '#model/profile';
import type { LiveCall } from '../liveCall';
import { type AskLookUp, failedLookUp } from '../tools/lookUp';

type CallLookUpOptions = {
  readonly liveCall: LiveCall;
  readonly lookUp: ProfileLookUp;
  readonly facts: () => CallFacts;
  readonly ask: AskLookUp;
  /** Aborts when the call ends. */
  readonly over: AbortSignal;
  readonly log: Log;
};

/**
 * Asks about the caller, and shows on the call what came of it. Resolves by the time limit of the
 * look-up at the latest; never rejects.
 * @param spentMs What has passed of the limit already.
 */
export async function lookUpCaller(options: CallLookUpOptions, spentMs: number): Promise<void> {
  const { liveCall, over, log } = options;
  const outcome = await outcomeInTime(options, spentMs);
  if (over.aborted) {
    return;
  }
  const { ms } = outcome;
  if (outcome.state === 'answered') {
    log.info({ ms, pii: { answer: outcome.answer } }, 'look-up answered');
  } else {
    log.warn({ ms, code: outcome.phrase.code, why: outcome.message }, 'look-up failed');
  }
  const { call, value } = liveCall;
  // The supervisor may have chosen a voice while the caller rang.
  const voice = value.wishes.voice ?? answerOf(outcome)?.voice ?? call.voice;
  liveCall.update({ lookUp: outcome, voice });
}

async function outcomeInTime(
  { lookUp, facts, ask, over }: CallLookUpOptions,
  spentMs: number,
): Promise<LookUpOutcome> {
  const { timeoutMs } = lookUp;
  const done = new AbortController();
  const signal = AbortSignal.any([done.signal, over]);
  const outcome = await Promise.race([
    ask(lookUp, facts(), signal),
    delay(timeoutMs - spentMs, signal).then(() =>
      failedLookUp(timeoutMs, null, phrase('look-up.late', { timeoutMs })),
    ),
  ]);
  done.abort();
  return outcome;
}
