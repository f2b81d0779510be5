import { type CallAlert, foremostAlert, needsAttention } from '#model/alert';
import type { Call, CallId } from '#model/call';
import { callsByAttention } from '../../state/callOrder';
import { sendCommand } from '../../state/callRequests';
import { useCallsStore } from '../../state/callsStore';
import { goToCall, showCall } from '../../state/showCall';
import { showTurn } from '../../state/showTurn';
import { isLocked, roleReason, useStationStore } from '../../state/stationStore';
import { showMomentOfCall } from '../callWaves';
import { attendedCall, moveEar } from '../headset';

/** What nobody has seen to in a call that goes on. */
export function alertsToSee(
  call: Pick<Call, 'state' | 'alerts'> | undefined,
): readonly CallAlert[] {
  return call === undefined || call.state === 'ended' ? [] : call.alerts.filter(needsAttention);
}

/**
 * Shows the call of an alert, and puts the headset on it: it hears what led to the alert, or to the
 * one to look at first where none is given.
 */
export function listenToAlert({
  callId,
  alert,
}: {
  readonly callId: CallId;
  readonly alert?: Pick<CallAlert, 'at'>;
}): void {
  showCall(callId);
  const heard = alert ?? foremostAlert(alertsToSee(useCallsStore.getState().byId[callId]));
  void moveEar(callId, heard?.at ?? null);
}

/**
 * A notice of the system was clicked: shows its call, and where an alert is open, puts the headset
 * on what led to it. Not for who may not listen, nor while they speak with a caller.
 */
export function followNotice(callId: CallId): void {
  const alert = foremostAlert(alertsToSee(useCallsStore.getState().byId[callId]));
  const mayListen =
    !isLocked(useStationStore.getState()) &&
    roleReason('call.listen') === '' &&
    attendedCall() === null;
  if (alert !== null && mayListen) {
    listenToAlert({ callId, alert });
  } else {
    showCall(callId);
  }
}

/** The call that needs somebody most, other than the selected one; that if only it does. */
function nextInNeed(): CallId | undefined {
  const state = useCallsStore.getState();
  const { needs } = callsByAttention(state, Date.now());
  const at = needs.indexOf(state.selection?.callId ?? '');
  return needs[(at + 1) % needs.length];
}

/** Shows the next call that needs somebody, as the list orders them. */
export function showNextInNeed(): void {
  const callId = nextInNeed();
  if (callId !== undefined) {
    showCall(callId);
  }
}

/** The same from outside the screens. */
export function goToNextInNeed(): void {
  const callId = nextInNeed();
  if (callId !== undefined) {
    goToCall(callId);
  }
}

/** The same as `showNextInNeed`, and puts the headset on it. */
export function listenToNextInNeed(): void {
  const callId = nextInNeed();
  if (callId !== undefined) {
    listenToAlert({ callId });
  }
}

/**
 * Says that this person has seen to the alert.
 * @returns whether it was granted.
 */
export function acknowledge(callId: CallId, alertId: string): Promise<boolean> {
  return sendCommand(callId, { kind: 'acknowledgeAlert', alertId });
}

/** Says so of the alert of a call to look at first. */
export function acknowledgeForemost(callId: CallId): void {
  const alert = foremostAlert(alertsToSee(useCallsStore.getState().byId[callId]));
  if (alert !== null) {
    void acknowledge(callId, alert.id);
  }
}

/** Says so of all alerts of a call. */
export function acknowledgeAll(callId: CallId): void {
  for (const { id } of alertsToSee(useCallsStore.getState().byId[callId])) {
    void acknowledge(callId, id);
  }
}

/** Shows the second of an alert on the time axis of the selected call, and its turn. */
export function showAlert(
  { at, turnId }: Pick<CallAlert, 'at' | 'turnId'>,
  startedAt: number,
): void {
  showMomentOfCall(at - startedAt);
  if (turnId !== null) {
    showTurn(turnId);
  }
}
