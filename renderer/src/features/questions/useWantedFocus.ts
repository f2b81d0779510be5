import { type RefObject, useEffect, useRef } from 'react';
import type { QuestionId } from '#model/question';
import { useQuestionFocus } from './openQuestions';

/** A field that gets the focus when the supervisor asks for its question. */
export function useWantedFocus<Field extends HTMLElement>(id: QuestionId): RefObject<Field | null> {
  const field = useRef<Field>(null);
  const wanted = useQuestionFocus((state) => state.wanted === id);
  useEffect(() => {
    if (wanted) {
      field.current?.focus();
      useQuestionFocus.setState({ wanted: null });
    }
  }, [wanted]);
  return field;
}
