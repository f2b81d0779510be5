/** Lines for sound that the window opens over a scripted bridge, and what a test sees of them. */
import type { Headset, HeadsetHandlers, TestCallLine } from '#contract/api';
import type { CallId } from '#model/call';
import type { HeadsetSides, Listening } from '#model/headset';

/** A headset the window opened, and what came out of it. */
export class FakeHeadset {
  readonly callId: CallId;
  readonly handlers: HeadsetHandlers;
  /** What it asked for, the newest last. */
  readonly wishes: (Listening | HeadsetSides | 'live')[] = [];
  readonly sent: ArrayBuffer[] = [];
  closed = false;

  constructor(callId: CallId, handlers: HeadsetHandlers) {
    this.callId = callId;
    this.handlers = handlers;
  }

  /** What the window gets of it as the caller's end of a test call. */
  get line(): Omit<TestCallLine, 'panicKey'> {
    return {
      callId: this.callId,
      send: (frame) => this.sent.push(frame),
      close: () => {
        this.closed = true;
      },
    };
  }

  /** What the window gets of it. */
  on(listening: Listening, facts: Pick<Headset, 'keepsPast' | 'panicKey'>): Headset {
    this.wishes.push(listening);
    return {
      ...this.line,
      ...facts,
      behindMs: listening.behindMs,
      hear: (sides) => this.wishes.push(sides),
      goLive: () => this.wishes.push('live'),
    };
  }
}
