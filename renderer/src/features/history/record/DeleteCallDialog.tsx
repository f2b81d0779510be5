import type { CallId } from '#model/call';
import { t } from '#window/i18n/i18n';
import { closeDialog } from '#window/state/uiStore';
import { ConfirmDialog } from '#window/ui/dialogs/ConfirmDialog.tsx';
import { deleteCall } from './recordRequests';

/** Removes all that is kept of one call, e.g. because its caller cannot be named. */
export function DeleteCallDialog({ callId }: { readonly callId: CallId }) {
  return (
    <ConfirmDialog
      title={t('history.deleteCall.title')}
      body={t('history.deleteCall.body')}
      yes={t('history.delete.confirm')}
      no={t('history.delete.keep')}
      onYes={() => {
        closeDialog();
        void deleteCall(callId);
      }}
      onNo={closeDialog}
    />
  );
}
