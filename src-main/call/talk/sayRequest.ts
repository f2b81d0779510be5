/** How an agent is asked to say something word for word. */
const REQUEST =
  'Say the following to the caller now, word for word, in the language it is written in, and nothing else: ';

/** The text turn that makes an agent say these words. */
export function sayRequest(words: string): string {
  return `${REQUEST}${words}`;
}

/** The words a text turn asks for; null when it asks for something else. */
export function requestedWords(text: string): string | null {
  return text.startsWith(REQUEST) ? text.slice(REQUEST.length) : null;
}
