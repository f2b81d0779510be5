/** Walks through the calls like a radio scanner: each is heard for some seconds. */
import type { CallId } from '#model/call';
import { refusalOf } from '#model/possible';
import { request } from '../../bridge/bridge';
import { callsByAttention } from '../../state/callOrder';
import { useCallsStore } from '../../state/callsStore';
import { changeDraft, draftOf } from '../../state/drafts';
import { focusOn } from '../../state/focusPlaces';
import { useUiStore } from '../../state/uiStore';
import { listenInPassing, stopListening, useHeadsetStore } from '../headset';
import { useScanStore } from './scanStore';

/** The window learns this long after its headset went off that the call is over, ms. */
const OVER_MS = 500;

/** Where the focus is while somebody writes or decides. */
const AT_WORK =
  'input, textarea, [contenteditable="true"], [role="dialog"], [role="alertdialog"], [role="menu"]';

let timer: ReturnType<typeof setTimeout> | undefined;

/** Done once the headset is on the call of the walk. */
let opening: Promise<unknown> = Promise.resolve();

/** Whether this call can be listened to now. */
function isHearable(callId: CallId): boolean {
  const call = useCallsStore.getState().byId[callId];
  return call !== undefined && refusalOf('listen', call) === null;
}

/** Whether a walk is under way. */
export const isScanning = (): boolean => useScanStore.getState().scan !== null;

/** Whether there is a call that can be heard. */
export const canScan = (): boolean => useCallsStore.getState().order.some(isHearable);

/** Begins with the call that needs somebody most. Only while one can be heard. */
export function startScan(): void {
  const { needs, others } = callsByAttention(useCallsStore.getState(), Date.now());
  const calls = [...needs, ...others].filter(isHearable);
  useScanStore.setState({ scan: { calls, at: 0 } });
  hearNow();
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
  useCallsStore.getState().select(callId);
  opening = listenInPassing(callId);
  clearTimeout(timer);
  timer = setTimeout(goOn, Number(seconds) * 1_000, callId);
}

/** Leaves a call for the next one, unless the supervisor is at work there. */
function goOn(callId: CallId): void {
  if (isAtWork(callId)) {
    stay();
  } else {
    skip(1);
  }
}

/** Whether the supervisor writes, or has something open: another call would take its place. */
function isAtWork(callId: CallId): boolean {
  const { dialog, popover } = useUiStore.getState();
  return (
    dialog.name !== 'none' ||
    popover !== 'none' ||
    draftOf(callId).text !== '' ||
    (document.activeElement?.closest(AT_WORK) ?? null) !== null
  );
}

/** The headset was closed from outside: the walk goes on only if the call is over. */
function lookAfterClosing(callId: CallId): void {
  if (isHearable(callId)) {
    endScan();
  } else {
    goOn(callId);
  }
}

useHeadsetStore.subscribe((now, before) => {
  const { scan } = useScanStore.getState();
  const callId = scan?.calls[scan.at];
  if (callId === undefined) {
    return;
  }
  if (before.inPassing && !now.inPassing) {
    stay();
  } else if (before.headset.name === 'listening' && now.headset.name === 'off') {
    clearTimeout(timer);
    timer = setTimeout(lookAfterClosing, OVER_MS, callId);
  }
});
