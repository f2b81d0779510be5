/**
 * Phrases in zod's issues. From where a value is checked to where it is refused an issue carries
 * nothing but a text, so a phrase travels in it as JSON.
 */
import { isPhrase, joined, type Phrase, phrase, type PlacedProblem } from '#model/phrases/phrase';

/** The part of zod's issue that is read here. */
type Issue = { readonly path: readonly PropertyKey[]; readonly message: string };

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

/** What is wrong at a place, as one phrase. */
export function atPlace({ path, phrase: what }: PlacedProblem): Phrase {
  return path === '' ? what : phrase('at-place', { path, what });
}

/**
 * The refusal of a request that does not have its form; the same at every door.
 * @param request The request as its door names it.
 */
export function wrongForm(request: string, problems: readonly PlacedProblem[]): Phrase {
  const why = joined('clauses', problems.map(atPlace)) ?? phrase('text', { text: '' });
  return phrase('request.wrong-form', { request, why });
}

/** What is wrong, place by place, in zod's issues. */
export function problemsOf(issues: readonly Issue[]): readonly PlacedProblem[] {
  return issues.map(({ path, message }) => ({
    path: path.join('.'),
    phrase: phraseOfIssue(message),
  }));
}
