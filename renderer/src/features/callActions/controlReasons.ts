import type { Call } from '#model/call';
import type { CallCommandKind } from '#model/commands';
import { type DecidingFacts, refusalOf } from '#model/possible';
import { t } from '../../i18n/i18n';
import { inWords } from '../../i18n/inWords';

/** The parts of a call that its controls show, and that decide what can be done to it. */
export type ControlFacts = DecidingFacts &
  Pick<Call, 'callerMuted' | 'agentMuted' | 'agentPaused' | 'bargeIn'>;

/** What a control does: a command to the call, or listening, which is the window's own. */
export type ControlKind = CallCommandKind | 'listen';

/** Why a control of a call makes no sense now, in words; empty when it does. */
export function reasonAgainst(kind: ControlKind, call: ControlFacts, linkLost: boolean): string {
  if (linkLost) {
    return t('actions.linkNeeded');
  }
  // Listening makes sense whenever whispering does: both need a talk.
  const refusal = refusalOf(kind === 'listen' ? 'whisper' : kind, call);
  return refusal === null ? '' : inWords(refusal);
}
