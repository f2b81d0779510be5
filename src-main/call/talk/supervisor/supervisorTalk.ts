/**
 * A take-over: the supervisor speaks with the caller in person. Both are transcribed, so that the
 * agent can go on from there.
 */
import type { HandBackBrief } from '#model/brief';
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

type BriefHandlers = {
  /** What the agent is to be told of the take-over. */
  readonly onBrief: (brief: string) => void;
  /** What it is to be told besides, because it came after the brief; empty if nothing did. */
  readonly onLastWords: (words: string) => void;
};

/** One take-over, from its beginning to the hand-back. */
export class SupervisorTalk {
  readonly #record: TalkRecord;
  readonly #caller: Transcriber;
  readonly #supervisor: Transcriber;
  readonly #firstTurn: number;
  /** What the agent has been told: how much of each turn (`lengthsSince`); null: nothing yet. */
  #told: readonly number[] | null = null;
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
    return this.#told === null ? this.#firstTurn : null;
  }

  /** What the agent is to be told of it, as far as it is known now; empty if nobody spoke. */
  get brief(): HandBackBrief {
    const { transcript } = this.#record;
    const words = transcript.wordsSince(this.#firstTurn);
    const promises = transcript.promisesSince(this.#firstTurn);
    const whole = promises.length === 0 ? words : `${promised(promises)}\n${words}`;
    return {
      text: whole.slice(-MAX_INSTRUCTION_CHARS),
      of: transcript.lengthsSince(this.#firstTurn),
    };
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
   * The agent goes on.
   * @param given A brief that is told at once, with what was said after it was made. Null: it is
   * told as soon as the last words are there.
   */
  finish(given: HandBackBrief | null, { onBrief, onLastWords }: BriefHandlers): void {
    this.#caller.finish();
    this.#supervisor.finish();
    const { transcript } = this.#record;
    if (given !== null) {
      const later = transcript.wordsSince(this.#firstTurn, given.of);
      this.#told = transcript.lengthsSince(this.#firstTurn);
      onBrief([given.text, later].filter((text) => text !== '').join('\n'));
    }
    this.#lastWords = setTimeout(() => {
      transcript.finishSupervisor(this.#record.now());
      this.close();
      if (this.#told === null) {
        const { text, of } = this.brief;
        this.#told = of;
        onBrief(text);
      } else {
        onLastWords(transcript.wordsSince(this.#firstTurn, this.#told));
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
