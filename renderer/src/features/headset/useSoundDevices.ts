import { useEffect, useState } from 'react';
import { NO_DEVICES, onSoundDevices, type SoundDevices, soundDevices } from '../../audio/devices';

/** What is plugged in, as it comes and goes. */
export function useSoundDevices(): SoundDevices {
  const [devices, setDevices] = useState(NO_DEVICES);
  useEffect(() => {
    const look = (): void => {
      void soundDevices().then(setDevices);
    };
    look();
    return onSoundDevices(look);
  }, []);
  return devices;
}
