/**
 * Notices trouble in a talk that causes no error: somebody is silent for too long, the agent does
 * not stop, no audio comes. Each watchdog reports once, and again only after its subject was in
 * order.
 */
import type { AgentState } from '#model/call';
import type { WatchdogSettings } from '../../callSettings';
import { hearEachOther, type Reach } from '../machine/reach';
import type { Timed } from '../talkTimer';

/** The talk at one moment. */
export type TalkPicture = {
  readonly reach: Reach;
  /** The caller's audio is expected: they are connected and not on hold. */
  readonly lineOpen: boolean;
  /** The caller speaks, or is muted and may speak unheard. */
  readonly callerMaySpeak: boolean;
  readonly agentState: AgentState;
  /** A supervisor holds what the agent is saying. */
  readonly sentenceHeld: boolean;
  /** A tool of the agent runs: the caller waits for its result. */
  readonly toolsRun: boolean;
  /** When audible sound was last played, monotonic ms. */
  readonly soundPlayedMs: number;
  /** When the newest frame of the caller came, monotonic ms. */
  readonly frameCameMs: number;
};

/** State and events of the watchdogs; times in ms. */
export interface WatchdogHandlers {
  limits(): WatchdogSettings;
  picture(): TalkPicture;
  /** The caller has said nothing on their turn for `silentMs`. */
  onCallerSilent(silentMs: number): void;
  /** The caller still says nothing. */
  onCallerGone(silentMs: number): void;
  /** The agent counts as speaking, but no sound is played. */
  onAgentSoundless(silentMs: number): void;
  onAgentTalking(talkingMs: number): void;
  /** No frame of the caller has come for `silentMs`. Reported again each time the limit passes. */
  onNoMedia(silentMs: number): void;
  onLongCall(lengthMs: number): void;
  /** The trouble that this watchdog reported is over. */
  onOver(dog: 'callerSilent' | 'agentSoundless' | 'agentTalking' | 'noMedia'): void;
}

/** How often the watchdogs check, ms. */
const LOOK_MS = 500;

/** Most time that counts between two checks, ms. More is a stall of this process, not silence. */
const MOST_MS = 1_000;

/** Adds up how long a state lasts, and reports when that is too long: once, or again and again. */
class Stretch {
  readonly #reporting: 'once' | 'repeatedly';
  #ms = 0;
  #reports = 0;

  constructor(reporting: 'once' | 'repeatedly' = 'once') {
    this.#reporting = reporting;
  }

  get ms(): number {
    return this.#ms;
  }

  /** Adds `ms`. Returns whether that is to be reported; a limit of 0 is never reached. */
  add(ms: number, limitMs: number): boolean {
    this.#ms += ms;
    const mayReport = this.#reports === 0 || this.#reporting === 'repeatedly';
    const isTooLong = limitMs > 0 && this.#ms >= limitMs * (this.#reports + 1);
    if (!mayReport || !isTooLong) {
      return false;
    }
    this.#reports += 1;
    return true;
  }

  /** The state is over. Returns whether it had been reported. */
  end(): boolean {
    const wasReported = this.#reports > 0;
    this.#ms = 0;
    this.#reports = 0;
    return wasReported;
  }
}

/** The watchdogs of one talk. */
export class Watchdogs implements Timed {
  readonly #handlers: WatchdogHandlers;
  readonly #callerSilent = new Stretch();
  readonly #callerGone = new Stretch();
  readonly #agentSoundless = new Stretch();
  readonly #agentTalking = new Stretch();
  readonly #noMedia = new Stretch('repeatedly');
  readonly #call = new Stretch();
  /** Time of the last check; null before the start and after the end. */
  #lookedMs: number | null = null;

  constructor(handlers: WatchdogHandlers) {
    this.#handlers = handlers;
  }

  get dueMs(): number | null {
    return this.#lookedMs === null ? null : this.#lookedMs + LOOK_MS;
  }

  tick(nowMs: number): void {
    if (this.#lookedMs !== null) {
      const passedMs = Math.min(MOST_MS, nowMs - this.#lookedMs);
      this.#lookedMs = nowMs;
      this.#look(nowMs, passedMs);
    }
  }

  /** Begins to watch. Idempotent. */
  start(nowMs: number): void {
    this.#lookedMs ??= nowMs;
  }

  /** Whatever shows that the caller is there: speech, words, a key, a question that is answered. */
  callerAlive(): void {
    const wasGone = this.#callerGone.end();
    if (this.#callerSilent.end() || wasGone) {
      this.#handlers.onOver('callerSilent');
    }
  }

  /** Idempotent. */
  close(): void {
    this.#lookedMs = null;
  }

  #look(nowMs: number, passedMs: number): void {
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
   * Only time on the caller's turn counts: a caller who listens, or does not know that it is their
   * turn, is not silent.
   */
  #lookAtCaller(picture: TalkPicture, limits: WatchdogSettings, passedMs: number): void {
    const callersTurn = hearEachOther(picture.reach) && !picture.toolsRun;
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
    // Nothing is to be heard of it, and what it says is not to be thrown away.
    if (picture.sentenceHeld) {
      return;
    }
    const speaks = picture.reach.agentReachesCaller && picture.agentState === 'speaking';
    if (speaks && nowMs - picture.soundPlayedMs >= LOOK_MS) {
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
