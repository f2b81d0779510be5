/** The take-overs of one talk, one after the other: who speaks, and what the agent learns of it. */
import type { VoiceAgent } from '#main/agent/voiceAgent';
import type { HandBackBrief } from '#model/brief';
import { phrase } from '#model/phrases/phrase';
import { AS_IT_IS, type HandOver } from '../../life/callValue';
import { type AfterSpeech, ANSWER_MS } from '../afterSpeech';
import type { Floor } from '../floor';
import { handedBack, saidLast } from '../prompts';
import type { TalkRecord } from '../record/talkRecord';
import type { TalkOptions } from '../talkOptions';
import type { SupervisorQuestions } from './questions';
import { SupervisorTalk } from './supervisorTalk';

type TakeOversOptions = Pick<TalkOptions, 'settings' | 'callId' | 'agents' | 'log' | 'liveCall'> & {
  readonly record: TalkRecord;
  readonly floor: Floor;
  readonly questions: SupervisorQuestions;
  readonly afterSpeech: AfterSpeech;
  readonly agent: () => VoiceAgent;
  /** Makes the agent say this word for word. */
  readonly say: (text: string, by?: string) => void;
};

export class TakeOvers {
  readonly #options: TakeOversOptions;
  /** The present or last one; null before the first. */
  #talk: SupervisorTalk | null = null;

  constructor(options: TakeOversOptions) {
    this.#options = options;
  }

  /** What the agent is to be told of the take-over; null while nobody has taken the call over. */
  get brief(): HandBackBrief | null {
    return this.#options.floor.isSupervisors ? (this.#talk?.brief ?? null) : null;
  }

  /** From now on the supervisor speaks instead of the agent. Idempotent. */
  begin(): void {
    const { floor, questions, record, liveCall, settings, callId, agents, log } = this.#options;
    if (floor.isSupervisors) {
      return;
    }
    floor.excludeAgent('supervisor', true);
    questions.closeAll('taken-over');
    const by = liveCall.call.speaker ?? undefined;
    record.note(phrase('note.taken-over'), by);
    const { model, language } = settings();
    this.#talk = new SupervisorTalk({
      before: this.#talk,
      by,
      agents,
      model,
      language,
      callId,
      log,
      voice: liveCall.call.voice,
      record,
      callerOnsetMs: () => floor.callerOnsetMs,
    });
  }

  /**
   * The agent goes on, and is told what supervisor and caller said meanwhile, or what the
   * supervisor has made of that. Its first sentence may be given. Idempotent.
   */
  end({ brief, briefOf, firstSentence, by }: HandOver = AS_IT_IS): void {
    const { floor, record, agent, say } = this.#options;
    const now = this.brief;
    if (!floor.isSupervisors) {
      return;
    }
    // Words that come in the middle of its first sentence would break it off.
    const unedited = firstSentence === null ? null : now;
    const given = brief === null ? unedited : { text: brief, of: briefOf ?? now?.of ?? [] };
    floor.excludeAgent('supervisor', false);
    record.note(phrase('note.handed-back'), by ?? undefined);
    this.#talk?.finish(given, {
      onBrief: (told) => {
        agent().sendContext(handedBack(told));
      },
      onLastWords: (words) => {
        void this.#tellLast(words, firstSentence === null ? 0 : ANSWER_MS);
      },
    });
    if (firstSentence !== null) {
      say(firstSentence, by ?? undefined);
    }
  }

  /** @param beginMs How long an agent that is to speak has to begin, ms. */
  async #tellLast(words: string, beginMs: number): Promise<void> {
    const { afterSpeech, agent } = this.#options;
    if (words !== '') {
      await afterSpeech.wait(beginMs);
      agent().sendContext(saidLast(words));
    }
  }

  /** One frame of the supervisor's microphone. */
  supervisorFrame(frame: Buffer): void {
    const { floor } = this.#options;
    if (floor.isSupervisors && floor.supervisorFrame(frame)) {
      this.#talk?.supervisorFrame(frame);
    }
  }

  /** One frame of the caller, while the supervisor speaks in the agent's place. */
  callerFrame(frame: Buffer): void {
    this.#talk?.callerFrame(frame);
  }

  /** Idempotent. */
  close(): void {
    this.#talk?.close();
  }
}
