/**
 * The supervisors' headsets on one call: on the caller's line, and that of who consults a third
 * party on the party's.
 */
import type { PastRing } from '#main/media/audio/pastRing';
import { cordboardError } from '#main/util/errors';
import { fail, ok, type Result } from '#main/util/result';
import type { Listening } from '#model/headset';
import { phrase } from '#model/phrases/phrase';
import type { HeadsetAudio, HeadsetHandlers } from '../callControl';
import { speakerOf } from '../life/callValue';
import type { LiveCall } from '../liveCall';
import type { FrameTap } from '../talk/audio/frameTaps';
import { Earpiece } from './earpiece';

/** Somebody the supervisor can hear and speak to. */
export type HeadsetLine = {
  /** Begins to pass on both directions; the returned function stops it and is idempotent. */
  listen(tap: FrameTap): () => void;
  /** One 20 ms frame of the microphone, 640 bytes slin16. */
  speak(frame: Buffer): void;
};

/** A headset that is on the call. */
type Worn = {
  readonly by: string;
  readonly handlers: HeadsetHandlers;
  readonly earpiece: Earpiece;
  line: HeadsetLine;
  stopListening: () => void;
};

export type CallHeadsetOptions = {
  readonly callerLine: HeadsetLine;
  readonly liveCall: Pick<LiveCall, 'value' | 'update'>;
  /** What is kept of the call; null: nothing. */
  readonly past: () => PastRing | null;
};

/**
 * Holds any number of headsets, one for each supervisor: a new one of the same takes the place of
 * the old, which may hang. All hear; only who speaks in the call (`speakerOf`) is heard. A headset
 * may be on before a call is taken over, and before a consulted party answers.
 */
export class CallHeadset {
  readonly #options: CallHeadsetOptions;
  /** By the name of who wears it. */
  readonly #worn = new Map<string, Worn>();
  /** The party that somebody consults; null: nobody does. */
  #consulted: HeadsetLine | null = null;
  #closed = false;
  #microphoneMs: number | null = null;

  constructor(options: CallHeadsetOptions) {
    this.#options = options;
  }

  /** When the speaker's microphone was last heard, monotonic ms; null: never. */
  get microphoneMs(): number | null {
    return this.#microphoneMs;
  }

  /**
   * Puts this supervisor's headset on the call. Fails with `invalid-state` if the call is over.
   * @param by Whose headset it is, as the desk names who acts.
   */
  open(listening: Listening, handlers: HeadsetHandlers, by: string): Result<HeadsetAudio> {
    if (this.#closed) {
      return fail(cordboardError('invalid-state', phrase('refused.ended')));
    }
    this.#takeOff(this.#worn.get(by));
    const past = this.#options.past();
    const earpiece = new Earpiece(listening, past, () => {
      handlers.onSkip?.(Math.round(earpiece.behindMs));
    });
    const worn: Worn = { by, handlers, earpiece, line: this.#lineOf(by), stopListening: nothing };
    this.#worn.set(by, worn);
    this.#listen(worn);
    this.#show();
    return ok({
      behindMs: Math.round(earpiece.behindMs),
      keepsPast: past !== null,
      goLive: () => {
        earpiece.goLive();
      },
      hear: (sides) => {
        earpiece.sides = sides;
      },
      send: (frame) => {
        this.#send(worn, frame);
      },
      close: () => {
        this.#takeOff(worn);
      },
    });
  }

  /** Switches the headset of who consults to their party's line; null: back to the caller's. */
  switchTo(line: HeadsetLine | null): void {
    this.#consulted = line;
    for (const worn of this.#worn.values()) {
      const next = this.#lineOf(worn.by);
      if (next !== worn.line) {
        worn.stopListening();
        worn.line = next;
        this.#listen(worn);
      }
    }
  }

  /** The call is over: closes all headsets. Idempotent. */
  close(): void {
    this.#closed = true;
    for (const worn of [...this.#worn.values()]) {
      this.#takeOff(worn);
    }
  }

  #lineOf(by: string): HeadsetLine {
    const { liveCall, callerLine } = this.#options;
    const consults = liveCall.value.consultation?.by === by;
    return consults && this.#consulted !== null ? this.#consulted : callerLine;
  }

  #listen(worn: Worn): void {
    const { by, handlers, earpiece } = worn;
    const { liveCall } = this.#options;
    worn.stopListening = worn.line.listen((caller, heard, _atMs, agent) => {
      const speaks = speakerOf(liveCall.value) === by;
      handlers.onFrame(earpiece.next(caller, heard, agent, speaks));
    });
  }

  #send(worn: Worn, frame: Buffer): void {
    const isWorn = this.#worn.get(worn.by) === worn;
    if (isWorn && speakerOf(this.#options.liveCall.value) === worn.by) {
      this.#microphoneMs = performance.now();
      worn.line.speak(frame);
    }
  }

  #takeOff(worn: Worn | undefined): void {
    if (worn !== undefined && this.#worn.get(worn.by) === worn) {
      this.#worn.delete(worn.by);
      worn.stopListening();
      this.#show();
      worn.handlers.onClose();
    }
  }

  #show(): void {
    this.#options.liveCall.update({ listeners: [...this.#worn.keys()] });
  }
}

function nothing(): void {
  // Nothing to stop yet.
}
