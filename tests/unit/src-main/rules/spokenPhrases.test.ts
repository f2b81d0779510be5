import { describe, expect, it } from 'vitest';
import { faultOfPhrase, isSaid, newWords, spokenPhrases } from '#main/rules/spokenPhrases';

/** Whether a phrase is found in a whole text. */
function finds(phrase: string, text: string): boolean {
  return isSaid(spokenPhrases([phrase]), newWords(text, 0, true));
}

/** In which of the states of a growing text, the last of them complete, the phrase is found. */
function findsAt(phrase: string, states: readonly string[]): readonly number[] {
  const phrases = spokenPhrases([phrase]);
  let read = 0;
  return states.flatMap((text, index) => {
    const found = newWords(text, read, index === states.length - 1);
    read = found.lookedAt;
    return isSaid(phrases, found) ? [index] : [];
  });
}

describe('a phrase', () => {
  it.each([
    ['cancel', 'I want to CANCEL, now'],
    ['anulacion', 'Quiero la anulación.'],
    ['Anulación', 'quiero la anulacion'],
    ['kündigen', 'Ich will KU\u0308NDIGEN!'],
    ['money back', 'I want my money, back'],
    ['annulation', 'je demande l’annulation'],
    ["don't care", 'I don’t care'],
    ['退款', '我想要退款谢谢'],
    ['返金', '返金してください'],
    ['パスワード', '私のパスワードは何ですか'],
    ['คืนเงิน', 'ฉันต้องการคืนเงินตอนนี้'],
    ['환불', '저는 환불 원해요'],
    ['guarant*', 'We guaranteed it'],
    ['guarant*', 'we guarant it'],
    ['free * month', 'you get a free bonus of one month'],
    ['free * month', 'one free month'],
    ['退*款', '可以退我的款吗'],
    ['* promise *', 'I promise'],
  ])('%s is found in: %s', (phrase, text) => {
    expect(finds(phrase, text)).toBe(true);
  });

  it.each([
    ['cancel', 'the cancellation fee'],
    ['art', 'a smart cart'],
    ['money back', 'back money'],
    ['は', 'ば'],
    ['환불', '환불금'],
    ['free * month', 'free for the next two or three days of a month'],
    ['guarant*', 'no warranty'],
  ])('%s is not found in: %s', (phrase, text) => {
    expect(finds(phrase, text)).toBe(false);
  });

  it('is found once, whatever the pieces are in which its text comes', () => {
    const states = [
      'I',
      'I want my mon',
      'I want my money',
      'I want my money back',
      'I want my money back now.',
    ];
    expect(findsAt('money back', states)).toEqual([4]);
    expect(findsAt('back', ['go ba', 'go back'])).toEqual([1]);
    expect(findsAt('退款', ['我想退', '我想退款', '我想退款谢谢'])).toEqual([1]);
  });

  it('waits for the end of a word that may still grow', () => {
    expect(findsAt('cancel', ['I cancel', 'I cancellation it', 'I cancellation it all'])).toEqual(
      [],
    );
    expect(findsAt('cancel', ['I cancel', 'I cancel '])).toEqual([1]);
  });

  it('is found in a text that is written anew and is shorter than before', () => {
    expect(findsAt('refund', ['Well, I wonder about something ', '', 'A refund.'])).toEqual([2]);
  });

  it('is not found in the rest of a word at which reading on begins', () => {
    // Reading on begins 300 characters back: at `fund`.
    const said = `refund${', '.repeat(147)}by `;
    expect(findsAt('fund by now', [said, `${said}now. `])).toEqual([]);
  });

  it('is found again when it is said again', () => {
    expect(
      findsAt('refund', ['A refund. ', 'A refund. Yes, ', 'A refund. Yes, a refund!']),
    ).toEqual([0, 2]);
  });

  it.each([
    ['…!?', 'no-words'],
    ['*', 'no-words'],
    ['*ing', 'star'],
    ['a * b * c * d * e', 'star'],
    ['a * b * c * d', null],
    ['cancel* order', null],
  ])('%s has the fault %s', (phrase, fault) => {
    expect(faultOfPhrase(phrase)).toBe(fault);
  });

  it('costs little in a long text that nearly fits it', () => {
    const text = 'a '.repeat(100_000);
    const startedMs = performance.now();
    expect(finds('a * a * a * b', text)).toBe(false);
    expect(performance.now() - startedMs).toBeLessThan(500);
  });
});
