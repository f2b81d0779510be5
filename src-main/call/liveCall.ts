/**
 * The call as others see it: one immutable value, replaced and published whenever a part changes.
 */
import type { CordboardError } from '#main/util/errors';
import type { AgentLink, Call, CallNotice, CallState, NoticeKind } from '#model/call';
import type { EndReason } from '#model/endReasons';
import { type CallMetrics, EMPTY_METRICS } from '#model/metrics';
import { type Phrase, phrase, wordsOf } from '#model/phrases/phrase';
import type { CallerInfo } from './callLeg';
import type { CallSettings } from './callSettings';
import { mayCallBecome } from './callState';

/** Parts of a call that may be set directly; state and notices have methods of their own. */
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

/**
 * Who may hold a call. A consultation holds it too: the caller hears music while the supervisor
 * talks to the third party.
 */
export type Holder = 'caller' | 'supervisor' | 'consultation';

/** Times of a call from before a restart of Cordboard. */
export type CallOrigin = Pick<Call, 'startedAt' | 'answeredAt'>;

/** The call model of one call. */
export class LiveCall {
  readonly #onChange: (call: Call) => void;
  #call: Call;
  /** Who holds the call, also before the call is live and can show it. */
  readonly #holders = new Set<Holder>();

  constructor(
    caller: CallerInfo,
    meterId: number,
    settings: Pick<CallSettings, 'profileId' | 'voice' | 'bargeIn'> & Pick<Call, 'hasAgent'>,
    onChange: (call: Call) => void,
    origin: CallOrigin = { startedAt: Date.now(), answeredAt: null },
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
      hasAgent: settings.hasAgent,
      demo: caller.demo,
      state: caller.direction === 'outbound' ? 'dialing' : 'ringing',
      endReason: null,
      startedAt: origin.startedAt,
      answeredAt: origin.answeredAt,
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

  publish(): void {
    this.#onChange(this.#call);
  }

  update(change: CallChange): void {
    this.#replace(change);
  }

  /** Goes to another state; false if the transition table does not allow it. */
  become(state: Exclude<CallState, 'ended'>): boolean {
    if (!mayCallBecome(this.#call.state, state)) {
      return false;
    }
    this.#replace({ state });
    this.#showHold();
    return true;
  }

  get held(): boolean {
    return this.#holders.size > 0;
  }

  /**
   * Puts the call on hold for this holder, or takes it back. A call that is not live yet shows the
   * hold once it is.
   */
  hold(holder: Holder, held: boolean): void {
    if (held) {
      this.#holders.add(holder);
    } else {
      this.#holders.delete(holder);
    }
    this.#showHold();
  }

  #showHold(): void {
    const { state, heldBy } = this.#call;
    if (state !== 'live' && state !== 'held') {
      return;
    }
    const next = this.held ? 'held' : 'live';
    const by = this.#shownHolder();
    if (next !== state || by !== heldBy) {
      this.#replace({ state: next, heldBy: by });
    }
  }

  /** The supervisor's hold is shown before the caller's, because the supervisor can end it. */
  #shownHolder(): Call['heldBy'] {
    if (this.#holders.has('supervisor') || this.#holders.has('consultation')) {
      return 'supervisor';
    }
    return this.#holders.has('caller') ? 'caller' : null;
  }

  /** Publishes the last value of the call. */
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
      heldBy: null,
      consultation: null,
      recording: 'off',
    });
  }

  /** Shows a notice; it replaces the earlier notice of the same kind. */
  notice(kind: NoticeKind, severity: CallNotice['severity'], said: Phrase): void {
    const others = this.#call.notices.filter((notice) => notice.kind !== kind);
    const notice = { kind, severity, phrase: said, message: wordsOf(said), at: Date.now() };
    this.#replace({ notices: [...others, notice] });
  }

  /** The agent's link changed: a notice says so until the agent can talk again. */
  agentLink(link: AgentLink, error: CordboardError | null): void {
    const { state } = this.#call;
    if (link === 'ready') {
      this.clearNotice('agent-link');
    } else if (link === 'resuming') {
      this.notice('agent-link', 'info', phrase('agent.renewing'));
    } else if (link === 'failed' && (state === 'live' || state === 'held')) {
      this.notice('agent-link', 'danger', error?.phrase ?? phrase('agent.gone'));
    }
  }

  /** The agent has been away long enough for the caller to notice. */
  agentMissed(): void {
    if (this.#call.agentLink === 'resuming') {
      this.notice('agent-link', 'warn', phrase('agent.resuming'));
    }
  }

  /** Shows a notice of severity `warn`; null clears it. */
  warn(kind: NoticeKind, said: Phrase | null): void {
    if (said === null) {
      this.clearNotice(kind);
    } else {
      this.notice(kind, 'warn', said);
    }
  }

  /** The caller was answered. Only the first time counts, and only before the end. */
  answered(): void {
    if (this.#call.answeredAt === null && this.#call.state !== 'ended') {
      this.#replace({ answeredAt: Date.now() });
    }
  }

  clearNotice(kind: NoticeKind): void {
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
