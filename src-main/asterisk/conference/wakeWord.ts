/**
 * An assistant that listens to a conference, unheard, until somebody says its name. Only the
 * members' side is muted (command `muteAgent`). The agent takes part in the talk all the while, so
 * that it knows the subject when somebody asks.
 */
import type { CallControl } from '#main/call/callControl';
import type { CallId } from '#model/call';
import type { ConsoleEvent } from '#model/events';
import type { Turn } from '#model/transcript';

/** The part of CallControl that controls a listening assistant. */
export type ListeningControl = Pick<CallControl, 'command' | 'onBatch'>;

/** Whether a text contains this name as whole words; case and punctuation do not matter. */
export function isNamed(text: string, name: string): boolean {
  const words = name
    .trim()
    .split(/\s+/)
    .map(escaped)
    .join(String.raw`[^\p{L}\p{N}]+`);
  return (
    words !== '' && new RegExp(`(?<![\\p{L}\\p{N}])${words}(?![\\p{L}\\p{N}])`, 'iu').test(text)
  );
}

/** What a listening assistant does. `arriving`: its call is not live yet. */
type Listening = 'arriving' | 'listening' | 'speaking' | 'gone';

export class WakeWord {
  readonly #control: ListeningControl;
  readonly #callId: CallId;
  readonly #name: string;
  readonly #onChange: (speaking: boolean) => void;
  readonly #unfollow: () => void;
  /** Turns with a lower id do not count: the assistant has already obeyed its name in them. */
  #obeyedTurns = 0;
  #state: Listening = 'arriving';

  /**
   * @param onChange Called with true when the assistant begins to be heard, with false when it is
   * silent again.
   */
  constructor(
    control: ListeningControl,
    callId: CallId,
    name: string,
    onChange: (speaking: boolean) => void,
  ) {
    this.#control = control;
    this.#callId = callId;
    this.#name = name;
    this.#onChange = onChange;
    this.#unfollow = control.onBatch(({ events }) => {
      events.forEach((event) => {
        this.#follow(event);
      });
    });
  }

  speak(): void {
    if (this.#state === 'listening') {
      this.#hear(true);
    } else if (this.#state === 'arriving') {
      this.#state = 'speaking';
    }
  }

  /** Makes the assistant silent until somebody says its name again. */
  beSilent(): void {
    if (this.#state === 'speaking') {
      this.#hear(false);
    }
  }

  /** The assistant has left. Idempotent. */
  close(): void {
    this.#state = 'gone';
    this.#unfollow();
  }

  #follow(event: ConsoleEvent): void {
    if (event.type === 'turnChanged' && event.callId === this.#callId) {
      this.#heard(event.turn);
    } else if (event.type === 'callChanged' && event.call.id === this.#callId) {
      if (event.call.state === 'live' && this.#state === 'arriving') {
        this.#hear(false);
      }
    }
  }

  #heard(turn: Turn): void {
    if (turn.speaker !== 'caller' || turn.id < this.#obeyedTurns) {
      return;
    }
    if (this.#state === 'listening' && isNamed(turn.text, this.#name)) {
      this.#obeyedTurns = turn.id + 1;
      this.#hear(true);
    }
  }

  #hear(speaking: boolean): void {
    this.#state = speaking ? 'speaking' : 'listening';
    const mute = { kind: 'muteAgent', on: !speaking } as const;
    void this.#control.command(this.#callId, mute, 'conference');
    this.#onChange(speaking);
  }
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, String.raw`\$&`);
}
