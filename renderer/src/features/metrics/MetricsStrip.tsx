import type { ReactNode } from 'react';
import type { CallId } from '../../../../src-main/model/call';
import type { CallMetrics } from '../../../../src-main/model/metrics';
import { formatCount, formatDollars, formatLatency } from '../../format/format';
import { t } from '../../i18n/i18n';
import { useCallsStore } from '../../state/callsStore';

function Figure(props: {
  readonly label: string;
  readonly hint: string;
  readonly note?: string | undefined;
  readonly children: ReactNode;
}) {
  return (
    <div className="min-w-0" title={props.hint}>
      <dt className="truncate text-[11px] leading-4 text-faint">{props.label}</dt>
      <dd className="truncate tabular-nums">
        {props.children}
        {props.note !== undefined && (
          <span className="ml-1.5 text-meta text-faint">{props.note}</span>
        )}
      </dd>
    </div>
  );
}

function Figures({ metrics }: { readonly metrics: CallMetrics }) {
  const { tokens } = metrics;
  const tokensIn = tokens.promptTokens;
  const tokensOut = tokens.responseTokens + tokens.thoughtsTokens;
  const median = metrics.medianTimeToFirstAudioMs;
  const stopped = metrics.lastBargeInReactionMs;
  return (
    <>
      <Figure
        label={t('metrics.firstAudio')}
        hint={t('metrics.firstAudioHint')}
        note={median === null ? undefined : t('metrics.median', { value: formatLatency(median) })}
      >
        {formatLatency(metrics.lastTimeToFirstAudioMs)}
      </Figure>
      <Figure
        label={t('metrics.bargeIns')}
        hint={t('metrics.bargeInsHint')}
        note={
          stopped === null ? undefined : t('metrics.stopped', { value: formatLatency(stopped) })
        }
      >
        {formatCount(metrics.bargeIns)}
      </Figure>
      <Figure label={t('metrics.frames')} hint={t('metrics.framesHint')}>
        {formatCount(metrics.framesIn)} / {formatCount(metrics.framesOut)}
      </Figure>
      <Figure label={t('metrics.late')} hint={t('metrics.lateHint')}>
        {formatCount(metrics.framesLate)} / {formatCount(metrics.framesLost)}
      </Figure>
      <Figure label={t('metrics.reconnects')} hint={t('metrics.reconnectsHint')}>
        {formatCount(metrics.agentReconnects)}
      </Figure>
      <Figure label={t('metrics.tokens')} hint={t('metrics.tokensHint')}>
        {formatCount(tokensIn)} / {formatCount(tokensOut)}
      </Figure>
      <Figure label={t('metrics.cost')} hint={t('metrics.costHint')} note={t('metrics.estimate')}>
        {formatDollars(metrics.costEstimateUsd)}
      </Figure>
    </>
  );
}

/** The figures of a call in one line. */
export function MetricsStrip({ callId }: { readonly callId: CallId }) {
  const metrics = useCallsStore((state) => state.byId[callId]?.metrics ?? null);
  return (
    <dl
      className="metrics border-y border-line bg-panel px-5 py-1.5"
      aria-label={t('metrics.label')}
    >
      {metrics !== null && <Figures metrics={metrics} />}
    </dl>
  );
}
