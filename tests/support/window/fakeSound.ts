/** Sound devices of a headset, as far as the window uses them. */
import { vi } from 'vitest';
import {
  HeadsetAudio,
  type MicrophoneHandlers,
  type MicrophoneResult,
} from '#window/audio/headsetAudio';
import { stopListening } from '#window/features/headset/headset';

type Sound = {
  /** What comes of opening a microphone. */
  microphone: MicrophoneResult;
  /** Nothing comes of it before. */
  until: Promise<void>;
  canPlay: boolean;
  /** Of the microphone that was opened last; null when that is closed. */
  handlers: MicrophoneHandlers | null;
  /** Ids of the microphones that were asked for. */
  asked: string[];
  played: ArrayBuffer[];
  closed: number;
};

const fresh = (): Sound => ({
  microphone: { ok: true, label: 'Desk microphone' },
  until: Promise.resolve(),
  canPlay: true,
  handlers: null,
  asked: [],
  played: [],
  closed: 0,
});

/** What the stand-in does and has been asked. */
export const sound: Sound = fresh();

/** 20 ms of silence. */
export const frame = (): ArrayBuffer => new ArrayBuffer(640);

/** One earpiece with its microphone. */
function standIn() {
  let own: MicrophoneHandlers | null = null;
  const closeMicrophone = (): void => {
    if (sound.handlers === own) {
      sound.handlers = null;
    }
    own = null;
  };
  return {
    setVolume: () => undefined,
    setSpeaker: () => Promise.resolve(true),
    play: (heard: ArrayBuffer) => sound.played.push(heard),
    openMicrophone: async (handlers: MicrophoneHandlers, deviceId: string) => {
      sound.asked.push(deviceId);
      await sound.until;
      if (sound.microphone.ok) {
        own = handlers;
        sound.handlers = handlers;
      }
      return sound.microphone;
    },
    closeMicrophone,
    close: () => {
      closeMicrophone();
      sound.closed += 1;
      return Promise.resolve();
    },
  };
}

/** Takes the headset off, and gives the window devices that work. */
export function resetSound(): void {
  vi.spyOn(HeadsetAudio, 'open').mockImplementation(() =>
    sound.canPlay
      ? Promise.resolve(standIn() as unknown as HeadsetAudio)
      : Promise.reject(new Error('no sound')),
  );
  stopListening();
  Object.assign(sound, fresh());
}
