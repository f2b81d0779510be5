/**
 * One call from its first ring to the last released resource: brings the caller's leg and the talk together, and takes both
 * down in one order on every way out.
 */
import type { LevelMeter } from '../media/levelMeter';
import type { AgentLink, Call, CallId, CallState, EndReason } from '../model/call';
import type { VoiceName } from '../model/voices';
import type { Log } from '../observability/log';
import type { CordboardError } from '../util/errors';
import { cordboardError } from '../util/errors';
import type { Result } from '../util/result';
import { done, fail } from '../util/result';
import { delay } from '../util/timeout';
import type { CallLeg, LegEnd } from './callLeg';
import { CallView } from './callView';
import type { CallSettings } from './callSettings';
import type { ConversationOptions } from './conversation';
import { Conversation } from './conversation';
import { HearingCheck, UNHEARD } from './hearingCheck';
import type { Recording, StartRecording } from './recorder';

/** Longest wait for Asterisk's media connection, ms. */
const MEDIA_LIMIT_MS = 5_000;

/** The running figures are published, and the length of the call is looked at, this often, ms. */
const SECOND_MS = 1_000;

/** Longest time a caller rings for the agent's sake, ms. */
const ANSWER_WAIT_MS = 3_000;

/** Waits before the attempts to re-make a media connection that broke during the call, ms. */
const MEDIA_RETRY_WAITS_MS = [0, 250, 750, 2_000, 4_000] as const;

/** So many losses of the media connection within so many ms, and it is not made again: it would go on like that. */
const MEDIA_LOSSES = { most: 5, withinMs: 10_000 } as const;

/** How the caller leaves when we end the call. `gone`: he has left already. */
type Farewell = 'hang-up' | 'busy' | 'fallback' | 'gone';

/** What a session is made with. */
export type CallSessionOptions = Pick<
  ConversationOptions,
  'agents' | 'vad' | 'estimateCost' | 'onTurn' | 'onAgentLink'
> & {
  readonly leg: CallLeg;
  readonly meterId: number;
  readonly settings: () => CallSettings;
  readonly startRecording: StartRecording;
  readonly onCall: (call: Call) => void;
  /** Everything of the call has been released. */
  readonly onReleased: (session: CallSession) => void;
  readonly log: Log;
};

/** One call from its first ring to the last released resource. */
export class CallSession {
  readonly #options: CallSessionOptions;
  readonly #log: Log;
  readonly #view: CallView;
  readonly #hearing: HearingCheck;
  readonly #talk: Conversation;
  #secondTimer: NodeJS.Timeout | null = null;
  /** Why the agent is gone, when that came while the call was being connected. */
  #agentFailure: CordboardError | null = null;
  #recording: Recording | null = null;
  /** performance.now() of the newest losses of the media connection. */
  #mediaLossesMs: readonly number[] = [];
  /** Takes the call down; its result is that of the caller's way out. */
  #ending: Promise<Result<void>> | null = null;
  /** Aborts what still waits when the call ends. */
  readonly #over = new AbortController();

