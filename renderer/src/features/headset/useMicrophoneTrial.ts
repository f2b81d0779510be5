import { useEffect, useState } from 'react';
import { HeadsetAudio, type MicrophoneProblem } from '../../audio/headsetAudio';
import { noteMicrophone, silenceMicrophone } from './microphoneLevel';

/** A microphone that is looked at before anybody hears it. */
export type MicrophoneTrial =
  | { readonly state: 'opening' }
  | { readonly state: 'open'; readonly device: string }
  | { readonly state: 'failed'; readonly problem: MicrophoneProblem | 'lost' | 'no-sound' };

/**
 * Opens a microphone for its level alone, for as long as the component is there. What it picks up
 * goes nowhere.
 * @param deviceId Which one; null: none.
 */
export function useMicrophoneTrial(deviceId: string | null): MicrophoneTrial {
  const [trial, setTrial] = useState<MicrophoneTrial>({ state: 'opening' });
  useEffect(() => {
    if (deviceId === null) {
      return undefined;
    }
    let wanted = true;
    const opening = HeadsetAudio.open().catch(() => null);
    const tryOut = async (): Promise<void> => {
      const audio = await opening;
      if (audio === null) {
        setTrial({ state: 'failed', problem: 'no-sound' });
        return;
      }
      const handlers = {
        onFrame: noteMicrophone,
        onLost: () => {
          setTrial({ state: 'failed', problem: 'lost' });
        },
        onMuted: () => undefined,
      };
      const opened = await audio.openMicrophone(handlers, deviceId);
      if (!wanted) {
        return;
      }
      if (opened.ok) {
        setTrial({ state: 'open', device: opened.label });
      } else if (opened.problem !== null) {
        setTrial({ state: 'failed', problem: opened.problem });
      }
    };
    void tryOut();
    return () => {
      wanted = false;
      silenceMicrophone();
      void opening.then((audio) => audio?.close());
    };
  }, [deviceId]);
  return trial;
}
