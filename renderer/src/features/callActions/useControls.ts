import type { CallId } from '#model/call';
import type { CallActionKind } from '#model/possible';
import { t } from '../../i18n/i18n';
import { type CallFacts, reasonAgainst, useScene } from '../commands';

/**
 * The facts that the controls of a call show. `reason`: why a control makes no sense now, empty
 * when it does.
 */
export type Controls = {
  readonly call: CallFacts;
  readonly reason: (kind: CallActionKind) => string;
};

/** The controls of a call; null when it is gone. */
export function useControls(callId: CallId): Controls | null {
  const { call, linkLost } = useScene(callId);
  return call === null
    ? null
    : {
        call,
        reason: (kind) => (linkLost ? t('actions.linkNeeded') : reasonAgainst(kind, call)),
      };
}
