import { Mic, PhoneIncoming } from 'lucide-react';
import type { Health } from '#model/health';
import type { SettingView } from '#model/settings';
import { t } from '../../i18n/i18n';
import { inWords } from '../../i18n/inWords';
import { useCallsStore } from '../../state/callsStore';
import { useRoleReason } from '../../state/stationStore';
import { openTestCall } from '../../state/uiStore';
import { Button } from '../../ui/buttons/Button';
import { type Changes, waitingFor } from '../settings';
import { RestartNow, type Saving } from './RestartNow';

type StepProps = Saving & {
  readonly settings: readonly SettingView[];
  /** What was typed, and is not saved yet. */
  readonly changes: Changes;
};

/** The parts that a call needs, in the order in which they are set up. */
const PARTS = ['asterisk', 'gemini'] as const;

/** What is told of the way to the first call: that a call came, what is wrong, or what to do. */
function progress(health: Health, hasCalls: boolean): string {
  if (hasCalls) {
    return t('setup.call.came');
  }
  for (const part of PARTS) {
    const { state } = health[part];
    if (state === 'missing' || state === 'failed' || state === 'taken') {
      return t(`setup.call.${state}`, { part: t(`setup.${part}.title`) });
    }
  }
  return t(
    PARTS.every((part) => health[part].state === 'ready')
      ? 'setup.call.waiting'
      : 'setup.call.connecting',
  );
}

/** Saves what was typed, then opens the test call in place of the set-up. */
async function testAfter(save: StepProps['save']): Promise<void> {
  if (await save()) {
    openTestCall();
  }
}

/** Waits for the first real call, and says that it came. */
export function CallStep({ settings, changes, ...saving }: StepProps) {
  const testReason = useRoleReason('call.test') || saving.saveReason;
  const health = useCallsStore((state) => state.health);
  // A call of the desk's own says nothing of the way from Asterisk.
  const hasCalls = useCallsStore((state) =>
    state.order.some((id) => state.byId[id]?.trial === null),
  );
  const isDemo = health === null || health.mode === 'demo';
  if (isDemo || waitingFor(settings, changes).length > 0) {
    return (
      <div className="py-3">
        <RestartNow {...saving} settings={settings} isDemo={isDemo} />
      </div>
    );
  }
  return (
    <div className="flex flex-col gap-3 py-3">
      <p role="status" className="flex items-baseline gap-2 font-medium">
        <PhoneIncoming size={14} className="translate-y-0.5" aria-hidden="true" />
        {progress(health, hasCalls)}
      </p>
      {PARTS.map((name) => {
        const said = health[name].phrase;
        return said === null ? null : (
          <p key={name} className="text-muted select-text">
            {inWords(said)}
          </p>
        );
      })}
      <p className="text-muted">{t('setup.call.body')}</p>
      <p className="text-muted">{t('setup.call.here')}</p>
      <Button
        className="self-start"
        icon={Mic}
        reason={testReason}
        onClick={() => void testAfter(saving.save)}
      >
        {t('testCall.open')}
      </Button>
    </div>
  );
}
