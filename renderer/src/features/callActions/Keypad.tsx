import { Grip } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';
import type { CallId } from '#model/call';
import { t } from '../../i18n/i18n';
import { usePopover } from '../../state/uiStore';
import { Button } from '../../ui/buttons/Button';
import { Tile } from '../../ui/buttons/Tile';
import { Popover } from '../../ui/dialogs/Popover';
import { sendKey } from './dtmfKeys';
import type { Controls } from './useControls';

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'] as const;

/** Number of sent digits that are shown: the newest ones. */
const SHOWN = 18;

function Pad({ callId }: { readonly callId: CallId }) {
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
    <div className="flex flex-col gap-2" onKeyDown={onKeyDown}>
      <output
        className="flex h-8 items-center justify-end rounded-md bg-raised px-2 font-mono tabular-nums"
        aria-label={t('controls.keysSent')}
      >
        {sent}
      </output>
      <div className="grid grid-cols-3 gap-1.5">
        {KEYS.map((key) => (
          <Button
            key={key}
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

/** Keys for the caller's side, e.g. a menu behind the number that was called. */
export function Keypad(props: { readonly callId: CallId; readonly controls: Controls }) {
  const { callId, controls } = props;
  const reason = controls.reason('sendDtmf');
  return (
    <Popover
      {...usePopover('keypad', reason !== '')}
      trigger={
        <Tile
          icon={Grip}
          label={t('controls.keypad')}
          shortcut="D"
          reason={reason}
          pending={false}
        />
      }
      className="w-56 p-3"
      side="top"
      aria-label={t('controls.keypad')}
    >
      <Pad callId={callId} />
    </Popover>
  );
}
