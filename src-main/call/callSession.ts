/**
 * One call from its first ring to the last released resource, whatever its content is. Its value
 * (life/callValue.ts) decides; talk, line, recording and Asterisk's memory of the caller follow it.
 * Whatever ends the call, it is taken down in the same order.
 */
import { isDeepStrictEqual } from 'node:util';
import type { LevelMeter } from '#main/media/audio/levelMeter';
import type { Log } from '#main/observability/log';
import { cordboardError } from '#main/util/errors';
import { done, fail, type Result } from '#main/util/result';
import type { CallId, CallState } from '#model/call';
import type { CallCommand } from '#model/commands';
import type { EndReason } from '#model/endReasons';
import type { Listening } from '#model/headset';
import { answerOf } from '#model/lookUp';
import { phrase } from '#model/phrases/phrase';
import { refusalOf } from '#model/possible';
import type { Transcript } from '#model/transcript';
import type { HeadsetAudio, HeadsetHandlers } from './callControl';
import {
  type CallLeg,
  type CallLegHandlers,
  END_REASON_OF,
  type LegEnd,
  type OutgoingLeg,
} from './callLeg';
import type { CallSettings } from './callSettings';
import type { CallContent } from './content/callContent';
import type { CallMemory } from './life/callMemory';
import { type CallValue, firstValue } from './life/callValue';
import { Follower } from './life/follower';
import { LiveCall } from './liveCall';
import { AgentReading } from './session/agentReading';
import { AttendedTransfer } from './session/attendedTransfer';
import { carryOut, type CommandTargets, transferTo } from './session/callCommands';
import { CallHeadset } from './session/callHeadset';
import { CallLimit } from './session/callLimit';
import { CallLine } from './session/callLine';
import { CallPast } from './session/callPast';
import { CallRecording } from './session/callRecording';
import { CallSeconds } from './session/callSeconds';
import type { CallSessionOptions } from './session/callSessionOptions';
import { CallSetup } from './session/callSetup';
import { levelsFrom } from './session/levelsFrom';
import type { MetricTrend } from './session/metricTrend';
import { ANNOUNCEMENT, GONE, HANG_UP, letGo, type WayOut, wayOutOf } from './session/wayOut';
import type { FrameTap } from './talk/audio/frameTaps';

/** Who acts where the program itself does. */
const PROGRAM = 'cordboard';

/** One call from its first ring to the last released resource. */
export class CallSession {
  /** What can be read of its agent. */
  readonly agent: AgentReading;
  readonly #options: CallSessionOptions;
  readonly #settings: () => CallSettings;
  readonly #log: Log;
  readonly #liveCall: LiveCall;
  readonly #content: CallContent;
  readonly #setup: CallSetup;
  readonly #headset: CallHeadset;
  readonly #past: CallPast;
  readonly #recording: CallRecording;
  readonly #consultation: AttendedTransfer;
  /** What the supervisor's commands work on. */
  readonly #targets: CommandTargets;
  readonly #line: CallLine;
  readonly #seconds: CallSeconds;
  readonly #memory: Follower<CallMemory>;
  #ringTimer: NodeJS.Timeout | null = null;
  /** The running take-down; null before. It resolves with the result of the caller's way out. */
  #ending: Promise<Result<void>> | null = null;
  /** Aborts pending work when the call ends. */
  readonly #over = new AbortController();

