/** Notices that an open microphone gives nothing. */
import type { CallId } from '#model/call';
import { reportProblem, useHeadsetStore } from './headsetStore';

/** A microphone that gives nothing for this long is asleep, ms. */
const ASLEEP_MS = 1_500;

let timer: ReturnType<typeof setTimeout> | undefined;

/** Sound comes, or has to come soon: the microphone of this call is open. */
export function expectSound(callId: CallId): void {
  clearTimeout(timer);
  timer = setTimeout(reportProblem, ASLEEP_MS, callId, 'asleep');
  if (useHeadsetStore.getState().problem?.what === 'asleep') {
    useHeadsetStore.setState({ problem: null });
  }
}

/** No microphone is open. */
export function expectNoSound(): void {
  clearTimeout(timer);
}
