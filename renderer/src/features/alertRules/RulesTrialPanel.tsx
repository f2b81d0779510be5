import { useState } from 'react';
import {
  type AlertTrial,
  type TriedAlert,
  type TriedCall,
  UNTRIED_SIGNALS,
} from '#model/alertRules';
import { formatCallTime, formatDateTime, formatNumber } from '../../format/format';
import { t } from '../../i18n/i18n';
import { inWords } from '../../i18n/inWords';
import { useRoleReason } from '../../state/stationStore';
import { closeDialog } from '../../state/uiStore';
import { Button } from '../../ui/buttons/Button';
import { Segments } from '../../ui/fields/Segments';
import { ErrorText } from '../../ui/messages/ErrorText';
import { AlertShape } from '../../ui/signs/AlertShape';
import { showRecord } from '../history';
import { tryRules, useRulesStore } from './rulesStore';

const DAYS = ['1', '7', '30', '90'] as const;

function signalName({ signal, topic }: Pick<TriedAlert, 'signal' | 'topic'>): string {
  return signal === 'keyword'
    ? t('alertRules.keywordNamed', { name: topic })
    : t(`alertRules.signal.${signal}.name`);
}

/** A call in which the rules would have called for attention, and when. */
function FoundCall({ call }: { readonly call: TriedCall }) {
  const { callId, startedAt, callerName, callerNumber, profileName, alerts } = call;
  return (
    <li className="flex flex-col gap-1 border-t border-line py-2">
      <div className="flex items-center gap-3">
        <button
          type="button"
          className="text-accent underline underline-offset-2"
          title={t('history.openCall')}
          onClick={() => {
            closeDialog();
            showRecord(callId);
          }}
        >
          <bdi>{callerName === '' ? formatNumber(callerNumber) : callerName}</bdi>
        </button>
        <span className="text-meta text-muted">{formatDateTime(startedAt)}</span>
        <span className="min-w-0 truncate text-meta text-muted">{profileName}</span>
      </div>
      <ul className="flex flex-col">
        {alerts.map(({ signal, topic, severity, phrase, atMs }, index) => (
          <li key={index} className="flex items-baseline gap-2">
            <AlertShape level={severity} />
            <span className="sr-only">{t(`alertRules.severity.${severity}`)}:</span>
            <span className="font-mono text-meta text-faint tabular-nums">
              {formatCallTime(atMs)}
            </span>
            <span className="min-w-0" title={signalName({ signal, topic })}>
              {inWords(phrase)}
            </span>
          </li>
        ))}
      </ul>
    </li>
  );
}

function Outcome({ trial }: { readonly trial: AlertTrial }) {
  const { alerts, calls, days, cut, counts, found } = trial;
  return (
    <>
      <p role="status" className="font-medium">
        {t('alertRules.wouldHave', {
          alerts: t('alertRules.times', { count: alerts }),
          calls: t('alertRules.calls', { count: calls }),
          days: t('alertRules.lastDays', { count: days }),
        })}
      </p>
      {cut && <p className="text-warn">{t('alertRules.cut')}</p>}
      {counts.length > 0 && (
        <ul aria-label={t('alertRules.bySignal')} className="flex flex-wrap gap-x-4 gap-y-1">
          {counts.map(({ signal, topic, times }) => (
            <li key={`${signal} ${topic}`}>
              {signalName({ signal, topic })}{' '}
              <span className="text-muted tabular-nums">
                {t('alertRules.times', { count: times })}
              </span>
            </li>
          ))}
        </ul>
      )}
      {found.length > 0 && (
        <ol aria-label={t('alertRules.found')} className="flex flex-col">
          {found.map((call) => (
            <FoundCall key={call.callId} call={call} />
          ))}
        </ol>
      )}
    </>
  );
}

/** What the rules of the form would have raised in the calls of the last days. */
export function RulesTrialPanel() {
  const role = useRoleReason('alertRules.try');
  const [days, setDays] = useState<(typeof DAYS)[number]>('7');
  const trial = useRulesStore((state) => state.trial);
  const isWrong = useRulesStore((state) => state.problems.length > 0);
  const pending = trial.state === 'trying';
  const untried = UNTRIED_SIGNALS.map((signal) => t(`alertRules.signal.${signal}.name`));
  return (
    <div className="flex flex-col gap-3 px-5">
      <p className="max-w-[72ch] text-muted">{t('alertRules.tryAbout')}</p>
      <div className="flex items-center gap-3">
        <Segments
          label={t('alertRules.days')}
          value={days}
          choices={DAYS.map((value) => ({
            value,
            text: t('alertRules.lastDays', { count: Number(value) }),
          }))}
          onChange={setDays}
        />
        <Button
          variant="primary"
          pending={pending}
          reason={isWrong ? t('alertRules.mendFirst') : role}
          onClick={() => void tryRules(Number(days))}
        >
          {t(pending ? 'alertRules.trying' : 'alertRules.try')}
        </Button>
      </div>
      <p className="text-meta text-faint">
        {t('alertRules.untriedSignals', { names: untried.join(', ') })}
      </p>
      {trial.state === 'failed' && <ErrorText>{inWords(trial.message)}</ErrorText>}
      {trial.state === 'tried' && <Outcome trial={trial.trial} />}
    </div>
  );
}
