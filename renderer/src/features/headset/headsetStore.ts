import { create } from 'zustand';
import type { CallId } from '#model/call';
import type { MicrophoneProblem } from '../../audio/headsetAudio';

/**
 * The supervisor's headset: on no call, or on one. `listening`: both sides are heard. `speaking`:
 * the microphone is open, too; `device` is its name.
 */
export type HeadsetState =
  | { readonly name: 'off' }
  | { readonly name: 'opening'; readonly callId: CallId }
  | { readonly name: 'listening'; readonly callId: CallId }
  | { readonly name: 'speaking'; readonly callId: CallId; readonly device: string };

/** What went wrong with it: a device, or a refusal in words. */
export type HeadsetProblem = {
  readonly callId: CallId;
  readonly what: MicrophoneProblem | 'lost' | 'no-sound' | { readonly message: string };
};

type HeadsetStore = {
  readonly headset: HeadsetState;
  /** Stays until it is dismissed, or the headset works again. */
  readonly problem: HeadsetProblem | null;
};

export const HEADSET_OFF: HeadsetStore = { headset: { name: 'off' }, problem: null };

export const useHeadsetStore = create<HeadsetStore>()(() => HEADSET_OFF);

/** Whether the headset is on this call, or about to be. */
export function isOnCall(headset: HeadsetState, callId: CallId): boolean {
  return headset.name !== 'off' && headset.callId === callId;
}

/** Takes a problem off the screen. */
export function dismissHeadsetProblem(): void {
  useHeadsetStore.setState({ problem: null });
}
