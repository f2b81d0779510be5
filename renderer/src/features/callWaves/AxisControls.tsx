import { Radio } from 'lucide-react';
import type { CallId } from '#model/call';
import { spokenDuration } from '../../format/format';
import { t } from '../../i18n/i18n';
import { useCallsStore } from '../../state/callsStore';
import { callSpan } from '../../state/callView';
import { Button } from '../../ui/buttons/Button';
import { Segments } from '../../ui/fields/Segments';
import { useNow } from '../../ui/signs/useNow';
import { returnToLive, scrollTo, setSpan, SPANS, useAxisView } from './axisView';

/** One step of the arrow keys, ms. */
const STEP_MS = 1_000;

/** Length of the call so far, ms since it reached Cordboard. */
function useLength(callId: CallId): number {
  const startedAt = useCallsStore((state) => state.byId[callId]?.startedAt ?? 0);
  const to = useCallsStore(({ byId }) => {
    const call = byId[callId];
    return call === undefined ? null : callSpan(call).to;
  });
  const now = useNow('slow');
  return Math.max(0, (to ?? now) - startedAt);
}

/** Where in the call the picture is, and how much of it is shown. */
export function AxisControls({ callId }: { readonly callId: CallId }) {
  const { spanMs, end } = useAxisView();
  const lengthMs = useLength(callId);
  const isLive = end === 'live';
  const endMs = isLive ? lengthMs : Math.min(end, lengthMs);
  const first = Math.min(spanMs, lengthMs);
  return (
    <div className="waves-controls">
      <input
        type="range"
        className="waves-scroll"
        aria-label={t('waves.position')}
        aria-valuetext={
          isLive
            ? t('waves.atLive')
            : t('waves.upTo', { time: spokenDuration(endMs), length: spokenDuration(lengthMs) })
        }
        min={first}
        max={Math.max(first + STEP_MS, lengthMs)}
        step={STEP_MS}
        value={Math.max(first, endMs)}
        onChange={({ target }) => {
          scrollTo(Number(target.value), lengthMs - STEP_MS);
        }}
      />
      <Button
        size="small"
        icon={Radio}
        reason={isLive ? t('waves.isLive') : ''}
        onClick={returnToLive}
      >
        {t('waves.live')}
      </Button>
      <Segments
        label={t('waves.span')}
        value={String(spanMs)}
        choices={SPANS.map((span) => ({
          value: String(span),
          text: t('waves.seconds', { count: span / 1000 }),
        }))}
        onChange={(value) => {
          setSpan(SPANS.find((span) => String(span) === value) ?? SPANS[0]);
        }}
      />
    </div>
  );
}
