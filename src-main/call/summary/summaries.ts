/** The summaries of calls: which calls get one, and what becomes of it. Off the path of calls. */
import type { Summarizer, SummaryRequest } from '#main/agent/summarizer';
import type { Log } from '#main/observability/log';
import { localTime } from '#main/rules/callFacts';
import type { HistoryStore } from '#main/store/historyStore';
import { heardText, VOICE_LABELS } from '#main/transcript/spoken';
import { type CordboardError, cordboardError } from '#main/util/errors';
import { done, fail, ok, type Result } from '#main/util/result';
import { TypedEmitter } from '#main/util/typedEmitter';
import type { Call, CallId } from '#model/call';
import type { ConsoleEvent } from '#model/events';
import type { CallRecord, RecordedCall } from '#model/history';
import { phrase } from '#model/phrases/phrase';
import type { CallSummary, DoneSummary, ProfileSummary } from '#model/summary';
import { spokenIn, type Transcript } from '#model/transcript';
import { SUMMARY_TIMES, SummaryQueue, type SummaryTimes } from './summaryQueue';

/** Summaries of calls that ended longer ago are not made of themselves, ms. */
const MAX_AGE_MS = 86_400_000;

/** Longest talk that is sent, characters: beyond it, its beginning is left out. */
const MAX_TALK_CHARS = 400_000;

/** What a summary of a profile's calls is to be like. */
export type SummaryWish = { readonly plan: ProfileSummary; readonly language: string };

/** How a summary ended. */
export type SummaryNews = {
  readonly call: RecordedCall;
  readonly summary: Exclude<CallSummary, { readonly state: 'waiting' }>;
};

type SummariesOptions = {
  /** Null: there is no service that could make them. */
  readonly summarizer: Summarizer | null;
  readonly history: Pick<HistoryStore, 'call' | 'summary' | 'putSummary' | 'waitingSummaries'>;
  /** Null for a profile that is gone. */
  readonly wishOf: (profileId: string) => SummaryWish | null;
  /** What was said in a call that has just ended. */
  readonly transcriptOf: (callId: CallId) => Transcript;
  readonly timeZone: () => string;
  readonly log: Log;
  /** Shorter times, for tests. */
  readonly times?: Partial<SummaryTimes>;
};

export class Summaries {
  readonly #options: SummariesOptions;
  readonly #queue: SummaryQueue;
  readonly #emitter = new TypedEmitter<{ news: SummaryNews }>();
  readonly #byHand = new Set<CallId>();
  readonly #stop = new AbortController();
  /** Calls whose end was seen; forgotten with the call. */
  readonly #ended = new Set<CallId>();

