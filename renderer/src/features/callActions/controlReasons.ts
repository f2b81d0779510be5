import type { Call } from '#model/call';
import { type CallActionKind, type DecidingFacts, refusalOf } from '#model/possible';
import { t } from '../../i18n/i18n';
import { inWords } from '../../i18n/inWords';
import { roleReason } from '../../state/stationStore';

/** The parts of a call that its controls show, and that decide what can be done to it. */
export type ControlFacts = DecidingFacts &
  Pick<Call, 'callerMuted' | 'agentMuted' | 'agentPaused' | 'bargeIn'>;

/** Why a control of a call makes no sense now, in words; empty when it does. */
export function reasonAgainst(kind: CallActionKind, call: ControlFacts, linkLost: boolean): string {
  if (linkLost) {
    return t('actions.linkNeeded');
  }
  const refusal = refusalOf(kind, call);
  return refusal === null ? roleReason(`call.${kind}`) : inWords(refusal);
}
