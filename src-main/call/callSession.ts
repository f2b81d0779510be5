/**
 * One call from its first ring to the last released resource. Connects the caller's leg with the
 * talk, and takes both down in the same order whatever ends the call.
 */
import type { LevelMeter } from '#main/media/audio/levelMeter';
import type { Log } from '#main/observability/log';
import { type CordboardError, cordboardError } from '#main/util/errors';
import { done, fail, type Result } from '#main/util/result';
import type { AgentLink, CallId, CallState } from '#model/call';
import type { CallCommand } from '#model/commands';
import type { EndReason } from '#model/endReasons';
import { phrase } from '#model/phrases/phrase';
import { refusalOf } from '#model/possible';
import type { HeadsetAudio, HeadsetAudioHandlers } from './callControl';
import { type CallLegHandlers, END_REASON_OF, type LegEnd, type OutgoingLeg } from './callLeg';
import { HearingCheck } from './hearingCheck';
import { LiveCall } from './liveCall';
import { Attendance } from './session/attendance';
import { AttendedTransfer } from './session/attendedTransfer';
import { carryOut, type CommandTargets, transferTo } from './session/callCommands';
import { CallHeadset } from './session/callHeadset';
import { CallHold } from './session/callHold';
import { CallLimit } from './session/callLimit';
import { CallRecording } from './session/callRecording';
import type { CallSessionOptions } from './session/callSessionOptions';
import { CallSetup } from './session/callSetup';
import { MediaUpkeep } from './session/mediaUpkeep';
import { ANNOUNCEMENT, GONE, HANG_UP, letGo, type WayOut, wayOutOf } from './session/wayOut';
import type { FrameTap } from './talk/audioPath';
import { partyChanged } from './talk/prompts';
import { Talk } from './talk/talk';
import type { ToolActions } from './talk/talkOptions';

/** How often the figures are published and the duration is checked, ms. */
const SECOND_MS = 1_000;

/** One call from its first ring to the last released resource. */
export class CallSession {
  readonly #options: CallSessionOptions;
  readonly #log: Log;
  readonly #liveCall: LiveCall;
  readonly #hearing: HearingCheck;
  readonly #talk: Talk;
  readonly #media: MediaUpkeep;
  readonly #setup: CallSetup;
  readonly #hold: CallHold;
  readonly #recording: CallRecording;
  readonly #headset: CallHeadset;
  readonly #consultation: AttendedTransfer;
  /** What the supervisor's commands work on. */
  readonly #targets: CommandTargets;
  readonly #limit: CallLimit;
  readonly #attendance: Attendance;
  #secondTimer: NodeJS.Timeout | null = null;
  /** The running take-down; null before. It resolves with the result of the caller's way out. */
  #ending: Promise<Result<void>> | null = null;
  /** Aborts pending work when the call ends. */
  readonly #over = new AbortController();