  constructor(options: CallSessionOptions) {
    const { leg, settings } = options;
    this.#options = options;
    this.#log = options.log.child({ callId: leg.caller.callId });
    this.#hearing = new HearingCheck((deaf) => {
      this.#view.warn('hearing', deaf ? UNHEARD : null);
    });
    this.#view = new CallView(leg.caller, options.meterId, settings(), (call) => {
      options.onCall(call);
      this.#hearing.weHear(call.callerSpeaking);
      if (call.state !== 'live') {
        this.#hearing.asteriskHears(false);
      }
    });
    this.#talk = new Conversation({
      ...options,
      callId: this.id,
      view: this.#view,
      log: this.#log,
      onAgentLink: (link, error) => {
        this.#agentLinkChanged(link, error);
      },
      onMediaLost: (close) => {
        this.#log.warn({ close }, 'media connection lost');
        void this.#reconnectMedia();
      },
    });
  }

  get id(): CallId {
    return this.#options.leg.caller.callId;
  }

  get state(): CallState {
    return this.#view.call.state;
  }

  get meterId(): number {
    return this.#options.meterId;
  }

  /** Levels of this call, to be drained by the level stream. */
  get meter(): LevelMeter {
    return this.#talk.meter;
  }

  /** Takes the call in: answers it, or lets it ring for the supervisor. */
  begin(): void {
    const { leg, settings } = this.#options;
    leg.start({
      onEnded: (end) => {
        this.#legEnded(end);
      },
      onHold: (held) => {
        this.#view.hold(held);
        this.#talk.hold(held);
      },
      onDtmf: (digit) => {
        // Digits may be a PIN or the number of a card: they stand in no transcript.
        this.#talk.note('Caller pressed a key');
        this.#log.debug({ pii: { digit } }, 'caller pressed a key');
      },
      onAnswered: () => {
        this.#view.answered();
      },
      onTalking: (talking) => {
        this.#hearing.asteriskHears(talking && this.state === 'live');
      },
      onNotice: (kind, message) => {
        this.#view.warn(kind, message);
      },
    });
    this.#log.info({ pii: { caller: leg.caller.callerNumber } }, 'call arrived');
    this.#view.publish();
    if (settings().autoAnswer) {
      void this.answer();
    } else {
      void leg.ring();
    }
  }

  /** Answers a ringing call and connects it. Resolves once the call is live or over. */
  async answer(): Promise<Result<void>> {
    if (!this.#view.become('answering')) {
      return fail(cordboardError('invalid-state', 'Only a ringing call can be answered.'));
    }
    const agentStarts = this.#talk.startAgent();
    const early = await this.#ringUntil(agentStarts);
    if (early?.ok === false) {
      return await this.#setupFailed('agent-unavailable', early.error);
    }
    if (this.#ending !== null) {
      return fail(cordboardError('invalid-state', 'The caller gave up.'));
    }
    const answered = await this.#options.leg.answer();
    if (!answered.ok && answered.error.kind === 'not-found') {
      // The caller gave up; the event that tells so may come later than this answer.
      await this.#end('caller-hung-up', 'gone');
      return answered;
    }
    if (!answered.ok) {
      return await this.#setupFailed('setup-failed', answered.error);
    }
    this.#view.answered();
    this.#view.become('connecting');
    const connected = await this.#connectMedia();
    if (!connected.ok) {
      return await this.#setupFailed('media-failed', connected.error);
    }
    const started = await agentStarts;
    if (!started.ok) {
      return await this.#setupFailed('agent-unavailable', started.error);
    }
    if (this.#agentFailure !== null) {
      return await this.#setupFailed('agent-unavailable', this.#agentFailure);
    }
    if (this.#view.become('live')) {
      this.#wentLive();
    }
    return done;
  }

  /**
   * Lets the caller hear ringing until the agent is ready or could not be had, 3 s at most: an answered caller pays, and hears
   * silence. Null when the agent still connects.
   */
  async #ringUntil(agentStarts: Promise<Result<void>>): Promise<Result<void> | null> {
    if (this.#options.settings().autoAnswer) {
      void this.#options.leg.ring();
    }
    const waited = new AbortController();
    const signal = AbortSignal.any([waited.signal, this.#over.signal]);
    const early = await Promise.race([agentStarts, delay(ANSWER_WAIT_MS, signal).then(() => null)]);
    waited.abort();
    return early;
  }

  /** Refuses a ringing call. Fails when Asterisk did not take it; the call is over all the same, and it is tried again. */
  async decline(): Promise<Result<void>> {
    if (this.state !== 'ringing') {
      return fail(cordboardError('invalid-state', 'Only a ringing call can be declined.'));
    }
    return await this.#end('declined', 'busy');
  }

  /** Hangs the caller up. Fails when Asterisk did not take it; the call is over all the same, and it is tried again. */
  async hangUp(): Promise<Result<void>> {
    if (this.state === 'ended') {
      return fail(cordboardError('invalid-state', 'The call has ended already.'));
    }
    return await this.#end('supervisor-hung-up', 'hang-up');
  }

  /** Asks for another voice; it comes at the next quiet moment. */
  changeVoice(voice: VoiceName): Result<void> {
    if (this.state !== 'live' && this.state !== 'held') {
      return fail(
        cordboardError('invalid-state', 'The voice can be changed once the call is live.'),
      );
    }
    this.#talk.changeVoice(voice);
    return done;
  }

  /** Ends the call because the program ends. */
  async shutDown(calls: 'fallback' | 'hangup'): Promise<void> {
    await this.#end('shutdown', calls === 'fallback' ? 'fallback' : 'hang-up');
  }

  #agentLinkChanged(link: AgentLink, error: CordboardError | null): void {
    this.#options.onAgentLink(link, error);
    if (link === 'ready') {
      this.#view.clearNotice('agent-link');
    }
    if (link === 'resuming') {
      this.#view.notice(
        'agent-link',
        'warn',
        'The voice agent’s connection was lost; it is being restored.',
      );
    }
    if (link !== 'failed') {
      return;
    }
    if (this.state === 'answering' || this.state === 'connecting') {
      // `answer` is still at work and looks at it at its end.
      this.#agentFailure = error ?? cordboardError('network', 'The voice agent is gone.');
    } else {
      this.#view.notice('agent-link', 'danger', error?.message ?? 'The voice agent is gone.');
      void this.#end('agent-unavailable', 'fallback');
    }
  }

  async #connectMedia(): Promise<Result<void>> {
    const media = await this.#options.leg.connectMedia(MEDIA_LIMIT_MS);
    if (!media.ok) {
      return media;
    }
    if (this.#ending !== null) {
      media.value.close();
      return fail(cordboardError('invalid-state', 'The call ended while it was being connected.'));
    }
    this.#talk.attach(media.value);
    return done;
  }

  async #reconnectMedia(): Promise<void> {
    this.#view.notice(
      'media',
      'danger',
      'The audio connection to Asterisk was lost; it is being restored.',
    );
    const nowMs = performance.now();
    const recent = this.#mediaLossesMs.filter((atMs) => nowMs - atMs < MEDIA_LOSSES.withinMs);
    this.#mediaLossesMs = [...recent, nowMs];
    const waitsMs = recent.length < MEDIA_LOSSES.most ? MEDIA_RETRY_WAITS_MS : [];
    let reason: EndReason = 'media-failed';
    for (const [attempt, waitMs] of waitsMs.entries()) {
      await delay(waitMs, this.#over.signal);
      if (this.#ending !== null) {
        return;
      }
      const connected = await this.#connectMedia();
      if (connected.ok) {
        this.#view.clearNotice('media');
        return;
      }
      const { error } = connected;
      // Asterisk cannot be reached. Should only its media be out of reach, the caller still comes to the fallback below.
      reason = error.kind === 'network' ? 'asterisk-lost' : 'media-failed';
      this.#log.warn({ attempt, error }, 'media connection could not be restored');
    }
    await this.#end(reason, 'fallback');
  }

  #wentLive(): void {
    this.#log.info({ setupMs: Math.round(this.#talk.now()) }, 'call is live');
    const { settings } = this.#options;
    if (settings().record) {
      void this.#record();
    }
    const liveSinceMs = performance.now();
    this.#secondTimer = setInterval(() => {
      this.#view.update({ metrics: this.#talk.metrics });
      if (performance.now() - liveSinceMs >= settings().maxCallMs) {
        void this.#end('max-duration', 'hang-up');
      }
    }, SECOND_MS);
  }

  async #record(): Promise<void> {
    const started = await this.#options.startRecording(this.id);
    if (!started.ok) {
      this.#view.notice('recording', 'warn', started.error.message);
      return;
    }
    if (this.#ending !== null) {
      await started.value.close();
      return;
    }
    this.#recording = started.value;
    this.#talk.addTap(started.value.tap);
  }

  async #setupFailed(reason: EndReason, error: CordboardError): Promise<Result<void>> {
    if (this.#ending !== null) {
      // It was ended meanwhile: the failure only follows from that.
      return fail(error);
    }
    this.#log.warn({ reason, error }, 'call could not be set up');
    this.#view.notice('setup', 'danger', error.message);
    await this.#end(reason, 'fallback');
    return fail(error);
  }

  #legEnded(end: LegEnd): void {
    void this.#end(end.by === 'caller' ? 'caller-hung-up' : 'asterisk-lost', 'gone');
  }

  #end(reason: EndReason, farewell: Farewell): Promise<Result<void>> {
    this.#ending ??= this.#takeDown(reason, farewell);
    return this.#ending;
  }

  /** The caller's way out comes first, because he waits; what is only ours to free comes after. */
  async #takeDown(reason: EndReason, farewell: Farewell): Promise<Result<void>> {
    const { leg, onReleased } = this.#options;
    this.#over.abort();
    if (this.#secondTimer !== null) {
      clearInterval(this.#secondTimer);
    }
    this.#hearing.close();
    this.#talk.end();
    this.#view.end(reason, this.#talk.metrics);
    this.#log.info({ reason, durationMs: Math.round(this.#talk.now()) }, 'call ended');
    const left = await this.#sayFarewell(farewell);
    if (!left.ok) {
      this.#view.notice('farewell', 'danger', left.error.message);
    }
    this.#talk.close();
    await leg.release();
    await this.#recording?.close();
    onReleased(this);
    return left;
  }

  async #sayFarewell(farewell: Farewell): Promise<Result<void>> {
    switch (farewell) {
      case 'gone':
        return done;
      case 'fallback':
        return await this.#options.leg.sendToFallback();
      case 'busy':
      case 'hang-up':
        return await this.#options.leg.hangUp(farewell === 'busy' ? 'busy' : 'normal');
    }
  }
}
