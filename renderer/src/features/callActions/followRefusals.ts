import type { CallId } from '#model/call';
import { formatCaller } from '../../format/format';
import { t } from '../../i18n/i18n';
import { inWords } from '../../i18n/inWords';
import { useCallRequests } from '../../state/callRequests';
import { useCallsStore } from '../../state/callsStore';
import { useNavStore } from '../../state/navStore';
import { tell } from '../../ui/toasts/toast';

/** Whether the strips of this call are on the screen: a refusal stands there. */
function isInSight(callId: CallId): boolean {
  const { selection } = useCallsStore.getState();
  return useNavStore.getState().screen === 'live' && selection?.callId === callId;
}

/**
 * Tells of what was refused on a call that nobody looks at any more: an undo, a sentence that was
 * to be said, a call that was to be handed back for another one. The returned function stops.
 */
export function followRefusals(): () => void {
  return useCallRequests.subscribe(({ byCall }, before) => {
    for (const [callId, { failure }] of Object.entries(byCall)) {
      const isNew = failure !== null && failure !== before.byCall[callId]?.failure;
      if (isNew && !isInSight(callId)) {
        const name = formatCaller(useCallsStore.getState().byId[callId]);
        tell(() => t('actions.refusedOn', { name, why: inWords(failure) }), `refusal ${callId}`);
      }
    }
  });
}
