import type { CallControl, HeadsetAudio, HeadsetHandlers } from '#main/call/callControl';
import { CallStore } from '#main/call/callStore';
import { done, ok, type Result } from '#main/util/result';
import type { AgentAhead } from '#model/ahead';
import type { HandBackBrief } from '#model/brief';
import type { Call, CallId } from '#model/call';
import type { CallCommand, OutgoingCall } from '#model/commands';
import type { ConsoleEventBatch, ConsoleSnapshot } from '#model/events';
import type { HeadsetSides, Listening } from '#model/headset';
import type { ComponentHealth, ComponentState, Health } from '#model/health';
import type { InstructionInForce } from '#model/instruction';
import type { BareTimeline, TimelinePlace } from '#model/timeline';
import { saying } from '../phrases';

/** A part in this state. */
export function componentIn(state: ComponentState, message = ''): ComponentHealth {
  const said = message === '' ? null : saying(message);
  return { state, phrase: said, version: state === 'ready' ? '22.10.1' : '', since: 1 };
}

/** Everything is ready, with the given parts changed. */
export function healthWith(change: Partial<Health> = {}): Health {
  return {
    mode: 'live',
    version: '9.9.9',
    asterisk: componentIn('ready'),
    gemini: componentIn('ready'),
    mediaServer: componentIn('off'),
    api: componentIn('ready'),
    vad: componentIn('ready'),
    plugins: componentIn('off'),
    capacity: componentIn('ready'),
    webhooks: componentIn('off'),
    ...change,
  };
}

/** A headset that was opened, what came out of it, and whether it was closed. */
export type FakeHeadset = {
  readonly callId: CallId;
  readonly by: string | undefined;
  readonly handlers: HeadsetHandlers;
  /** What it asked for, the newest last. */
  readonly wishes: (Listening | HeadsetSides | 'live')[];
  readonly sent: Buffer[];
  closed: boolean;
};

/** The real call store. Commands are noted and answered with `outcome`. */
export class FakeCallControl implements CallControl {
  readonly store: CallStore;
  /** Commands that came. */
  readonly commands: [CallId, CallCommand][] = [];
  /** Outgoing calls that were asked for. */
  readonly placed: OutgoingCall[] = [];
  /** Headsets that were opened. */
  readonly headsets: FakeHeadset[] = [];
  /** Outcome of the next requests. */
  outcome: Result<void> = done;
  /** What the agent will say. */
  waiting: AgentAhead | null = null;
  /** Result of the next reading of the levels. */
  levels: ArrayBuffer | null = null;

  constructor(calls: readonly Call[] = [], health: Health = healthWith()) {
    this.store = new CallStore(health);
    for (const call of calls) {
      this.store.putCall(call);
    }
  }

  snapshot(): ConsoleSnapshot {
    return this.store.snapshot();
  }

  onBatch(listener: (batch: ConsoleEventBatch) => void): () => void {
    return this.store.onBatch(listener);
  }

  command(callId: CallId, command: CallCommand): Promise<Result<void>> {
    this.commands.push([callId, command]);
    return Promise.resolve(this.outcome);
  }

  placeCall(call: OutgoingCall): Promise<Result<CallId>> {
    this.placed.push(call);
    return Promise.resolve(this.outcome.ok ? ok('placed-1') : this.outcome);
  }

  openHeadset(
    callId: CallId,
    listening: Listening,
    handlers: HeadsetHandlers,
    by?: string,
  ): Result<HeadsetAudio> {
    if (!this.outcome.ok) {
      return this.outcome;
    }
    const headset: FakeHeadset = {
      callId,
      by,
      handlers,
      wishes: [listening],
      sent: [],
      closed: false,
    };
    this.headsets.push(headset);
    return ok({
      behindMs: listening.behindMs,
      keepsPast: true,
      goLive: () => headset.wishes.push('live'),
      hear: (sides) => headset.wishes.push(sides),
      send: (frame) => headset.sent.push(Buffer.from(frame)),
      close: () => {
        if (!headset.closed) {
          headset.closed = true;
          handlers.onClose();
        }
      },
    });
  }

  ahead(): AgentAhead | null {
    return this.waiting;
  }

  brief(): Result<HandBackBrief> {
    return this.outcome.ok ? ok({ text: 'Caller: Well?', of: [5] }) : this.outcome;
  }

  instruction(): Result<InstructionInForce> {
    return this.outcome.ok ? ok({ text: 'You are Robin.', changed: false }) : this.outcome;
  }

  readLevels(): ArrayBuffer | null {
    return this.levels;
  }

  timeline(_callId: CallId, { bucket }: TimelinePlace): Result<BareTimeline> {
    const silent = {
      levelsFromMs: null,
      firstBucket: bucket,
      levels: new Uint8Array(),
      events: [],
      samples: [],
    };
    return this.outcome.ok ? ok(silent) : this.outcome;
  }
}
