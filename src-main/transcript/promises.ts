/** Finds what somebody promised in what they said, by how people promise in a few languages. */

/**
 * The first person and what they will do. Other languages, and other ways to promise, are not
 * found: nothing is made up.
 */
const PROMISE = new RegExp(
  [
    String.raw`\b(?:I|we)(?:['’]ll| will| (?:am|are) going to| promise)\b`,
    String.raw`\b(?:I['’]m|we['’]re) going to\b`,
    String.raw`\bich (?:werde|verspreche|kümmere)\b|\bwir (?:werden|versprechen|kümmern)\b`,
    String.raw`\b(?:le prometo|se lo prometo|voy a|vamos a)\b`,
  ].join('|'),
  'iu',
);

const SENTENCES = new Intl.Segmenter(undefined, { granularity: 'sentence' });

/** The sentences in which the speaker promises something, in their order. */
export function promisesIn(words: string): readonly string[] {
  return [...SENTENCES.segment(words)]
    .map(({ segment }) => segment.trim())
    .filter((sentence) => PROMISE.test(sentence) && !sentence.endsWith('?'));
}
