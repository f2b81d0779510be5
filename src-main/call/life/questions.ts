/**
 * The agent's questions to its supervisor, as a part of the call's value, and their one rule: a
 * question is open until it is answered, its time is over, or nobody needs the answer any more. An
 * answer that comes after that is refused with the reason. Without an answer the agent does what it
 * said it would do, and a tool that waited for approval is not carried out.
 */
import type { CommandOf } from '#model/commands';
import { type Phrase, phrase } from '#model/phrases/phrase';
import type { Question, QuestionId, ToolArguments } from '#model/question';

/**
 * Why a question closed without an answer. `late`: its time was over. `called-off`: the agent no
 * longer wants it. `taken-over`: a supervisor speaks in the agent's place. `agent-gone`: the agent
 * has given up. A new connection of the agent closes none.
 */
export type UnansweredReason = 'late' | 'called-off' | 'taken-over' | 'agent-gone' | 'call-ended';

/** How a question closed. */
export type QuestionEnd =
  | { readonly how: 'answered'; readonly text: string }
  /** `args`: in place of the agent's own; null: as the agent wants it. */
  | { readonly how: 'approved'; readonly args: ToolArguments | null }
  | { readonly how: 'rejected'; readonly reason: string }
  | { readonly how: UnansweredReason };

/** The questions of one call. */
export type Questions = {
  /** In the order in which they were asked. */
  readonly open: readonly Question[];
  /** The newest that closed, for whoever answers too late. */
  readonly closed: readonly { readonly id: QuestionId; readonly how: QuestionEnd['how'] }[];
};

export type AnswerCommand = CommandOf<'answerQuestion' | 'approveTool' | 'rejectTool'>;

/** Number of closed questions that are remembered. */
const CLOSED_KEPT = 20;

export const NO_QUESTIONS: Questions = { open: [], closed: [] };

export function withQuestion(questions: Questions, question: Question): Questions {
  return { ...questions, open: [...questions.open, question] };
}

/** Closes a question; the same value if it is not open. */
export function withoutQuestion(
  questions: Questions,
  id: QuestionId,
  how: QuestionEnd['how'],
): Questions {
  const open = questions.open.filter((question) => question.id !== id);
  return open.length === questions.open.length
    ? questions
    : { open, closed: [...questions.closed, { id, how }].slice(-CLOSED_KEPT) };
}

/** Why this is no answer to an open question; null when it is one. */
export function refusalOfAnswer(
  { open, closed }: Questions,
  { kind, questionId }: Pick<AnswerCommand, 'kind' | 'questionId'>,
): Phrase | null {
  const question = open.find(({ id }) => id === questionId);
  if (question === undefined) {
    const how = closed.find(({ id }) => id === questionId)?.how;
    return how === undefined
      ? phrase('refused.no-such-question')
      : phrase('refused.question-closed', { why: whyClosed(how) });
  }
  const answers = kind === 'answerQuestion' ? 'question' : 'approval';
  return question.kind === answers ? null : phrase(`refused.no-${answers}`);
}

/** How a question closed, in words. */
export function whyClosed(how: QuestionEnd['how']): Phrase {
  return phrase(`question.${how}`);
}
