import { Scissors } from 'lucide-react';
import type { ReactNode } from 'react';
import { spokenIn, type Turn } from '#model/transcript';
import { formatLatency } from '../../format/format';
import { t } from '../../i18n/i18n';
import { inWords } from '../../i18n/inWords';
import { memoInLanguage } from '../../i18n/memoInLanguage';
import { useWhoActed } from '../../state/whoActed';
import { Badge } from '../../ui/signs/Badge';
import type { CallHit } from './callSearch';
import { plainWords, type Words } from './markedWords';
import { ToolRow } from './ToolRow';
import { TurnTime } from './TurnTime';

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

/** What was heard stays as it is; what the caller never heard is struck through after the mark. */
function TruncatedText({ turn, words }: { readonly turn: Turn; readonly words: Words }) {
  const heard = turn.heardChars ?? turn.text.length;
  const cut = turn.text.slice(heard);
  return (
    <>
      {words(turn.text.slice(0, heard), 0, 'words')}
      <span className="mx-1 inline-flex items-center text-warn" title={t('transcript.cut')}>
        <span aria-hidden="true">—</span>
        <Scissors size={14} aria-hidden="true" />
        <span className="sr-only">{t('transcript.cutSpoken')}</span>
      </span>
      {cut !== '' && (
        <s className="text-faint" title={t('transcript.notHeard')}>
          {words(cut, heard, 'words')}
        </s>
      )}
    </>
  );
}

type TurnRowProps = {
  readonly turn: Turn;
  /** The caller waited unusually long for it. */
  readonly isSlow: boolean;
  /** How many keys the caller pressed from here on, one after the other; 0 for any other turn. */
  readonly keys?: number;
  readonly words?: Words | undefined;
  /** Where a search in the call stands, if it is in this turn. */
  readonly hit?: CallHit | null | undefined;
  /** Epoch ms at which the call reached Cordboard. */
  readonly callStartedAt: number;
  /** What can be done about it, behind the name of the speaker. */
  readonly offer?: ReactNode;
  /** The time of the turn is a button that plays from there, ms of the call. */
  readonly onPlay?: ((atMs: number) => void) | undefined;
};

/** One turn. The same node from the first partial text to the last, so that nothing jumps. */
export const TurnRow = memoInLanguage(function TurnRow(props: TurnRowProps) {
  const { turn, keys = 0, words = plainWords, hit = null, callStartedAt } = props;
  if (turn.tool !== undefined) {
    return (
      <ToolRow turn={turn} use={turn.tool} words={words} hit={hit} callStartedAt={callStartedAt} />
    );
  }
  const spoken = spokenIn(turn);
  return spoken === null ? (
    <NoteRow turn={turn} keys={keys} words={words} />
  ) : (
    <SpokenRow {...props} words={words} spoken={spoken} />
  );
});

/** Who did what a note tells, where the note does not say so itself. */
function Doer({ turn }: { readonly turn: Turn }) {
  const who = useWhoActed(turn.by);
  return who === '' || (turn.note !== null && 'who' in turn.note.params) ? null : (
    <bdi className={`mr-2 font-medium ${NAME.supervisor}`}>{who}</bdi>
  );
}

/** A note of Cordboard. */
function NoteRow(props: { readonly turn: Turn; readonly keys: number; readonly words: Words }) {
  const { turn, keys, words } = props;
  return (
    <div className="turn" data-turn={turn.id} data-speaker="system" data-status={turn.status}>
      <TurnTime turn={turn} />
      <span className="bg-line" />
      <span className="text-meta text-muted select-text" dir="auto">
        <Doer turn={turn} />
        {keys > 1
          ? t('transcript.keys', { count: keys })
          : turn.note === null
            ? words(turn.text, 0, 'words')
            : words(inWords(turn.note), 0, 'note')}
      </span>
    </div>
  );
}

/** What somebody said. */
function SpokenRow(
  props: Omit<TurnRowProps, 'words'> & {
    readonly words: Words;
    readonly spoken: NonNullable<ReturnType<typeof spokenIn>>;
  },
) {
  const { turn, isSlow, words, spoken, offer, onPlay } = props;
  const { status } = turn;
  const { voice } = spoken;
  const who = useWhoActed(turn.by);
  return (
    <div className="turn" data-turn={turn.id} data-speaker={voice} data-status={status}>
      <TurnTime turn={turn} onPlay={onPlay} />
      <span className={`rounded-full ${LANE[voice]}`} />
      <div className="min-w-0">
        <div className="flex h-5 items-center gap-2 text-meta">
          <span className={`font-medium ${NAME[voice]}`}>
            {who === '' ? t(`transcript.${voice}`) : who}
          </span>
          {turn.timeToFirstAudioMs !== null && (
            <LatencyChip ms={turn.timeToFirstAudioMs} isUnusual={isSlow} />
          )}
          {offer}
        </div>
        <p className="turn-text" dir="auto">
          {status === 'truncated' ? (
            <TruncatedText turn={turn} words={words} />
          ) : (
            words(spoken.words, 0, 'words')
          )}
          {status === 'partial' && <span className="sr-only"> ({t('transcript.partial')})</span>}
        </p>
      </div>
    </div>
  );
}
