import { useEffect, useRef, useState } from 'react';
import type { RequestResult } from '#contract/requests';
import type { CallId } from '#model/call';
import type { CallRecord } from '#model/history';
import { timedRequest } from '../../bridge/timedRequest';
import { inWords } from '../../i18n/inWords';
import { useFocusPlace } from '../../state/focusPlaces';
import { notesShown } from '../../state/inspector';
import { ErrorText } from '../../ui/messages/ErrorText';
import { RecordNotes, TagEditor } from '../history';

/** The record of a call that goes on, and how to read it anew; null until it is there. */
function useRecord(callId: CallId) {
  const [answer, setAnswer] = useState<RequestResult<CallRecord> | null>(null);
  const [reading, setReading] = useState(0);
  useEffect(() => {
    let current = true;
    void timedRequest('history:call', { callId }).then((next) => {
      if (current) {
        setAnswer(next);
      }
    });
    return () => {
      current = false;
    };
  }, [callId, reading]);
  const read = (): void => {
    setReading((times) => times + 1);
  };
  return { answer, read };
}

/** What supervisors noted on the call, and its tags, while it goes on. */
export function NotesTab({ callId }: { readonly callId: CallId }) {
  const { answer, read } = useRecord(callId);
  const fieldRef = useRef<HTMLTextAreaElement>(null);
  useFocusPlace('notes', fieldRef);
  const isRead = answer?.ok === true;
  useEffect(() => {
    if (isRead) {
      notesShown();
    }
  }, [isRead]);
  if (answer === null) {
    return null;
  }
  if (!answer.ok) {
    return (
      <div className="px-4">
        <ErrorText>{inWords(answer.error.phrase)}</ErrorText>
      </div>
    );
  }
  return (
    <div className="flex flex-col gap-4">
      <div className="px-5">
        <TagEditor callId={callId} tags={answer.value.call.tags} onChanged={read} />
      </div>
      <RecordNotes callId={callId} notes={answer.value.notes} fieldRef={fieldRef} onAdded={read} />
    </div>
  );
}
