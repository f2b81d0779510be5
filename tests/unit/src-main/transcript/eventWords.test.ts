import { expect, it } from 'vitest';
import { eventInWords } from '#main/transcript/eventWords';
import { phrase } from '#model/phrases/phrase';

it('gives an event its code and its words', () => {
  const why = phrase('end-reason.declined');
  const event = { atMs: 7, kind: 'state', phrase: phrase('event.ended', { why }) };
  expect(eventInWords(event)).toEqual({
    atMs: 7,
    kind: 'state',
    code: 'event.ended',
    text: 'The call ended: the supervisor declined the call.',
  });
});
