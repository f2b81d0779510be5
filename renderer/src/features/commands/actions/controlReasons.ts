import type { Call } from '#model/call';
import { type CallActionKind, type DecidingFacts, refusalOf } from '#model/possible';
import { t } from '#window/i18n/i18n';
import { inWords } from '#window/i18n/inWords';
import { roleReason } from '#window/state/stationStore';
import { isOwnTestCall } from '../../testCall';

/** The parts of a call that its controls show, and that decide what can be done to it. */
export type ControlFacts = DecidingFacts &
  Pick<Call, 'id' | 'callerMuted' | 'agentMuted' | 'bargeIn'>;

/** What takes the supervisor's ear or voice to the other end of a call. */
const AT_OTHER_END: readonly CallActionKind[] = ['listen', 'takeOver', 'consult'];

/** Why an action makes no sense for a call now, or the role forbids it; empty when neither. */
export function reasonAgainst(kind: CallActionKind, call: ControlFacts): string {
  const refusal = refusalOf(kind, call);
  if (refusal !== null) {
    return inWords(refusal);
  }
  return isOwnTestCall(call.id) && AT_OTHER_END.includes(kind)
    ? t('testCall.youAreCaller')
    : roleReason(`call.${kind}`);
}
