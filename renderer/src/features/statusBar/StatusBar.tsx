import {
  Info,
  Keyboard,
  type LucideIcon,
  Phone,
  PhoneIncoming,
  Rocket,
  Settings,
  Terminal,
} from 'lucide-react';
import { useShallow } from 'zustand/react/shallow';
import { formatCount, formatLatency } from '../../format/format';
import { t } from '../../i18n/i18n';
import { type CallsState, useCallsStore } from '../../state/callsStore';
import { firstAudioOf } from '../../state/firstAudio';
import { openDialog } from '../../state/uiStore';
import { IconButton } from '../../ui/buttons/IconButton';
import { BarWords, FittingBar } from '../../ui/layout/FittingBar';
import { SteadyPlace } from '../../ui/signs/SteadyPlace';
import { AlertCounter, AlertSoundMenu } from '../alerts';
import { useFirstKey, withKey } from '../commands';
import { QuestionCounter } from '../questions';
import { OpenSetup } from '../setup';
import { StationStatus } from '../station';
import { ComponentStatus } from './ComponentStatus';
import { ThemeMenu } from './ThemeMenu';

/** No more calls than these have a place of their own width. */
const MANY = { live: 888, waiting: 88 } as const;

/** Callers seldom wait longer, ms. */
const SLOW_MS = 8_888;

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

/** A number of calls that keeps its place. */
function Count(props: {
  readonly count: number;
  readonly most: number;
  readonly icon: LucideIcon;
  readonly words: (count: number) => string;
  readonly className?: string;
}) {
  const { count, most, icon: Icon, words, className = '' } = props;
  return (
    <SteadyPlace className={`status-count ${className}`} texts={[words(most)]}>
      <span className="font-medium" title={words(count)}>
        <BarWords step={5} sign={<Icon size={14} />} short={formatCount(count)}>
          {words(count)}
        </BarWords>
      </span>
    </SteadyPlace>
  );
}

/** How long callers wait for the AI now: what most of them do, and the slowest. */
function FirstAudioSpread() {
  const { p50, p95 } = useCallsStore(useShallow(firstAudioOf));
  const words = (half: number | null, most: number | null) =>
    t('status.firstAudio', { p50: formatLatency(half), p95: formatLatency(most) });
  return (
    <BarWords step={1} className="text-meta text-muted">
      <SteadyPlace className={p50 === null ? 'invisible' : ''} texts={[words(SLOW_MS, SLOW_MS)]}>
        <span title={t('status.firstAudioHint')}>{words(p50, p95)}</span>
      </SteadyPlace>
    </BarWords>
  );
}

/** What comes and goes stands before what is always there, which therefore keeps its place. */
function Counts() {
  const { live, waiting } = useCallsStore(useShallow(countCalls));
  return (
    <>
      <FirstAudioSpread />
      <QuestionCounter />
      <Count
        count={waiting}
        most={MANY.waiting}
        icon={PhoneIncoming}
        words={(count) => t('status.waiting', { count })}
        className={waiting === 0 ? 'invisible' : 'text-warn'}
      />
      <Count
        count={live}
        most={MANY.live}
        icon={Phone}
        words={(count) => t('status.live', { count })}
      />
      <span className="flex items-center gap-1">
        <AlertCounter />
        <AlertSoundMenu />
      </span>
    </>
  );
}

function Identity() {
  const mode = useCallsStore((state) => state.health?.mode ?? null);
  return (
    <>
      <div className="flex items-center gap-2">
        <Mark />
        <h1 className="text-[14px] font-semibold tracking-[-0.01em]">
          <BarWords step={3}>{t('app.name')}</BarWords>
        </h1>
      </div>
      {mode === 'demo' && (
        <>
          <span className="demo-mark" title={t('app.demoHint')}>
            {t('app.demo')}
          </span>
          <OpenSetup size="small" title={t('setup.open')}>
            <BarWords step={4} sign={<Rocket size={14} />}>
              {t('setup.open')}
            </BarWords>
          </OpenSetup>
        </>
      )}
    </>
  );
}

function Parts() {
  return (
    <div className="flex items-center gap-1">
      <ComponentStatus name="asterisk" />
      <ComponentStatus name="gemini" />
      <span className="status-troubles">
        <ComponentStatus name="capacity" onlyTrouble />
        <ComponentStatus name="vad" onlyTrouble />
        <ComponentStatus name="mediaServer" onlyTrouble />
        <ComponentStatus name="api" onlyTrouble />
        <ComponentStatus name="plugins" onlyTrouble />
        <ComponentStatus name="webhooks" onlyTrouble />
      </span>
    </div>
  );
}

function WindowButtons() {
  const shortcutsKey = useFirstKey('window.shortcuts');
  const settingsKey = useFirstKey('window.settings');
  return (
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
  );
}

/**
 * The bar at the top: what is connected, how many calls there are, and what belongs to the window
 * itself. Numbers and pictures stay longest in a narrow window.
 */
export function StatusBar() {
  return (
    <FittingBar
      label={t('status.label')}
      className="status-bar"
      start={
        <>
          <Identity />
          <span className="status-rule" />
          <Parts />
        </>
      }
      end={
        <>
          <Counts />
          <span className="status-rule" />
          <WindowButtons />
        </>
      }
    />
  );
}
