/** What the stand-in answers over HTTP, in the words of the service. */
import type { ServerResponse } from 'node:http';

/** A model with this method. */
export function modelBody(
  model: string,
  method: 'bidiGenerateContent' | 'generateContent',
): object {
  const words = model.split('-').map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return {
    name: `models/${model}`,
    version: '001',
    displayName: words.join(' '),
    inputTokenLimit: 131_072,
    outputTokenLimit: 65_536,
    supportedGenerationMethods: [method],
  };
}

/** The answer to a text request (Gemini API, "GenerateContentResponse"). */
export function contentBody(model: string, text: string): object {
  return {
    candidates: [{ content: { role: 'model', parts: [{ text }] }, finishReason: 'STOP', index: 0 }],
    usageMetadata: { promptTokenCount: 100, candidatesTokenCount: 30, totalTokenCount: 130 },
    modelVersion: model,
  };
}

/** An error (Google API, "Error model"). */
export function errorBody(code: number, message: string, status: string, reason?: string): object {
  const details =
    reason === undefined
      ? {}
      : { details: [{ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason }] };
  return { error: { code, message, status, ...details } };
}

/** Sends JSON. */
export function respond(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=UTF-8' });
  response.end(`${JSON.stringify(body, null, 2)}\n`);
}
