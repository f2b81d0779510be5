/** Words of a text in any script, also one that has no blanks between them. */
const WORDS = new Intl.Segmenter(undefined, { granularity: 'word' });

/**
 * End of the word that a place inside a text lies in, with the punctuation behind it. A place
 * between two words is an end already, unless it is the beginning of a word after a blank. Never
 * within a character that is written with several code units.
 */
export function endOfWord(text: string, at: number): number {
  const words = WORDS.segment(text);
  const word = words.containing(at);
  if (word === undefined || isBlank(word.segment)) {
    return at;
  }
  const begins = word.index === at && !isBlank(text.charAt(at - 1));
  let end = begins ? at : word.index + word.segment.length;
  for (let next = words.containing(end); isPunctuation(next); next = words.containing(end)) {
    end += next.segment.length;
  }
  return end;
}

function isPunctuation(word: Intl.SegmentData | undefined): word is Intl.SegmentData {
  return word !== undefined && /^\p{P}+$/u.test(word.segment);
}

function isBlank(text: string): boolean {
  return text.trim() === '';
}
