/** A microphone or a speaker. */
export type SoundDevice = { readonly id: string; readonly name: string };

export type SoundDevices = {
  readonly microphones: readonly SoundDevice[];
  readonly speakers: readonly SoundDevice[];
};

export const NO_DEVICES: SoundDevices = { microphones: [], speakers: [] };

/** Ids by which the browser names the system's choice once more (Media Capture, "deviceId"). */
const ALIASES = ['', 'default', 'communications'];

/**
 * The sound devices of this machine. The browser gives their names only once a microphone has been
 * opened.
 */
export async function listSoundDevices(): Promise<SoundDevices> {
  const devices = await navigator.mediaDevices.enumerateDevices().catch(() => []);
  const of = (kind: MediaDeviceKind): readonly SoundDevice[] =>
    devices
      .filter((device) => device.kind === kind && !ALIASES.includes(device.deviceId))
      .map(({ deviceId, label }) => ({ id: deviceId, name: label }));
  return { microphones: of('audioinput'), speakers: of('audiooutput') };
}
