/** Text to a running session, in the way its model takes it. */
import type { HistoryTurn } from '../voiceAgent';
import type { ModelTraits } from './setup/modelTraits';
import { doNotAnswer, saidSince } from './setup/prompts';
import type { GeminiConnection } from './wire/connection';

/** Says a text to the agent that it answers at once. */
export function speakText(connection: GeminiConnection, traits: ModelTraits, text: string): void {
  if (traits.textTurns === 'any-time') {
    connection.sendTurns([{ role: 'user', parts: [{ text }] }], true);
  } else {
    connection.sendRealtimeText(text);
  }
}

/** Tells the agent something that it does not answer. A model that knows no such thing is asked to keep silent. */
export function noteText(connection: GeminiConnection, traits: ModelTraits, text: string): void {
  if (traits.textTurns === 'any-time') {
    connection.sendTurns([{ role: 'user', parts: [{ text }] }], false);
  } else {
    connection.sendRealtimeText(doNotAnswer(text));
  }
}

/** Adds turns of the talk to what the session remembers; nothing is answered. A model that takes no turns gets a note. */
export function tellTurns(
  connection: GeminiConnection,
  traits: ModelTraits,
  turns: readonly HistoryTurn[],
): void {
  if (turns.length === 0) {
    return;
  }
  if (traits.textTurns === 'any-time') {
    connection.sendTurns(
      turns.map(({ role, text }) => ({ role, parts: [{ text }] })),
      false,
    );
  } else {
    noteText(connection, traits, saidSince(turns));
  }
}
