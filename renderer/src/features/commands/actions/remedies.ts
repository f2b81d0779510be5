import type { Call, CallId } from '#model/call';
import type { EarDiagnosis, Remedy } from '#model/callerEar';
import { type CallActionKind, type DecidingFacts, refusalOf } from '#model/possible';
import { t } from '#window/i18n/i18n';
import { sendCommand } from '#window/state/callRequests';
import { useEarStore } from '#window/state/earStore';
import { askToTakeOver } from './controlActions';
import { type ControlFacts, reasonAgainst } from './controlReasons';

/** The action that a remedy is. */
const ACTION: Readonly<Record<Remedy, CallActionKind>> = {
  repromptAgent: 'repromptAgent',
  reconnectAgent: 'reconnectAgent',
  takeOver: 'takeOver',
  unmuteAgent: 'muteAgent',
  confirmBargeIn: 'setBargeIn',
};

/** Whether a remedy is possible now. */
export function isPossible(remedy: Remedy, call: DecidingFacts): boolean {
  return refusalOf(ACTION[remedy], call) === null;
}

/** Why a remedy makes no sense now, or the role forbids it; empty when neither. */
export function remedyReason(remedy: Remedy, call: ControlFacts): string {
  return reasonAgainst(ACTION[remedy], call);
}

/** Does what a remedy is. */
export function applyRemedy(remedy: Remedy, id: CallId): void {
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

/** What is wrong with what the caller of this call hears; null: nothing is. */
function diagnosisOf(callId: CallId): EarDiagnosis | null {
  const { ear } = useEarStore.getState();
  return ear?.callId === callId ? ear.diagnosis : null;
}

/**
 * The first remedy that is possible for what is wrong on this call, else the best; null: there is
 * none.
 */
export function firstRemedy(call: DecidingFacts & Pick<Call, 'id'>): Remedy | null {
  const remedies = diagnosisOf(call.id)?.remedies ?? [];
  return remedies.find((remedy) => isPossible(remedy, call)) ?? remedies[0] ?? null;
}

/** Why the first remedy makes no sense now; empty when it does. Nobody acts on what is not seen. */
export function firstRemedyReason(call: ControlFacts & Pick<Call, 'id'>): string {
  if (diagnosisOf(call.id) === null) {
    return t('callerEar.nothingWrong');
  }
  if (useEarStore.getState().toldOf !== call.id) {
    return t('callerEar.notShown');
  }
  const remedy = firstRemedy(call);
  return remedy === null ? t('callerEar.noRemedy') : remedyReason(remedy, call);
}
