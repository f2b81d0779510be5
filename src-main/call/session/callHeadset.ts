/** The supervisor's headset on one call: on the caller's line, or on that of a consulted party. */
import { cordboardError } from '#main/util/errors';
import { fail, ok, type Result } from '#main/util/result';
import { phrase } from '#model/phrases/phrase';
import type { HeadsetAudio, HeadsetAudioHandlers } from '../callControl';
import { isAnothersToSpeak, speakerOf } from '../life/callValue';
import type { LiveCall } from '../liveCall';
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
      readonly stopListening: () => void;
    }
  | { readonly kind: 'closed' };

/**
 * Holds one headset at a time. A supervisor who only listens makes room for the next one; who
 * speaks in the call (`speakerOf`) does not. It may be open before a call is taken over, and before
 * a consulted party answers.
 */
export class CallHeadset {
  readonly #callerLine: HeadsetLine;
  readonly #liveCall: Pick<LiveCall, 'value' | 'update'>;
  #line: HeadsetLine;
  #state: State = { kind: 'free' };
  #microphoneMs: number | null = null;

  constructor(callerLine: HeadsetLine, liveCall: Pick<LiveCall, 'value' | 'update'>) {
    this.#callerLine = callerLine;
    this.#liveCall = liveCall;
    this.#line = callerLine;
  }

  /** When the speaker's microphone was last heard, monotonic ms; null: never. */
  get microphoneMs(): number | null {
    return this.#microphoneMs;
  }

  /**
   * Puts this supervisor's headset on the call, and takes off the one that is on it. Fails with
   * `invalid-state` if another supervisor speaks in the call, or the call is over.
   * @param by Whose headset it is, as the desk names who acts.
   */
  open(handlers: HeadsetAudioHandlers, by: string): Result<HeadsetAudio> {
    if (this.#state.kind === 'closed') {
      return fail(cordboardError('invalid-state', phrase('refused.ended')));
    }
    if (isAnothersToSpeak(this.#liveCall.value, by)) {
      return fail(cordboardError('invalid-state', phrase('headset.taken')));
    }
    this.#takeOff({ kind: 'free' });
    this.#putOn(handlers);
    this.#liveCall.update({ headset: by });
    return ok({
      send: (frame) => {
        if (this.#isOpenFor(handlers) && speakerOf(this.#liveCall.value) === by) {
          this.#microphoneMs = performance.now();
          this.#line.speak(frame);
        }
      },
      close: () => {
        if (this.#isOpenFor(handlers)) {
          this.#takeOff({ kind: 'free' });
        }
      },
    });
  }

  /** Switches the headset to another line; null: back to the caller's. */
  switchTo(line: HeadsetLine | null): void {
    this.#line = line ?? this.#callerLine;
    if (this.#state.kind === 'open') {
      this.#state.stopListening();
      this.#putOn(this.#state.handlers);
    }
  }

  /** The call is over: closes the headset. Idempotent. */
  close(): void {
    this.#takeOff({ kind: 'closed' });
  }

  #putOn(handlers: HeadsetAudioHandlers): void {
    const stopListening = this.#line.listen((caller, heard) => {
      handlers.onFrame(caller, heard);
    });
    this.#state = { kind: 'open', handlers, stopListening };
  }

  #isOpenFor(handlers: HeadsetAudioHandlers): boolean {
    return this.#state.kind === 'open' && this.#state.handlers === handlers;
  }

  #takeOff(next: Exclude<State, { kind: 'open' }>): void {
    const state = this.#state;
    this.#state = next;
    if (state.kind === 'open') {
      state.stopListening();
      this.#liveCall.update({ headset: null });
      state.handlers.onClose();
    }
  }
}
