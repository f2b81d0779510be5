/**
 * A take-over: the supervisor speaks with the caller in person. Both are transcribed, so that the
 * agent can go on from there.
 */
import { MAX_INSTRUCTION_CHARS } from '#model/limits';
import { promised } from '../prompts';
import type { TalkRecord } from '../record/talkRecord';
import { Transcriber, type TranscriberOptions } from './transcriber';

/** Wait for the last words of the transcript before the agent is told, ms. */
const LAST_WORDS_MS = 1_500;

export type SupervisorTalkOptions = Omit<TranscriberOptions, 'onText' | 'onUsage'> & {
  readonly record: TalkRecord;
  /** Onset of the caller's current or last speech, ms since the call came. */
  readonly callerOnsetMs: () => number;
  /** Who speaks, as the desk names them. */
  readonly by: string | undefined;
  /** The earlier take-over; the agent may not know its words yet. Null: none. */
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
    this.#firstTurn = options.before?.untoldFrom ?? record.transcript.nextTurn;
    this.#caller = new Transcriber({
      ...options,
      callId: `${options.callId}/caller`,
      onUsage,
      onText: (text) => {
        record.transcript.callerText(text, callerOnsetMs(), record.now());
      },
    });
    this.#supervisor = new Transcriber({
      ...options,
      callId: `${options.callId}/supervisor`,
      onUsage,
      onText: (text) => {
        record.transcript.supervisorText(text, record.now(), options.by);
      },
    });
  }

  /** Place of the first turn that the agent has not been told; null once it has been told all. */
  get untoldFrom(): number | null {
    return this.#told ? null : this.#firstTurn;
  }

  /** What the agent is to be told of it, as far as it is known now; empty if nobody spoke. */
  get brief(): string {
    const { transcript } = this.#record;
    const words = transcript.wordsSince(this.#firstTurn);
    const promises = transcript.promisesSince(this.#firstTurn);
    const whole = promises.length === 0 ? words : `${promised(promises)}\n${words}`;
    return whole.slice(-MAX_INSTRUCTION_CHARS);
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
   * The agent goes on. Calls `onBrief` with what it is to be told.
   * @param brief What the supervisor has made of the brief: it is told at once. Null: the brief is
   * told as soon as the last words are there.
   */
  finish(brief: string | null, onBrief: (brief: string) => void): void {
    this.#caller.finish();
    this.#supervisor.finish();
    if (brief !== null) {
      this.#told = true;
      onBrief(brief);
    }
    this.#lastWords = setTimeout(() => {
      const { transcript } = this.#record;
      const isTold = this.#told;
      this.#told = true;
      transcript.finishSupervisor(this.#record.now());
      this.close();
      if (!isTold) {
        onBrief(this.brief);
      }
    }, LAST_WORDS_MS);
  }

  /** Idempotent. */
  close(): void {
    clearTimeout(this.#lastWords ?? undefined);
    this.#caller.close();
    this.#supervisor.close();
  }
}
