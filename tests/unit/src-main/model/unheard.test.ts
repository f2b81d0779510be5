import { describe, expect, it } from 'vitest';
import type { RecordedEvent } from '#model/history';
import { phrase, type PhraseCode } from '#model/phrases/phrase';
import { unheardIn } from '#model/unheard';
import { turnWith } from '#support/calls';

const event = (atMs: number, kind: string, code: PhraseCode): RecordedEvent => ({
  atMs,
  kind,
  // The codes that are used here have no places.
  phrase: phrase(code as 'event.hold-ended'),
});
const cut = turnWith({
  id: 1,
  speaker: 'agent',
  status: 'truncated',
  text: 'I can offer Friday or Monday.',
  heardChars: 18,
  startMs: 4_000,
  endMs: 6_000,
});

describe('what the caller did not hear', () => {
  it('is what an interruption cut off, at the moment of the cut', () => {
    expect(unheardIn([turnWith(), cut], [])).toEqual([
      { why: 'cut', startMs: 6_000, endMs: null, text: 'or Monday.' },
    ]);
    expect(unheardIn([{ ...cut, heardChars: cut.text.length }], [])).toEqual([]);
  });

  it('is what the AI said while it was muted', () => {
    const said = turnWith({ id: 2, speaker: 'agent', text: 'Hello.', startMs: 900, endMs: 1_500 });
    const events = [
      event(1_000, 'mute-agent', 'event.agent-muted'),
      event(2_000, 'mute-agent', 'event.agent-unmuted'),
    ];
    const later = { ...said, id: 3, startMs: 2_500, endMs: 3_000 };
    expect(unheardIn([said, later], events)).toEqual([
      { why: 'muted', startMs: 1_000, endMs: 2_000, text: 'Hello.' },
    ]);
  });

  it('is a hold from its beginning to its end, whoever holds meanwhile', () => {
    const events = [
      event(1_000, 'hold', 'event.held-by-caller'),
      event(2_000, 'hold', 'event.held-by-supervisor'),
      event(3_000, 'hold', 'event.hold-ended'),
      event(8_000, 'hold', 'event.held-by-supervisor'),
    ];
    expect(unheardIn([], events)).toEqual([
      { why: 'held', startMs: 1_000, endMs: 3_000, text: '' },
      { why: 'held', startMs: 8_000, endMs: null, text: '' },
    ]);
  });

  it('is in the order in which it was: cuts, gaps, held sentences', () => {
    const events = [
      event(7_000, 'sentence', 'event.sentence-held'),
      event(9_000, 'sentence', 'event.sentence-released'),
      { atMs: 5_000, kind: 'playout-gap', phrase: phrase('event.playout-gaps', { times: 2 }) },
    ];
    expect(unheardIn([cut], events).map(({ why }) => why)).toEqual([
      'gaps',
      'cut',
      'sentence-held',
    ]);
  });
});
