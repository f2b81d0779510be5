/** The supervisor's headset on one call: on the caller's line, or on that of a consulted party. */
import { cordboardError } from '#main/util/errors';
import { fail, ok, type Result } from '#main/util/result';
import { phrase } from '#model/phrases/phrase';
import type { HeadsetAudio, HeadsetAudioHandlers } from '../callControl';
import type { FrameTap } from '../talk/audioPath';

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
      readonly stopListening: () => void;
    }
  | { readonly kind: 'closed' };

/**
 * Holds one headset at a time. It may be open before a call is taken over, and before a consulted
 * party answers.
 */
export class CallHeadset {
  readonly #ownLine: HeadsetLine;
  #line: HeadsetLine;
  #state: State = { kind: 'free' };

  /** @param line The caller's line. */
  constructor(line: HeadsetLine) {
    this.#ownLine = line;
    this.#line = line;
  }

  /** Whether a headset is on the call. */
  get isOpen(): boolean {
    return this.#state.kind === 'open';
  }

  /**
   * Puts a headset on the call. Fails with `invalid-state` if another one is on it, or the call is
   * over.
   */
  open(handlers: HeadsetAudioHandlers): Result<HeadsetAudio> {
    if (this.#state.kind === 'closed') {
      return fail(cordboardError('invalid-state', phrase('refused.ended')));
    }
    if (this.#state.kind === 'open') {
      return fail(cordboardError('invalid-state', phrase('headset.taken')));
    }
    this.#listen(handlers);
    return ok({
      send: (frame) => {
        if (this.#isOpenFor(handlers)) {
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
      this.#listen(this.#state.handlers);
    }
  }

  /** The call is over: closes the headset. Idempotent. */
  close(): void {
    this.#end({ kind: 'closed' });
  }

  #listen(handlers: HeadsetAudioHandlers): void {
    const stopListening = this.#line.listen((caller, heard) => {
      handlers.onFrame(caller, heard);
    });
    this.#state = { kind: 'open', handlers, stopListening };
  }

  #isOpenFor(handlers: HeadsetAudioHandlers): boolean {
    return this.#state.kind === 'open' && this.#state.handlers === handlers;
  }

  #end(next: Exclude<State, { kind: 'open' }>): void {
    const state = this.#state;
    this.#state = next;
    if (state.kind === 'open') {
      state.stopListening();
      state.handlers.onClose();
    }
  }
}
