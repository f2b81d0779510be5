import { describe, expect, it } from 'vitest';
import { maskedCall, maskedEvents } from '#main/desk/masking';
import { needOf } from '#model/callNeed';
import { phrase, wordsOf } from '#model/phrases/phrase';
import { alertWith, callWith } from '#support/calls';

describe('a call at a locked window', () => {
  it('still says that it needs somebody, how urgently and since when, and not what it is', () => {
    const alert = alertWith('Keywords: cancer', { severity: 'danger', topic: 'cancer', at: 77 });
    const call = callWith({ alerts: [alert] });
    const masked = maskedCall(call, 'all');
    expect(needOf(masked)).toMatchObject({ why: 'alert', severity: 'danger', since: 77 });
    expect(JSON.stringify(masked)).not.toContain('cancer');
  });

  it('still says that its AI waits for an answer, and not what it asks', () => {
    const asked = { id: 'q', askedAt: 5, deadline: 9, kind: 'approval' } as const;
    const question = { ...asked, text: 'Pay the bill', tool: 'pay', args: { sum: 'much' } };
    const masked = maskedCall(callWith({ questions: [question] }), 'all');
    expect(needOf(masked)).toMatchObject({ why: 'asks', since: 5 });
    expect(JSON.stringify(masked)).not.toMatch(/bill|pay|much/);
  });
});

describe('the events of a call for somebody who sees no numbers', () => {
  it('have only the end of each number', () => {
    const events = [
      phrase('event.consultation-talking', { target: '+49 170 1234567' }),
      phrase('event.message-taken', { message: 'Ana / +12025550123 / call me at 5' }),
    ].map((said) => ({ atMs: 0, kind: 'event', phrase: said }));
    const words = maskedEvents(events).map((event) => wordsOf(event.phrase));
    expect(words.join(' ')).not.toMatch(/\d{5}/);
    expect(words[1]).toMatch(/Ana \/ …\d+ \/ call me at 5/);
  });
});