  constructor(options: CallSessionOptions) {
    const { leg } = options;
    const settings = (): CallSettings => options.settings(answerOf(this.#liveCall.call.lookUp));
    this.#options = options;
    this.#settings = settings;
    this.#log = options.log.child({ callId: leg.caller.callId });
    this.#liveCall = this.#createLiveCall();
    const parts = {
      leg,
      liveCall: this.#liveCall,
      settings,
      over: this.#over.signal,
      log: this.#log,
      onTransferred: () => {
        void this.#end('transferred', GONE);
      },
    };
    this.#line = new CallLine(parts);
    this.#content = this.#createContent();
    this.agent = new AgentReading(this.#liveCall, this.#content);
    this.#recording = new CallRecording({
      ...parts,
      content: this.#content,
      start: options.startRecording,
    });
    this.#setup = this.#createSetup();
    this.#past = new CallPast({ ...parts, content: this.#content });
    this.#headset = this.#createHeadset();
    this.#consultation = new AttendedTransfer({
      ...parts,
      line: this.#line,
      headset: this.#headset,
      createOutgoing: options.createOutgoing,
    });
    this.#targets = {
      ...parts,
      content: this.#content,
      line: this.#line,
      recording: this.#recording,
      consultation: this.#consultation,
      answer: () => this.answer(),
      end: (reason, way) => this.#end(reason, way),
    };
    const limit = new CallLimit({
      ...parts,
      talk: this.#content.talk,
      maxCallMs: () => settings().maxCallMs,
      onOver: () => {
        void this.#end('max-duration', HANG_UP);
      },
    });
    this.#seconds = new CallSeconds({
      ...parts,
      limit,
      content: this.#content,
      headset: this.#headset,
      command: (command) => this.command(command),
    });
    this.#memory = this.#createMemory();
  }

  get id(): CallId {
    return this.#options.leg.caller.callId;
  }

  isOn(leg: CallLeg): boolean {
    return this.#options.leg === leg;
  }

  addTap(tap: FrameTap): () => void {
    return this.#content.addTap(tap);
  }

  get state(): CallState {
    return this.#liveCall.call.state;
  }

  get meterId(): number {
    return this.#options.meterId;
  }

  /** Levels of this call, to be drained by the level stream. */
  get meter(): LevelMeter {
    return this.#content.meter;
  }

  /** How its figures went. */
  get trend(): MetricTrend {
    return this.#seconds.trend;
  }

  /** The levels of the call from a bucket on. */
  readonly levelsFrom = (bucket: number) =>
    levelsFrom(this.meter, this.#liveCall.call.startedAt, bucket);

  /** What has to be known of the call if it goes on later. */
  get memory(): CallMemory {
    return memoryOf(this.#liveCall.value);
  }

  /**
   * Accepts a caller: answers them, lets them ring for the supervisor, or goes on with an adopted
   * caller.
   */
  begin(): void {
    const { leg, continues } = this.#options;
    leg.start(this.#legHandlers());
    if (this.#ending !== null) {
      return; // The caller was gone already.
    }
    this.#log.info({ pii: { caller: leg.caller.callerNumber } }, 'call arrived');
    this.#liveCall.publish();
    void this.#memory.want(this.memory);
    this.#line.begin();
    this.#doubtProfile();
    if (continues?.why === 'restart' && this.#content.talk !== null) {
      this.#content.talk.note(phrase('note.restarted'));
      void this.#setup.resume();
    } else if (this.#settings().autoAnswer || leg.caller.adopted) {
      void this.answer();
    } else {
      this.#content.arrived();
      this.#ring();
    }
  }

  /**
   * Begins an outgoing call; resolves when Asterisk has accepted it. `leg` must be the session's
   * leg.
   */
  async place(leg: OutgoingLeg): Promise<Result<void>> {
    leg.start(this.#legHandlers());
    this.#log.info({ pii: { called: leg.caller.dialedNumber } }, 'call is placed');
    this.#liveCall.publish();
    const dialled = await leg.dial();
    if (dialled.ok) {
      void this.#setup.dial(leg);
    }
    return dialled;
  }

  /** Answers a ringing call and connects it. Resolves once the call is live or over. */
  answer(): Promise<Result<void>> {
    clearTimeout(this.#ringTimer ?? undefined);
    return this.#setup.answer(this.#options.leg);
  }

  /**
   * Carries out a command; fails as CallControl says.
   * @param by Who acts, as the desk names them.
   */
  command(command: CallCommand, by = PROGRAM): Promise<Result<void>> {
    return carryOut(this.#targets, command, by);
  }

  /**
   * Puts a supervisor's headset on the call. Fails with `invalid-state` if there is no talk to
   * listen to (model/possible.ts).
   */
  openHeadset(listening: Listening, handlers: HeadsetHandlers, by = PROGRAM): Result<HeadsetAudio> {
    const refusal = refusalOf('listen', this.#liveCall.call);
    if (refusal !== null) {
      return fail(cordboardError('invalid-state', refusal));
    }
    return this.#headset.open(listening, handlers, by);
  }

  /** What was said before the call went on, read only now. */
  recall(turns: Transcript): void {
    this.#content.talk?.recall(turns);
  }

  /** Ends the call because the program ends. */
  async shutDown(calls: 'fallback' | 'hangup'): Promise<void> {
    const way = calls === 'fallback' ? this.#unlessUnanswered(ANNOUNCEMENT) : HANG_UP;
    await this.#end('shutdown', way);
  }

  /** Says that the call probably has the wrong profile. */
  #doubtProfile(): void {
    const { hasAgent } = this.#options;
    this.#liveCall.warn('profile', hasAgent ? this.#settings().profileDoubt : null);
  }

  #createLiveCall(): LiveCall {
    const { leg, meterId, continues, hasAgent, onCall, trouble } = this.#options;
    const lookUp = continues?.lookUp ?? null;
    const settings = this.#options.settings(answerOf(lookUp));
    // The profile that is shown of a service is what the dialplan asked for.
    const profileId = hasAgent ? settings.profileId : leg.caller.profileId;
    const first = firstValue({
      caller: leg.caller,
      meterId,
      settings: { ...settings, profileId },
      hasAgent,
      sharedLine: leg.sharedLine === true,
      origin: continues?.origin ?? { startedAt: Date.now(), answeredAt: null },
      ...(continues === null ? {} : { wishes: continues.wishes }),
      lookUp,
    });
    return new LiveCall(first, onCall, trouble);
  }

  #createContent(): CallContent {
    const { leg, createContent } = this.#options;
    return createContent({
      leg,
      liveCall: this.#liveCall,
      settings: this.#settings,
      over: this.#over.signal,
      log: this.#log,
      end: (reason, way) => {
        void this.#end(reason, way);
      },
      fallback: () => this.#fallback(),
      transfer: (target) => transferTo(this.#targets, target),
      command: (command, by) => this.command(command, by),
    });
  }

  #createHeadset(): CallHeadset {
    return new CallHeadset({
      callerLine: {
        listen: (tap) => this.#content.addLineTap(tap),
        speak: (frame) => {
          this.#content.supervisorFrame(frame);
        },
      },
      liveCall: this.#liveCall,
      past: () => this.#past.ring,
    });
  }

  #createSetup(): CallSetup {
    return new CallSetup({
      liveCall: this.#liveCall,
      content: this.#content,
      settings: this.#settings,
      over: this.#over.signal,
      onLive: () => {
        this.#wentLive();
      },
      onCallerGone: () => this.#end('caller-hung-up', GONE),
      onFailed: (reason, error) => {
        this.#log.warn({ reason, error }, 'call could not be set up');
        this.#liveCall.notice('setup', 'danger', error.phrase);
        return this.#end(reason, this.#fallback());
      },
    });
  }

  /** Asterisk keeps with the caller's channel what the call needs to go on after a crash. */
  #createMemory(): Follower<CallMemory> {
    const { leg } = this.#options;
    const memory = new Follower<CallMemory>({
      actual: { is: 'unknown' },
      send: (wish) => leg.remember(wish),
      same: isDeepStrictEqual,
      over: this.#over.signal,
    });
    this.#liveCall.follow((now, before) => {
      const { answeredAt } = now.shown;
      const changed =
        now.wishes !== before.wishes ||
        now.turnsBelow !== before.turnsBelow ||
        answeredAt !== before.shown.answeredAt;
      if (changed) {
        void memory.want(memoryOf(now));
      }
    });
    return memory;
  }

  #legHandlers(): CallLegHandlers {
    return {
      onEnded: (end) => {
        this.#legEnded(end);
      },
      onHold: (held) => {
        this.#liveCall.input({ type: 'caller-holds', held });
      },
      onDtmf: (digit) => {
        this.#content.digitPressed(digit);
      },
      onAnswered: () => {
        this.#liveCall.input({ type: 'answered', at: Date.now() });
      },
      onTalking: (talking) => {
        this.#content.talkingChanged(talking);
      },
      onChannelReplaced: () => {
        this.#line.followAnew();
      },
      onPartyChanged: (party) => {
        this.#liveCall.update({ callerNumber: party.number, callerName: party.name });
        this.#content.partyChanged(party);
      },
      onNotice: (kind, said) => {
        this.#liveCall.warn(kind, said);
      },
    };
  }

  /** Lets the caller ring for the supervisor, for RING_LIMIT at most. */
  #ring(): void {
    const { leg } = this.#options;
    void leg.ring();
    const { ringLimitMs } = this.#settings();
    if (ringLimitMs > 0) {
      this.#ringTimer = setTimeout(() => {
        this.#liveCall.notice('setup', 'warn', phrase('call.rang-out'));
        void this.#end('rang-out', this.#fallback());
      }, ringLimitMs);
    }
  }

  #wentLive(): void {
    const { continues } = this.#options;
    const { wishes, shown } = this.#liveCall.value;
    this.#log.info({}, 'call is live');
    if (this.#settings().keepsPast && this.#options.hasAgent) {
      this.#past.begin();
    }
    if (wishes.recording === null) {
      const recording = this.#settings().record ? 'on' : 'off';
      this.#liveCall.input({ type: 'wishes', wishes: { recording }, atMs: performance.now() });
    }
    // After a restart the call is as long as the caller thinks it is. One who was sent on
    // and comes back has not talked with us meanwhile.
    const answeredAt = continues?.why === 'restart' ? shown.answeredAt : null;
    this.#seconds.begin(Math.max(0, Date.now() - (answeredAt ?? Date.now())));
  }

  /** The way out of a caller that the content cannot serve. */
  #fallback(): WayOut {
    const { hasAgent } = this.#options;
    return this.#unlessUnanswered(hasAgent ? wayOutOf(this.#settings().fallback) : ANNOUNCEMENT);
  }

  /** A party that has not answered our call cannot be sent anywhere. */
  #unlessUnanswered(way: WayOut): WayOut {
    return this.state === 'dialing' ? HANG_UP : way;
  }

  #legEnded(end: LegEnd): void {
    if (end.by === 'not-answered') {
      this.#liveCall.notice('setup', 'warn', end.reason);
    }
    void this.#end(END_REASON_OF[end.by], GONE);
  }

  #end(reason: EndReason, way: WayOut): Promise<Result<void>> {
    this.#ending ??= this.#takeDown(reason, way);
    return this.#ending;
  }

  /**
   * The caller's way out comes first, because they wait for it; our own resources are freed after
   * it. A consulted party waits for nothing any more.
   */
  async #takeDown(reason: EndReason, way: WayOut): Promise<Result<void>> {
    const { leg, onReleased } = this.#options;
    this.#over.abort();
    this.#seconds.end();
    clearTimeout(this.#ringTimer ?? undefined);
    void this.#endPart(() => {
      this.#content.end();
    });
    void this.#endPart(() => {
      this.#headset.close();
    });
    void this.#endPart(() => {
      this.#past.end();
    });
    const { startedAt } = this.#liveCall.call;
    this.#log.info({ reason, durationMs: Date.now() - startedAt }, 'call ended');
    const metrics = this.#content.metrics;
    this.#liveCall.input({ type: 'ended', reason, at: Date.now(), metrics });
    const consulted = this.#consultation.close();
    const left = way.kind === 'gone' ? done : await this.#line.sendOn(() => letGo(leg, way));
    if (!left.ok) {
      this.#liveCall.notice('farewell', 'danger', left.error.phrase);
    }
    await this.#endPart(() => this.#content.close());
    await this.#endPart(() => Promise.all([consulted, leg.release()]));
    await this.#endPart(() => this.#recording.close());
    onReleased();
    return left;
  }

  /** Ends a part of the call. A defect in it must keep nobody from their way out. */
  async #endPart(end: () => unknown): Promise<void> {
    try {
      await end();
    } catch (error) {
      this.#log.error({ error }, 'a part of the call could not be ended');
    }
  }
}

function memoryOf({ shown, wishes, turnsBelow }: CallValue): CallMemory {
  const { startedAt, answeredAt } = shown;
  return { startedAt, answeredAt, wishes, turnsBelow };
}
