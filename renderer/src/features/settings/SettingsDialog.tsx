import { type DragEvent, useState } from 'react';
import type { Phrase } from '#model/phrases/phrase';
import type { SettingsCheck, SettingView } from '#model/settings';
import type { SettingGroup } from '#model/settingTexts/settingTexts';
import { t } from '../../i18n/i18n';
import { inWords } from '../../i18n/inWords';
import { settingGroupText } from '../../i18n/settingTexts';
import { closeDialog } from '../../state/uiStore';
import { Modal } from '../../ui/dialogs/Modal';
import { SearchField } from '../../ui/fields/SearchField';
import { Placeholder } from '../../ui/messages/Placeholder';
import { AlertShape } from '../../ui/signs/AlertShape';
import { Badge } from '../../ui/signs/Badge';
import { OpenAlertRules } from '../alertRules';
import { ReceiverList } from '../webhooks';
import { LeaveQuestion } from './LeaveQuestion';
import { SaveFoot } from './SaveFoot';
import { SecretsInFile } from './SecretsInFile';
import { SectionTest } from './SectionTest';
import { SettingField } from './SettingField';
import { foundBy, isTested } from './settingSearch';
import { Transfer, useTransfer } from './Transfer';
import { type Changes, useSettings } from './useSettings';

/** Headings in the order in which they first come. */
function groupsOf(settings: readonly SettingView[]): readonly SettingGroup[] {
  return [...new Set(settings.map((setting) => setting.group))];
}

