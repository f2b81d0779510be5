/** Tells of another microphone that comes while the supervisor is heard, or may be soon. */
import {
  NO_DEVICES,
  onSoundDevices,
  type SoundDevice,
  type SoundDevices,
  soundDevices,
} from '../../audio/devices';
import { t } from '../../i18n/i18n';
import { useUiStore } from '../../state/uiStore';
import { tell } from '../../ui/toasts/toast';
import { chooseForHeadset, useHeadsetChoices } from './headsetChoices';
import { useHeadsetStore } from './headsetStore';

/** What the system has turned to since, or what was plugged in; null for nothing. */
function newMicrophone(before: SoundDevices, now: SoundDevices): SoundDevice | null {
  const wasThere = ({ id }: SoundDevice): boolean =>
    before.microphones.some((each) => each.id === id);
  const turnedTo =
    now.usualMicrophone === before.usualMicrophone
      ? undefined
      : now.microphones.find(({ id }) => id === now.usualMicrophone);
  return turnedTo ?? now.microphones.find((each) => !wasThere(each)) ?? null;
}

/** Whether the supervisor is on a call with their headset, or asked which microphone they take. */
function mayBeHeard(): boolean {
  const { dialog } = useUiStore.getState();
  return (
    useHeadsetStore.getState().headset.name !== 'off' ||
    dialog.name === 'takeOver' ||
    dialog.name === 'transfer'
  );
}

/** Whether it is the one that is open, or would be. */
function isTaken({ id, name }: SoundDevice, { usualMicrophone }: SoundDevices): boolean {
  const { headset } = useHeadsetStore.getState();
  if (headset.name === 'speaking') {
    // Chromium names the system's choice `Default - ` and its name.
    return headset.device.endsWith(name) || headset.deviceId === id;
  }
  const { microphone } = useHeadsetChoices.getState();
  return (microphone === '' ? usualMicrophone : microphone) === id;
}

function offer({ id, name }: SoundDevice): void {
  tell(() => t('headset.offered', { device: name }), 'microphone', {
    text: () => t('headset.useDevice', { device: name }),
    run: () => {
      chooseForHeadset({ microphone: id });
    },
  });
}

/** Offers microphones as they come. The returned function stops. */
export function followMicrophones(): () => void {
  let known = NO_DEVICES;
  const look = async (): Promise<SoundDevices> => {
    const before = known;
    known = await soundDevices();
    return before;
  };
  const compare = async (): Promise<void> => {
    const found = newMicrophone(await look(), known);
    if (found !== null && mayBeHeard() && !isTaken(found, known)) {
      offer(found);
    }
  };
  void look();
  const stopDevices = onSoundDevices(() => void compare());
  // Some systems name the devices only to who was let use one.
  const stopHeadset = useHeadsetStore.subscribe(({ headset }, before) => {
    if (headset.name === 'speaking' && before.headset.name !== 'speaking') {
      void look();
    }
  });
  return () => {
    stopDevices();
    stopHeadset();
  };
}
