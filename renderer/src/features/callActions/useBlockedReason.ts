import type { CallId } from '#model/call';
import { t } from '../../i18n/i18n';
import { useCallsStore } from '../../state/callsStore';

/** Why the controls of a call do nothing now; empty when they work. */
export function useBlockedReason(callId: CallId): string {
  const isOver = useCallsStore(({ byId }) => (byId[callId]?.state ?? 'ended') === 'ended');
  const linkLost = useCallsStore(({ link }) => link.state === 'lost');
  if (linkLost) {
    return t('actions.linkNeeded');
  }
  return isOver ? t('actions.over') : '';
}
