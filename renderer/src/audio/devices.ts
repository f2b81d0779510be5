/** The sound devices of this machine. */

export type SoundDevice = { readonly id: string; readonly name: string };

export type SoundDevices = {
  readonly microphones: readonly SoundDevice[];
  /** Id of the microphone that the system chooses; empty where it does not say which. */
  readonly usualMicrophone: string;
  readonly speakers: readonly SoundDevice[];
};

export const NO_DEVICES: SoundDevices = { microphones: [], usualMicrophone: '', speakers: [] };

/** Chromium also lists these two, which stand for one of the others. */
const STAND_INS = ['default', 'communications'];

/** What is plugged in now. Empty where the browser has no sound. */
export async function soundDevices(): Promise<SoundDevices> {
  try {
    const all = await navigator.mediaDevices.enumerateDevices();
    const ofKind = (kind: MediaDeviceKind): readonly SoundDevice[] =>
      all
        .filter((each) => each.kind === kind && !STAND_INS.includes(each.deviceId))
        .map(({ deviceId, label }) => ({ id: deviceId, name: label }));
    return {
      microphones: ofKind('audioinput'),
      usualMicrophone: usualIn(all.filter(({ kind }) => kind === 'audioinput')),
      speakers: ofKind('audiooutput'),
    };
  } catch {
    return NO_DEVICES;
  }
}

/** The stand-in and the device that it stands for are in one group. */
function usualIn(inputs: readonly MediaDeviceInfo[]): string {
  const usual = inputs.find(({ deviceId }) => deviceId === 'default');
  const isUsual = ({ deviceId, groupId }: MediaDeviceInfo): boolean =>
    groupId === usual?.groupId && !STAND_INS.includes(deviceId);
  return inputs.find(isUsual)?.deviceId ?? '';
}

/** Tells of devices that come and go; the returned function stops. */
export function onSoundDevices(changed: () => void): () => void {
  // The test DOM, and a page that is not trusted, have no devices at all.
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  devices?.addEventListener('devicechange', changed);
  return () => {
    devices?.removeEventListener('devicechange', changed);
  };
}
