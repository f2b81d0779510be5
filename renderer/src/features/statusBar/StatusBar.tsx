import { Info, Keyboard, Settings, Terminal } from 'lucide-react';
import { useShallow } from 'zustand/react/shallow';
import { t } from '../../i18n/i18n';
import { type CallsState, useCallsStore } from '../../state/callsStore';
import { openDialog } from '../../state/uiStore';
import { IconButton } from '../../ui/buttons/IconButton';
import { AlertCounter, AlertSoundMenu } from '../alerts';
import { useFirstKey, withKey } from '../commands';
import { QuestionCounter } from '../questions';
import { OpenSetup } from '../setup';
import { StationStatus } from '../station';
import { ComponentStatus } from './ComponentStatus';
import { ThemeMenu } from './ThemeMenu';

/** How many calls are live, and wait for an answer. */
function countCalls({ byId, order }: Pick<CallsState, 'byId' | 'order'>): {
  readonly live: number;
  readonly waiting: number;
} {
  const counts = { live: 0, waiting: 0 };
  for (const callId of order) {
    const call = byId[callId];
    if (call === undefined || call.state === 'ended') {
      continue;
    }
    counts[call.state === 'ringing' ? 'waiting' : 'live'] += 1;
  }
  return counts;
}

function Mark() {
  return (
    <svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">
      <path
        d="M5 5v3.5c0 6 10 1.5 10 7"
        fill="none"
        stroke="var(--text-faint)"
        strokeWidth="1.8"
        strokeLinecap="round"
      />
      <circle cx="5" cy="4.2" r="2.7" fill="var(--caller)" />
      <circle cx="15" cy="15.8" r="2.7" fill="var(--agent)" />
    </svg>
  );
}

function Counts() {
  const counts = useCallsStore(useShallow(countCalls));
  return (
    <div className="flex items-center gap-4 whitespace-nowrap tabular-nums">
      <span className="font-medium">{t('status.live', { count: counts.live })}</span>
      {counts.waiting > 0 && (
        <span className="font-medium text-warn">
          {t('status.waiting', { count: counts.waiting })}
        </span>
      )}
      <span className="flex items-center gap-1">
        <AlertCounter />
        <AlertSoundMenu />
      </span>
    </div>
  );
}

/**
 * The bar at the top: what is connected, how many calls there are, and what belongs to the window
 * itself.
 */
export function StatusBar() {
  const mode = useCallsStore((state) => state.health?.mode ?? null);
  const shortcutsKey = useFirstKey('window.shortcuts');
  const settingsKey = useFirstKey('window.settings');
  return (
    <header className="status-bar" aria-label={t('status.label')}>
      <div className="flex items-center gap-2">
        <Mark />
        <h1 className="max-[960px]:sr-only text-[14px] font-semibold tracking-[-0.01em]">
          {t('app.name')}
        </h1>
      </div>
      {mode === 'demo' && (
        <>
          <span className="demo-mark" title={t('app.demoHint')}>
            {t('app.demo')}
          </span>
          <OpenSetup size="small" />
        </>
      )}
      <span className="status-rule" />
      <div className="flex items-center gap-1">
        <ComponentStatus name="asterisk" />
        <ComponentStatus name="gemini" />
        <ComponentStatus name="mediaServer" onlyTrouble />
        <ComponentStatus name="api" onlyTrouble />
        <ComponentStatus name="vad" onlyTrouble />
        <ComponentStatus name="plugins" onlyTrouble />
        <ComponentStatus name="capacity" onlyTrouble />
        <ComponentStatus name="webhooks" onlyTrouble />
      </div>
      <div className="status-space" />
      <QuestionCounter />
      <Counts />
      <span className="status-rule" />
      <div className="flex items-center">
        <StationStatus />
        <ThemeMenu />
        <IconButton
          icon={Terminal}
          label={t('logs.open')}
          onClick={() => {
            openDialog({ name: 'logs' });
          }}
        />
        <IconButton
          icon={Info}
          label={t('about.open')}
          onClick={() => {
            openDialog({ name: 'about' });
          }}
        />
        <IconButton
          icon={Keyboard}
          label={t('shortcuts.open')}
          hint={withKey(t('shortcuts.open'), shortcutsKey)}
          onClick={() => {
            openDialog({ name: 'shortcuts' });
          }}
        />
        <IconButton
          icon={Settings}
          label={t('settings.open')}
          hint={withKey(t('settings.open'), settingsKey)}
          onClick={() => {
            openDialog({ name: 'settings' });
          }}
        />
      </div>
    </header>
  );
}
