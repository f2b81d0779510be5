import { Command } from 'cmdk';
import { type ReactNode, useRef, useState } from 'react';
import { useSoon } from '../../hooks/useSoon';
import { t } from '../../i18n/i18n';
import { closeDialog } from '../../state/uiStore';
import { Kbd } from '../../ui/buttons/Kbd';
import { Modal } from '../../ui/dialogs/Modal';
import { keysOfCombo } from '../commands';
import { type EntriesOfGroup, type Entry, type EntryGroup, useEntries } from './entries';

function Keys({ combo }: { readonly combo: string }) {
  return (
    <span className="flex gap-1">
      {keysOfCombo(combo).map((key) => (
        <Kbd key={key}>{key}</Kbd>
      ))}
    </span>
  );
}

function Line({ entry }: { readonly entry: Entry }) {
  const { text, detail, reason, combo } = entry;
  return (
    <Command.Item
      value={entry.id}
      aria-disabled={reason !== ''}
      className="palette-item"
      onSelect={() => {
        if (reason === '') {
          closeDialog();
          // The focus goes back to where it was first, so that the command can lead it elsewhere.
          queueMicrotask(entry.run);
        }
      }}
    >
      <span className="truncate">{text}</span>
      <span className="min-w-0 flex-1 truncate text-meta text-muted">
        {reason === '' ? detail : reason}
      </span>
      {combo !== null && <Keys combo={combo} />}
    </Command.Item>
  );
}

function Group({ group, children }: { readonly group: EntryGroup; readonly children: ReactNode }) {
  return (
    <Command.Group heading={t(`palette.group.${group}`)} className="palette-group">
      {children}
    </Command.Group>
  );
}

/** So many lines at least are in sight at once. */
const IN_SIGHT = 16;

/** The first entries of some groups. */
function firstOf(groups: readonly EntriesOfGroup[]): readonly EntriesOfGroup[] {
  let room = IN_SIGHT;
  return groups.flatMap(({ group, entries }) => {
    const first = entries.slice(0, room);
    room -= first.length;
    return first.length === 0 ? [] : [{ group, entries: first }];
  });
}

/** Finds by typing what would take a look around otherwise. */
export function Palette() {
  const [text, setText] = useState('');
  const inputRef = useRef<HTMLInputElement>(null);
  const all = useEntries(text);
  const groups = useSoon() ? all : firstOf(all);
  return (
    <Modal title={t('palette.title')} width={640} initialFocus={inputRef} onClose={closeDialog}>
      <Command label={t('palette.title')} className="palette" shouldFilter={false} loop>
        <Command.Input
          ref={inputRef}
          className="palette-input"
          value={text}
          placeholder={t('palette.search')}
          aria-label={t('palette.search')}
          onValueChange={setText}
        />
        <Command.List className="palette-list" label={t('palette.title')}>
          <Command.Empty role="status" className="px-4 py-6 text-muted">
            {t('palette.none', { text })}
          </Command.Empty>
          {groups.map(({ group, entries }) => (
            <Group key={group} group={group}>
              {entries.map((entry) => (
                <Line key={entry.id} entry={entry} />
              ))}
            </Group>
          ))}
        </Command.List>
      </Command>
    </Modal>
  );
}
