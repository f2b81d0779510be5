import type { Call } from '#model/call';
import { type CallActionKind, type DecidingFacts, refusalOf } from '#model/possible';
import { inWords } from '#window/i18n/inWords';
import { roleReason } from '#window/state/stationStore';

/** The parts of a call that its controls show, and that decide what can be done to it. */
export type ControlFacts = DecidingFacts & Pick<Call, 'callerMuted' | 'agentMuted' | 'bargeIn'>;

/** Why an action makes no sense for a call now, or the role forbids it; empty when neither. */
export function reasonAgainst(kind: CallActionKind, call: ControlFacts): string {
  const refusal = refusalOf(kind, call);
  return refusal === null ? roleReason(`call.${kind}`) : inWords(refusal);
}
