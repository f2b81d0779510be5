/** The call as others see it: one immutable value, replaced and told whenever a part of it changes. */
import type { Call, CallNotice, CallState, EndReason } from '../model/call';
import type { CallMetrics } from '../model/metrics';
import { EMPTY_METRICS } from '../model/metrics';
import type { CallSettings } from './callSettings';
import type { CallerInfo } from './callLeg';
import { mayCallBecome } from './callState';

/** Parts of a call that may be set directly; state and notices have their own ways. */
export type CallChange = Partial<
  Pick<
    Call,
    | 'answeredAt'
    | 'agentState'
    | 'agentLink'
    | 'callerSpeaking'
    | 'voice'
    | 'pendingVoice'
    | 'transport'
    | 'bargeIn'
    | 'callerMuted'
    | 'agentMuted'
    | 'agentPaused'
    | 'floor'
    | 'recording'
    | 'consultation'
    | 'metrics'
  >
>;

/** The present picture of one call. */
export class CallView {
  readonly #onChange: (call: Call) => void;
  #call: Call;
  /** The caller holds the line, whether or not the call is far enough to show it. */
  #held = false;

  constructor(
    caller: CallerInfo,
    meterId: number,
    settings: Pick<CallSettings, 'profileId' | 'voice' | 'bargeIn'>,
    onChange: (call: Call) => void,
  ) {
    this.#onChange = onChange;
    this.#call = {
      id: caller.callId,
      meterId,
      callerNumber: caller.callerNumber,
      callerName: caller.callerName,
      dialedNumber: caller.dialedNumber,
      direction: caller.direction,
      profileId: settings.profileId,
      demo: caller.demo,
      state: caller.direction === 'outbound' ? 'dialing' : 'ringing',
      endReason: null,
      startedAt: Date.now(),
      answeredAt: null,
      endedAt: null,
      agentState: 'idle',
      agentLink: 'connecting',
      callerSpeaking: false,
      voice: settings.voice,
      pendingVoice: null,
      transport: null,
      bargeIn: settings.bargeIn,
      heldBy: null,
      callerMuted: false,
      agentMuted: false,
      agentPaused: false,
      floor: 'agent',
      recording: 'off',
      consultation: null,
      notices: [],
      metrics: EMPTY_METRICS,
    };
  }

  get call(): Call {
    return this.#call;
  }

  /** Tells the picture as it is. */
  publish(): void {
    this.#onChange(this.#call);
  }

  update(change: CallChange): void {
    this.#replace(change);
  }

  /** Goes to another state; false when the transition table does not have it. */
  become(state: Exclude<CallState, 'ended'>): boolean {
    if (!mayCallBecome(this.#call.state, state)) {
      return false;
    }
    this.#replace({ state });
    if (state === 'live' && this.#held) {
      this.#replace({ state: 'held' });
    }
    return true;
  }

  /** The caller holds the line, or comes back. A call that is not live yet shows it when it is. */
  hold(held: boolean): void {
    this.#held = held;
    const { state } = this.#call;
    if (state === 'live' || state === 'held') {
      this.become(held ? 'held' : 'live');
    }
  }

  /** The last picture. */
  end(endReason: EndReason, metrics: CallMetrics): void {
    if (!mayCallBecome(this.#call.state, 'ended')) {
      return;
    }
    this.#replace({
      state: 'ended',
      endReason,
      metrics,
      endedAt: Date.now(),
      agentState: 'idle',
      agentLink: 'closed',
      callerSpeaking: false,
      pendingVoice: null,
    });
  }

  /** Shows a notice; it replaces one of the same kind. */
  notice(kind: string, severity: CallNotice['severity'], message: string): void {
    const others = this.#call.notices.filter((notice) => notice.kind !== kind);
    this.#replace({ notices: [...others, { kind, severity, message, at: Date.now() }] });
  }

  /** A notice of severity `warn`, or its end: null. */
  warn(kind: string, message: string | null): void {
    if (message === null) {
      this.clearNotice(kind);
    } else {
      this.notice(kind, 'warn', message);
    }
  }

  /** The caller was answered; the first time counts. */
  answered(): void {
    if (this.#call.answeredAt === null) {
      this.#replace({ answeredAt: Date.now() });
    }
  }

  clearNotice(kind: string): void {
    if (!this.#call.notices.some((notice) => notice.kind === kind)) {
      return;
    }
    this.#replace({ notices: this.#call.notices.filter((notice) => notice.kind !== kind) });
  }

  #replace(change: Partial<Call>): void {
    this.#call = { ...this.#call, ...change };
    this.#onChange(this.#call);
  }
}
