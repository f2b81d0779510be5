import type { CallId } from '#model/call';
import type { CallMetrics } from '#model/metrics';
import { formatCount, formatLatency } from '../../format/format';
import { t } from '../../i18n/i18n';
import { useCallsStore } from '../../state/callsStore';
import { isUnusualWait } from '../../state/unusualWait';

/** Share of the caller's audio that may be late or lost without being heard much. */
const BEARABLE_SHARE = 0.01;

/** What is unusual in the figures of a call, in words. */
function oddities(metrics: CallMetrics): readonly string[] {
  const { lastTimeToFirstAudioMs: lastMs, medianTimeToFirstAudioMs: medianMs } = metrics;
  const { framesIn, framesLate, framesLost, playoutGaps, agentReconnects } = metrics;
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

/** What is unusual in the figures of a call, in one line; all of them are in the inspector. */
export function MetricsStrip({ callId }: { readonly callId: CallId }) {
  // One text, so that figures that go on as usual draw nothing anew.
  const words = useCallsStore(({ byId }) => {
    const call = byId[callId];
    return call === undefined ? '' : oddities(call.metrics).join(' · ');
  });
  return words === '' ? null : (
    <p className="metrics-line" title={words} data-testid="odd-figures">
      {words}
    </p>
  );
}
