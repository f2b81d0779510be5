import type { QuitRequest } from '#contract/api';
import { cordboardBridge } from '../../bridge/bridge';
import { t } from '../../i18n/i18n';
import { ConfirmDialog } from '../../ui/dialogs/ConfirmDialog';
import { useQuitStore } from './quitStore';

function QuitDialog({ asked }: { readonly asked: QuitRequest }) {
  const answer = (quit: boolean): void => {
    useQuitStore.setState({ asked: null });
    cordboardBridge()?.answerQuit(quit);
  };
  const count = asked.liveCalls;
  return (
    <ConfirmDialog
      title={t(`quit.${asked.goal}.title`)}
      body={`${t('quit.live', { count })} ${t(`quit.${asked.shutdownCalls}`, { count })}`}
      yes={t(`quit.${asked.goal}.yes`)}
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

/** Asks before the program ends with live calls, and says what happens to them. */
export function QuitQuestion() {
  const asked = useQuitStore((state) => state.asked);
  return asked === null ? null : <QuitDialog asked={asked} />;
}
