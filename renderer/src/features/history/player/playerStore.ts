import { create } from 'zustand';
import type { CallId } from '#model/call';
import type { CallRecording, RecordingPeaks } from '#model/history';
import { timedRequest } from '#window/bridge/timedRequest';
import { partAt, silencesOf, type Span, spanOf } from './timeline';

/** Speeds that can be chosen. */
export const RATES = [0.75, 1, 1.25, 1.5, 2] as const;

/** Sound that is left before and after a silence that is skipped, ms. */
const MARGIN_MS = 250;

/** What is played, and where in the call. */
export type PlayerState = {
  readonly callId: CallId | null;
  readonly parts: readonly CallRecording[];
  /** Number of the recording that is open. */
  readonly index: number;
  /** Overview of the open recording; null while it is not there. */
  readonly peaks: RecordingPeaks | null;
  readonly silences: readonly Span[];
  /** ms since the call reached Cordboard. */
  readonly atMs: number;
  /** `idle`: nothing was played yet, so nothing is followed. */
  readonly state: 'idle' | 'playing' | 'paused' | 'failed';
  readonly rate: number;
  readonly skipSilence: boolean;
};

/** State of the player before a call is open. */
export const INITIAL_PLAYER: PlayerState = {
  ...{ callId: null, parts: [], index: 0, peaks: null, silences: [] },
  ...{ atMs: 0, state: 'idle', rate: 1, skipSilence: false },
};

export const usePlayerStore = create<PlayerState>()(() => INITIAL_PLAYER);

const { getState: get, setState: set } = usePlayerStore;

/** The element that plays the open recording. */
let media: HTMLAudioElement | null = null;
/** Where the next recording is to go on once it is loaded. */
let wanted: { readonly atMs: number; readonly play: boolean } | null = null;

/**
 * Prepares the recordings of a call. Speed and skipping stay as they were chosen, and in the call
 * that was open before, so does the place.
 */
export function openCall(callId: CallId, parts: readonly CallRecording[]): void {
  if (get().callId === callId && get().parts.length === parts.length) {
    // A recording that failed is tried again: its file may be back.
    set(({ state }) => ({ state: state === 'failed' ? 'idle' : state }));
    return;
  }
  const { rate, skipSilence } = get();
  const [first] = parts;
  const atMs = first === undefined ? 0 : spanOf(first).fromMs;
  set({ ...INITIAL_PLAYER, ...{ callId, parts, atMs, rate, skipSilence } });
  wanted = null;
  void readPeaks();
}

/** How long the overview of a new recording is waited for, ms. */
const PEAKS_AGAIN_MS = 3_000;

/** Asks for the overview of the open recording until it is made. */
async function readPeaks(): Promise<void> {
  const { callId, index, parts } = get();
  const part = parts[index];
  if (callId === null || part === undefined) {
    return;
  }
  const answer = await timedRequest('history:peaks', { callId, index });
  if (get().callId !== callId || get().index !== index || !answer.ok) {
    return;
  }
  if (answer.value === null) {
    setTimeout(() => void readPeaks(), PEAKS_AGAIN_MS);
    return;
  }
  set({ peaks: answer.value, silences: silencesOf(answer.value, spanOf(part).fromMs) });
}

/** Takes the element that plays a recording. Gives what puts it away. */
export function attach(element: HTMLAudioElement, path: string): () => void {
  media = element;
  element.playbackRate = get().rate;
  const part = openPart();
  if (part?.path === path) {
    // The page was left and is there again: its element begins where the last one stood.
    element.currentTime = (get().atMs - spanOf(part).fromMs) / 1000;
  }
  return () => {
    element.pause();
    media = media === element ? null : media;
    if (openPart()?.path === path) {
      // The page goes, and no other recording takes over. The event of the pause reaches nobody
      // any more, and nothing may begin to play by itself once the page is there again.
      playing(false);
      wanted = null;
    }
  };
}

function openPart(): CallRecording | undefined {
  const { parts, index } = get();
  return parts[index];
}

/** The element knows its length: goes on where another recording left off. */
export function loaded(): void {
  if (media === null) {
    return;
  }
  media.playbackRate = get().rate;
  if (wanted !== null) {
    const { atMs, play } = wanted;
    wanted = null;
    seek(atMs, play);
  }
}

/** Goes to a moment of the call, in whichever recording has it. */
export function seek(atMs: number, play = get().state === 'playing'): void {
  const { parts, index } = get();
  const target = partAt(parts, atMs);
  const part = parts[target];
  if (part === undefined) {
    return;
  }
  const { fromMs, toMs } = spanOf(part);
  const bounded = Math.min(toMs, Math.max(fromMs, atMs));
  set({ atMs: bounded });
  if (target !== index) {
    wanted = { atMs: bounded, play };
    set({ index: target, peaks: null, silences: [] });
    void readPeaks();
    return;
  }
  if (media !== null) {
    media.currentTime = (bounded - fromMs) / 1000;
    if (play) {
      start(media);
    }
  }
}

function start(element: HTMLAudioElement): void {
  element.play().catch((why: unknown) => {
    // It was paused, or put away, before it began: the recording is as good as before.
    const isCalledOff = why instanceof DOMException && why.name === 'AbortError';
    if (media === element && !isCalledOff) {
      failed();
    }
  });
}

/** Moves by some milliseconds. */
export function move(byMs: number): void {
  seek(get().atMs + byMs);
}

export function togglePlaying(): void {
  if (get().state === 'playing') {
    media?.pause();
  } else {
    seek(get().atMs, true);
  }
}

export function setRate(rate: number): void {
  set({ rate });
  if (media !== null) {
    media.playbackRate = rate;
  }
}

export function setSkipSilence(skipSilence: boolean): void {
  set({ skipSilence });
}

/** The element has come to a moment of its recording, in seconds. */
export function arrived(seconds: number): void {
  const { parts, index, silences, skipSilence, state } = get();
  const part = parts[index];
  if (part === undefined || wanted !== null) {
    return;
  }
  const atMs = spanOf(part).fromMs + seconds * 1000;
  set({ atMs });
  const silence = silences.find(
    ({ fromMs, toMs }) => atMs > fromMs + MARGIN_MS && atMs < toMs - 2 * MARGIN_MS,
  );
  if (skipSilence && state === 'playing' && silence !== undefined) {
    seek(silence.toMs - MARGIN_MS);
  }
}

/** The element plays, or not. */
export function playing(isPlaying: boolean): void {
  const { state } = get();
  if (isPlaying) {
    set({ state: 'playing' });
  } else if (state === 'playing') {
    set({ state: 'paused' });
  }
}

/** The recording is over: goes on with the next one, if there is one. */
export function ended(): void {
  const { parts, index } = get();
  const next = parts[index + 1];
  if (next !== undefined) {
    seek(spanOf(next).fromMs, true);
  }
}

/** The recording cannot be played. */
export function failed(): void {
  set({ state: 'failed' });
}
