import type { QuitRequest } from '#contract/api';
import { cordboardBridge } from '../../bridge/bridge';
import { t } from '../../i18n/i18n';
import { closeDialog } from '../../state/uiStore';
import { ConfirmDialog } from '../../ui/dialogs/ConfirmDialog';

/** Asks before quitting with live calls, and says what happens to them. */
export function QuitDialog({ request }: { readonly request: QuitRequest }) {
  const answer = (quit: boolean): void => {
    closeDialog();
    cordboardBridge()?.answerQuit(quit);
  };
  const count = request.liveCalls;
  return (
    <ConfirmDialog
      title={t(`quit.${request.goal}.title`)}
      body={`${t('quit.live', { count })} ${t(`quit.${request.shutdownCalls}`, { count })}`}
      yes={t(`quit.${request.goal}.yes`)}
      no={t('quit.keep')}
      onYes={() => {
        answer(true);
      }}
      onNo={() => {
        answer(false);
      }}
    />
  );
}
