/**
 * The agent's questions to its supervisor in one talk: keeps the time of each, puts it on the call
 * and into the transcript, and gives the one who asked what came of it. The rule stands in
 * life/questions.ts.
 */
import { randomUUID } from 'node:crypto';
import { cordboardError } from '#main/util/errors';
import { done, fail, ok, type Result } from '#main/util/result';
import { type Phrase, phrase } from '#model/phrases/phrase';
import type { Question, QuestionId, ToolArguments } from '#model/question';
import {
  type AnswerCommand,
  type QuestionEnd,
  refusalOfAnswer,
  type UnansweredReason,
  whyClosed,
} from '../../life/questions';
import type { LiveCall } from '../../liveCall';

/** A question to the supervisor. */
export type NewQuestion =
  | { readonly kind: 'question'; readonly text: string; readonly fallback: string }
  | {
      readonly kind: 'approval';
      readonly text: string;
      readonly tool: string;
      readonly args: ToolArguments;
      /** Checks arguments that the supervisor has changed. */
      readonly check: (args: ToolArguments) => Result<ToolArguments>;
      /** The call of the tool with these arguments, for the transcript. */
      readonly describe: (args: ToolArguments) => Phrase;
    };

/** A question that is open, and who waits for its end. */
type Waiting = { readonly asked: NewQuestion; readonly settle: (end: QuestionEnd) => void };

export type SupervisorQuestionsOptions = {
  readonly liveCall: LiveCall;
  /** Whether a supervisor speaks in the agent's place: they have nobody to answer. */
  readonly isTakenOver: () => boolean;
  readonly note: (said: Phrase, by?: string) => void;
};

export class SupervisorQuestions {
  readonly #options: SupervisorQuestionsOptions;
  readonly #waiting = new Map<QuestionId, Waiting>();

  constructor(options: SupervisorQuestionsOptions) {
    this.#options = options;
  }

  /**
   * Asks. Resolves when the question closes: at the latest after `limitMs`, or at once when
   * `signal` aborts or a supervisor has the call.
   */
  ask(asked: NewQuestion, limitMs: number, signal: AbortSignal): Promise<QuestionEnd> {
    const { liveCall, isTakenOver, note } = this.#options;
    if (isTakenOver()) {
      const end = { how: 'taken-over' } as const;
      note(noteOfEnd(asked, end));
      return Promise.resolve(end);
    }
    const id = randomUUID();
    return new Promise((resolve) => {
      const onLate = setTimeout(() => {
        this.#close(id, { how: 'late' });
      }, limitMs);
      const onAbort = (): void => {
        this.#close(id, { how: 'called-off' });
      };
      signal.addEventListener('abort', onAbort, { once: true });
      const settle = (end: QuestionEnd): void => {
        clearTimeout(onLate);
        signal.removeEventListener('abort', onAbort);
        resolve(end);
      };
      this.#waiting.set(id, { asked, settle });
      note(noteOfQuestion(asked));
      liveCall.input({ type: 'asked', question: shown(asked, id, limitMs) });
    });
  }

  /**
   * The supervisor answers. Fails with `invalid-state` if the question is not open, and with
   * `invalid-input` if the tool does not take the changed arguments. `by`: who answers.
   */
  answer(command: AnswerCommand, by?: string): Result<void> {
    const refusal = refusalOfAnswer(this.#options.liveCall.value.questions, command);
    const waiting = this.#waiting.get(command.questionId);
    if (refusal !== null || waiting === undefined) {
      const why = refusal ?? phrase('refused.no-such-question');
      return fail(cordboardError('invalid-state', why));
    }
    const end = endOf(command, waiting.asked);
    if (!end.ok) {
      return end;
    }
    this.#close(command.questionId, end.value, by);
    return done;
  }

  /** Nobody needs answers any more. */
  closeAll(how: UnansweredReason): void {
    for (const id of [...this.#waiting.keys()]) {
      this.#close(id, { how });
    }
  }

  #close(id: QuestionId, end: QuestionEnd, by?: string): void {
    const { liveCall, note } = this.#options;
    const waiting = this.#waiting.get(id);
    if (waiting !== undefined) {
      this.#waiting.delete(id);
      note(noteOfEnd(waiting.asked, end), by);
      liveCall.input({ type: 'question-over', id, how: end.how });
      waiting.settle(end);
    }
  }
}

function shown(asked: NewQuestion, id: QuestionId, limitMs: number): Question {
  const askedAt = Date.now();
  const times = { id, askedAt, deadline: askedAt + limitMs };
  if (asked.kind === 'question') {
    return { ...asked, ...times };
  }
  const { kind, text, tool, args } = asked;
  return { kind, text, tool, args, ...times };
}

/** What an answer says. Fails if it changes the arguments to some that the tool does not take. */
function endOf(command: AnswerCommand, asked: NewQuestion): Result<QuestionEnd> {
  switch (command.kind) {
    case 'answerQuestion':
      return ok({ how: 'answered', text: command.text });
    case 'rejectTool':
      return ok({ how: 'rejected', reason: command.reason });
    case 'approveTool': {
      if (command.args === null || asked.kind !== 'approval') {
        return ok({ how: 'approved', args: null });
      }
      const checked = asked.check(command.args);
      return checked.ok ? ok({ how: 'approved', args: checked.value }) : checked;
    }
  }
}

/** What a question is about, for the transcript. */
function subjectOf(asked: NewQuestion): Phrase | string {
  return asked.kind === 'question' ? asked.text : asked.describe(asked.args);
}

function noteOfQuestion(asked: NewQuestion): Phrase {
  return asked.kind === 'question'
    ? phrase('note.question', { question: subjectOf(asked) })
    : phrase('note.approval', { what: subjectOf(asked) });
}

function noteOfEnd(asked: NewQuestion, end: QuestionEnd): Phrase {
  const subject = subjectOf(asked);
  switch (end.how) {
    case 'answered':
      return phrase('note.question-answered', { question: subject, answer: end.text });
    case 'approved':
      return end.args === null || asked.kind === 'question'
        ? phrase('note.approved', { what: subject })
        : phrase('note.approved-changed', { what: asked.describe(end.args) });
    case 'rejected':
      return end.reason === ''
        ? phrase('note.rejected', { what: subject })
        : phrase('note.rejected-because', { what: subject, reason: end.reason });
    default:
      return phrase('note.question-unanswered', { question: subject, why: whyClosed(end.how) });
  }
}
