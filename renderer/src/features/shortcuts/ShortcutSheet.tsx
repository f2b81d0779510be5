import { t } from '../../i18n/i18n';
import { closeDialog } from '../../state/uiStore';
import { Button } from '../../ui/buttons/Button';
import { Kbd } from '../../ui/buttons/Kbd';
import { Modal } from '../../ui/dialogs/Modal';
import { type ShortcutLine, SHORTCUTS } from './shortcutTable';

function Keys({ keys }: Pick<ShortcutLine, 'keys'>) {
  return (
    <span className="flex items-center gap-2">
      {keys.map((combination) => (
        <span key={combination.join('+')} className="flex gap-1">
          {combination.map((key) => (
            <Kbd key={key}>{key}</Kbd>
          ))}
        </span>
      ))}
    </span>
  );
}

export function ShortcutSheet() {
  return (
    <Modal
      title={t('shortcuts.title')}
      description={t('shortcuts.note')}
      width={480}
      onClose={closeDialog}
    >
      <div className="flex min-h-0 flex-col gap-4 overflow-y-auto px-5 py-4">
        {SHORTCUTS.map(({ group, lines }) => (
          <section key={group}>
            <h3 className="mb-1 text-meta font-medium text-faint">
              {t(`shortcuts.group.${group}`)}
            </h3>
            <dl>
              {lines.map((line) => (
                <div
                  key={line.text}
                  className="flex min-h-8 items-center justify-between gap-6 border-t border-line"
                >
                  <dt>{t(`shortcuts.${line.text}`)}</dt>
                  <dd>
                    <Keys keys={line.keys} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <div className="flex justify-end px-5 pb-4">
        <Button onClick={closeDialog}>{t('settings.close')}</Button>
      </div>
    </Modal>
  );
}
