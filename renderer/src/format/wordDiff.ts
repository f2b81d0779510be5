import { type DiffPart, tokenDiff } from './tokenDiff';

/** Comparing this many pairs of words takes no time while somebody types. */
const MOST_PAIRS = 250_000;

/** What changes from one text to another, word by word. */
export function wordDiff(before: string, after: string): readonly DiffPart[] {
  return tokenDiff(wordsIn(before), wordsIn(after), MOST_PAIRS);
}

/** Words and the space between them. */
function wordsIn(text: string): readonly string[] {
  return text.split(/(\s+)/).filter((word) => word !== '');
}

/** As `wordDiff`, of what was said: how many blanks stand between the words does not count. */
export function spokenDiff(before: string, after: string): readonly DiffPart[] {
  return tokenDiff(spokenIn(before), spokenIn(after), MOST_PAIRS, ' ');
}

function spokenIn(text: string): readonly string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}
