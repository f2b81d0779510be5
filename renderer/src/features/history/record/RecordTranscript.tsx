import { LocateFixed } from 'lucide-react';
import { type MouseEvent, type ReactNode, useRef } from 'react';
import type { CallId } from '#model/call';
import type { Transcript } from '#model/transcript';
import { t } from '#window/i18n/i18n';
import { useFocusKept } from '#window/state/focusPlaces';
import { unusualWaits } from '#window/state/unusualWait';
import { Button } from '#window/ui/buttons/Button.tsx';
import { PlayAgainButton } from '../../playAgain';
import { TurnRow } from '../../transcript';
import { seek, usePlayerStore } from '../player/playerStore';
import { momentOf, turnAt } from '../player/timeline';
import { excerptParts } from '../results/excerptParts';
import { useHitStore } from './hitStore';
import { useFollowPlayed, useTurnInView } from './useFollowPlayed';

/** The place in the text of a turn that was clicked; null when it is none. */
function clickedChar(event: MouseEvent): number | null {
  const piece = event.target instanceof Element ? event.target.closest('[data-from]') : null;
  if (!(piece instanceof HTMLElement)) {
    return null;
  }
  const caret = document.caretPositionFromPoint(event.clientX, event.clientY);
  const within = caret !== null && piece.contains(caret.offsetNode) ? caret.offset : 0;
  return Number(piece.dataset['from']) + within;
}

type Marks = readonly (readonly [number, number])[];

/** A piece of a turn's text, with the words that were searched for marked in it. */
function markedPiece(text: string, from: number, marks: Marks): ReactNode {
  const own = marks.map(([start, end]) => [start - from, end - from] as const);
  let at = from;
  return excerptParts({ turnId: null, text, marks: own.filter(([, end]) => end > 0) }).map(
    (part) => {
      const start = at;
      at += part.text.length;
      return part.marked ? (
        <mark key={start} className="hit-mark" data-from={start}>
          {part.text}
        </mark>
      ) : (
        <span key={start} data-from={start}>
          {part.text}
        </span>
      );
    },
  );
}

/** The turn that is played, while the recording is followed. */
function usePlayedTurn(turns: Transcript): number | null {
  return usePlayerStore(({ state, atMs }) => (state === 'idle' ? null : turnAt(turns, atMs)));
}

/** Over the end of what is in view; it takes no room of its own. */
function FollowButton({ onFollow }: { readonly onFollow: () => void }) {
  const ref = useFocusKept<HTMLButtonElement>();
  return (
    <div className="sticky bottom-3 flex h-0 items-end justify-center">
      <Button ref={ref} variant="floating" size="small" icon={LocateFixed} onClick={onFollow}>
        {t('transcript.follow')}
      </Button>
    </div>
  );
}

/**
 * What was said, turn by turn, as the live screen shows it. A click on a word, or on the time of a
 * turn, plays from there. The turn that is played is marked and kept in view unless the reader
 * scrolls away; the place that was searched for is brought into view once.
 */
export function RecordTranscript(props: {
  readonly callId: CallId;
  readonly turns: Transcript;
  /** Epoch ms at which the call reached Cordboard. */
  readonly callStartedAt: number;
}) {
  const { callId, turns, callStartedAt } = props;
  const { hits, index } = useHitStore();
  const canPlay = usePlayerStore(({ parts, state }) => parts.length > 0 && state !== 'failed');
  const playedId = usePlayedTurn(turns);
  const hitId = hits[index]?.turnId ?? null;
  const list = useRef<HTMLDivElement>(null);
  useTurnInView(list, hitId);
  const { following, follow } = useFollowPlayed(list, playedId);
  if (turns.length === 0) {
    return <p className="px-5 text-muted">{t('transcript.emptyEnded')}</p>;
  }
  const slow = unusualWaits(turns);
  const rows = turns.map((turn) => {
    const marks = hits.find(({ turnId }) => turnId === turn.id)?.marks ?? [];
    const isHit = turn.id === hitId;
    const isPlayed = turn.id === playedId;
    const play = (atMs: number): void => {
      follow();
      seek(atMs, true);
    };
    return (
      <div
        key={turn.id}
        className={`${isHit ? 'turn-hit' : ''} ${isPlayed ? 'turn-played' : ''}`}
        aria-current={isPlayed ? 'time' : undefined}
        data-turn-id={turn.id}
        onClick={(event) => {
          const char = canPlay && !hasSelection() ? clickedChar(event) : null;
          if (char !== null) {
            play(momentOf(turn, char));
          }
        }}
      >
        {isHit && <span className="sr-only">{t('history.foundHere')}</span>}
        <TurnRow
          turn={turn}
          isSlow={slow.has(turn.id)}
          words={(text, from, part) => (part === 'words' ? markedPiece(text, from, marks) : text)}
          callStartedAt={callStartedAt}
          onPlay={canPlay && turn.speaker !== 'system' ? play : undefined}
          offer={<PlayAgainButton callId={callId} turn={turn} />}
        />
      </div>
    );
  });
  return (
    <div ref={list}>
      {rows}
      {!following && playedId !== null && <FollowButton onFollow={follow} />}
    </div>
  );
}

/** Text was selected, e.g. to copy it: then the click that ended it plays nothing. */
function hasSelection(): boolean {
  return document.getSelection()?.isCollapsed === false;
}
