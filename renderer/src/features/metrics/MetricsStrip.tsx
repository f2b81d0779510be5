import type { CallId } from '#model/call';
import type { CallMetrics } from '#model/metrics';
import type { MetricSample } from '#model/timeline';
import { formatCount, formatLatency } from '../../format/format';
import { t } from '../../i18n/i18n';
import { useCallsStore } from '../../state/callsStore';
import { isUnusualWait } from '../../state/unusualWait';
import { useSamples } from '../callWaves';

/** Share of the caller's audio that may be late or lost without being heard much. */
const BEARABLE_SHARE = 0.01;

/** What happened longer ago than this is over, ms; it stays in the inspector. */
const LATELY_MS = 120_000;

type Counts = Omit<MetricSample, 'atMs' | 'costUsd'>;

const NOTHING: Counts = {
  ...{ framesIn: 0, framesLate: 0, framesLost: 0 },
  ...{ playoutGaps: 0, agentReconnects: 0 },
};

/** What had been counted `LATELY_MS` before the newest sample; nothing in a younger call. */
function countsBefore(samples: readonly MetricSample[]): Counts {
  const newestMs = samples.at(-1)?.atMs ?? 0;
  return samples.findLast(({ atMs }) => atMs <= newestMs - LATELY_MS) ?? NOTHING;
}

/** What is unusual in the figures of a call, in words. */
function oddities(metrics: CallMetrics, before: Counts): readonly string[] {
  const { lastTimeToFirstAudioMs: lastMs, medianTimeToFirstAudioMs: medianMs } = metrics;
  const framesIn = metrics.framesIn - before.framesIn;
  const framesLate = metrics.framesLate - before.framesLate;
  const framesLost = metrics.framesLost - before.framesLost;
  const playoutGaps = metrics.playoutGaps - before.playoutGaps;
  const agentReconnects = metrics.agentReconnects - before.agentReconnects;
  const slow = lastMs !== null && medianMs !== null && isUnusualWait(lastMs, medianMs);
  return [
    slow
      ? t('metrics.odd.slow', { last: formatLatency(lastMs), median: formatLatency(medianMs) })
      : '',
    framesLate + framesLost > BEARABLE_SHARE * framesIn
      ? t('metrics.odd.audio', { late: formatCount(framesLate), lost: formatCount(framesLost) })
      : '',
    playoutGaps > 0 ? t('metrics.odd.gaps', { count: playoutGaps }) : '',
    agentReconnects > 0 ? t('metrics.odd.reconnects', { count: agentReconnects }) : '',
  ].filter((words) => words !== '');
}

/**
 * What is unusual in the figures of a call, in one line, for as long as it is of now; all of them
 * are in the inspector.
 */
export function MetricsStrip({ callId }: { readonly callId: CallId }) {
  const before = countsBefore(useSamples());
  // One text, so that figures that go on as usual draw nothing anew.
  const words = useCallsStore(({ byId }) => {
    const call = byId[callId];
    return call === undefined ? '' : oddities(call.metrics, before).join(' · ');
  });
  return words === '' ? null : (
    <p className="metrics-line" title={words} data-testid="odd-figures">
      {words}
    </p>
  );
}
