/**
 * The time in which the supervisor speaks with the caller himself: what both say is written down,
 * for the agent to go on from.
 */
import type { TalkRecord } from './talkRecord';
import { Transcriber, type TranscriberOptions } from './transcriber';

/** The last words are waited for so long before the agent is told, ms. */
const LAST_WORDS_MS = 1_500;

/** What it is made with. */
export type SupervisorTalkOptions = Omit<TranscriberOptions, 'onText' | 'onUsage'> & {
  readonly record: TalkRecord;
  /** Onset of the caller's current or last speech, ms since the call came. */
  readonly callerOnsetMs: () => number;
  /** The take-over before, whose words the agent may not have been told yet. */
  readonly before: SupervisorTalk | null;
};

/** One take-over, from its beginning to the hand-back. */
export class SupervisorTalk {
  readonly #record: TalkRecord;
  readonly #caller: Transcriber;
  readonly #supervisor: Transcriber;
  readonly #firstTurn: number;
  #told = false;
  #lastWords: NodeJS.Timeout | null = null;

  constructor(options: SupervisorTalkOptions) {
    const { record, callerOnsetMs } = options;
    const onUsage: TranscriberOptions['onUsage'] = (usage) => {
      record.metrics.usage(usage);
    };
    this.#record = record;
    options.before?.close();
    record.transcript.finishSupervisor(record.now());
    this.#firstTurn = options.before?.untoldFrom ?? record.transcript.turns.length;
    this.#caller = new Transcriber({
      ...options,
      callId: `${options.callId}/caller`,
      onUsage,
      onText: (text) => {
        record.transcript.callerText(text, callerOnsetMs());
      },
    });
    this.#supervisor = new Transcriber({
      ...options,
      callId: `${options.callId}/supervisor`,
      onUsage,
      onText: (text) => {
        record.transcript.supervisorText(text, record.now());
      },
    });
  }

  /** The first turn of this talk, while the agent has not been told of it; null after that. */
  get untoldFrom(): number | null {
    return this.#told ? null : this.#firstTurn;
  }

  /** One frame of the caller. */
  callerFrame(frame: Buffer): void {
    this.#caller.push(frame);
  }

  /** One frame of the supervisor. */
  supervisorFrame(frame: Buffer): void {
    this.#supervisor.push(frame);
  }

  /**
   * The agent goes on: tells what was said, as soon as the last words of it are written down. Empty
   * when nothing was.
   */
  finish(onWords: (words: string) => void): void {
    this.#caller.finish();
    this.#supervisor.finish();
    this.#lastWords = setTimeout(() => {
      const { transcript } = this.#record;
      const words = transcript.wordsSince(this.#firstTurn);
      transcript.finishSupervisor(this.#record.now());
      this.#told = true;
      this.close();
      onWords(words);
    }, LAST_WORDS_MS);
  }

  /** Idempotent. */
  close(): void {
    clearTimeout(this.#lastWords ?? undefined);
    this.#caller.close();
    this.#supervisor.close();
  }
}
