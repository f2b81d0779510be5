/** The text requests of the stand-in: `POST …/models/MODEL:generateContent`. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import { z } from 'zod';
import { contentBody, errorBody, respond } from './modelAnswers';
import type { StandInKnobs } from './standInKnobs';

const TEXT_PATH = /\/(v1beta|v1beta1)\/(.*\/)?models\/([^/:]+):generateContent$/;

const content = z.object({ parts: z.array(z.object({ text: z.string() })).length(1) });

/** What the service takes of a request; an unknown part is a mistake of the client. */
const requestBody = z.strictObject({
  contents: z.array(content.extend({ role: z.literal('user') })).length(1),
  systemInstruction: content.extend({ role: z.literal('user').optional() }),
  generationConfig: z.strictObject({
    responseMimeType: z.literal('application/json'),
    responseJsonSchema: z.record(z.string(), z.unknown()),
  }),
});

/** A text request as it was received. */
export type TextRequest = {
  readonly path: string;
  readonly key: string | null;
  readonly model: string;
  readonly talk: string;
  readonly instruction: string;
  readonly schema: Readonly<Record<string, unknown>>;
};

/** The model that a path asks for a text; null for another path. */
export function textModelOf(path: string): string | null {
  return TEXT_PATH.exec(path)?.[3] ?? null;
}

/**
 * Answers a request whose credentials are good. Gives it as it was received; null when the service
 * would refuse it.
 */
export async function answerText(
  request: IncomingMessage,
  response: ServerResponse,
  knobs: StandInKnobs,
  { path, key, model }: Pick<TextRequest, 'path' | 'key' | 'model'>,
): Promise<TextRequest | null> {
  const parsed = requestBody.safeParse(await json(request));
  if (!parsed.success) {
    respond(response, 400, errorBody(400, z.prettifyError(parsed.error), 'INVALID_ARGUMENT'));
    return null;
  }
  const { contents, systemInstruction, generationConfig } = parsed.data;
  const received = {
    ...{ path, key, model },
    talk: contents[0]?.parts[0]?.text ?? '',
    instruction: systemInstruction.parts[0]?.text ?? '',
    schema: generationConfig.responseJsonSchema,
  };
  setTimeout(() => {
    sendAnswer(response, knobs, received);
  }, knobs.textDelayMs);
  return received;
}

function sendAnswer(
  response: ServerResponse,
  knobs: StandInKnobs,
  { model, talk }: TextRequest,
): void {
  const [trouble, ...later] = knobs.textTrouble;
  knobs.textTrouble = later;
  if (trouble === 'hang') {
    return;
  }
  if (typeof trouble === 'number') {
    respond(response, trouble, errorBody(trouble, 'Made to fail.', 'UNAVAILABLE'));
  } else if (knobs.textModels.includes(model)) {
    const text = trouble?.text ?? JSON.stringify(knobs.textAnswer(talk));
    respond(response, 200, contentBody(model, text));
  } else {
    const reason = `models/${model} is not found for API version v1beta, or is not supported for generateContent.`;
    respond(response, 404, errorBody(404, reason, 'NOT_FOUND'));
  }
}
