import { describe, expect, it } from 'vitest';
import { disclosureBy } from '#main/call/talk/disclosure';
import { DISCLOSURE_LANGUAGES, disclosureIn } from '#main/config/disclosure';
import type { Turn } from '#model/transcript';
import { turnWith } from '#support/calls';

const SENTENCE = 'You are talking with an AI assistant.';
const GREETING = `${SENTENCE} Welcome to the shop, how can I help?`;

function said(text: string, change: Partial<Turn> = {}): Turn {
  return turnWith({ speaker: 'agent', text, ...change });
}

/** A turn that was cut after these of its words. */
function cut(text: string, heard: string): Turn {
  return said(text, { status: 'truncated', heardChars: heard.length });
}

describe('the sentence that one talks with an AI', () => {
  it.each<[string, Turn]>([
    ['it was all that was said', said(SENTENCE)],
    ['the greeting followed', said(GREETING)],
    ['it came after a word of welcome', said(`Good morning! ${SENTENCE}`)],
    ['it was written down a little differently', said('you’re talking with an A.I. assistant')],
    ['only what followed was cut', cut(GREETING, `${SENTENCE} Welcome`)],
  ])('is heard when %s', (_what, turn) => {
    expect(disclosureBy(SENTENCE, turn)).toBe('heard');
  });

  it.each<[string, Turn]>([
    ['after its first words', cut(GREETING, 'You are talking')],
    ['before its last word', cut(GREETING, 'You are talking with an AI')],
    ['with what had come of it so far', cut('You are talking', 'You are talking')],
  ])('is cut %s', (_what, turn) => {
    expect(disclosureBy(SENTENCE, turn)).toBe('cut');
  });

  it.each<[string, Turn]>([
    ['the agent said something else', said('Hello, how can I help you today?')],
    ['it said something else and was cut', cut('Hello, how can I help?', 'Hello, how can')],
    ['nobody heard any of it', cut(GREETING, '')],
    ['it is still being said', said(SENTENCE, { status: 'partial' })],
    ['the caller said it', turnWith({ text: SENTENCE })],
    ['there are no words', said('')],
  ])('is not spoken when %s', (_what, turn) => {
    expect(disclosureBy(SENTENCE, turn)).toBe('not-spoken');
  });

  it.each(DISCLOSURE_LANGUAGES)(
    'is told from other words and from half of itself in %s',
    (code) => {
      const sentence = disclosureIn(code) ?? '';
      const half = sentence.slice(0, sentence.length / 2);
      expect(disclosureBy(sentence, said(sentence))).toBe('heard');
      expect(disclosureBy(sentence, cut(sentence, half))).toBe('cut');
      expect(disclosureBy(sentence, said('12345 67890'))).toBe('not-spoken');
    },
  );

  it('is that of the main language where a region has none of its own', () => {
    expect(disclosureIn('de-AT')).toBe(disclosureIn('de'));
    expect(disclosureIn('pt-BR')).not.toBe(disclosureIn('pt'));
    expect(disclosureIn('tlh')).toBeUndefined();
  });
});
