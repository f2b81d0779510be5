import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import type { CallId } from '#model/call';
import { t } from '../../i18n/i18n';
import { dropCallSearch, useCallSearch } from '../../state/callSearch';
import { useCallsStore } from '../../state/callsStore';
import { useFocusPlace } from '../../state/focusPlaces';
import { closePopover } from '../../state/uiStore';
import { FOCUS_HOME, lostFocus } from '../../ui/focus/focusHome';
import { AheadStrip, LiveUnheard, useAheadStore } from '../ahead';
import { ActionBar, CallStrips } from '../callActions';
import { useCallerEar } from '../callerEar';
import { CallWaves } from '../callWaves';
import { EmptyState } from '../emptyState';
import { NudgeList } from '../nudges';
import { QuestionList } from '../questions';
import { TranscriptView } from '../transcript';
import { CallHeader } from './CallHeader';
import { CallLookUp } from './CallLookUp';
import { CallReasons } from './CallReasons';

/** The focus that was in the detail of a call that went is in that of the next. */
function useDetailFocusKept(ref: RefObject<HTMLElement | null>, callId: CallId | null): void {
  useLayoutEffect(() => {
    if (lostFocus()?.closest('#call-detail') instanceof Element) {
      ref.current?.focus();
    }
  }, [ref, callId]);
}

/**
 * Everything about the selected call; without one, what to do next. What comes and goes takes its
 * room from the end of the transcript, so that nothing else moves.
 */
export function CallDetail() {
  const callId = useCallsStore((state) => state.selection?.callId ?? null);
  const meterId = useCallsStore((state) =>
    callId === null ? null : (state.byId[callId]?.meterId ?? null),
  );
  const ref = useRef<HTMLElement>(null);
  useFocusPlace('detail', ref);
  useDetailFocusKept(ref, callId);
  const onlyUnheard = useAheadStore((state) => state.unheardOf === callId);
  const searching = useCallSearch((state) => state.callId === callId);
  useCallerEar(callId);
  useEffect(() => closePopover, [callId]);
  useEffect(() => dropCallSearch, [callId]);
  if (callId === null || meterId === null) {
    return <EmptyState />;
  }
  return (
    <section
      ref={ref}
      id="call-detail"
      className="call-detail flex min-h-0 min-w-0 flex-col bg-bg outline-offset-[-2px]"
      aria-label={t('detail.label')}
      {...FOCUS_HOME}
      tabIndex={-1}
      key={callId}
    >
      <CallHeader callId={callId} />
      <CallReasons callId={callId} />
      <CallLookUp callId={callId} />
      <CallWaves callId={callId} meterId={meterId} />
      {onlyUnheard && !searching ? (
        <LiveUnheard callId={callId} />
      ) : (
        <TranscriptView callId={callId} />
      )}
      <CallStrips callId={callId} />
      <NudgeList callId={callId} />
      <QuestionList callId={callId} />
      <AheadStrip callId={callId} />
      <ActionBar callId={callId} />
    </section>
  );
}
