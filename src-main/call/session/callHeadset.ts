/** The supervisor's headset on one call: on the caller's line, or on that of a consulted party. */
import { cordboardError } from '#main/util/errors';
import { fail, ok, type Result } from '#main/util/result';
import { phrase } from '#model/phrases/phrase';
import type { HeadsetAudio, HeadsetAudioHandlers } from '../callControl';
import type { FrameTap } from '../talk/audio/frameTaps';

/** Somebody the supervisor can hear and speak to. */
export type HeadsetLine = {
  /** Begins to pass on both directions; the returned function stops it and is idempotent. */
  listen(tap: FrameTap): () => void;
  /** One 20 ms frame of the microphone, 640 bytes slin16. */
  speak(frame: Buffer): void;
};

type State =
  | { readonly kind: 'free' }
  | {
      readonly kind: 'open';
      readonly handlers: HeadsetAudioHandlers;
      /** Whose headset it is, as the desk names who acts. */
      readonly by: string;
      readonly stopListening: () => void;
    }
  | { readonly kind: 'closed' };

/**
 * Holds one headset at a time. It may be open before a call is taken over, and before a consulted
 * party answers.
 */
export class CallHeadset {
  readonly #ownLine: HeadsetLine;
  readonly #onOwner: (by: string | null) => void;
  #line: HeadsetLine;
  #state: State = { kind: 'free' };
  #microphoneMs: number | null = null;

  /**
   * @param line The caller's line.
   * @param onOwner Whose headset is on the call from now on; null: nobody's.
   */
  constructor(line: HeadsetLine, onOwner: (by: string | null) => void) {
    this.#ownLine = line;
    this.#onOwner = onOwner;
    this.#line = line;
  }

  /** When the newest frame of the microphone came, monotonic ms; null if none has come. */
  get microphoneMs(): number | null {
    return this.#microphoneMs;
  }

  /**
   * Puts this supervisor's headset on the call. Fails with `invalid-state` if another one is on it,
   * or the call is over.
   */
  open(handlers: HeadsetAudioHandlers, by: string): Result<HeadsetAudio> {
    if (this.#state.kind === 'closed') {
      return fail(cordboardError('invalid-state', phrase('refused.ended')));
    }
    if (this.#state.kind === 'open') {
      return fail(cordboardError('invalid-state', phrase('headset.taken')));
    }
    this.#listen(handlers, by);
    this.#onOwner(by);
    return ok({
      send: (frame) => {
        if (this.#isOpenFor(handlers)) {
          this.#microphoneMs = performance.now();
          this.#line.speak(frame);
        }
      },
      close: () => {
        if (this.#isOpenFor(handlers)) {
          this.#end({ kind: 'free' });
        }
      },
    });
  }

  /** Switches the headset to another line; null: back to the caller's. */
  switchTo(line: HeadsetLine | null): void {
    this.#line = line ?? this.#ownLine;
    if (this.#state.kind === 'open') {
      this.#state.stopListening();
      this.#listen(this.#state.handlers, this.#state.by);
    }
  }

  /** The call is over: closes the headset. Idempotent. */
  close(): void {
    this.#end({ kind: 'closed' });
  }

  #listen(handlers: HeadsetAudioHandlers, by: string): void {
    const stopListening = this.#line.listen((caller, heard) => {
      handlers.onFrame(caller, heard);
    });
    this.#state = { kind: 'open', handlers, by, stopListening };
  }

  #isOpenFor(handlers: HeadsetAudioHandlers): boolean {
    return this.#state.kind === 'open' && this.#state.handlers === handlers;
  }

  #end(next: Exclude<State, { kind: 'open' }>): void {
    const state = this.#state;
    this.#state = next;
    if (state.kind === 'open') {
      state.stopListening();
      this.#onOwner(null);
      state.handlers.onClose();
    }
  }
}
