import type { CallId } from '#model/call';
import { useHeadsetChoices } from './headsetChoices';
import { useHeadsetStore } from './headsetStore';
import { type MicrophoneTrial, useMicrophoneTrial } from './useMicrophoneTrial';

/** The microphone of who is about to speak in a call. `heard`: it is open there already. */
export type OwnMicrophone = MicrophoneTrial | { readonly state: 'heard'; readonly device: string };

/** The chosen microphone, on trial for as long as it is not open in the call itself. */
export function useOwnMicrophone(callId: CallId): OwnMicrophone {
  const chosen = useHeadsetChoices(({ microphone }) => microphone);
  const heardBy = useHeadsetStore(({ headset }) =>
    headset.name === 'speaking' && headset.callId === callId ? headset.device : null,
  );
  const trial = useMicrophoneTrial(heardBy === null ? chosen : null);
  return heardBy === null ? trial : { state: 'heard', device: heardBy };
}
