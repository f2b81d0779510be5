import type { CallId } from '#model/call';
import { UNSCRIPTED } from './script';

/**
 * The words that the simulated caller and the simulated agent of one call share. Their sound really
 * travels through the pipeline, both ways, but it is babble; what it means is passed here.
 */
export class DemoTalk {
  readonly callId: CallId;
  /** What the agent says first; empty: nothing. */
  readonly greeting: string;
  readonly #replies: readonly string[];
  #voiced = '';
  #reply: string | null = null;
  #replied = 0;

  /** @param replies Answers, in turn, to a caller who follows no script. */
  constructor(callId: CallId, greeting: string, replies: readonly string[] = []) {
    this.callId = callId;
    this.greeting = greeting;
    this.#replies = replies;
  }

  /** Everything the caller has said aloud so far, word by word as it sounds. */
  get voiced(): string {
    return this.#voiced;
  }

  /** The caller begins to speak. `reply`: what the agent answers once it has heard them finish. */
  callerBegins(reply: string): void {
    this.#reply = reply;
    if (this.#voiced !== '') {
      this.#voiced += ' ';
    }
  }

  /** More words of the caller have sounded. */
  callerVoices(words: string): void {
    this.#voiced += words;
  }

  /**
   * The answer to the caller's last words; null when it was taken already, or there is none.
   */
  takeReply(): string | null {
    const reply = this.#reply ?? this.#replies[this.#replied % this.#replies.length] ?? null;
    this.#reply = null;
    this.#replied += 1;
    return reply;
  }
}

/** The talks that are going on, by call. */
export class DemoTalks {
  readonly #byCall = new Map<CallId, DemoTalk>();
  readonly #claimed = new Set<CallId>();

  get size(): number {
    return this.#byCall.size;
  }

  add(talk: DemoTalk): void {
    this.#byCall.set(talk.callId, talk);
  }

  /**
   * The talk for the agent of a call. A second agent of the same call only listens, and gets an
   * empty one. A caller who is not simulated gets an agent that says what the demo is.
   */
  claim(callId: CallId): DemoTalk {
    const talk = this.#byCall.get(callId);
    if (talk === undefined) {
      return new DemoTalk(callId, UNSCRIPTED.greeting, UNSCRIPTED.replies);
    }
    if (this.#claimed.has(callId)) {
      return new DemoTalk(callId, '');
    }
    this.#claimed.add(callId);
    return talk;
  }

  remove(callId: CallId): void {
    this.#byCall.delete(callId);
    this.#claimed.delete(callId);
  }
}
