import type { HeadsetAudio } from '#window/audio/headsetAudio';

/** Sound devices as far as listening uses them, for tests without sound. */
export const SOUND_DEVICES = {
  setVolume: () => undefined,
  setSpeaker: () => Promise.resolve(true),
  play: () => undefined,
  openMicrophone: () => Promise.resolve({ ok: true, label: 'Desk microphone' }),
  closeMicrophone: () => undefined,
  close: () => Promise.resolve(),
} as unknown as HeadsetAudio;
