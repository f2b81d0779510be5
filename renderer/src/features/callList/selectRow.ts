import type { CallId } from '#model/call';
import { t } from '../../i18n/i18n';
import { useCallsStore } from '../../state/callsStore';
import { tell } from '../../ui/toasts/toast';
import { showRecord } from '../history';

/** Selects the call of a row. A frozen list still has rows of calls that only the history knows. */
export function selectRow(callId: CallId): void {
  const { byId, select } = useCallsStore.getState();
  if (callId in byId) {
    select(callId);
    return;
  }
  tell(() => t('list.gone'), 'gone', {
    text: () => t('list.goneShow'),
    run: () => {
      showRecord(callId);
    },
  });
}
