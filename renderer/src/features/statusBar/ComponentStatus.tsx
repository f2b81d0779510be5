import type { ComponentHealth, ComponentName, RunMode } from '#model/health';
import { formatClock, formatDuration } from '../../format/format';
import { t } from '../../i18n/i18n';
import { inWords } from '../../i18n/inWords';
import { useCallsStore } from '../../state/callsStore';
import { Button } from '../../ui/buttons/Button';
import { Popover } from '../../ui/dialogs/Popover';
import { BarWords } from '../../ui/layout/FittingBar';
import { useNow } from '../../ui/signs/useNow';
import { HealthShape, stateWord } from '../health';
import { OpenSettings } from '../settings';

function Details({ health, mode }: { readonly health: ComponentHealth; readonly mode: RunMode }) {
  const now = useNow('second');
  const simulated = mode === 'demo' && health.phrase === null;
  const fallback = simulated ? t('status.simulatedHint') : t('status.fine');
  return (
    <>
      <p className="text-text select-text">
        {health.phrase === null ? fallback : inWords(health.phrase)}
      </p>
      <dl className="grid grid-cols-[auto_1fr] gap-x-3 text-meta text-muted">
        {health.version !== '' && (
          <>
            <dt>{t('status.version')}</dt>
            <dd className="font-mono select-text">{health.version}</dd>
          </>
        )}
        <dt>{t('status.since')}</dt>
        <dd className="font-mono tabular-nums">
          {formatClock(health.since)} ({formatDuration(now - health.since)})
        </dd>
      </dl>
      {health.state !== 'ready' && <OpenSettings size="small" className="self-start" />}
    </>
  );
}

/** One part Cordboard depends on: shape and word, and on demand what it says. */
export function ComponentStatus(props: {
  readonly name: ComponentName;
  /** Shown only when it is missing, failed or being tried again. */
  readonly onlyTrouble?: boolean;
}) {
  const { onlyTrouble = false } = props;
  const health = useCallsStore((state) => state.health?.[props.name] ?? null);
  const mode = useCallsStore((state) => state.health?.mode ?? 'live');
  if (health === null) {
    return null;
  }
  const isFine =
    health.state === 'ready' || health.state === 'off' || health.state === 'connecting';
  if (onlyTrouble && isFine) {
    return null;
  }
  // Trouble that comes and goes takes no more than its sign from what is always there.
  const wordStep = onlyTrouble ? 1 : isFine ? 2 : 6;
  const name = t(`status.part.${props.name}`);
  const word = stateWord(health, mode);
  return (
    <Popover
      trigger={
        <Button variant="quiet" size="small" className="gap-2" title={`${name}: ${word}`}>
          <HealthShape state={health.state} />
          <BarWords step={onlyTrouble ? 1 : 7} className="text-text">
            {name}
          </BarWords>
          <BarWords step={wordStep} className="font-normal">
            {word}
          </BarWords>
        </Button>
      }
      className="flex w-80 flex-col gap-3 p-4"
      align="start"
      sideOffset={6}
      aria-label={name}
    >
      <Details health={health} mode={mode} />
    </Popover>
  );
}
