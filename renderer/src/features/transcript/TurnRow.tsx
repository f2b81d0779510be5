import { Scissors } from 'lucide-react';
import { memo } from 'react';
import { spokenIn, type Turn } from '#model/transcript';
import { formatCallTime, formatLatency } from '../../format/format';
import { t } from '../../i18n/i18n';
import { inWords } from '../../i18n/inWords';
import { Badge } from '../../ui/signs/Badge';

const LANE = { caller: 'bg-caller', agent: 'bg-agent', supervisor: 'bg-accent' } as const;
const NAME = { caller: 'text-caller', agent: 'text-agent', supervisor: 'text-accent' } as const;

/** Latencies from which a chip is amber, and red, ms. */
const SLOW_MS = 1000;
const TOO_SLOW_MS = 2000;

function LatencyChip({ ms }: { readonly ms: number }) {
  const tone = ms > TOO_SLOW_MS ? 'text-danger' : ms > SLOW_MS ? 'text-warn' : 'text-muted';
  const mark = ms > TOO_SLOW_MS ? '▲▲ ' : ms > SLOW_MS ? '▲ ' : '';
  const spoken = t('transcript.latency', { ms: formatLatency(ms) });
  return (
    <Badge className={`font-mono ${tone}`} title={spoken}>
      <span aria-hidden="true">
        {mark}
        {formatLatency(ms)}
      </span>
      <span className="sr-only">{spoken}</span>
    </Badge>
  );
}

/** What was heard stays as it is; what the caller never heard is struck through after the mark. */
function TruncatedText({ turn }: { readonly turn: Turn }) {
  const heard = turn.heardChars ?? turn.text.length;
  const cut = turn.text.slice(heard);
  return (
    <>
      {turn.text.slice(0, heard)}
      <span className="mx-1 inline-flex items-center text-warn" title={t('transcript.cut')}>
        <span aria-hidden="true">—</span>
        <Scissors size={14} aria-hidden="true" />
        <span className="sr-only">{t('transcript.cutSpoken')}</span>
      </span>
      {cut !== '' && (
        <s className="text-faint" title={t('transcript.notHeard')}>
          {cut}
        </s>
      )}
    </>
  );
}

/** One turn. The same node from the first partial text to the last, so that nothing jumps. */
export const TurnRow = memo(function TurnRow({ turn }: { readonly turn: Turn }) {
  const { status } = turn;
  const spoken = spokenIn(turn);
  if (spoken === null) {
    return (
      <div className="turn" data-speaker="system" data-status={status}>
        <Time turn={turn} />
        <span className="bg-line" />
        <span className="text-meta text-muted select-text" dir="auto">
          {turn.note === null ? turn.text : inWords(turn.note)}
        </span>
      </div>
    );
  }
  const { voice, words } = spoken;
  return (
    <div className="turn" data-turn={turn.id} data-speaker={voice} data-status={status}>
      <Time turn={turn} />
      <span className={`rounded-full ${LANE[voice]}`} />
      <div className="min-w-0">
        <div className="flex h-5 items-center gap-2 text-meta">
          <span className={`font-medium ${NAME[voice]}`}>{t(`transcript.${voice}`)}</span>
          {turn.timeToFirstAudioMs !== null && <LatencyChip ms={turn.timeToFirstAudioMs} />}
        </div>
        <p className="turn-text" dir="auto">
          {status === 'truncated' ? <TruncatedText turn={turn} /> : words}
          {status === 'partial' && <span className="sr-only"> ({t('transcript.partial')})</span>}
        </p>
      </div>
    </div>
  );
});

function Time({ turn }: { readonly turn: Turn }) {
  return (
    <span className="pt-0.5 font-mono text-meta leading-5 text-faint tabular-nums">
      {formatCallTime(turn.startMs)}
    </span>
  );
}
