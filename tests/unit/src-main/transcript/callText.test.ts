import { describe, expect, it } from 'vitest';
import { callText } from '#main/transcript/callText';
import { phrase, wordsOf } from '#model/phrases/phrase';
import type { Turn } from '#model/transcript';
import { answered } from '#support/lookUps';
import { recordedCallWith } from '#support/store/fakeHistoryStore';

function turnWith(change: Partial<Turn>): Turn {
  return {
    id: 0,
    speaker: 'caller',
    status: 'final',
    text: 'hello',
    note: null,
    heardChars: null,
    startMs: 0,
    endMs: 1,
    timeToFirstAudioMs: null,
    ...change,
  };
}

describe('callText', () => {
  it('gives facts, turns and notes', () => {
    const text = callText({
      call: recordedCallWith({ tags: ['vip'], actors: ['window:ann', 'api:crm'] }),
      lookUp: answered(),
      turns: [
        turnWith({ startMs: 1_250 }),
        turnWith({ speaker: 'agent', text: 'Good day', startMs: 61_990 }),
      ],
      replays: [],
      summary: null,
      events: [],
      acts: [],
      messages: [],
      alerts: [],
      notes: [{ id: 1, at: Date.UTC(2026, 1, 1), actor: 'api:ops', text: 'call back' }],
      recordings: [],
    });
    expect(text).toContain('Caller    +12025550100, Ana\n');
    expect(text).toContain('Started   2026-01-31T12:00:00.000Z\n');
    expect(text).toContain('Ended     2026-01-31T12:01:00.000Z (the caller hung up)\n');
    expect(text).toContain('Tags      vip\n');
    expect(text).toContain('Look-up\nAna Reyes, customer since 2019.\nname: Ana\n');
    expect(text).toContain('Direction inbound\n');
    expect(text).toContain('Profile   Default (default)\n');
    expect(text).toContain('Acted     window:ann, api:crm\n');
    expect(text).toContain('[00:01.2] Caller: hello\n[01:01.9] AI: Good day\n');
    expect(text).toContain('2026-02-01T00:00:00.000Z api:ops: call back\n');
  });

  it('marks the part of an interrupted answer that was not heard', () => {
    const turn = turnWith({
      speaker: 'agent',
      status: 'truncated',
      text: 'Yes of course',
      heardChars: 3,
    });
    const record = {
      call: recordedCallWith(),
      lookUp: null,
      turns: [turn],
      replays: [],
      summary: null,
      events: [],
      acts: [],
      messages: [],
      alerts: [],
      notes: [],
      recordings: [],
    };
    expect(callText(record)).toContain('AI: Yes [interrupted; not heard:  of course]');
    const german = callText(record, 'de');
    expect(german).toContain('KI: Yes [unterbrochen; nicht gehört:  of course]');
    // The labels are as wide as the longest of them.
    expect(german).toContain('Anrufer      +12025550100, Ana\n');
  });

  it('gives the words of the supervisor as theirs, and notes as those of Cordboard', () => {
    const says = phrase('note.supervisor-says', { words: 'One moment.' });
    const voice = phrase('note.voice-changed', { voice: 'Kore' });
    const turns = [says, voice].map((note, id) =>
      turnWith({ id, speaker: 'system', note, text: wordsOf(note), by: 'window:Ann' }),
    );
    const record = {
      ...{ call: recordedCallWith(), lookUp: null, summary: null, replays: [] },
      ...{ turns, events: [], acts: [], notes: [], messages: [], recordings: [] },
      ...{ turns, events: [], alerts: [], notes: [], recordings: [] },
    };
    expect(callText(record)).toContain(
      '[00:00.0] Supervisor (Ann): One moment.\n[00:00.0] Cordboard: Voice changed to Kore\n',
    );
  });

  it('says that nothing was said, and that the number is withheld', () => {
    const call = recordedCallWith({
      callerNumber: '',
      callerName: '',
      endedAt: null,
      state: 'interrupted',
      endReason: null,
    });
    const text = callText({
      ...{ call, lookUp: null, summary: null, replays: [] },
      ...{ turns: [], events: [], acts: [], notes: [], messages: [], recordings: [] },
      ...{ turns: [], events: [], alerts: [], notes: [], recordings: [] },
    });
    expect(text).toContain('Caller    withheld\n');
    expect(text).toContain('Ended     interrupted\n');
    expect(text).toContain('(nothing was said)');
  });
});
