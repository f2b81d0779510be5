import type { Call } from '#model/call';
import type { Remedy } from '#model/callerEar';
import { type CallActionKind, refusalOf } from '#model/possible';
import { sendCommand } from '../../state/callRequests';
import { toggleTakeOver } from '../callActions';
import { useEarStore } from './earStore';

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

export function apply(remedy: Remedy, call: Call): void {
  const { id, floor } = call;
  switch (remedy) {
    case 'repromptAgent':
    case 'reconnectAgent':
      void sendCommand(id, { kind: remedy });
      break;
    case 'takeOver':
      toggleTakeOver({ id, floor });
      break;
    case 'unmuteAgent':
      void sendCommand(id, { kind: 'muteAgent', on: false });
      break;
    case 'confirmBargeIn':
      void sendCommand(id, { kind: 'setBargeIn', mode: 'confirm' });
  }
}

/** Applies the first remedy that is possible for what is wrong on this call. */
export function applyFirstRemedy(call: Call): void {
  const { ear } = useEarStore.getState();
  const remedies = ear?.callId === call.id ? (ear.diagnosis?.remedies ?? []) : [];
  const first = remedies.find((remedy) => isPossible(remedy, call));
  if (first !== undefined) {
    apply(first, call);
  }
}
