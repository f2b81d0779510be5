import { Scissors } from 'lucide-react';
import type { ReactNode } from 'react';
import { spokenIn, type Turn } from '#model/transcript';
import { formatCallTime, formatLatency } from '../../format/format';
import { t } from '../../i18n/i18n';
import { inWords } from '../../i18n/inWords';
import { memoInLanguage } from '../../i18n/memoInLanguage';
import { Badge } from '../../ui/signs/Badge';

const LANE = { caller: 'bg-caller', agent: 'bg-agent', supervisor: 'bg-accent' } as const;
const NAME = { caller: 'text-caller', agent: 'text-agent', supervisor: 'text-accent' } as const;

function LatencyChip(props: { readonly ms: number; readonly isUnusual: boolean }) {
  const { ms, isUnusual } = props;
  const tone = isUnusual ? 'text-warn' : 'text-muted';
  const mark = isUnusual ? '▲ ' : '';
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

/** Draws a piece of a turn's text, which begins at the character `from`. */
type Words = (text: string, from: number) => ReactNode;

const plain: Words = (text) => text;

/** What was heard stays as it is; what the caller never heard is struck through after the mark. */
function TruncatedText({ turn, words }: { readonly turn: Turn; readonly words: Words }) {
  const heard = turn.heardChars ?? turn.text.length;
  const cut = turn.text.slice(heard);
  return (
    <>
      {words(turn.text.slice(0, heard), 0)}
      <span className="mx-1 inline-flex items-center text-warn" title={t('transcript.cut')}>
        <span aria-hidden="true">—</span>
        <Scissors size={14} aria-hidden="true" />
        <span className="sr-only">{t('transcript.cutSpoken')}</span>
      </span>
      {cut !== '' && (
        <s className="text-faint" title={t('transcript.notHeard')}>
          {words(cut, heard)}
        </s>
      )}
    </>
  );
}

/** One turn. The same node from the first partial text to the last, so that nothing jumps. */
export const TurnRow = memoInLanguage(function TurnRow(props: {
  readonly turn: Turn;
  /** The caller waited unusually long for it. */
  readonly isSlow: boolean;
  /** How many keys the caller pressed from here on, one after the other; 0 for any other turn. */
  readonly keys?: number;
  readonly words?: Words;
  /** The time of the turn is a button that plays from there, ms of the call. */
  readonly onPlay?: ((atMs: number) => void) | undefined;
}) {
  const { turn, isSlow, keys = 0, words = plain, onPlay } = props;
  const { status } = turn;
  const spoken = spokenIn(turn);
  if (spoken === null) {
    return (
      <div className="turn" data-speaker="system" data-status={status}>
        <Time turn={turn} />
        <span className="bg-line" />
        <span className="text-meta text-muted select-text" dir="auto">
          {keys > 1
            ? t('transcript.keys', { count: keys })
            : turn.note === null
              ? words(turn.text, 0)
              : inWords(turn.note)}
        </span>
      </div>
    );
  }
  const { voice } = spoken;
  return (
    <div className="turn" data-turn={turn.id} data-speaker={voice} data-status={status}>
      <Time turn={turn} onPlay={onPlay} />
      <span className={`rounded-full ${LANE[voice]}`} />
      <div className="min-w-0">
        <div className="flex h-5 items-center gap-2 text-meta">
          <span className={`font-medium ${NAME[voice]}`}>{t(`transcript.${voice}`)}</span>
          {turn.timeToFirstAudioMs !== null && (
            <LatencyChip ms={turn.timeToFirstAudioMs} isUnusual={isSlow} />
          )}
        </div>
        <p className="turn-text" dir="auto">
          {status === 'truncated' ? (
            <TruncatedText turn={turn} words={words} />
          ) : (
            words(spoken.words, 0)
          )}
          {status === 'partial' && <span className="sr-only"> ({t('transcript.partial')})</span>}
        </p>
      </div>
    </div>
  );
});

function Time(props: {
  readonly turn: Turn;
  readonly onPlay?: ((atMs: number) => void) | undefined;
}) {
  const { turn, onPlay } = props;
  const time = formatCallTime(turn.startMs);
  const className = 'pt-0.5 font-mono text-meta leading-5 text-faint tabular-nums';
  return onPlay === undefined ? (
    <span className={className}>{time}</span>
  ) : (
    <button
      type="button"
      className={`turn-time ${className}`}
      aria-label={t('transcript.playFrom', { at: time })}
      onClick={() => {
        onPlay(turn.startMs);
      }}
    >
      {time}
    </button>
  );
}
