import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { Phrase } from '#model/phrases/phrase';
import { t } from '../../i18n/i18n';
import { inWords } from '../../i18n/inWords';
import { useRoleReason } from '../../state/stationStore';
import { closeDialog } from '../../state/uiStore';
import { Button } from '../../ui/buttons/Button';
import { DialogFoot } from '../../ui/dialogs/DialogFoot';
import { Modal } from '../../ui/dialogs/Modal';
import { SaveBar } from '../../ui/layout/SaveBar';
import { Tabs } from '../../ui/layout/Tabs';
import { Notice } from '../../ui/messages/Notice';
import { Placeholder } from '../../ui/messages/Placeholder';
import { changesIn } from './changeWords';
import { KeywordRules } from './KeywordRules';
import { PersonWords } from './PersonWords';
import {
  discardRules,
  type Editing,
  isDirty,
  readRules,
  saveRules,
  useRulesStore,
} from './rulesStore';
import { RulesTrialPanel } from './RulesTrialPanel';
import { SignalRules } from './SignalRules';
import { TroubleSounds } from './TroubleSounds';

type PageName = 'signals' | 'trouble' | 'personWords' | 'keywords' | 'try' | 'changes';

function ChangeList({ lines }: { readonly lines: readonly string[] }) {
  return lines.length === 0 ? (
    <p className="px-5 text-muted">{t('alertRules.noChanges')}</p>
  ) : (
    <ul className="flex list-disc flex-col gap-1 pr-5 pl-9">
      {lines.map((line, index) => (
        <li key={index}>{line}</li>
      ))}
    </ul>
  );
}

function Pages(props: {
  readonly editing: Editing;
  readonly shown: PageName;
  readonly onShow: (page: PageName) => void;
}) {
  const { form } = props.editing;
  const lines = changesIn(props.editing);
  const pages = {
    signals: { count: 0, panel: <SignalRules signals={form.signals} /> },
    trouble: { count: 0, panel: <TroubleSounds trouble={form.trouble} /> },
    personWords: {
      count: form.personWords.length,
      panel: <PersonWords personWords={form.personWords} />,
    },
    keywords: { count: form.keywords.length, panel: <KeywordRules keywords={form.keywords} /> },
    try: { count: 0, panel: <RulesTrialPanel /> },
    changes: { count: lines.length, panel: <ChangeList lines={lines} /> },
  } as const;
  const names = ['signals', 'trouble', 'personWords', 'keywords', 'try', 'changes'] as const;
  return (
    <Tabs
      label={t('alertRules.pages')}
      tabs={names.map((name) => ({ name, text: t(`alertRules.page.${name}`), ...pages[name] }))}
      shown={props.shown}
      onChange={(wanted) => {
        const page = names.find((name) => name === wanted);
        if (page !== undefined) {
          props.onShow(page);
        }
      }}
    />
  );
}

function Foot({ editing, onSave }: { readonly editing: Editing; readonly onSave: () => void }) {
  const reason = useRoleReason('alertRules.save');
  const save = useRulesStore((state) => state.save);
  const wrong = useRulesStore((state) => state.problems.length);
  const changes = changesIn(editing).length;
  const saving = save.state === 'saving';
  const summary =
    wrong > 0
      ? t('alertRules.problems', { count: wrong })
      : changes > 0
        ? t('alertRules.changes', { count: changes })
        : t(save.state === 'saved' ? 'alertRules.saved' : 'alertRules.noChanges');
  return (
    <SaveBar
      failure={save.state === 'failed' ? inWords(save.message) : ''}
      summary={summary}
      invalid={wrong > 0}
    >
      {changes === 0 ? (
        <Button onClick={closeDialog}>{t('alertRules.close')}</Button>
      ) : (
        <>
          <Button variant="quiet" disabled={saving} onClick={discardRules}>
            {t('alertRules.discard')}
          </Button>
          <Button variant="primary" pending={saving} reason={reason} onClick={onSave}>
            {t(saving ? 'alertRules.saving' : 'alertRules.save')}
          </Button>
        </>
      )}
    </SaveBar>
  );
}

/** The pages that problems can be on, by the first part of their place. */
const PAGE_OF: readonly PageName[] = ['signals', 'trouble', 'personWords', 'keywords'];

/** Saves; where something is wrong, shows the first of it. */
async function saveOrShow(
  box: HTMLElement | null,
  onShow: (page: PageName) => void,
): Promise<void> {
  await saveRules();
  const [first] = useRulesStore.getState().problems;
  const page = PAGE_OF.find((name) => first?.path.startsWith(name) === true);
  if (page !== undefined) {
    // The page must be there before its field can have the focus.
    flushSync(() => {
      onShow(page);
    });
    box?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }
}

function RulesEditor({
  editing,
}: {
  readonly editing: Editing & { readonly problem: Phrase | null };
}) {
  const [page, setPage] = useState<PageName>('signals');
  const box = useRef<HTMLDivElement>(null);
  const save = (): void => {
    void saveOrShow(box.current, setPage);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 's') {
      event.preventDefault();
      if (isDirty(useRulesStore.getState())) {
        save();
      }
    }
  };
  return (
    <div ref={box} className="flex min-h-0 flex-1 flex-col" onKeyDown={onKeyDown}>
      {editing.problem !== null && (
        <div className="px-5 pb-2">
          <Notice level="warn">
            <span role="alert">{inWords(editing.problem)}</span>
          </Notice>
        </div>
      )}
      <Pages editing={editing} shown={page} onShow={setPage} />
      <Foot editing={editing} onSave={save} />
    </div>
  );
}

/** The rules of what calls for attention, for all calls: edited, tried on the record, and saved. */
export function AlertRulesDialog() {
  const load = useRulesStore((state) => state.load);
  useEffect(() => {
    void readRules();
  }, []);
  return (
    <Modal
      title={t('alertRules.title')}
      description={t('alertRules.about')}
      width={860}
      height={680}
      onClose={closeDialog}
    >
      <div className="mt-3 flex min-h-0 flex-1 flex-col">
        {load.state === 'loading' && (
          <Placeholder role="status" className="flex-1 px-5 py-4">
            {t('alertRules.loading')}
          </Placeholder>
        )}
        {load.state === 'failed' && (
          <Placeholder
            role="alert"
            className="flex-1 px-5 py-4"
            action={{ text: t('alertRules.retry'), run: () => void readRules() }}
          >
            <strong className="font-semibold">{t('alertRules.failed')}</strong>{' '}
            {inWords(load.message)}
          </Placeholder>
        )}
        {load.state === 'ready' ? (
          <RulesEditor editing={load} />
        ) : (
          <DialogFoot>
            <Button onClick={closeDialog}>{t('alertRules.close')}</Button>
          </DialogFoot>
        )}
      </div>
    </Modal>
  );
}
