import type { CallId } from '#model/call';

/**
 * What the simulated caller and the simulated agent of one call share: the words. The sound really travels through the
 * pipeline, both ways; only what it would mean, which no synthetic babble carries, is passed here.
 */
export class DemoConversation {
  readonly callId: CallId;
  /** What the agent says first; empty: nothing. */
  readonly greeting: string;
  #voiced = '';
  #reply: string | null = null;

  constructor(callId: CallId, greeting: string) {
    this.callId = callId;
    this.greeting = greeting;
  }

  /** Everything the caller has said aloud so far, word by word as it sounds. */
  get voiced(): string {
    return this.#voiced;
  }

  /** The caller begins to speak; this is what the agent shall answer once it has heard it to the end. */
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

  /** The answer that the caller's last words call for; null when it was given already. */
  takeReply(): string | null {
    const reply = this.#reply;
    this.#reply = null;
    return reply;
  }
}

/** The conversations that are going on, by call. */
export class DemoConversations {
  readonly #byCall = new Map<CallId, DemoConversation>();
  readonly #claimed = new Set<CallId>();

  /** Number of conversations going on. */
  get size(): number {
    return this.#byCall.size;
  }

  add(conversation: DemoConversation): void {
    this.#byCall.set(conversation.callId, conversation);
  }

  /** For the agent of a call. Another one of the same call only listens: it has nobody to talk to, and hears no words. */
  claim(callId: CallId): DemoConversation {
    const conversation = this.#byCall.get(callId);
    if (conversation === undefined || this.#claimed.has(callId)) {
      return new DemoConversation(callId, '');
    }
    this.#claimed.add(callId);
    return conversation;
  }

  remove(callId: CallId): void {
    this.#byCall.delete(callId);
    this.#claimed.delete(callId);
  }
}
