import { describe, expect, it } from 'vitest';
import { type Phrase, phrase, samePhrase } from '#model/phrases/phrase';

const ringing = (target: string) => phrase('event.consultation-ringing', { target });
const because = (why: Phrase) => phrase('consultation.not-heard', { why });

describe('two phrases', () => {
  it('are the same with the same code and params, however deep', () => {
    expect(samePhrase(ringing('204'), ringing('204'))).toBe(true);
    expect(samePhrase(because(ringing('204')), because(ringing('204')))).toBe(true);
  });

  it.each([
    ['code', ringing('204'), phrase('event.consultation-talking', { target: '204' })],
    ['param', ringing('204'), ringing('205')],
    ['reason', because(ringing('204')), because(ringing('205'))],
    ['kind of param', because(ringing('204')), phrase('consultation.not-heard', { why: '204' })],
  ])('are not with another %s', (_what, one, other) => {
    expect(samePhrase(one, other)).toBe(false);
    expect(samePhrase(other, one)).toBe(false);
  });
});
