import { create } from 'zustand';
import type { CallId } from '#model/call';
import type { Phrase } from '#model/phrases/phrase';
import type { MicrophoneProblem } from '../../audio/headsetAudio';
import type { TalkMode } from './headsetChoices';

/**
 * The supervisor's headset: on no call, or on one. `listening`: it is heard. `speaking`: the
 * microphone is open, too; `device` is its name. `heard`: what is said goes to the call now; with
 * `push` only while a key is held. `since`: epoch ms.
 */
export type HeadsetState =
  | { readonly name: 'off' }
  | { readonly name: 'opening'; readonly callId: CallId }
  | { readonly name: 'listening'; readonly callId: CallId; readonly since: number }
  | {
      readonly name: 'speaking';
      readonly callId: CallId;
      readonly since: number;
      readonly device: string;
      /** As it was chosen: empty for the one that the system chooses. */
      readonly deviceId: string;
      readonly mode: TalkMode;
      readonly heard: boolean;
    };

/** What went wrong with it: a device, or a refusal in words. */
export type HeadsetProblem = {
  readonly callId: CallId;
  readonly what:
    | MicrophoneProblem
    | 'lost'
    | 'muted'
    | 'asleep'
    | 'no-sound'
    | { readonly message: Phrase }
    /**
     * The microphone that was to take the place of the one that goes on, `kept`. Without a name it
     * is not plugged in, or the system's choice.
     */
    | { readonly notTaken: string | null; readonly kept: string; readonly why: MicrophoneProblem }
    /** Number of the caller whom the supervisor speaks with. */
    | { readonly busyWith: string };
};

type HeadsetStore = {
  readonly headset: HeadsetState;
  /**
   * It was put on by a walk through the calls, and nobody has taken it off or chosen a call for it
   * since.
   */
  readonly inPassing: boolean;
  /** The speaker is gone or cannot be used: calls are not heard. */
  readonly unheard: boolean;
  /** The key that closes it from anywhere is not ours: it acts in this window alone. */
  readonly panicHere: boolean;
  /** Stays until it is dismissed, or the headset works again. */
  readonly problem: HeadsetProblem | null;
  /** Calls for which the supervisor was asked before the microphone opened. */
  readonly confirmed: readonly CallId[];
};

export const HEADSET_OFF: HeadsetStore = {
  headset: { name: 'off' },
  inPassing: false,
  unheard: false,
  panicHere: false,
  problem: null,
  confirmed: [],
};

export const useHeadsetStore = create<HeadsetStore>()(() => HEADSET_OFF);

/** Whether the headset is on this call, or about to be. */
export function isOnCall(headset: HeadsetState, callId: CallId): boolean {
  return headset.name !== 'off' && headset.callId === callId;
}

/** Whether the microphone is open on this call. */
export function isSpeakingIn(callId: CallId): boolean {
  const { headset } = useHeadsetStore.getState();
  return headset.name === 'speaking' && headset.callId === callId;
}

/** Whether the microphone is heard only while a key is held. */
export function isTalkByKey(): boolean {
  const { headset } = useHeadsetStore.getState();
  return headset.name === 'speaking' && headset.mode === 'push';
}

/** The supervisor was asked for this call, and will not be again. */
export function confirmTakeOver(callId: CallId): void {
  useHeadsetStore.setState(({ confirmed }) => ({ confirmed: [...confirmed, callId] }));
}

export function reportProblem(callId: CallId, what: HeadsetProblem['what']): void {
  useHeadsetStore.setState({ problem: { callId, what } });
}

/** Takes a problem off the screen. */
export function dismissHeadsetProblem(): void {
  useHeadsetStore.setState({ problem: null });
}

/** The same of a speaker that cannot be used. */
export function dismissUnheard(): void {
  useHeadsetStore.setState({ unheard: false });
}
