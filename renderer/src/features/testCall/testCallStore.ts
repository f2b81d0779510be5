import { create } from 'zustand';
import type { CallId } from '#model/call';
import { NO_DEVICES, type SoundDevices } from '../../audio/devices';
import type { MicrophoneProblem } from '../../audio/headsetAudio';

/** The caller's microphone and speaker. `device`: name of the microphone. */
export type TestSound =
  | { readonly name: 'off' }
  | { readonly name: 'opening' }
  | { readonly name: 'ready'; readonly device: string }
  | { readonly name: 'failed'; readonly what: MicrophoneProblem | 'lost' | 'no-sound' };

type TestCallStore = {
  readonly sound: TestSound;
  readonly devices: SoundDevices;
  /** The chosen speaker cannot be used: the AI is heard where it was heard before. */
  readonly speakerFailed: boolean;
  /** How loud the microphone is, 0 to 1. */
  readonly level: number;
  /** The test call that goes on, and the name of its profile. */
  readonly call: { readonly callId: CallId; readonly profile: string } | null;
};

const NO_TEST_CALL: TestCallStore = {
  sound: { name: 'off' },
  devices: NO_DEVICES,
  speakerFailed: false,
  level: 0,
  call: null,
};

export const useTestCallStore = create<TestCallStore>()(() => NO_TEST_CALL);
