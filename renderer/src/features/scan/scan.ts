/** Walks through the calls like a radio scanner: each is heard for some seconds. */
import type { CallId } from '#model/call';
import { refusalOf } from '#model/possible';
import { request } from '../../bridge/bridge';
import { callsByAttention } from '../../state/callOrder';
import { useCallsStore } from '../../state/callsStore';
import { changeDraft } from '../../state/drafts';
import { focusOn } from '../../state/focusPlaces';
import { listenInPassing, stopListening, useHeadsetStore } from '../headset';
import { useScanStore } from './scanStore';

let timer: ReturnType<typeof setTimeout> | undefined;

/** Done once the headset is on the call of the walk. */
let opening: Promise<unknown> = Promise.resolve();

/** Whether this call can be listened to now. */
function isHearable(callId: CallId): boolean {
  const call = useCallsStore.getState().byId[callId];
  return call !== undefined && refusalOf('listen', call) === null;
}

/**
 * Begins with the call that needs somebody most. Nothing is begun while the supervisor speaks, or
 * where no call can be heard.
 */
export function startScan(): void {
  const { needs, others } = callsByAttention(useCallsStore.getState(), Date.now());
  const calls = [...needs, ...others].filter(isHearable);
  const { headset } = useHeadsetStore.getState();
  if (calls.length > 0 && headset.name !== 'speaking') {
    useScanStore.setState({ scan: { calls, at: 0 } });
    hearNow();
  }
}

/** Goes one call on, or back; past the last one it is over. Calls that are gone are left out. */
export function skip(step: 1 | -1): void {
  const { scan } = useScanStore.getState();
  if (scan === null) {
    return;
  }
  const { calls } = scan;
  const isNext = (callId: CallId, at: number): boolean =>
    (at - scan.at) * step > 0 && isHearable(callId);
  const at = step === 1 ? calls.findIndex(isNext) : calls.findLastIndex(isNext);
  if (at !== -1) {
    useScanStore.setState({ scan: { calls, at } });
    hearNow();
  } else if (step === 1) {
    endScan();
  }
}

/** The walk is over, and the headset is off. */
export function endScan(): void {
  stay();
  stopListening();
}

/** The walk is over; the headset stays on the call that is heard. */
export function stay(): void {
  clearTimeout(timer);
  if (useScanStore.getState().scan !== null) {
    useScanStore.setState({ scan: null });
    // A call to which the headset only comes is part of the walk: the audit has it there.
    void opening.then(() => request('calls:endScan', null));
  }
}

/** Stays, and lets a whisper be written. */
export function stayToWhisper(): void {
  const { scan } = useScanStore.getState();
  const callId = scan?.calls[scan.at];
  stay();
  if (callId !== undefined) {
    changeDraft(callId, { mode: 'whisper' });
    focusOn('composer');
  }
}

function hearNow(): void {
  const { scan, seconds } = useScanStore.getState();
  const callId = scan?.calls[scan.at];
  if (callId === undefined) {
    return;
  }
  clearTimeout(timer);
  useCallsStore.getState().select(callId);
  opening = listenInPassing(callId);
  timer = setTimeout(
    () => {
      // Who has begun to speak is no longer on a walk.
      if (useHeadsetStore.getState().headset.name === 'speaking') {
        stay();
      } else {
        skip(1);
      }
    },
    Number(seconds) * 1_000,
  );
}
