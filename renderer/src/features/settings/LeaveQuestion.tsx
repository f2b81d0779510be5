import { t } from '../../i18n/i18n';
import { closeDialog } from '../../state/uiStore';
import { ConfirmDialog } from '../../ui/dialogs/ConfirmDialog';

/** Asks before settings that were typed, and not saved, are lost with the dialog. */
export function LeaveQuestion(props: { readonly count: number; readonly onStay: () => void }) {
  return (
    <ConfirmDialog
      title={t('settings.leave.title')}
      body={t('settings.leave.body', { count: props.count })}
      yes={t('settings.leave.yes')}
      no={t('settings.leave.no')}
      onYes={closeDialog}
      onNo={props.onStay}
    />
  );
}
