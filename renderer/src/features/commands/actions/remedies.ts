import type { Call, CallId } from '#model/call';
import type { Remedy } from '#model/callerEar';
import { type CallActionKind, refusalOf } from '#model/possible';
import { sendCommand } from '#window/state/callRequests';
import { useCallsStore } from '#window/state/callsStore';
import { useEarStore } from '#window/state/earStore';
import { askToTakeOver } from './controlActions';

/** The action that a remedy is. */
const ACTION: Readonly<Record<Remedy, CallActionKind>> = {
  repromptAgent: 'repromptAgent',
  reconnectAgent: 'reconnectAgent',
  takeOver: 'takeOver',
  unmuteAgent: 'muteAgent',
  confirmBargeIn: 'setBargeIn',
};

/** Whether a remedy is possible now. */
export function isPossible(remedy: Remedy, call: Call): boolean {
  return refusalOf(ACTION[remedy], call) === null;
}

/** Does what a remedy is. */
export function applyRemedy(remedy: Remedy, call: Call): void {
  const { id } = call;
  switch (remedy) {
    case 'repromptAgent':
    case 'reconnectAgent':
      void sendCommand(id, { kind: remedy });
      break;
    case 'takeOver':
      askToTakeOver(id);
      break;
    case 'unmuteAgent':
      void sendCommand(id, { kind: 'muteAgent', on: false });
      break;
    case 'confirmBargeIn':
      void sendCommand(id, { kind: 'setBargeIn', mode: 'confirm' });
  }
}

/** Applies the first remedy that is possible for what is wrong on this call. */
export function applyFirstRemedy(callId: CallId): void {
  const call = useCallsStore.getState().byId[callId];
  const { ear } = useEarStore.getState();
  const remedies = ear?.callId === callId ? (ear.diagnosis?.remedies ?? []) : [];
  const first = remedies.find((remedy) => call !== undefined && isPossible(remedy, call));
  if (first !== undefined && call !== undefined) {
    applyRemedy(first, call);
  }
}

/** Whether something is wrong with what the caller hears that a remedy helps against. */
export function hasRemedy(callId: CallId): boolean {
  const { ear } = useEarStore.getState();
  return ear?.callId === callId && (ear.diagnosis?.remedies ?? []).length > 0;
}
