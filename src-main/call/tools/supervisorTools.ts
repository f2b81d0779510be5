/** What the agent does only with its supervisor: the question to them, and tools they approve. */
import { cordboardError, type ErrorKind } from '#main/util/errors';
import { fail, ok, type Result } from '#main/util/result';
import { MAX_ANSWER_SECONDS, MIN_ANSWER_SECONDS } from '#model/limits';
import { type Phrase, phrase } from '#model/phrases/phrase';
import type { ToolArguments } from '#model/question';
import { type QuestionEnd, whyClosed } from '../life/questions';
import { describeQuestion, describeTool, needsApproval } from '../talk/prompts';
import type { Tool, ToolHost } from './toolRunner';

const MAX_QUESTION_CHARS = 1_000;
const MAX_FALLBACK_CHARS = 500;

/** The question closes by itself before that. */
const RUN_LIMIT_MS = (MAX_ANSWER_SECONDS + 10) * 1_000;

/**
 * The tool by which the agent asks.
 * @param answerSeconds Time for the answer unless the agent says otherwise.
 */
export function askSupervisor(host: ToolHost, answerSeconds: number): Tool {
  return {
    declaration: {
      name: 'ask_supervisor',
      description: describeTool('ask_supervisor'),
      parameters: {
        type: 'object',
        properties: {
          question: {
            type: 'string',
            description: describeQuestion('question'),
            maxLength: MAX_QUESTION_CHARS,
          },
          without_answer: {
            type: 'string',
            description: describeQuestion('without_answer'),
            maxLength: MAX_FALLBACK_CHARS,
          },
          seconds: {
            type: 'integer',
            description: describeQuestion('seconds'),
            minimum: MIN_ANSWER_SECONDS,
            maximum: MAX_ANSWER_SECONDS,
          },
        },
        required: ['question', 'without_answer'],
      },
      scheduling: 'when-idle',
    },
    // A caller who speaks meanwhile does not take the question back.
    calledOff: 'is-told',
    limitMs: RUN_LIMIT_MS,
    run: async (args, signal) => {
      const { seconds = answerSeconds } = args;
      const fallback = String(args['without_answer']);
      const question = { kind: 'question', text: String(args['question']), fallback } as const;
      const end = await host.askSupervisor(question, Number(seconds) * 1_000, signal);
      return end.how === 'answered'
        ? ok({ answer: end.text })
        : notDone('timeout', phrase('tool.unanswered', { why: whyClosed(end.how), fallback }));
    },
    describe: ({ question }) => String(question),
  };
}

/** The tool, each call of which the supervisor has to approve. The agent talks on meanwhile. */
export function needingApproval(tool: Tool, limitMs: number): Tool {
  const { name, description, parameters, scheduling } = tool.declaration;
  return {
    ...tool,
    declaration: {
      name,
      description: `${description} ${needsApproval()}`,
      parameters,
      // Also of a tool that works in silence the agent has to learn what became of it.
      scheduling: scheduling === 'interrupt' ? 'interrupt' : 'when-idle',
    },
    approval: { limitMs, text: description },
  };
}

/** The arguments to carry a tool out with; fails if it is not to be carried out. */
export function approvedArguments(end: QuestionEnd, asked: ToolArguments): Result<ToolArguments> {
  switch (end.how) {
    case 'approved':
      return ok(end.args ?? asked);
    case 'rejected':
      return notDone(
        'refused',
        end.reason === ''
          ? phrase('tool.rejected')
          : phrase('tool.rejected-because', { reason: end.reason }),
      );
    default:
      return notDone('timeout', phrase('tool.not-approved', { why: whyClosed(end.how) }));
  }
}

function notDone(kind: ErrorKind, said: Phrase): Result<never> {
  return fail(cordboardError(kind, said));
}