  constructor(options: SummariesOptions) {
    this.#options = options;
    this.#queue = new SummaryQueue({
      times: { ...SUMMARY_TIMES, ...options.times },
      attempt: (callId, signal) => this.#attempt(callId, signal),
      onGivenUp: (callId, error) => void this.#giveUp(callId, error),
    });
  }

  /** Follows what becomes of the summaries. The returned function stops. */
  onNews(listener: (news: SummaryNews) => void): () => void {
    return this.#emitter.on('news', listener);
  }

  /** Follows the calls. */
  apply(event: ConsoleEvent): void {
    if (event.type === 'callRemoved') {
      this.#ended.delete(event.callId);
    } else if (event.type === 'callAdded' || event.type === 'callChanged') {
      this.#callChanged(event.call);
    }
  }

  /** Whether a call that has ended gets a summary of itself. */
  expects({ id, hasAgent, profileId }: Call): boolean {
    const { summarizer, transcriptOf } = this.#options;
    return (
      summarizer !== null &&
      hasAgent &&
      this.#wishOf(profileId) !== null &&
      talkOf(transcriptOf(id)) !== ''
    );
  }

  /** Takes up again what an earlier run did not finish. */
  async resume(): Promise<void> {
    const waiting = await this.#options.history.waitingSummaries();
    if (!waiting.ok) {
      this.#options.log.warn({ error: waiting.error }, 'waiting summaries not found');
      return;
    }
    for (const callId of waiting.value) {
      this.#add(callId);
    }
  }

  /**
   * Makes a summary anew, at once, and replaces the one before. Fails with `invalid-state` where
   * none can be made, and as the service and the record do; then the one before stays.
   */
  async redo(callId: CallId): Promise<Result<DoneSummary>> {
    if (this.#byHand.has(callId)) {
      return refusal('summary.running');
    }
    this.#byHand.add(callId);
    try {
      const record = await this.#options.history.call(callId);
      return record.ok ? await this.#make(record.value, this.#stop.signal) : record;
    } finally {
      this.#byHand.delete(callId);
    }
  }

  /** Ends the requests. What waits is taken up by the next run. */
  close(): void {
    this.#stop.abort();
    this.#queue.close();
    this.#emitter.removeAll();
  }

  #callChanged(call: Call): void {
    if (call.state !== 'ended' || this.#ended.has(call.id)) {
      return;
    }
    this.#ended.add(call.id);
    if (this.expects(call)) {
      this.#options.history.putSummary(call.id, { state: 'waiting', at: Date.now() });
      this.#add(call.id);
    }
  }

  #add(callId: CallId): void {
    if (!this.#queue.add(callId)) {
      void this.#giveUp(callId, cordboardError('refused', phrase('summary.too-many')));
    }
  }

  async #attempt(callId: CallId, signal: AbortSignal): Promise<Result<void>> {
    const record = await this.#options.history.call(callId);
    if (!record.ok) {
      return record;
    }
    const { call, summary } = record.value;
    if (summary?.state !== 'waiting') {
      // It was made by hand meanwhile.
      return done;
    }
    if (Date.now() - (call.endedAt ?? call.startedAt) > MAX_AGE_MS) {
      return refusal('summary.too-late');
    }
    const made = await this.#make(record.value, signal);
    return made.ok ? done : made;
  }

  async #make(record: CallRecord, signal: AbortSignal): Promise<Result<DoneSummary>> {
    const { summarizer, history } = this.#options;
    const request = this.#requestFor(record);
    if (!request.ok) {
      return request;
    }
    if (summarizer === null) {
      return refusal('gemini.not-configured');
    }
    const made = await summarizer.summarize(request.value, signal);
    if (!made.ok) {
      return made;
    }
    // The caller may have been erased meanwhile.
    const known = await history.summary(record.call.id);
    if (!known.ok) {
      return known;
    }
    const { content, model } = made.value;
    const summary: DoneSummary = { state: 'done', at: Date.now(), model, ...content };
    history.putSummary(record.call.id, summary);
    this.#emitter.emit('news', { call: record.call, summary });
    return ok(summary);
  }

  #requestFor({ call, turns }: CallRecord): Result<SummaryRequest> {
    const wish = this.#wishOf(call.profileId);
    const talk = talkOf(turns);
    if (call.state === 'live') {
      return refusal('summary.call-goes-on');
    }
    if (wish === null) {
      return refusal('summary.off');
    }
    if (talk === '') {
      return refusal('summary.no-talk');
    }
    const { date, time, weekday } = localTime(call.startedAt, this.#options.timeZone());
    return ok({ talk, startedAt: `${weekday}, ${date}, ${time}`, ...wish });
  }

  /** Null where the profile wants no summaries, or is gone. */
  #wishOf(profileId: string): SummaryWish | null {
    const wish = this.#options.wishOf(profileId);
    return wish?.plan.on === true ? wish : null;
  }

  async #giveUp(callId: CallId, error: CordboardError): Promise<void> {
    const { history, log } = this.#options;
    log.warn({ callId, error }, 'call gets no summary');
    const record = await history.call(callId);
    if (record.ok && record.value.summary?.state === 'waiting') {
      const summary = { state: 'failed', at: Date.now(), reason: error.phrase } as const;
      history.putSummary(callId, summary);
      this.#emitter.emit('news', { call: record.value.call, summary });
    }
  }
}

/** What was said aloud, one line for each turn; empty where the other party said nothing. */
function talkOf(turns: Transcript): string {
  if (!turns.some(({ speaker, text }) => speaker === 'caller' && text.trim() !== '')) {
    return '';
  }
  const lines = turns.flatMap((turn) => {
    const spoken = spokenIn(turn);
    const words = spoken?.voice === 'supervisor' ? spoken.words : heardText(turn);
    return spoken === null || words.trim() === ''
      ? []
      : [`${VOICE_LABELS[spoken.voice]}: ${words}`];
  });
  return lines.join('\n').slice(-MAX_TALK_CHARS);
}

function refusal(
  code:
    | 'summary.off'
    | 'summary.call-goes-on'
    | 'summary.no-talk'
    | 'summary.running'
    | 'summary.too-late'
    | 'gemini.not-configured',
): Result<never> {
  return fail(cordboardError('invalid-state', phrase(code)));
}