  constructor(options: CallSessionOptions) {
    const { leg, settings } = options;
    this.#options = options;
    this.#log = options.log.child({ callId: leg.caller.callId });
    this.#hearing = new HearingCheck((deaf) => {
      this.#liveCall.warn('hearing', deaf ? phrase('hearing.unheard') : null);
    });
    this.#liveCall = this.#createLiveCall();
    this.#talk = this.#createTalk();
    const parts = {
      leg,
      liveCall: this.#liveCall,
      talk: this.#talk,
      log: this.#log,
      settings,
      over: this.#over.signal,
      onTransferred: () => {
        void this.#end('transferred', GONE);
      },
    };
    this.#hold = new CallHold(parts);
    this.#recording = new CallRecording({ ...parts, start: options.startRecording });
    this.#media = new MediaUpkeep({
      ...parts,
      onGivenUp: (reason) => {
        void this.#end(reason, this.#fallback());
      },
    });
    this.#setup = this.#createSetup();
    this.#headset = this.#createHeadset();
    this.#consultation = new AttendedTransfer({
      ...parts,
      hold: this.#hold,
      headset: this.#headset,
      createOutgoing: options.createOutgoing,
    });
    this.#targets = {
      ...parts,
      hold: this.#hold,
      recording: this.#recording,
      consultation: this.#consultation,
      answer: () => this.answer(),
      end: (reason, way) => this.#end(reason, way),
    };
    this.#attendance = new Attendance({
      ...parts,
      headset: this.#headset,
      onAgentMissed: this.#endWithoutAgent,
    });
    this.#limit = new CallLimit({
      ...parts,
      maxCallMs: () => settings().maxCallMs,
      onOver: () => {
        void this.#end('max-duration', HANG_UP);
      },
    });
  }

  get id(): CallId {
    return this.#options.leg.caller.callId;
  }

  addTap(tap: FrameTap): () => void {
    return this.#talk.addTap(tap);
  }

  get state(): CallState {
    return this.#liveCall.call.state;
  }

  get meterId(): number {
    return this.#options.meterId;
  }

  /** Levels of this call, to be drained by the level stream. */
  get meter(): LevelMeter {
    return this.#talk.meter;
  }

  /**
   * Accepts a caller: answers them, lets them ring for the supervisor, or goes on with an adopted
   * caller.
   */
  begin(): void {
    const { leg, settings } = this.#options;
    leg.start(this.#legHandlers());
    this.#log.info({ pii: { caller: leg.caller.callerNumber } }, 'call arrived');
    this.#liveCall.publish();
    if (leg.caller.adopted) {
      this.#talk.note(phrase('note.restarted'));
      // A caller who was on hold at the restart still hears the music.
      void leg.playMusic(false);
      void this.#setup.resume();
    } else if (settings().autoAnswer) {
      void this.answer();
    } else {
      void leg.ring();
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
    return this.#setup.answer(this.#options.leg);
  }

  /** Carries out a command; fails as CallControl says. */
  command(command: CallCommand): Promise<Result<void>> {
    return carryOut(this.#targets, command);
  }

  /**
   * Puts the supervisor's headset on the call. Fails with `invalid-state` if another headset is on
   * it, or there is no talk to listen to (model/possible.ts).
   */
  openHeadset(handlers: HeadsetAudioHandlers): Result<HeadsetAudio> {
    const refusal = refusalOf('listen', this.#liveCall.call);
    if (refusal !== null) {
      return fail(cordboardError('invalid-state', refusal));
    }
    return this.#headset.open(handlers);
  }

  /** Ends the call because the program ends. */
  async shutDown(calls: 'fallback' | 'hangup'): Promise<void> {
    const way = calls === 'fallback' ? this.#unlessUnanswered(ANNOUNCEMENT) : HANG_UP;
    await this.#end('shutdown', way);
  }

  #createLiveCall(): LiveCall {
    const { leg, meterId, settings, stored, onCall } = this.#options;
    return new LiveCall(
      leg.caller,
      meterId,
      { ...settings(), hasAgent: true },
      (call) => {
        onCall(call);
        this.#hearing.weHear(this.#talk.hearsCaller);
        if (call.state !== 'live' || call.callerMuted) {
          this.#hearing.asteriskHears(false);
        }
      },
      stored ?? undefined,
    );
  }

  #createTalk(): Talk {
    return new Talk({
      ...this.#options,
      callId: this.id,
      liveCall: this.#liveCall,
      log: this.#log,
      before: this.#options.stored?.turns ?? [],
      toolActions: this.#toolActions(),
      onAgentLink: (link, error) => {
        this.#agentLinkChanged(link, error);
      },
      onMediaLost: (close) => {
        this.#media.lost(close);
      },
      onMediaStalled: () => {
        this.#media.stalled();
      },
      onCallerSilent: () => {
        void this.#end('caller-silent', HANG_UP);
      },
      onAgentAwayTooLong: this.#endWithoutAgent,
      onHoldMusic: (on) => {
        this.#hold.whileAgentAway(on);
      },
    });
  }

  #createHeadset(): CallHeadset {
    return new CallHeadset({
      listen: (tap) => this.#talk.addTap(tap),
      speak: (frame) => {
        this.#talk.supervisorFrame(frame);
      },
    });
  }

  #createSetup(): CallSetup {
    return new CallSetup({
      liveCall: this.#liveCall,
      talk: this.#talk,
      media: this.#media,
      settings: this.#options.settings,
      over: this.#over.signal,
      onLive: () => {
        this.#wentLive();
      },
      onCallerGone: () => this.#end('caller-hung-up', GONE),
      onFailed: (reason, error) => {
        this.#log.warn({ reason, error }, 'call could not be set up');
        this.#liveCall.notice('setup', 'danger', error.phrase);
        return this.#end(reason, this.#unlessUnanswered(this.#fallback()));
      },
    });
  }

  #legHandlers(): CallLegHandlers {
    return {
      onEnded: (end) => {
        this.#legEnded(end);
      },
      onHold: (held) => {
        this.#hold.byCaller(held);
      },
      onDtmf: (digit) => {
        // Digits may be a PIN or a card number, so the transcript never shows them.
        this.#talk.note(phrase('note.key-pressed'));
        this.#log.debug({ pii: { digit } }, 'caller pressed a key');
      },
      onAnswered: () => {
        this.#liveCall.answered();
      },
      onTalking: (talking) => {
        this.#hearing.asteriskHears(talking && this.state === 'live');
      },
      onPartyChanged: ({ number, name }) => {
        const party = [name, number].filter((text) => text !== '').join(' ');
        this.#talk.note(
          party === '' ? phrase('note.party-withheld') : phrase('note.party-changed', { party }),
        );
        this.#talk.tellAgent(partyChanged(party));
      },
      onNotice: (kind, said) => {
        this.#liveCall.warn(kind, said);
      },
    };
  }

  #toolActions(): ToolActions {
    return {
      endCall: () => {
        void this.#end('agent-ended', HANG_UP);
      },
      transfer: ({ extension }) => transferTo(this.#targets, extension),
      sendDtmf: (digits) => this.command({ kind: 'sendDtmf', digits }),
      takeMessage: (message) => {
        this.#options.onMessage(this.#liveCall.call, message);
        return Promise.resolve(done);
      },
    };
  }

  #agentLinkChanged(link: AgentLink, error: CordboardError | null): void {
    this.#options.onAgentLink(link, error);
    this.#liveCall.agentLink(link, error);
    if (link !== 'failed') {
      return;
    }
    if (this.state === 'live' || this.state === 'held') {
      this.#attendance.look();
    } else {
      this.#setup.agentFailed(error ?? cordboardError('network', phrase('agent.gone')));
    }
  }

  readonly #endWithoutAgent = (): void => {
    void this.#end('agent-unavailable', this.#fallback());
  };

  #wentLive(): void {
    this.#log.info({ setupMs: Math.round(this.#talk.now()) }, 'call is live');
    if (this.#options.settings().record) {
      void this.#recording.start();
    }
    const liveSinceMs = performance.now();
    this.#secondTimer = setInterval(() => {
      this.#liveCall.update({ metrics: this.#talk.metrics });
      this.#limit.elapsed(performance.now() - liveSinceMs);
      this.#attendance.look();
    }, SECOND_MS);
  }

  /** The way out of a caller that the agent cannot serve. */
  #fallback(): WayOut {
    return wayOutOf(this.#options.settings().fallback);
  }

  /** A party that has not answered our call cannot be sent anywhere. */
  #unlessUnanswered(way: WayOut): WayOut {
    return this.state === 'dialing' ? HANG_UP : way;
  }

  #legEnded(end: LegEnd): void {
    if (end.by === 'not-answered') {
      this.#liveCall.notice('setup', 'warn', end.reason);
      void this.#end('not-answered', GONE);
    } else {
      void this.#end(END_REASON_OF[end.by], GONE);
    }
  }

  #end(reason: EndReason, way: WayOut): Promise<Result<void>> {
    this.#ending ??= this.#takeDown(reason, way);
    return this.#ending;
  }

  /**
   * The caller's way out comes first, because they wait for it; our own resources are freed after
   * it.
   */
  async #takeDown(reason: EndReason, way: WayOut): Promise<Result<void>> {
    const { leg, onReleased } = this.#options;
    this.#over.abort();
    clearInterval(this.#secondTimer ?? undefined);
    this.#hearing.close();
    this.#talk.end();
    this.#headset.close();
    this.#liveCall.end(reason, this.#talk.metrics);
    this.#log.info({ reason, durationMs: Math.round(this.#talk.now()) }, 'call ended');
    const left = way.kind === 'gone' ? done : await this.#hold.sendOn(() => letGo(leg, way));
    if (!left.ok) {
      this.#liveCall.notice('farewell', 'danger', left.error.phrase);
    }
    this.#talk.close();
    await Promise.all([this.#consultation.close(), leg.release()]);
    await this.#recording.close();
    onReleased();
    return left;
  }
}
