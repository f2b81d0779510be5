import type { Supervisor } from '#main/api/routes/routeOptions';
import type { OperatorAudio, OperatorAudioHandlers } from '#main/call/callControl';
import { CallStore } from '#main/call/callStore';
import { done, ok, type Result } from '#main/util/result';
import type { Call, CallId } from '#model/call';
import type { ConsoleEventBatch, ConsoleSnapshot } from '#model/events';
import type { ComponentHealth, ComponentState, Health } from '#model/health';
import type { OutgoingCall, SupervisorAction } from '#model/supervisorAction';
import type { VoiceName } from '#model/voices';

/** A part in this state. */
export function componentIn(state: ComponentState, message = ''): ComponentHealth {
  return { state, message, version: state === 'ready' ? '22.10.1' : '', since: 1 };
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
    ...change,
  };
}

/** A headset that was opened, what came out of it, and whether it was closed. */
export type FakeHeadset = {
  readonly handlers: OperatorAudioHandlers;
  readonly sent: Buffer[];
  closed: boolean;
};

/** The real call store, and actions that are noted and answered as told. */
export class FakeSupervisor implements Supervisor {
  readonly store: CallStore;
  /** What was asked for, e.g. `answer call-1`. */
  readonly asked: string[] = [];
  /** Headsets that were opened. */
  readonly headsets: FakeHeadset[] = [];
  /** What the next actions come to. */
  outcome: Result<void> = done;

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

  answerCall(callId: CallId): Promise<Result<void>> {
    return this.#act(`answer ${callId}`);
  }

  declineCall(callId: CallId): Promise<Result<void>> {
    return this.#act(`decline ${callId}`);
  }

  endCall(callId: CallId): Promise<Result<void>> {
    return this.#act(`end ${callId}`);
  }

  changeVoice(callId: CallId, voice: VoiceName): Promise<Result<void>> {
    return this.#act(`voice ${callId} ${voice}`);
  }

  act(callId: CallId, action: SupervisorAction): Promise<Result<void>> {
    return this.#act(`${JSON.stringify(action)} ${callId}`);
  }

  async placeCall(call: OutgoingCall): Promise<Result<CallId>> {
    const placed = await this.#act(`place ${JSON.stringify(call)}`);
    return placed.ok ? ok('placed-1') : placed;
  }

  openOperatorAudio(callId: CallId, handlers: OperatorAudioHandlers): Result<OperatorAudio> {
    this.asked.push(`listen ${callId}`);
    if (!this.outcome.ok) {
      return this.outcome;
    }
    const headset: FakeHeadset = { handlers, sent: [], closed: false };
    this.headsets.push(headset);
    return ok({
      send: (frame) => headset.sent.push(Buffer.from(frame)),
      close: () => {
        headset.closed = true;
      },
    });
  }

  #act(what: string): Promise<Result<void>> {
    this.asked.push(what);
    return Promise.resolve(this.outcome);
  }
}
