import { create } from 'zustand';
import type { CallId } from '#model/call';
import type { QuestionId } from '#model/question';
import { type CallsState, useCallsStore } from '../../state/callsStore';
import { useNavStore } from '../../state/navStore';

type OpenQuestion = { readonly callId: CallId; readonly id: QuestionId };

type FocusState = {
  /** The question whose field gets the focus as soon as it is shown; null: none. */
  readonly wanted: QuestionId | null;
};

/** Where the supervisor wants to go. Only they set it, so nothing takes their focus away. */
export const useQuestionFocus = create<FocusState>()(() => ({ wanted: null }));

/** The open questions of all calls, those that wait longest first. */
export function openQuestions({
  byId,
  order,
}: Pick<CallsState, 'byId' | 'order'>): readonly OpenQuestion[] {
  return order
    .flatMap((callId) => (byId[callId]?.questions ?? []).map((each) => ({ callId, ...each })))
    .sort((a, b) => a.askedAt - b.askedAt);
}

/** Whether an agent waits for an answer. */
export function hasQuestions(): boolean {
  return openQuestions(useCallsStore.getState()).length > 0;
}

/**
 * Leads to the question after the one that has the focus, on whatever call it is.
 * @returns whether there is one.
 */
export function goToNextQuestion(): boolean {
  const questions = openQuestions(useCallsStore.getState());
  const here = document.activeElement?.closest<HTMLElement>('[data-question]')?.dataset['question'];
  const at = questions.findIndex(({ id }) => id === here);
  const next = questions[(at + 1) % questions.length];
  if (next === undefined) {
    return false;
  }
  useNavStore.getState().show('live');
  useCallsStore.getState().select(next.callId);
  useQuestionFocus.setState({ wanted: next.id });
  return true;
}
