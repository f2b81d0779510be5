import { type CallAlert, isWorse, needsAttention } from '#model/alert';
import type { CallId } from '#model/call';
import { sendCommand } from '../../state/callRequests';
import { type CallsState, useCallsStore } from '../../state/callsStore';
import { listen } from '../headset';
import { useNavStore } from '../nav';

/** An alert that nobody has seen to, and its call. */
export type OpenAlert = { readonly callId: CallId; readonly alert: CallAlert };

/** Those of all calls that go on: the worst first, and of those the one that waits longest. */
export function openAlerts({
  byId,
  order,
}: Pick<CallsState, 'byId' | 'order'>): readonly OpenAlert[] {
  return order
    .flatMap((callId) => {
      const call = byId[callId];
      const alerts = call === undefined || call.state === 'ended' ? [] : call.alerts;
      return alerts.filter(needsAttention).map((alert) => ({ callId, alert }));
    })
    .sort(inOrder);
}

function inOrder({ alert: one }: OpenAlert, { alert: other }: OpenAlert): number {
  if (one.severity !== other.severity) {
    return isWorse(one.severity, other.severity) ? -1 : 1;
  }
  return one.at - other.at;
}

/** Shows the call of an alert. */
export function goToAlert({ callId }: Pick<OpenAlert, 'callId'>): void {
  useNavStore.getState().show('live');
  useCallsStore.getState().select(callId);
}

/** Shows the call of an alert, and puts the headset on it. */
export function listenToAlert(alert: Pick<OpenAlert, 'callId'>): void {
  goToAlert(alert);
  void listen(alert.callId);
}

/**
 * Shows the foremost alert of another call than the selected one; of the selected one if only that
 * has any.
 * @returns whether there is one.
 */
export function goToNextAlert(): boolean {
  const state = useCallsStore.getState();
  const calls = [...new Set(openAlerts(state).map(({ callId }) => callId))];
  const at = calls.indexOf(state.selection?.callId ?? '');
  const callId = calls[(at + 1) % calls.length];
  if (callId === undefined) {
    return false;
  }
  goToAlert({ callId });
  return true;
}

/**
 * Says that this person has seen to the alert.
 * @returns whether it was granted.
 */
export function acknowledge(callId: CallId, alertId: string): Promise<boolean> {
  return sendCommand(callId, { kind: 'acknowledgeAlert', alertId });
}
