import { ArrowDown } from 'lucide-react';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { CallId } from '#model/call';
import type { Transcript } from '#model/transcript';
import { t } from '../../i18n/i18n';
import { useCallsStore } from '../../state/callsStore';
import { useUiStore } from '../../state/uiStore';
import { Announcer } from './Announcer';
import { TurnRow } from './TurnRow';

const NO_TURNS: Transcript = [];

/** So close to the end the transcript counts as being there, CSS pixels. */
const END_SLACK = 24;

/**
 * Keeps the newest turn in view until the user scrolls up; scrolling back to the end follows again.
 * @returns the ref of the scrolling part and how many turns came since it stopped following.
 */
function useFollow(turns: Transcript) {
  const ref = useRef<HTMLDivElement>(null);
  const following = useUiStore((state) => state.following);
  const set = useUiStore((state) => state.set);
  const [seen, setSeen] = useState(turns.length);
  if (following && seen !== turns.length) {
    setSeen(turns.length);
  }
  useEffect(() => {
    // Another call was opened: whatever was done in the last one, this one is followed.
    set({ following: true });
  }, [set]);
  useLayoutEffect(() => {
    const element = ref.current;
    if (following && element !== null) {
      element.scrollTop = element.scrollHeight;
    }
  }, [turns, following]);
  useEffect(() => {
    const element = ref.current;
    if (element === null) {
      return;
    }
    // Only a hand on the wheel, the bar or the keys stops following; text that grows does not.
    let before = element.scrollTop;
    const onScroll = (): void => {
      const atEnd = element.scrollHeight - element.clientHeight - element.scrollTop <= END_SLACK;
      const wentUp = element.scrollTop < before - 1;
      before = element.scrollTop;
      if (atEnd || wentUp) {
        set({ following: atEnd });
      }
    };
    element.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      element.removeEventListener('scroll', onScroll);
    };
  }, [set]);
  return { ref, following, unseen: Math.max(0, turns.length - seen) };
}

/** What is said, turn by turn, as it is said. */
export function TranscriptView({ callId }: { readonly callId: CallId }) {
  const turns = useCallsStore((state) => state.transcripts[callId] ?? NO_TURNS);
  const ended = useCallsStore((state) => state.byId[callId]?.state === 'ended');
  const { ref, following, unseen } = useFollow(turns);
  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      <div
        ref={ref}
        role="log"
        aria-label={t('transcript.label')}
        // Growing text is not read out here; the announcer below reads each turn once it is final.
        aria-live="off"
        tabIndex={0}
        className="min-h-0 flex-1 overflow-y-auto py-3 outline-offset-[-2px]!"
      >
        {turns.length === 0 && (
          <p className="px-5 text-muted">
            {t(ended ? 'transcript.emptyEnded' : 'transcript.empty')}
          </p>
        )}
        {turns.map((turn) => (
          <TurnRow key={turn.id} turn={turn} />
        ))}
      </div>
      {!following && turns.length > 0 && (
        <button
          type="button"
          className="btn btn-small pop absolute bottom-3 left-1/2 -translate-x-1/2"
          onClick={() => {
            useUiStore.getState().set({ following: true });
          }}
        >
          <ArrowDown size={14} aria-hidden="true" />
          {unseen > 0 ? t('transcript.new', { count: unseen }) : t('transcript.follow')}
        </button>
      )}
      <Announcer turns={turns} />
    </div>
  );
}
