/** Text to a running session, in the way its model takes it. */
import type { ModelTraits } from './setup/modelTraits';
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
    connection.sendRealtimeText(`Only for your knowledge; do not answer this: ${text}`);
  }
}
