import { useState } from 'react';
import type { SettingView } from '#model/settings';
import { t } from '../../i18n/i18n';
import { closeDialog } from '../../state/uiStore';
import { Modal } from '../../ui/dialogs/Modal';
import { Placeholder } from '../../ui/messages/Placeholder';
import { AlertShape } from '../../ui/signs/AlertShape';
import { Badge } from '../../ui/signs/Badge';
import { OpenAlertRules } from '../alertRules';
import { ReceiverList } from '../webhooks';
import { SaveFoot } from './SaveFoot';
import { SettingField } from './SettingField';
import { type Changes, useSettings } from './useSettings';

/** Headings in the order in which they first come. */
function groupsOf(settings: readonly SettingView[]): readonly string[] {
  return [...new Set(settings.map((setting) => setting.group))];
}

function GroupButton(props: {
  readonly name: string;
  readonly selected: boolean;
  readonly changes: number;
  readonly problems: number;
  readonly onSelect: () => void;
}) {
  return (
    <button
      type="button"
      className={`flex min-h-8 w-full items-center gap-2 rounded-md px-3 py-1 text-left ${
        props.selected ? 'bg-selected font-medium' : 'text-muted hover:bg-raised'
      }`}
      aria-current={props.selected}
      onClick={props.onSelect}
    >
      <span className="min-w-0 flex-1 truncate">{props.name}</span>
      {props.changes > 0 && (
        <Badge className="tabular-nums">{t('settings.changes', { count: props.changes })}</Badge>
      )}
      {props.problems > 0 && (
        <>
          <AlertShape level="danger" />
          <span className="sr-only">{t('settings.problems', { count: props.problems })}</span>
        </>
      )}
    </button>
  );
}

function Groups(props: {
  /** The setting that is looked for; left out for none. */
  readonly show: string | undefined;
  readonly settings: readonly SettingView[];
  readonly changes: Changes;
  readonly onChange: (name: string, value: string | null) => void;
}) {
  const groups = groupsOf(props.settings);
  const [chosen, setChosen] = useState(
    () =>
      props.settings.find(({ name }) => name === props.show)?.group ??
      props.settings.find((setting) => setting.problem !== null)?.group ??
      groups[0] ??
      '',
  );
  const inGroup = (group: string): readonly SettingView[] =>
    props.settings.filter((setting) => setting.group === group);
  return (
    <div className="grid min-h-0 flex-1 grid-cols-[208px_minmax(0,1fr)] border-t border-line">
      <nav className="overflow-y-auto border-r border-line p-2" aria-label={t('settings.groups')}>
        {groups.map((group) => (
          <GroupButton
            key={group}
            name={group}
            selected={group === chosen}
            changes={inGroup(group).filter((setting) => setting.name in props.changes).length}
            problems={inGroup(group).filter((setting) => setting.problem !== null).length}
            onSelect={() => {
              setChosen(group);
            }}
          />
        ))}
      </nav>
      <div
        className="divide-y divide-line overflow-y-auto px-6 py-1 outline-offset-[-2px]"
        role="group"
        aria-label={chosen}
        tabIndex={-1}
        key={chosen}
      >
        {inGroup(chosen).some(({ name }) => name === 'WEBHOOK_URLS') && <ReceiverList />}
        {inGroup(chosen).some(({ name }) => name === 'WATCHDOG_CALLER_SILENT') && (
          <OpenAlertRules />
        )}
        {inGroup(chosen).map((setting) => (
          <SettingField
            key={setting.name}
            setting={setting}
            changed={props.changes[setting.name] ?? null}
            onChange={(value) => {
              props.onChange(setting.name, value);
            }}
          />
        ))}
      </div>
    </div>
  );
}

/**
 * All settings by group. Those that the environment sets are shown and locked. Secrets can be
 * entered but are never shown.
 */
export function SettingsDialog({ show }: { readonly show: string | undefined }) {
  const { load, changes, save, change, commit, discard, read } = useSettings();
  return (
    <Modal
      title={t('settings.title')}
      description={t('settings.intro')}
      width={860}
      height={640}
      onClose={closeDialog}
    >
      <div className="mt-3 flex min-h-0 flex-1 flex-col">
        {load.state === 'loading' && (
          <Placeholder role="status" className="flex-1 border-t border-line px-5 py-4">
            {t('settings.loading')}
          </Placeholder>
        )}
        {load.state === 'failed' && (
          <Placeholder
            role="alert"
            className="flex-1 border-t border-line px-5 py-4"
            action={{ text: t('settings.retry'), run: () => void read() }}
          >
            <strong className="font-semibold">{t('settings.failed')}</strong> {load.message}
          </Placeholder>
        )}
        {load.state === 'ready' && (
          <Groups show={show} settings={load.settings} changes={changes} onChange={change} />
        )}
        <SaveFoot
          settings={load.state === 'ready' ? load.settings : []}
          changes={changes}
          save={save}
          onSave={() => void commit()}
          onDiscard={discard}
          onClose={closeDialog}
        />
      </div>
    </Modal>
  );
}
