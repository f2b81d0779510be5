/** Sends text to a running session, in the form that its model takes. */
import type { HistoryTurn } from '../voiceAgent';
import type { ModelTraits } from './setup/modelTraits';
import { doNotAnswer, saidSince } from './setup/prompts';
import type { GeminiConnection } from './wire/connection';

/** Sends a text that the agent answers at once. */
export function speakText(connection: GeminiConnection, traits: ModelTraits, text: string): void {
  if (traits.textTurns === 'any-time') {
    connection.sendTurns([{ role: 'user', parts: [{ text }] }], true);
  } else {
    connection.sendRealtimeText(text);
  }
}

/**
 * Sends a text that the agent does not answer. A model that answers every text is asked to keep
 * silent.
 */
export function noteText(connection: GeminiConnection, traits: ModelTraits, text: string): void {
  if (traits.textTurns === 'any-time') {
    connection.sendTurns([{ role: 'user', parts: [{ text }] }], false);
  } else {
    connection.sendRealtimeText(doNotAnswer(text));
  }
}

/**
 * Adds turns of the talk to what the session remembers, without an answer. A model that takes no
 * turns gets a note.
 */
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
