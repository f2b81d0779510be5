/** What the preload script gives the window: types only. */
import type { CallId } from '#model/call';
import type { ConsoleEventBatch } from '#model/events';
import type { HeadsetSides, Listening } from '#model/headset';
import type { Language } from '#model/language';
import type { StationView } from '#model/operators';
import type { TriedProfile } from '#model/profile';
import type { OpenLine } from './openLine';
import type { RequestInput, RequestName, RequestOutput, RequestResult } from './requests';

/** What comes after the end: nothing, or the program again. */
export type QuitGoal = 'quit' | 'restart';

/** What would be cut if the program ended now. */
export type QuitRequest = {
  readonly goal: QuitGoal;
  readonly liveCalls: number;
  readonly shutdownCalls: 'fallback' | 'hangup';
};

/** Who listens from earlier on has skipped something, and is this far behind the call now, ms. */
export type HeadsetSkip = { readonly behindMs: number };

/** What a line for sound tells the window. */
export type LineHandlers = {
  /** 20 ms to be heard: 320 samples of 16-bit PCM, little-endian, 16 kHz. */
  readonly onFrame: (frame: ArrayBuffer) => void;
  /** The call is over, or another line was opened. Not called after `close`. */
  readonly onClose: () => void;
};

export type HeadsetHandlers = LineHandlers & {
  /** What was not kept of the call, because its recording was paused, was skipped. */
  readonly onSkip: (skip: HeadsetSkip) => void;
};

/** An open headset on one call. */
export type Headset = {
  /** How far behind the call it began, ms: it catches up (`stillBehindMs`). */
  readonly behindMs: number;
  /** Whether the last minute of the call is kept, so that it can be heard from earlier on. */
  readonly keepsPast: boolean;
  /** The key that closes it works while another program has the focus, too. */
  readonly panicKey: boolean;
  /** Chooses what is heard from now on. */
  readonly hear: (sides: HeadsetSides) => void;
  /** The present is heard from now on. Idempotent. */
  readonly goLive: () => void;
  /** 20 ms of the microphone, in the form of HeadsetHandlers.onFrame. */
  readonly send: (frame: ArrayBuffer) => void;
  /** Idempotent. */
  readonly close: () => void;
};

/** The caller's end of a test call; `close` hangs up. */
export type TestCallLine = Pick<Headset, 'send' | 'close' | 'panicKey'> & {
  readonly callId: CallId;
};

/** `window.cordboard`. A function that takes a listener returns one that takes it off again. */
export type CordboardApi = {
  /** Makes a request of the main process. A refusal is a value, never a rejection. */
  request<Name extends RequestName>(
    name: Name,
    input: RequestInput<Name>,
  ): Promise<RequestResult<RequestOutput<Name>>>;
  /**
   * Lets the supervisor hear a call from now on; what they send reaches the caller while the call
   * is taken over. There is one headset: opening it closes the one that is open. `scan`: it is one
   * stop of a walk through the calls (`calls:endScan`).
   */
  openHeadset(
    callId: CallId,
    listening: Listening,
    handlers: HeadsetHandlers,
    scan?: boolean,
  ): Promise<RequestResult<Headset>>;
  /**
   * Makes a test call, in which the window speaks as the caller. There is one: a second hangs the
   * first up.
   */
  openTestCall(tried: TriedProfile, handlers: LineHandlers): Promise<RequestResult<TestCallLine>>;
  /** Opens the level stream. A batch is laid out as in src-main/model/levels.ts. */
  openLevels(listener: (batch: ArrayBuffer) => void): () => void;
  /** Follows the changes of the calls and of the program's health. */
  onEvents(listener: (batch: ConsoleEventBatch) => void): () => void;
  /** Follows changes of the profiles, those of other clients too. */
  onProfilesChanged(listener: () => void): () => void;
  /** A command was chosen outside of the page; gets its id. */
  onCommand(listener: (id: string) => void): () => void;
  /** A person wants to see this call: they clicked on its notification. */
  onShowCall(listener: (callId: CallId) => void): () => void;
  /** Tells of the lines that other windows have, each time they change. */
  onLinesElsewhere(listener: (lines: readonly OpenLine[]) => void): () => void;
  /**
   * Follows who works at the windows. What a locked station may not see is gone from the next
   * snapshot on.
   */
  onStationChanged(listener: (view: StationView) => void): () => void;
  /** Follows the language that the window should have. */
  onLanguageChanged(listener: (language: Language) => void): () => void;
  /** Follows whether the sounds of alerts are muted, as the tray or another window says. */
  onAlertsMuted(listener: (muted: boolean) => void): () => void;
  /** The menu asks for the dialog about the program. */
  onAboutRequested(listener: () => void): () => void;
  /** A person wants to quit while calls are live; `app:answerQuit` decides. */
  onQuitRequested(listener: (request: QuitRequest) => void): () => void;
};
