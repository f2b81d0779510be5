import type { CallId } from '#model/call';
import type { RoleAction } from '#model/roles';
import { t } from '../../i18n/i18n';
import { useCallsStore } from '../../state/callsStore';
import { useRoleReason } from '../../state/stationStore';

/** Why a control of a call does nothing now; empty when it works. */
export function useBlockedReason(callId: CallId, action: RoleAction): string {
  const isOver = useCallsStore(({ byId }) => (byId[callId]?.state ?? 'ended') === 'ended');
  const linkLost = useCallsStore(({ link }) => link.state === 'lost');
  const role = useRoleReason(action);
  if (linkLost) {
    return t('actions.linkNeeded');
  }
  return isOver ? t('actions.over') : role;
}
