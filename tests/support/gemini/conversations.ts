import type { VoiceName } from '#model/voices';

type RememberedTurn = { readonly role: 'user' | 'model'; readonly text: string };

/** What the service remembers of a talk, over all its connections. */
export type Conversation = {
  readonly id: number;
  /** Voice of its first connection. */
  readonly firstVoice: VoiceName;
  turns: RememberedTurn[];
  /** Connections that are open on it now. */
  openConnections: number;
};

type Stored = { readonly conversation: Conversation; readonly turns: readonly RememberedTurn[] };

/** The conversations and the handles that lead back into them. */
export class Conversations {
  readonly #handles = new Map<string, Stored>();
  #count = 0;
  #handleCount = 0;
  #callCount = 0;

  /** A talk that nobody remembers. */
  begin(firstVoice: VoiceName): Conversation {
    this.#count += 1;
    return { id: this.#count, firstVoice, turns: [], openConnections: 0 };
  }

  /** An id for a function call. */
  newCallId(): string {
    this.#callCount += 1;
    return `call-${this.#callCount}`;
  }

  /** A handle for what is remembered now. */
  giveHandle(conversation: Conversation): string {
    this.#handleCount += 1;
    const handle = `handle-${conversation.id}-${this.#handleCount}`;
    this.#handles.set(handle, { conversation, turns: [...conversation.turns] });
    return handle;
  }

  /**
   * The talk a handle leads to, as it was when the handle was given; what came later is forgotten.
   * Null when unknown.
   */
  resume(handle: string): Conversation | null {
    const stored = this.#handles.get(handle);
    if (stored === undefined) {
      return null;
    }
    if (stored.conversation.openConnections === 0) {
      stored.conversation.turns = [...stored.turns];
    }
    return stored.conversation;
  }

  /** All handles are of no use from now on. */
  expireAll(): void {
    this.#handles.clear();
  }
}
