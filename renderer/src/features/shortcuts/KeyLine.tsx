import { type KeyboardEvent, useState } from 'react';
import { t } from '../../i18n/i18n';
import { Button } from '../../ui/buttons/Button';
import { Kbd } from '../../ui/buttons/Kbd';
import {
  chooseKey,
  chosenKeys,
  combosOf,
  comboText,
  type CommandId,
  COMMANDS,
  holderOf,
  keysOf,
  keysOfCombo,
  mayHave,
  removeKeys,
  useKeyChoices,
} from '../commands';

/** Keys without which nobody could move about in the window. */
const RESERVED = ['escape', 'tab', 'shift+tab', 'enter'];

function Keys({ keys }: { readonly keys: readonly string[] }) {
  return (
    <span className="flex flex-wrap items-center justify-end gap-2">
      {keys.length === 0 && <span className="text-faint">{t('shortcuts.none')}</span>}
      {keys.map((combo) => (
        <span key={combo} className="flex gap-1">
          {keysOfCombo(combo).map((key) => (
            <Kbd key={key}>{key}</Kbd>
          ))}
        </span>
      ))}
    </span>
  );
}

/** A command with its keys. `Change` takes the next key that is pressed. */
export function KeyLine({ id }: { readonly id: CommandId }) {
  const choices = useKeyChoices();
  const [waits, setWaits] = useState(false);
  const [note, setNote] = useState('');
  const command = COMMANDS[id].label(null);
  const take = (combo: string): void => {
    const holder = holderOf(combo, id, choices);
    if (RESERVED.includes(combo)) {
      setNote(t('shortcuts.reserved', { key: comboText(combo) }));
      return;
    }
    if (!mayHave(id, combo)) {
      setNote(t('shortcuts.typed', { key: comboText(combo) }));
      return;
    }
    chooseKey(id, combo);
    setNote(
      holder === null
        ? ''
        : t('shortcuts.taken', { key: comboText(combo), command: COMMANDS[holder].label(null) }),
    );
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!waits || event.key === 'Tab') {
      return;
    }
    // The dialog would close on Escape.
    event.preventDefault();
    event.stopPropagation();
    const [combo] = combosOf(event.nativeEvent);
    if (combo === undefined) {
      return;
    }
    setWaits(false);
    if (combo !== 'escape') {
      take(combo);
    }
  };
  return (
    <li className="border-t border-line py-0.5">
      <div className="flex min-h-8 items-center gap-3">
        <span className="min-w-48 flex-1">{command}</span>
        <Keys keys={keysOf(id, choices)} />
        <span className="flex w-44 shrink-0 justify-end gap-1">
          <Button
            size="small"
            variant="quiet"
            aria-label={t('shortcuts.changeLabel', { command })}
            title={t('shortcuts.pressHint')}
            onClick={() => {
              setWaits(true);
            }}
            onKeyDown={onKeyDown}
            onBlur={() => {
              setWaits(false);
            }}
          >
            {t(waits ? 'shortcuts.press' : 'shortcuts.change')}
          </Button>
          <Button
            size="small"
            variant="quiet"
            disabled={chosenKeys(id, choices).length === 0}
            aria-label={t('shortcuts.removeLabel', { command })}
            onClick={() => {
              removeKeys(id);
            }}
          >
            {t('shortcuts.remove')}
          </Button>
        </span>
      </div>
      <p role="status" className="text-meta text-warn">
        {waits ? t('shortcuts.press') : note}
      </p>
    </li>
  );
}
