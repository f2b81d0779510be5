import type { MenuItemConstructorOptions } from 'electron';
import type { CallControl } from '#main/call/callControl';
import type { Call, CallId } from '#model/call';
import { needOf } from '#model/callNeed';
import { type Phrase, phrase } from '#model/phrases/phrase';
import { wordsIn } from '#model/phrases/wordsIn';
import type { AlertSound } from '../alertSound';
import type { ShellLanguage } from '../language';

/** An icon in the tray, as far as it is used. */
type TrayIcon = {
  setToolTip(text: string): void;
  setMenu(template: MenuItemConstructorOptions[]): void;
};

type TrayOptions = {
  readonly control: Pick<CallControl, 'onBatch' | 'snapshot'>;
  readonly icon: TrayIcon;
  readonly language: ShellLanguage;
  readonly alertSound: AlertSound;
  readonly open: () => void;
  readonly quit: () => void;
};

/**
 * Shows in the tray how many calls are live and how many of them need a look, as the list and the
 * number on the icon count them, and whether alerts are heard.
 */
export function showInTray(options: TrayOptions): void {
  const { control, icon, language, alertSound, open, quit } = options;
  const calls = new Map<CallId, { readonly needsLook: boolean }>();
  let shown = '';
  const note = (call: Call): void => {
    if (call.state === 'ended') {
      calls.delete(call.id);
    } else {
      calls.set(call.id, { needsLook: needOf(call) !== null });
    }
  };
  const show = (): void => {
    const alerts = [...calls.values()].filter(({ needsLook }) => needsLook).length;
    const inWords = (said: Phrase): string => wordsIn(language.current, said);
    const words = inWords(
      calls.size === 0 ? phrase('tray.calm') : phrase('tray.calls', { calls: calls.size, alerts }),
    );
    const look = `${words} ${alertSound.muted ? 'muted' : 'heard'}`;
    if (look !== shown) {
      shown = look;
      icon.setToolTip(words);
      icon.setMenu([
        { label: words, enabled: false },
        { type: 'separator' },
        {
          label: inWords(phrase('tray.mute-alerts')),
          type: 'checkbox',
          checked: alertSound.muted,
          click: () => {
            alertSound.mute(!alertSound.muted);
          },
        },
        { label: inWords(phrase('tray.open')), click: open },
        { label: inWords(phrase('menu.quit')).replace('&', ''), click: quit },
      ]);
    }
  };
  control.snapshot().calls.forEach(note);
  show();
  control.onBatch(({ events }) => {
    for (const event of events) {
      if (event.type === 'callAdded' || event.type === 'callChanged') {
        note(event.call);
      } else if (event.type === 'callRemoved') {
        calls.delete(event.callId);
      }
    }
    show();
  });
  language.onChanged(show);
  alertSound.onChanged(show);
}

/** Whether closing the main window leaves the program in the tray. */
export function staysInTray(
  keep: 'never' | 'calls' | 'always',
  isTrayThere: boolean,
  liveCalls: number,
): boolean {
  return isTrayThere && (keep === 'always' || (keep === 'calls' && liveCalls > 0));
}
