import type { ReactNode } from 'react';
import type { CallMetrics } from '#model/metrics';
import { formatCount, formatDollars, formatLatency } from '../../format/format';
import { t } from '../../i18n/i18n';

function Figure(props: {
  readonly label: string;
  readonly hint: string;
  readonly note: string;
  /** Left out where there is little room. */
  readonly minor?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <div
      className={`min-w-0 tabular-nums ${props.minor === true ? 'figure-minor' : ''}`}
      title={props.hint}
    >
      <dt className="truncate text-[11px] leading-4 text-faint">{props.label}</dt>
      <dd className="truncate">
        <span className="block truncate font-medium">{props.children}</span>
        <span className="block h-4 truncate text-meta text-muted">{props.note}</span>
      </dd>
    </div>
  );
}

function latencyNote(key: 'metrics.median' | 'metrics.stopped', ms: number | null): string {
  return ms === null ? '' : t(key, { value: formatLatency(ms) });
}

/** How often each reason occurred, in the service's own words where it gave one. */
function reasonsOf({ muteTurns }: CallMetrics): readonly [reason: string, times: number][] {
  return Object.entries(muteTurns);
}

/** Every figure of a call, as the items of a description list. */
export function Figures({ metrics }: { readonly metrics: CallMetrics }) {
  const { tokens } = metrics;
  const mute = reasonsOf(metrics);
  const tokensOut = tokens.responseTokens + tokens.thoughtsTokens;
  return (
    <>
      <Figure
        label={t('metrics.firstAudio')}
        hint={t('metrics.firstAudioHint')}
        note={latencyNote('metrics.median', metrics.medianTimeToFirstAudioMs)}
      >
        {formatLatency(metrics.lastTimeToFirstAudioMs)}
      </Figure>
      <Figure
        label={t('metrics.bargeIns')}
        hint={t('metrics.bargeInsHint')}
        note={latencyNote('metrics.stopped', metrics.lastBargeInReactionMs)}
      >
        {formatCount(metrics.bargeIns)}
      </Figure>
      <Figure
        minor
        label={t('metrics.muteTurns')}
        hint={t('metrics.muteTurnsHint')}
        note={mute.map(([reason, times]) => `${formatCount(times)} ${reason}`).join(', ')}
      >
        {formatCount(mute.reduce((sum, [, times]) => sum + times, 0))}
      </Figure>
      <Figure
        minor
        label={t('metrics.frames')}
        hint={t('metrics.framesHint')}
        note={t('metrics.out', { value: formatCount(metrics.framesOut) })}
      >
        {formatCount(metrics.framesIn)}
      </Figure>
      <Figure
        minor
        label={t('metrics.late')}
        hint={t('metrics.lateHint')}
        note={t('metrics.lostAndGaps', {
          lost: formatCount(metrics.framesLost),
          count: metrics.playoutGaps,
        })}
      >
        {formatCount(metrics.framesLate)}
      </Figure>
      <Figure
        minor
        label={t('metrics.reconnects')}
        hint={t('metrics.reconnectsHint')}
        note={t('metrics.voiceChanges', { count: metrics.voiceChanges })}
      >
        {formatCount(metrics.agentReconnects)}
      </Figure>
      <Figure
        label={t('metrics.tokens')}
        hint={t('metrics.tokensHint')}
        note={t('metrics.out', { value: formatCount(tokensOut) })}
      >
        {formatCount(tokens.promptTokens)}
      </Figure>
      <Figure label={t('metrics.cost')} hint={t('metrics.costHint')} note={t('metrics.estimate')}>
        {formatDollars(metrics.costEstimateUsd)}
      </Figure>
    </>
  );
}
