import { describe, expect, it } from 'vitest';
import {
  maskedBatch,
  maskedCall,
  maskedEvents,
  maskedRecord,
  maskedSnapshot,
  maskedTurns,
} from '#main/desk/masking';
import type { Call } from '#model/call';
import { needOf } from '#model/callNeed';
import type { ConsoleEventBatch, ConsoleSnapshot } from '#model/events';
import { phrase, wordsOf } from '#model/phrases/phrase';
import { alertWith, callWith, noticeWith, turnWith } from '#support/calls';
import { aNudge } from '#support/nudges';
import { recordedCallWith } from '#support/store/fakeHistoryStore';
import { aHealth } from '#support/window/callFixtures';
import { aRecord } from '#support/window/historyFixtures';

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

describe('a call for somebody who sees no numbers', () => {
  const PARTY = '+49 170 1234567';
  const ASKED = { id: 'q', askedAt: 5, deadline: 9 } as const;
  const LEAK = /1234567|170/;
  const said = phrase('note.party-changed', { party: PARTY });
  const hidden = (change: Partial<Call>) => maskedCall(callWith(change), 'numbers');

  it.each<readonly [part: string, change: Partial<Call>]>([
    ['name that is a number', { callerName: PARTY }],
    ['notice', { notices: [noticeWith(`Transferred to ${PARTY}`)] }],
    ['alert', { alerts: [alertWith(`Calls from ${PARTY}`)] }],
    ['deed of a rule', { nudges: [aNudge({ failure: said })] }],
    [
      'question',
      { questions: [{ ...ASKED, kind: 'question', text: `Is ${PARTY} right?`, fallback: PARTY }] },
    ],
    [
      'approval of a tool',
      {
        questions: [
          {
            ...{ ...ASKED, kind: 'approval', tool: 'call', text: `Calls ${PARTY}` },
            args: { to: { numbers: [PARTY, 491701234567] }, loud: true },
          },
        ],
      },
    ],
  ])('has of each number in a %s only its end', (_part, change) => {
    const call = hidden(change);
    expect(JSON.stringify(call)).not.toMatch(LEAK);
    expect(JSON.stringify(call)).toContain('…567');
  });

  it('keeps what is no number', () => {
    const alerts = [alertWith('No audio for 20 s.')];
    expect(hidden({ alerts })).toMatchObject({ callerName: 'Ana', alerts });
  });

  it('has notes and tools without them, and leaves what is said aloud', () => {
    const note = turnWith({ id: 1, speaker: 'system', note: said, text: wordsOf(said) });
    const tool = { name: 'find', state: 'done', args: `{"phone":"${PARTY}"}`, tookMs: 1 } as const;
    const use = turnWith({ ...note, id: 2, tool: { ...tool, result: `{"is":"${PARTY}"}` } });
    const masked = maskedTurns([note, use], 'numbers');
    expect(JSON.stringify(masked)).not.toMatch(LEAK);
    expect(masked[0]?.text).toBe('Transferred by phone: now …567 is on the line');
    const words = phrase('note.supervisor-says', { words: PARTY });
    const aloud = [turnWith({ text: PARTY }), turnWith({ ...note, note: words, text: PARTY })];
    expect(maskedTurns(aloud, 'numbers')).toEqual(aloud);
  });

  it('comes so in snapshots and changes, and in the record', () => {
    const turn = turnWith({ speaker: 'system', note: said, text: wordsOf(said) });
    const call = callWith({ callerName: PARTY });
    const snapshot: ConsoleSnapshot = {
      ...{ revision: 1, health: aHealth(), calls: [call], transcripts: { [call.id]: [turn] } },
    };
    expect(JSON.stringify(maskedSnapshot(snapshot, 'numbers'))).not.toMatch(LEAK);
    const batch: ConsoleEventBatch = {
      ...{ baseRevision: 1, revision: 2 },
      events: [
        { type: 'callChanged', call },
        { type: 'turnChanged', callId: call.id, turn },
      ],
    };
    expect(JSON.stringify(maskedBatch(batch, 'numbers'))).not.toMatch(LEAK);
    const record = aRecord({
      call: recordedCallWith({ callerName: PARTY }),
      turns: [turn],
      alerts: [alertWith(PARTY)],
    });
    expect(JSON.stringify(maskedRecord(record))).not.toMatch(LEAK);
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
