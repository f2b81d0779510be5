import { z } from 'zod';
import { cordboardError } from '#main/util/errors';
import { jsonIn } from '#main/util/json';
import { fail, ok, type Result } from '#main/util/result';
import type { GeminiAccess } from '#model/geminiAccess';
import { plainModelName } from '#model/liveModels';
import { phrase } from '#model/phrases/phrase';
import { MAX_LINE_CHARS } from '#model/rehearsal';
import type { SimulatedCaller } from '../../simulatedCaller';
import { checkEndpoint } from '../wire/access';
import { requestFailure } from '../wire/requestFailure';
import { createGeminiClient, loadGeminiSdk } from '../wire/sdk';

type GeminiCallerOptions = {
  readonly access: () => GeminiAccess;
  /** GEMINI_TEXT_MODEL. */
  readonly model: () => string;
};

/** Longest wait for a line, ms. */
const TIMEOUT_MS = 30_000;

/** JSON Schema of the answer (Gemini API, "Structured outputs"). */
const ANSWER_SCHEMA = {
  type: 'object',
  properties: {
    line: { type: 'string', description: 'What the caller says next; empty when they hang up.' },
    hangsUp: { type: 'boolean', description: 'The caller hangs up and says nothing more.' },
  },
  required: ['line', 'hangsUp'],
};

const answerSchema = z.object({ line: z.string(), hangsUp: z.boolean() });

/** A caller whose lines are made by one text request each, with the credentials of the agents. */
export function createGeminiCaller({ access, model }: GeminiCallerOptions): SimulatedCaller {
  return {
    nextLine: async ({ who, talk }, signal) => {
      const endpoint = checkEndpoint(access());
      if (!endpoint.ok) {
        return endpoint;
      }
      const name = plainModelName(model());
      const sdk = await loadGeminiSdk();
      try {
        const client = createGeminiClient(sdk, endpoint.value, TIMEOUT_MS);
        const answer = await client.models.generateContent({
          model: name,
          contents: talk === '' ? '(The call begins.)' : talk,
          config: {
            systemInstruction: instructionFor(who),
            responseMimeType: 'application/json',
            responseJsonSchema: ANSWER_SCHEMA,
            // A signal of its own: the SDK never takes its listener off.
            abortSignal: AbortSignal.any([signal]),
          },
        });
        return lineIn(answer.text ?? '');
      } catch (thrown) {
        if (signal.aborted) {
          return fail(cordboardError('cancelled', phrase('summary.cancelled')));
        }
        const onWrongRequest = (status: number) =>
          cordboardError('config', phrase('summary.request-refused', { model: name, status }));
        const about = { endpoint: endpoint.value, timeoutMs: TIMEOUT_MS, onWrongRequest };
        return fail(requestFailure(sdk, thrown, about));
      }
    },
  };
}

function lineIn(text: string): Result<string | null> {
  const answer = answerSchema.safeParse(jsonIn(text));
  const line = answer.data?.line.replaceAll(/\s+/g, ' ').trim() ?? '';
  if (answer.data?.hangsUp === true) {
    return ok(null);
  }
  return line === ''
    ? fail(cordboardError('protocol', phrase('rehearsal.no-line'), { retryable: true }))
    : ok(line.slice(0, MAX_LINE_CHARS));
}

function instructionFor(who: string): string {
  return [
    'You play a caller on the telephone, to rehearse with the agent who answers.',
    'You get the talk so far, one line for each turn; "Agent" is who answered you.',
    'Say the next thing as this caller: one or two short spoken sentences, in the language of the agent.',
    'When you have what you want, or it leads nowhere, say goodbye; after that you hang up.',
    `Who you are and what you want: ${who}`,
  ].join('\n');
}
