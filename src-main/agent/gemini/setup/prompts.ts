/**
 * What only this adapter tells the model: words for what the Live API, or one of its models, has no
 * message for. Everything else that the agent is told comes from the call (`call/talk/prompts.ts`).
 */
import { talkLines } from '../../talkLines';
import type { HistoryTurn } from '../../voiceAgent';

/** The API cannot be given words to speak, so the model is asked to. */
export function sayWordForWord(words: string): string {
  return (
    'Say the following to the caller now, word for word, ' +
    `in the language it is written in, and nothing else: ${words}`
  );
}

/** Live models choose the language they speak by themselves. `name`: in English. */
export function speakLanguage(name: string): string {
  return `Speak ${name}, unless the caller asks for another language.`;
}

/** A fresh session in a running call would begin like the first one. */
export function callIsRunning(): string {
  return 'The call is already running. Do not greet the caller again; go on from where the talk is.';
}

/** The talk, for a model that takes no turns. */
export function talkSoFar(turns: readonly HistoryTurn[]): string {
  return `The talk so far:\n${talkLines(turns)}`;
}

/** What a resumed session has forgotten, for a model that takes no turns. */
export function saidSince(turns: readonly HistoryTurn[]): string {
  return `After what you remember, this was said:\n${talkLines(turns)}`;
}

/** A text for a model that answers every text, unless it is asked not to. */
export function doNotAnswer(text: string): string {
  return `Only for your knowledge; do not answer this: ${text}`;
}

/** Result of a call of a tool that was not declared. */
export function noSuchTool(): string {
  return 'There is no such tool.';
}
