/**
 * Watches for what goes wrong in a talk without a fault being told: somebody is silent for too
 * long, the agent does not stop, no audio comes. Each watchdog barks once, and again only after
 * what it watches was in order.
 */
import type { AgentState } from '#model/call';
import type { WatchdogSettings } from '../callSettings';

/** The talk at one moment. */
export type TalkPicture = {
  /**
   * Caller and agent can talk with each other: both connected, nobody on hold, the agent takes
   * part.
   */
  readonly attended: boolean;
  /** The caller's audio is expected: he is connected and not on hold. */
  readonly lineOpen: boolean;
  /** The caller speaks; or is muted, and may well speak without being heard here. */
  readonly callerMaySpeak: boolean;
  /** What the agent says reaches the caller. */
  readonly agentIsHeard: boolean;
  readonly agentState: AgentState;
  /** A tool of the agent runs: the caller waits for what comes of it. */
  readonly toolsRun: boolean;
  /**
   * When something louder than silence was last played, monotonic ms; found out only while the
   * caller's frames come.
   */
  readonly soundPlayedMs: number;
  /** When the newest frame of the caller came, monotonic ms. */
  readonly frameCameMs: number;
};

/** What the watchdogs ask and tell; times in ms. */
export interface WatchdogHandlers {
  limits(): WatchdogSettings;
  picture(): TalkPicture;
  /** It has been the caller's turn for so long. */
  onCallerSilent(silentMs: number): void;
  /** He still says nothing. */
  onCallerGone(silentMs: number): void;
  /** The agent is said to speak and nothing is heard of it. */
  onAgentSoundless(silentMs: number): void;
  onAgentTalking(talkingMs: number): void;
  onNoMedia(silentMs: number): void;
  onLongCall(lengthMs: number): void;
  /** What a watchdog barked about is over. */
  onOver(dog: 'callerSilent' | 'agentSoundless' | 'agentTalking' | 'noMedia'): void;
}

/** How often they look, ms. */
const LOOK_MS = 500;

/**
 * More time than this between two looks was spent by a stall of this process, ms: nobody was silent
 * for it.
 */
const MOST_MS = 1_000;

/** Adds up how long something lasts, and tells once when that is too long. */
class Stretch {
  #ms = 0;
  #told = false;

  get ms(): number {
    return this.#ms;
  }

  /** It has lasted `ms` longer. Returns whether the limit is reached only now; 0 is no limit. */
  add(ms: number, limitMs: number): boolean {
    this.#ms += ms;
    const reached = !this.#told && limitMs > 0 && this.#ms >= limitMs;
    this.#told ||= reached;
    return reached;
  }

  /** It is over. Returns whether it had been told. */
  end(): boolean {
    const told = this.#told;
    this.#ms = 0;
    this.#told = false;
    return told;
  }
}

/** The watchdogs of one talk. */
export class Watchdogs {
  readonly #handlers: WatchdogHandlers;
  readonly #callerSilent = new Stretch();
  readonly #callerGone = new Stretch();
  readonly #agentSoundless = new Stretch();
  readonly #agentTalking = new Stretch();
  readonly #noMedia = new Stretch();
  readonly #call = new Stretch();
  #timer: NodeJS.Timeout | null = null;
  #lookedMs = 0;

  constructor(handlers: WatchdogHandlers) {
    this.#handlers = handlers;
  }

  /** Begins to watch. Idempotent. */
  start(): void {
    if (this.#timer === null) {
      this.#lookedMs = performance.now();
      this.#timer = setInterval(() => {
        this.#look();
      }, LOOK_MS);
      this.#timer.unref();
    }
  }

  /** The caller has given a sign of life. */
  callerAlive(): void {
    const wasGone = this.#callerGone.end();
    if (this.#callerSilent.end() || wasGone) {
      this.#handlers.onOver('callerSilent');
    }
  }

  /** Idempotent. */
  close(): void {
    clearInterval(this.#timer ?? undefined);
  }

  #look(): void {
    const nowMs = performance.now();
    const passedMs = Math.min(MOST_MS, nowMs - this.#lookedMs);
    this.#lookedMs = nowMs;
    const limits = this.#handlers.limits();
    const picture = this.#handlers.picture();
    this.#lookAtCaller(picture, limits, passedMs);
    this.#lookAtAgent(picture, limits, passedMs, nowMs);
    this.#lookAtMedia(picture, limits, passedMs, nowMs);
    if (this.#call.add(passedMs, limits.longCallMs)) {
      this.#handlers.onLongCall(this.#call.ms);
    }
  }

  /**
   * Only time in which it is the caller's turn counts: one who listens, or does not know of it, is
   * not silent.
   */
  #lookAtCaller(picture: TalkPicture, limits: WatchdogSettings, passedMs: number): void {
    const callersTurn = picture.attended && picture.agentIsHeard && !picture.toolsRun;
    if (picture.callerMaySpeak) {
      this.callerAlive();
    } else if (callersTurn && picture.agentState === 'listening') {
      if (this.#callerSilent.add(passedMs, limits.callerSilentMs)) {
        this.#handlers.onCallerSilent(this.#callerSilent.ms);
      }
      if (this.#callerGone.add(passedMs, limits.callerSilentEndMs)) {
        this.#handlers.onCallerGone(this.#callerGone.ms);
      }
    }
  }

  #lookAtAgent(
    picture: TalkPicture,
    limits: WatchdogSettings,
    passedMs: number,
    nowMs: number,
  ): void {
    const speaks = picture.attended && picture.agentState === 'speaking';
    const framesCome = nowMs - picture.frameCameMs < LOOK_MS;
    if (speaks && framesCome && nowMs - picture.soundPlayedMs >= LOOK_MS) {
      if (this.#agentSoundless.add(passedMs, limits.agentSilentMs)) {
        this.#handlers.onAgentSoundless(this.#agentSoundless.ms);
      }
    } else if (this.#agentSoundless.end()) {
      this.#handlers.onOver('agentSoundless');
    }
    if (speaks) {
      if (this.#agentTalking.add(passedMs, limits.agentTalkingMs)) {
        this.#handlers.onAgentTalking(this.#agentTalking.ms);
      }
    } else if (this.#agentTalking.end()) {
      this.#handlers.onOver('agentTalking');
    }
  }

  #lookAtMedia(
    picture: TalkPicture,
    limits: WatchdogSettings,
    passedMs: number,
    nowMs: number,
  ): void {
    if (picture.lineOpen && nowMs - picture.frameCameMs >= LOOK_MS) {
      if (this.#noMedia.add(passedMs, limits.noMediaMs)) {
        this.#handlers.onNoMedia(this.#noMedia.ms);
      }
    } else if (this.#noMedia.end()) {
      this.#handlers.onOver('noMedia');
    }
  }
}
