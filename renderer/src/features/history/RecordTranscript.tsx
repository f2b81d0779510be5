import { useEffect, useRef } from 'react';
import type { CallId } from '#model/call';
import type { Transcript } from '#model/transcript';
import { t } from '../../i18n/i18n';
import { PlayAgainButton } from '../playAgain';
import { TurnRow } from '../transcript';

/**
 * What was said, turn by turn, as the live screen shows it. The turn that was searched for is
 * scrolled into view.
 */
export function RecordTranscript(props: {
  readonly callId: CallId;
  readonly turns: Transcript;
  /** Id of the turn the words were found in; null when none were asked for. */
  readonly hitTurnId: number | null;
}) {
  const { callId, turns, hitTurnId } = props;
  const hitRef = useRef<HTMLDivElement>(null);
  useEffect(() => {
    hitRef.current?.scrollIntoView({ block: 'center' });
  }, [hitTurnId]);
  if (turns.length === 0) {
    return <p className="px-5 text-muted">{t('transcript.emptyEnded')}</p>;
  }
  return turns.map((turn) => {
    const isHit = turn.id === hitTurnId;
    return (
      <div
        key={turn.id}
        ref={isHit ? hitRef : undefined}
        className={isHit ? 'turn-hit' : undefined}
        data-turn-id={turn.id}
      >
        {isHit && <span className="sr-only">{t('history.foundHere')}</span>}
        <TurnRow turn={turn} />
        <PlayAgainButton callId={callId} turn={turn} />
      </div>
    );
  });
}
