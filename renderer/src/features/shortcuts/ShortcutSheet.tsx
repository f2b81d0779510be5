import { t } from '../../i18n/i18n';
import { closeDialog } from '../../state/uiStore';
import { Button } from '../../ui/buttons/Button';
import { DialogFoot } from '../../ui/dialogs/DialogFoot';
import { Modal } from '../../ui/dialogs/Modal';
import { chooseKeys, type CommandGroup, type CommandId, commandsByGroup } from '../commands';
import { KeyChoiceFields } from './KeyChoiceFields';
import { KeyLine } from './KeyLine';

function Group({
  group,
  ids,
}: {
  readonly group: CommandGroup;
  readonly ids: readonly CommandId[];
}) {
  return (
    <section>
      <h3 className="mb-1 text-meta font-medium text-faint">{t(`commands.group.${group}`)}</h3>
      <ul>
        {ids.map((id) => (
          <KeyLine key={id} id={id} />
        ))}
      </ul>
    </section>
  );
}

/** All commands with their keys; each key can be changed or taken away. */
export function ShortcutSheet() {
  return (
    <Modal
      title={t('shortcuts.title')}
      description={t('shortcuts.note')}
      width={600}
      onClose={closeDialog}
    >
      <div className="flex min-h-0 flex-col gap-4 overflow-y-auto px-5 py-4">
        <KeyChoiceFields />
        {commandsByGroup().map((each) => (
          <Group key={each.group} {...each} />
        ))}
      </div>
      <DialogFoot
        start={
          <Button
            variant="quiet"
            onClick={() => {
              chooseKeys({ own: {} });
            }}
          >
            {t('shortcuts.reset')}
          </Button>
        }
      >
        <Button onClick={closeDialog}>{t('settings.close')}</Button>
      </DialogFoot>
    </Modal>
  );
}
