import { type KeyboardEvent, type RefObject, useState } from 'react';
import type { CallId } from '#model/call';
import { t } from '../../i18n/i18n';
import { Button } from '../../ui/buttons/Button';
import { sendKey } from './dtmfKeys';

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'] as const;

/** Number of sent digits that are shown: the newest ones. */
const SHOWN = 18;

/** Keys for the caller's side, e.g. a menu behind the number that was called. */
export function Keypad(props: {
  readonly callId: CallId;
  /** Of the first key. */
  readonly ref: RefObject<HTMLButtonElement | null>;
}) {
  const { callId, ref } = props;
  const [sent, setSent] = useState('');
  const press = (key: string): void => {
    setSent((before) => (before + key).slice(-SHOWN));
    void sendKey(callId, key);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (KEYS.some((key) => key === event.key)) {
      event.preventDefault();
      press(event.key);
    }
  };
  return (
    <div className="flex w-52 flex-col gap-2" onKeyDown={onKeyDown}>
      <output
        className="flex h-8 items-center justify-end rounded-md bg-raised px-2 font-mono tabular-nums"
        aria-label={t('controls.keysSent')}
      >
        {sent}
      </output>
      <div className="grid grid-cols-3 gap-1.5">
        {KEYS.map((key, at) => (
          <Button
            key={key}
            ref={at === 0 ? ref : undefined}
            className="h-11 text-[16px] tabular-nums"
            onClick={() => {
              press(key);
            }}
          >
            {key}
          </Button>
        ))}
      </div>
      <p className="text-meta text-muted">{t('controls.keypadHint')}</p>
    </div>
  );
}
