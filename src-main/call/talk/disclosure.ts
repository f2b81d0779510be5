/**
 * How much of the sentence that says that one talks with an AI a turn of the agent has brought to
 * the caller. The words of a turn are a speech recogniser's, and where it was cut is an estimate;
 * so pairs of letters are compared, which holds for every script.
 */
import type { Disclosure } from '#model/disclosure';
import type { Turn } from '#model/transcript';

/** Share of the sentence that must be in the words that were heard. */
const HEARD_SHARE = 0.9;

/** Share from which words count as that sentence, or as its beginning. */
const SPOKEN_SHARE = 0.7;

/** What a turn that is over means for the disclosure by this sentence. */
export function disclosureBy(sentence: string, turn: Turn): Exclude<Disclosure, 'none'> {
  const { text, heardChars } = turn;
  if (turn.speaker !== 'agent' || turn.status === 'partial') {
    return 'not-spoken';
  }
  const wanted = pairsOf(sentence);
  const heard = pairsOf(heardChars === null ? text : text.slice(0, heardChars));
  if (shareOf(wanted, heard) >= HEARD_SHARE) {
    return 'heard';
  }
  const isCut = turn.status === 'truncated' && heard.length > 0;
  const isSpoken =
    shareOf(wanted, pairsOf(text)) >= SPOKEN_SHARE || shareOf(heard, wanted) >= SPOKEN_SHARE;
  return isCut && isSpoken ? 'cut' : 'not-spoken';
}

/** The pairs of neighbouring letters and digits of a text. */
function pairsOf(text: string): readonly string[] {
  const signs = text.toLowerCase().match(/[\p{L}\p{N}\p{M}]/gu) ?? [];
  return signs.slice(1).map((sign, index) => `${signs[index] ?? ''}${sign}`);
}

/** Share of the wanted pairs that are there, each as often as it is wanted; 0..1. */
function shareOf(wanted: readonly string[], there: readonly string[]): number {
  const left = [...there];
  const found = wanted.filter((pair) => {
    const at = left.indexOf(pair);
    if (at >= 0) {
      left.splice(at, 1);
    }
    return at >= 0;
  });
  return wanted.length === 0 ? 0 : found.length / wanted.length;
}