function GroupButton(props: {
  readonly name: SettingGroup;
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
      <span className="min-w-0 flex-1">{settingGroupText(props.name)}</span>
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

type FormProps = {
  readonly settings: readonly SettingView[];
  readonly changes: Changes;
  readonly check: SettingsCheck;
  readonly onChange: (name: string, value: string | null) => void;
  readonly saveAlone: (changes: Changes) => Promise<Phrase | null>;
};

/** The fields of one group, with what goes with the group. */
function GroupForm(props: FormProps & { readonly group: SettingGroup }) {
  const { settings, changes, check, group } = props;
  return (
    <>
      {isTested(group) && <SectionTest key={group} group={group} changes={changes} />}
      {group === 'webhooks' && <ReceiverList />}
      {group === 'watchdogs' && <OpenAlertRules />}
      {settings.map((setting) => (
        <SettingField
          key={setting.name}
          setting={setting}
          refused={check.refused[setting.name] ?? null}
          warning={check.warnings[setting.name] ?? null}
          changed={changes[setting.name] ?? null}
          onChange={(value) => {
            props.onChange(setting.name, value);
          }}
        />
      ))}
      <SecretsInFile refused={refusedIn(settings, check)} saveAlone={props.saveAlone} />
    </>
  );
}

/** What is refused of these settings. */
function refusedIn(
  settings: readonly SettingView[],
  { refused }: SettingsCheck,
): SettingsCheck['refused'] {
  return Object.fromEntries(
    Object.entries(refused).filter(([name]) => settings.some((each) => each.name === name)),
  );
}

/** What a search found, each group under its heading. */
function FoundForm(props: FormProps) {
  const { settings } = props;
  if (settings.length === 0) {
    return <Placeholder role="status">{t('settings.nothingFound')}</Placeholder>;
  }
  return groupsOf(settings).map((group) => (
    <section key={group} aria-label={settingGroupText(group)}>
      <h3 className="pt-3 text-meta text-faint">{settingGroupText(group)}</h3>
      <GroupForm
        {...props}
        group={group}
        settings={settings.filter((one) => one.group === group)}
      />
    </section>
  ));
}

function GroupNav(
  props: Pick<FormProps, 'settings' | 'changes' | 'check'> & {
    /** Null while a search chooses. */
    readonly chosen: SettingGroup | null;
    readonly onSelect: (group: SettingGroup) => void;
  },
) {
  const { settings, changes, check, chosen } = props;
  return (
    <nav className="min-h-0 flex-1 overflow-y-auto p-2" aria-label={t('settings.groups')}>
      {groupsOf(settings).map((group) => {
        const inGroup = settings.filter((setting) => setting.group === group);
        return (
          <GroupButton
            key={group}
            name={group}
            selected={group === chosen}
            changes={inGroup.filter(({ name }) => name in changes).length}
            problems={
              inGroup.filter(({ name, problem }) => problem !== null || name in check.refused)
                .length
            }
            onSelect={() => {
              props.onSelect(group);
            }}
          />
        );
      })}
    </nav>
  );
}

type GroupsProps = FormProps & {
  /** Name of the setting that is looked for; empty for none. */
  readonly show: string;
  readonly onImport: (changes: Changes) => void;
};

function Groups(props: GroupsProps) {
  const { settings, changes } = props;
  const [search, setSearch] = useState(props.show);
  const [chosen, setChosen] = useState<SettingGroup>(
    () =>
      settings.find(({ problem }) => problem !== null)?.group ?? groupsOf(settings)[0] ?? 'gemini',
  );
  const transfer = useTransfer(props.onImport);
  const isSearching = search.trim() !== '';
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    const file = event.dataTransfer.files[0];
    if (file !== undefined) {
      void transfer.importFile(file);
    }
  };
  return (
    <div
      className="grid min-h-0 flex-1 grid-cols-[240px_minmax(0,1fr)] border-t border-line"
      onDragOver={(event) => {
        event.preventDefault();
      }}
      onDrop={drop}
    >
      <div className="flex min-h-0 flex-col border-r border-line">
        <SearchField
          id="settings-search"
          className="m-2"
          label={t('settings.search')}
          placeholder={t('settings.searchHint')}
          clearLabel={t('settings.clearSearch')}
          value={search}
          onChange={setSearch}
        />
        <GroupNav
          {...props}
          chosen={isSearching ? null : chosen}
          onSelect={(group) => {
            setSearch('');
            setChosen(group);
          }}
        />
        <Transfer transfer={transfer} />
      </div>
      <div
        className="divide-y divide-line overflow-y-auto px-6 py-1 outline-offset-[-2px]"
        role="group"
        aria-label={isSearching ? t('settings.search') : settingGroupText(chosen)}
        tabIndex={-1}
        key={isSearching ? 'search' : chosen}
      >
        {isSearching ? (
          <FoundForm {...props} settings={foundBy(search, settings, changes)} />
        ) : (
          <GroupForm
            {...props}
            group={chosen}
            settings={settings.filter(({ group }) => group === chosen)}
          />
        )}
      </div>
    </div>
  );
}

/** What stands in the dialog until the settings are there. */
function NotReady(props: { readonly message: Phrase | null; readonly onRetry: () => void }) {
  const look = 'flex-1 border-t border-line px-5 py-4';
  return props.message === null ? (
    <Placeholder role="status" className={look}>
      {t('settings.loading')}
    </Placeholder>
  ) : (
    <Placeholder
      role="alert"
      className={look}
      action={{ text: t('settings.retry'), run: props.onRetry }}
    >
      <strong className="font-semibold">{t('settings.failed')}</strong> {inWords(props.message)}
    </Placeholder>
  );
}

/**
 * All settings by group. Those that the environment sets are shown and locked. Secrets can be
 * entered but are never shown. It is not closed over changes that are not saved without a question.
 */
export function SettingsDialog({ show = '' }: { readonly show?: string | undefined }) {
  const form = useSettings();
  const { load, changes, check } = form;
  const [isClosing, setClosing] = useState(false);
  const count = Object.keys(changes).length;
  const close = (): void => {
    if (count > 0) {
      setClosing(true);
    } else {
      closeDialog();
    }
  };
  return (
    <Modal
      title={t('settings.title')}
      description={t('settings.intro')}
      width={1080}
      height={780}
      onClose={close}
    >
      <div className="mt-3 flex min-h-0 flex-1 flex-col">
        {load.state === 'ready' ? (
          <Groups
            settings={load.settings}
            changes={changes}
            check={check}
            onChange={form.change}
            saveAlone={form.saveAlone}
            show={show}
            onImport={form.changeAll}
          />
        ) : (
          <NotReady
            message={load.state === 'failed' ? load.message : null}
            onRetry={() => void form.read()}
          />
        )}
        <SaveFoot
          settings={load.state === 'ready' ? load.settings : []}
          changes={changes}
          refused={Object.keys(check.refused).filter((name) => name in changes).length}
          save={form.save}
          onSave={() => form.commit()}
          onDiscard={form.discard}
          onClose={close}
        />
      </div>
      {isClosing && (
        <LeaveQuestion
          count={count}
          onStay={() => {
            setClosing(false);
          }}
        />
      )}
    </Modal>
  );
}
