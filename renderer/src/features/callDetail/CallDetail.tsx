import { useEffect } from 'react';
import type { CallId } from '#model/call';
import { useSoon } from '../../hooks/useSoon';
import { t } from '../../i18n/i18n';
import { dropCallSearch, useCallSearch } from '../../state/callSearch';
import { useCallsStore } from '../../state/callsStore';
import { useFocusPlace } from '../../state/focusPlaces';
import { closePopover } from '../../state/uiStore';
import { FOCUS_HOME } from '../../ui/focus/focusHome';
import { useFocusHandOver } from '../../ui/focus/useFocusHandOver';
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

/** What is said, what waits for the supervisor, and what they can do. */
function Talk({ callId }: { readonly callId: CallId }) {
  const onlyUnheard = useAheadStore((state) => state.unheardOf === callId);
  const searching = useCallSearch((state) => state.callId === callId);
  return (
    <>
      {onlyUnheard && !searching ? (
        <LiveUnheard key={`unheard ${callId}`} callId={callId} />
      ) : (
        <TranscriptView key={`transcript ${callId}`} callId={callId} />
      )}
      <CallStrips callId={callId} />
      <NudgeList callId={callId} />
      <QuestionList key={`questions ${callId}`} callId={callId} />
      <AheadStrip callId={callId} />
      <ActionBar callId={callId} />
    </>
  );
}

/**
 * Everything about the selected call; without one, what to do next. What comes and goes takes its
 * room from the end of the transcript, so that nothing else moves.
 *
 * Another call takes over what is there, which is a third quicker than to build it anew. What keeps
 * something of its call to itself has the call as its key. Whoever comes back to the calls sees who
 * calls before what was said. A call that is typed in stays selected.
 */
export function CallDetail() {
  const callId = useCallsStore((state) => state.selection?.callId ?? null);
  const meterId = useCallsStore((state) =>
    callId === null ? null : (state.byId[callId]?.meterId ?? null),
  );
  const focus = useFocusHandOver(callId);
  useFocusPlace('detail', focus.ref);
  const soon = useSoon();
  useCallerEar(callId);
  useEffect(() => closePopover, [callId]);
  useEffect(() => dropCallSearch, [callId]);
  if (callId === null || meterId === null) {
    return <EmptyState />;
  }
  return (
    <section
      {...focus}
      id="call-detail"
      className="call-detail flex min-h-0 min-w-0 flex-col bg-bg outline-offset-[-2px]"
      aria-label={t('detail.label')}
      {...FOCUS_HOME}
      tabIndex={-1}
      onChange={() => {
        useCallsStore.getState().pin(callId);
      }}
    >
      <CallHeader callId={callId} />
      <CallReasons key={`reasons ${callId}`} callId={callId} />
      <CallLookUp callId={callId} />
      <CallWaves callId={callId} meterId={meterId} />
      {soon && <Talk callId={callId} />}
    </section>
  );
}
