import { useRef } from 'react';
import type { QuitRequest } from '#contract/api';
import { cordboardBridge } from '../../bridge/cordboardBridge';
import { t } from '../../i18n/i18n';
import { NO_DIALOG, useUiStore } from '../../state/uiStore';
import { Modal } from '../../ui/Modal';

/**
 * Asks before quitting with live calls, and says what happens to them. Closing it any other way
 * keeps running.
 */
export function QuitDialog({ request }: { readonly request: QuitRequest }) {
  const keepRef = useRef<HTMLButtonElement>(null);
  const set = useUiStore((state) => state.set);
  const answer = (quit: boolean): void => {
    set({ dialog: NO_DIALOG });
    cordboardBridge()?.answerQuit(quit);
  };
  const count = request.liveCalls;
  return (
    <Modal
      title={t('quit.title')}
      description={`${t('quit.live', { count })} ${t(`quit.${request.shutdownCalls}`, { count })}`}
      width={440}
      role="alertdialog"
      initialFocus={keepRef}
      onClose={() => {
        answer(false);
      }}
    >
      <div className="flex justify-end gap-2 px-5 pt-5 pb-4">
        <button
          type="button"
          className="btn btn-danger"
          onClick={() => {
            answer(true);
          }}
        >
          {t('quit.quit')}
        </button>
        <button
          ref={keepRef}
          type="button"
          className="btn"
          onClick={() => {
            answer(false);
          }}
        >
          {t('quit.keep')}
        </button>
      </div>
    </Modal>
  );
}
