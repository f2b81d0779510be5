/**
 * Phrases in zod's issues. From where a value is checked to where it is refused an issue carries
 * nothing but a text, so a phrase travels in it as JSON.
 */
import { isPhrase, type Phrase, phrase } from '#model/phrases/phrase';

/** The message of an issue that says this. */
export function issueMessage(said: Phrase): string {
  return JSON.stringify(said);
}

/** Options of a check that says this when it fails, whatever is wrong. */
export function saying(said: Phrase): { readonly error: string } {
  return { error: issueMessage(said) };
}

/** What an issue with this message says; zod's own words where the check had none of its own. */
export function phraseOfIssue(message: string): Phrase {
  return ownPhrase(message) ?? phrase('text', { text: message });
}

/** The phrase in an issue's message; null when the message is zod's own. */
export function ownPhrase(message: string): Phrase | null {
  try {
    const said: unknown = JSON.parse(message);
    return isPhrase(said) ? said : null;
  } catch {
    return null;
  }
}
