import { useMemo } from 'react';
import type { CallId } from '#model/call';
import type { MetricSample } from '#model/timeline';
import type { Transcript } from '#model/transcript';
import { formatCount, formatDollars, formatDuration, formatLatency } from '../../format/format';
import { t } from '../../i18n/i18n';
import { useCallsStore } from '../../state/callsStore';
import { useThemeStore } from '../../state/theme';
import { TrendChart } from '../../ui/charts/TrendChart';
import { useSamples } from '../callWaves';
import { Figures } from '../metrics';

const NO_TURNS: Transcript = [];

/** How long the caller waited for each answer of the AI. */
function AnswerTimes({ callId }: { readonly callId: CallId }) {
  const turns = useCallsStore((state) => state.transcripts[callId] ?? NO_TURNS);
  const answers = useMemo(
    () =>
      turns.flatMap(({ startMs, timeToFirstAudioMs }) =>
        timeToFirstAudioMs === null ? [] : [{ startMs, ms: timeToFirstAudioMs }],
      ),
    [turns],
  );
  const theme = useThemeStore((state) => state.inForce);
  const newest = answers.at(-1);
  if (newest === undefined) {
    return <p className="text-meta text-muted">{t('inspector.trend.noAnswers')}</p>;
  }
  return (
    <TrendChart
      theme={theme}
      kind="bars"
      label={t('inspector.trend.answers', { newest: formatLatency(newest.ms) })}
      at={answers.map(({ startMs }) => startMs)}
      lines={[
        {
          label: t('metrics.firstAudio'),
          color: '--agent',
          values: answers.map(({ ms }) => ms),
        },
      ]}
      formatAt={formatDuration}
      formatValue={formatLatency}
    />
  );
}

/** By how much a count has grown since the sample before. */
function grown(trend: readonly MetricSample[], name: 'framesLate' | 'framesLost'): number[] {
  return trend.map((sample, index) => sample[name] - (trend[index - 1]?.[name] ?? 0));
}

/** What the call has cost so far, and what was late or lost on its way, over time. */
function Trends() {
  const trend = useSamples();
  const theme = useThemeStore((state) => state.inForce);
  const at = trend.map(({ atMs }) => atMs);
  return (
    <>
      <h3 className="inspector-heading">{t('inspector.trend.cost')}</h3>
      <TrendChart
        theme={theme}
        label={t('inspector.trend.cost')}
        at={at}
        lines={[
          {
            label: t('metrics.cost'),
            color: '--accent',
            values: trend.map(({ costUsd }) => costUsd),
          },
        ]}
        formatAt={formatDuration}
        formatValue={formatDollars}
      />
      <h3 className="inspector-heading">{t('inspector.trend.frames')}</h3>
      <TrendChart
        theme={theme}
        label={t('inspector.trend.frames')}
        at={at}
        lines={[
          {
            label: t('inspector.trend.late'),
            color: '--warn',
            values: grown(trend, 'framesLate'),
          },
          {
            label: t('inspector.trend.lost'),
            color: '--danger',
            values: grown(trend, 'framesLost'),
          },
        ]}
        formatAt={formatDuration}
        formatValue={formatCount}
      />
    </>
  );
}

/** All figures of a call, and how they went. */
export function MetricsTab({ callId }: { readonly callId: CallId }) {
  const metrics = useCallsStore((state) => state.byId[callId]?.metrics ?? null);
  return (
    <div className="flex flex-col gap-2 px-4">
      <dl className="inspector-figures" aria-label={t('metrics.label')}>
        {metrics !== null && <Figures metrics={metrics} />}
      </dl>
      <h3 className="inspector-heading">{t('inspector.trend.answerTimes')}</h3>
      <AnswerTimes callId={callId} />
      <Trends />
    </div>
  );
}
