import { Mic } from 'lucide-react';
import type { Health } from '#model/health';
import { t } from '../../i18n/i18n';
import { inWords } from '../../i18n/inWords';
import { useCallsStore } from '../../state/callsStore';
import { useRoleReason } from '../../state/stationStore';
import { openTestCall } from '../../state/uiStore';
import { Button } from '../../ui/buttons/Button';
import { Title } from '../../ui/layout/Title';
import { HealthShape, stateWord } from '../health';
import { OpenSettings } from '../settings';
import { OpenSetup } from '../setup';

/** Which of the empty states fits. */
function emptyKind(health: Health, hasCalls: boolean): 'choose' | 'demo' | 'live' | 'waiting' {
  if (hasCalls) {
    return 'choose';
  }
  if (health.mode === 'demo') {
    return 'demo';
  }
  return health.asterisk.state === 'ready' && health.gemini.state === 'ready' ? 'live' : 'waiting';
}

function Checklist({ health }: { readonly health: Health }) {
  return (
    <ul className="flex w-full flex-col gap-2 border-t border-line pt-4 text-left">
      {(['asterisk', 'gemini'] as const).map((name) => {
        const part = health[name];
        return (
          <li key={name} className="grid grid-cols-[12px_1fr] items-baseline gap-x-3">
            <HealthShape state={part.state} />
            <div>
              <span className="font-medium">{t(`status.part.${name}`)}</span>{' '}
              <span className="text-muted">{stateWord(part, health.mode)}</span>
              {part.phrase !== null && (
                <p className="text-muted select-text">{inWords(part.phrase)}</p>
              )}
            </div>
          </li>
        );
      })}
    </ul>
  );
}

/** The right-hand side without a call: what is going on and what to do next. */
export function EmptyState() {
  const testReason = useRoleReason('call.test');
  const health = useCallsStore((state) => state.health);
  const hasCalls = useCallsStore((state) => state.order.length > 0);
  if (health === null) {
    return <section className="bg-bg" aria-label={t('detail.label')} />;
  }
  const kind = emptyKind(health, hasCalls);
  const title = kind === 'choose' ? t('detail.noneSelected') : t(`empty.${kind}.title`);
  const body = kind === 'choose' ? t('detail.noneSelectedHint') : t(`empty.${kind}.body`);
  return (
    <section
      id="call-detail"
      className="grid min-h-0 place-items-center overflow-y-auto bg-bg p-8"
      aria-label={t('detail.label')}
      tabIndex={-1}
    >
      <div className="flex max-w-[420px] flex-col items-start gap-4">
        <div>
          <Title>{title}</Title>
          <p className="mt-1 text-[14px] leading-[22px] text-muted">{body}</p>
        </div>
        {kind === 'waiting' && <Checklist health={health} />}
        <div className="flex flex-wrap gap-2">
          {(kind === 'waiting' || kind === 'demo') && (
            <>
              <OpenSetup variant="primary" />
              <OpenSettings />
            </>
          )}
          <Button icon={Mic} title={t('testCall.hint')} reason={testReason} onClick={openTestCall}>
            {t('testCall.open')}
          </Button>
        </div>
      </div>
    </section>
  );
}
