import type { Headset } from '#contract/api';
import type { CallId } from '#model/call';
import type { HeadsetAudio } from '../../audio/headsetAudio';
import { useHeadsetStore } from './headsetStore';
import { silenceMicrophone } from './microphoneLevel';
import { expectNoSound } from './soundWatch';

/** An open headset: what plays and picks up, and the line to the call. */
export type Session = {
  readonly callId: CallId;
  readonly audio: HeadsetAudio;
  readonly line: Headset;
};

let session: Session | null = null;

/** The headset that is open; null when none is. */
export const sessionNow = (): Session | null => session;

export function beginSession(begun: Session): void {
  session = begun;
}

/** Lets microphone, earpiece and line go; the store still says what it said. */
export function closeSession(): void {
  const old = session;
  session = null;
  expectNoSound();
  silenceMicrophone();
  old?.line.close();
  void old?.audio.close();
}

/** The headset is on no call any more, whoever caused it. */
export function goOff(): void {
  closeSession();
  useHeadsetStore.setState({ headset: { name: 'off' }, unheard: false });
}
