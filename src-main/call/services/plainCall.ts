/** A call without an agent: it is answered, a service does something with it, and it ends. */
import { LevelMeter } from '#main/media/audio/levelMeter';
import type { Log } from '#main/observability/log';
import { type CordboardError, cordboardError } from '#main/util/errors';
import { done, fail, type Result } from '#main/util/result';
import type { CallId, CallState } from '#model/call';
import type { CallCommand } from '#model/commands';
import type { EndReason } from '#model/endReasons';
import { phrase } from '#model/phrases/phrase';
import { refusalOf } from '#model/possible';
import { type CallLeg, END_REASON_OF, type LegEnd } from '../callLeg';
import { LiveCall } from '../liveCall';
import type { PlainCallOptions, RunningCall } from '../runningCall';
import { ANNOUNCEMENT, BUSY, GONE, HANG_UP, letGo, type WayOut } from '../session/wayOut';

/** How often the service is asked for its figures, ms. */
const SECOND_MS = 1_000;

/** What a service may use of its call. The call owns it; the service closes none of it. */
export type ServedCall = {
  readonly leg: CallLeg;
  readonly liveCall: LiveCall;
  readonly meter: LevelMeter;
  readonly log: Log;
  readonly end: (reason: EndReason, way: WayOut) => void;
};

/** What happens with a caller once they are answered. */
export interface CallService {
  /** Begins the service. On success the call is live; on failure the call ends. */
  connect(): Promise<Result<void>>;
  /** The caller pressed a key. */
  digitPressed(digit: string): void;
  /** Called once a second while the call is live. */
  secondPassed(): void;
  /** The call is over. Idempotent. */
  close(): Promise<void>;
}

type AgentlessCommand = 'answer' | 'decline' | 'end';

/** One call without an agent. */
export class PlainCall implements RunningCall {
  readonly #options: PlainCallOptions;
  readonly #log: Log;
  readonly #liveCall: LiveCall;
  readonly #service: CallService;
  readonly meter = new LevelMeter();
  #secondTimer: NodeJS.Timeout | null = null;
  #ending: Promise<Result<void>> | null = null;
  readonly #run: Readonly<Record<AgentlessCommand, () => Promise<Result<void>>>> = {
    answer: () => this.answer(),
    decline: () => this.#end('declined', BUSY),
    end: () => this.#end('supervisor-hung-up', HANG_UP),
  };

  constructor(options: PlainCallOptions, serve: (call: ServedCall) => CallService) {
    const { leg, meterId, settings, onCall } = options;
    this.#options = options;
    this.#log = options.log.child({ callId: leg.caller.callId });
    // The profile shown is the service that the dialplan asked for, not a profile of the agent.
    const shown = { ...settings(), profileId: leg.caller.profileId, hasAgent: false };
    this.#liveCall = new LiveCall(leg.caller, meterId, shown, onCall);
    this.#service = serve({
      leg,
      liveCall: this.#liveCall,
      meter: this.meter,
      log: this.#log,
      end: (reason, way) => {
        void this.#end(reason, way);
      },
    });
  }

  get id(): CallId {
    return this.#options.leg.caller.callId;
  }

  get state(): CallState {
    return this.#liveCall.call.state;
  }

  get meterId(): number {
    return this.#options.meterId;
  }

  /** Does nothing: the service's audio does not pass through this class. */
  addTap(): () => void {
    return () => undefined;
  }

  begin(): void {
    const { leg, settings } = this.#options;
    this.#liveCall.update({ agentLink: 'closed' });
    leg.start({
      onEnded: (end) => {
        this.#legEnded(end);
      },
      onHold: (held) => {
        this.#liveCall.hold('caller', held);
      },
      onDtmf: (digit) => {
        this.#service.digitPressed(digit);
      },
      onAnswered: () => {
        this.#liveCall.answered();
      },
      onTalking: () => undefined,
      onPartyChanged: () => undefined,
      onNotice: (kind, said) => {
        this.#liveCall.warn(kind, said);
      },
    });
    this.#log.info(
      { service: leg.caller.profileId, pii: { caller: leg.caller.callerNumber } },
      'call arrived',
    );
    if (settings().autoAnswer || leg.caller.adopted) {
      void this.answer();
    } else {
      void leg.ring();
    }
  }

  async answer(): Promise<Result<void>> {
    if (!this.#liveCall.become('answering')) {
      return fail(cordboardError('invalid-state', phrase('refused.not-ringing')));
    }
    const answered = await this.#options.leg.answer();
    if (!answered.ok && answered.error.kind === 'not-found') {
      // The caller gave up; Asterisk's event may come later than this answer.
      await this.#end('caller-hung-up', GONE);
      return answered;
    }
    if (!answered.ok) {
      return await this.#failed('setup-failed', answered.error);
    }
    if (this.#isOver()) {
      return fail(cordboardError('cancelled', phrase('call.ended-meanwhile')));
    }
    this.#liveCall.answered();
    this.#liveCall.become('connecting');
    const connected = await this.#service.connect();
    if (!connected.ok) {
      return await this.#failed('media-failed', connected.error);
    }
    if (this.#liveCall.become('live')) {
      this.#wentLive();
    }
    return done;
  }

  async command({ kind }: CallCommand): Promise<Result<void>> {
    const refusal = refusalOf(kind, this.#liveCall.call);
    if (refusal !== null) {
      return fail(cordboardError('invalid-state', refusal));
    }
    // The table has refused all that needs an agent; the compiler does not follow it.
    return await this.#run[kind as AgentlessCommand]();
  }

  openHeadset(): Result<never> {
    return fail(cordboardError('invalid-state', phrase('refused.no-agent')));
  }

  async shutDown(calls: 'fallback' | 'hangup'): Promise<void> {
    await this.#end('shutdown', calls === 'fallback' ? ANNOUNCEMENT : HANG_UP);
  }

  #wentLive(): void {
    const sinceMs = performance.now();
    this.#secondTimer = setInterval(() => {
      this.#service.secondPassed();
      if (performance.now() - sinceMs >= this.#options.settings().maxCallMs) {
        void this.#end('max-duration', HANG_UP);
      }
    }, SECOND_MS);
  }

  async #failed(reason: EndReason, error: CordboardError): Promise<Result<void>> {
    if (!this.#isOver()) {
      this.#log.warn({ reason, error }, 'call could not be set up');
      this.#liveCall.notice('setup', 'danger', error.phrase);
      await this.#end(reason, ANNOUNCEMENT);
    }
    return fail(error);
  }

  #isOver(): boolean {
    return this.#ending !== null;
  }

  #legEnded(end: LegEnd): void {
    void this.#end(END_REASON_OF[end.by], GONE);
  }

  #end(reason: EndReason, way: WayOut): Promise<Result<void>> {
    this.#ending ??= this.#takeDown(reason, way);
    return this.#ending;
  }

  async #takeDown(reason: EndReason, way: WayOut): Promise<Result<void>> {
    const { leg, onReleased } = this.#options;
    if (this.#secondTimer !== null) {
      clearInterval(this.#secondTimer);
    }
    this.#liveCall.end(reason, this.#liveCall.call.metrics);
    this.#log.info({ reason }, 'call ended');
    const left = await letGo(leg, way);
    if (!left.ok) {
      this.#liveCall.notice('farewell', 'danger', left.error.phrase);
    }
    await this.#service.close();
    await leg.release();
    onReleased();
    return left;
  }
}
