import type { Call } from '#model/call';
import type { CallCommandKind } from '#model/commands';
import { t } from '../../i18n/i18n';

/** The parts of a call that say what can be done to it. */
export type ControlFacts = Pick<
  Call,
  | 'state'
  | 'heldBy'
  | 'callerMuted'
  | 'agentMuted'
  | 'agentPaused'
  | 'floor'
  | 'recording'
  | 'consultation'
  | 'bargeIn'
>;

/** What a control does: an action of the pipeline, or listening, which is the window's own. */
export type ControlKind = CallCommandKind | 'listen';

type Reason = 'notYet' | 'onHold' | 'youSpeak' | 'agentPaused' | 'consulting' | 'stillRinging';

/**
 * What stands against an action on a call that runs; null for nothing. The pipeline has the last
 * word.
 */
function obstacle(kind: ControlKind, call: ControlFacts): Reason | null {
  switch (kind) {
    case 'say':
      if (call.state === 'held') {
        return 'onHold';
      }
      return call.floor === 'operator' ? 'youSpeak' : call.agentPaused ? 'agentPaused' : null;
    case 'pauseAgent':
    case 'muteAgent':
      return call.floor === 'operator' ? 'youSpeak' : null;
    case 'takeOver':
      if (call.consultation !== null) {
        return 'consulting';
      }
      return call.state === 'held' ? 'onHold' : null;
    case 'hold':
    case 'resume':
    case 'transfer':
    case 'consult':
      return call.consultation === null ? null : 'consulting';
    case 'completeTransfer':
      return call.consultation?.state === 'ringing' ? 'stillRinging' : null;
    default:
      return null;
  }
}

/** Why an action on a call makes no sense now, in words; empty when it does. */
export function reasonAgainst(kind: ControlKind, call: ControlFacts, linkLost: boolean): string {
  if (linkLost) {
    return t('actions.linkNeeded');
  }
  if (call.state === 'ended') {
    return t('actions.over');
  }
  if (call.state !== 'live' && call.state !== 'held') {
    return t('controls.reason.notYet');
  }
  const reason = obstacle(kind, call);
  return reason === null ? '' : t(`controls.reason.${reason}`);
}
