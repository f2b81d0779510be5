import { beforeEach, describe, expect, it } from 'vitest';
import { type WebhookEvent, WebhookEvents } from '#main/webhooks/events';
import type { CallAlert } from '#model/alert';
import type { Call } from '#model/call';
import { phrase } from '#model/phrases/phrase';
import type { Transcript } from '#model/transcript';
import { alertWith, callWith, turnWith } from '#support/calls';
import { aNudge } from '#support/nudges';
import { saying } from '#support/phrases';
import { anApproval, aQuestion } from '#support/questions';
import { recordedCallWith } from '#support/store/fakeHistoryStore';
import { aSummary } from '#support/summaries';

let told: WebhookEvent[] = [];
let includeNumbers = false;
let includeSummary = false;
let expectsSummary = false;
let waits: number[] = [];
let completed: [WebhookEvent, WebhookEvent | null][] = [];
let transcript: Transcript | null = null;
let events: WebhookEvents;
beforeEach(() => {
  told = [];
  includeNumbers = false;
  includeSummary = false;
  expectsSummary = false;
  waits = [];
  completed = [];
  transcript = null;
  let id = 0;
  events = new WebhookEvents({
    includeNumbers: () => includeNumbers,
    transcriptOf: () => transcript,
    includeSummary: () => includeSummary,
    expectsSummary: () => expectsSummary,
    onEvent: (event, waitsUntil) => {
      told.push(event);
      waits.push(waitsUntil);
    },
    onCompleted: (event, late) => completed.push([event, late]),
    newId: () => `e${(id += 1).toString()}`,
    now: () => 77,
  });
});

const put = (change: Partial<Call>): void => {
  events.apply({ type: 'callChanged', call: callWith(change) });
};
const types = (): readonly string[] => told.map(({ type }) => type);
const alert = (change: Partial<CallAlert> = {}): CallAlert =>
  alertWith('The agent reconnects.', {
    id: 'agent-link@5',
    signal: 'agent-link',
    at: 5,
    ...change,
  });

describe('WebhookEvents', () => {
  it('announces the beginning and the end of a call, each once', () => {
    put({});
    put({ agentState: 'speaking' });
    put({ state: 'ended', endReason: 'caller-hung-up', endedAt: 9_000 });
    put({ state: 'ended', endReason: 'caller-hung-up', endedAt: 9_000, agentState: 'idle' });
    events.apply({ type: 'callRemoved', callId: 'call-1' });
    expect(types()).toEqual(['call.started', 'call.answered', 'call.ended']);
    expect(told[0]).toMatchObject({ id: 'e1', at: 1_000, call: { id: 'call-1', endedAt: null } });
    expect(told[2]).toMatchObject({
      id: 'e3',
      at: 9_000,
      call: { endReason: 'caller-hung-up', endedAt: 9_000, answeredAt: 1_100 },
    });
  });

  it('announces each warning when it appears, gets worse or comes back', () => {
    put({ alerts: [alert({ severity: 'info' })] });
    put({ alerts: [alert()] });
    put({ alerts: [alert({ message: 'still' })] });
    put({ alerts: [alert({ severity: 'danger' })] });
    put({ alerts: [alert({ severity: 'danger', over: 7 })] });
    put({
      alerts: [
        alert({ id: 'agent-link@8', at: 8 }),
        alertWith('No audio.', { severity: 'danger' }),
      ],
    });
    const alerts = told.slice(2);
    expect(types().slice(0, 2)).toEqual(['call.started', 'call.answered']);
    expect(alerts.map(({ type }) => type)).toEqual(['alert', 'alert', 'alert', 'alert']);
    expect(alerts[0]?.notice).toEqual({
      kind: 'agent-link',
      severity: 'warn',
      message: 'The agent reconnects.',
    });
    expect(alerts[2]?.at).toBe(8);
  });

  it('announces once that somebody has seen to an alert, and who', () => {
    const acknowledged = { by: 'window:ann', at: 9 };
    put({ alerts: [alert()] });
    put({ alerts: [alert({ acknowledged })] });
    put({ alerts: [alert({ acknowledged, over: 12 })] });
    expect(types().slice(2)).toEqual(['alert', 'alert.acknowledged']);
    expect(told.at(-1)?.data.alert).toMatchObject({ id: 'agent-link@5', acknowledged });
  });

  it('does not announce twice what a rule of the profile did', () => {
    put({ alerts: [alert({ signal: 'nudge', topic: 'Refund' })] });
    expect(types()).toEqual(['call.started', 'call.answered']);
  });

  it('announces each question once, with its words only when that is asked for', () => {
    put({ questions: [aQuestion()] });
    put({ questions: [aQuestion()], agentState: 'speaking' });
    includeNumbers = true;
    put({ questions: [aQuestion(), anApproval()] });
    put({ questions: [] });
    const asked = told.slice(2);
    expect(asked.map(({ type }) => type)).toEqual(['question.asked', 'question.asked']);
    expect(asked[0]).toMatchObject({
      at: 10_000,
      data: { question: { id: 'question-1', kind: 'question', askedAt: 10_000, deadline: 70_000 } },
    });
    expect(JSON.stringify(asked[0])).not.toContain('10 %');
    expect(asked[1]?.data.question).toEqual(anApproval());
  });

  it('announces each deed of a rule once', () => {
    put({ nudges: [aNudge()] });
    put({ nudges: [aNudge({ failure: saying('Nobody is there.') })] });
    put({ nudges: [aNudge({ id: 'nudge-2', at: 20_000 })] });
    expect(told.slice(2)).toMatchObject([
      {
        type: 'rule.acted',
        at: 10_000,
        data: { nudge: { reason: 'Asks for a refund', watch: 'words' } },
      },
      { type: 'rule.acted', at: 20_000, data: { nudge: { id: 'nudge-2' } } },
    ]);
  });

  it('names the caller only when that is asked for', () => {
    put({ id: 'a', callerNumber: '+34600', callerName: 'Ana' });
    expect(JSON.stringify(told)).not.toMatch(/\+34600|Ana/);
    includeNumbers = true;
    put({ id: 'b', callerNumber: '+34600', callerName: 'Ana' });
    expect(told.at(-1)?.call).toMatchObject({ callerNumber: '+34600', callerName: 'Ana' });
  });

  it('announces a message that was left, with its words only when that is asked for', () => {
    const message = { from: 'Ana', callBack: '600', text: 'Call me.' };
    events.messageTaken({ call: callWith({}), message });
    expect(told[0]).toMatchObject({ type: 'message.taken', at: 77, call: { id: 'call-1' } });
    expect(told[0]).not.toHaveProperty('message');
    includeNumbers = true;
    events.messageTaken({ call: callWith({}), message });
    expect(told[1]?.message).toEqual(message);
  });

  it('announces the answer, taking over, handing back and the transfer of a call', () => {
    put({ state: 'ringing', answeredAt: null });
    put({ state: 'live', answeredAt: 1_100 });
    put({ floor: 'supervisor' });
    put({ floor: 'supervisor', callerSpeaking: true });
    put({ floor: 'agent' });
    put({ state: 'ended', floor: 'agent', endReason: 'transferred', endedAt: 9_000 });
    expect(types()).toEqual([
      'call.started',
      'call.answered',
      'call.taken_over',
      'call.handed_back',
      'call.transferred',
      'call.ended',
    ]);
    expect(told[1]?.at).toBe(1_100);
  });

  it('tells how long a call was, and its profile', () => {
    put({ profileId: 'shop', direction: 'outbound' });
    put({ profileId: 'shop', state: 'ended', endReason: 'agent-ended', endedAt: 9_000 });
    expect(told[0]?.data.call).toMatchObject({ durationMs: null, talkMs: null });
    expect(told.at(-1)?.data.call).toMatchObject({
      profileId: 'shop',
      endReason: 'agent-ended',
      durationMs: 8_000,
      talkMs: 7_900,
    });
    put({ id: 'b', state: 'ended', endReason: 'declined', answeredAt: null, endedAt: 3_000 });
    expect(told.at(-1)?.data.call).toMatchObject({ durationMs: 2_000, talkMs: null });
  });

  it('tells what was heard in a call only when that is asked for', () => {
    const question = turnWith({ text: 'When do you open?', startMs: 1_200 });
    const answer = { speaker: 'agent', text: 'At nine in the morning.', startMs: 3_000 } as const;
    const cut = turnWith({ ...answer, id: 1, status: 'truncated', heardChars: 7 });
    const note = turnWith({ id: 2, speaker: 'system', text: 'Voice changed.' });
    put({ state: 'ended', endReason: 'agent-ended' });
    expect(told.at(-1)?.data).not.toHaveProperty('transcript');
    transcript = [question, cut, note];
    put({ id: 'b', state: 'ended', endReason: 'agent-ended' });
    expect(told.at(-1)?.data.transcript).toEqual([
      { speaker: 'caller', startMs: 1_200, text: 'When do you open?' },
      { speaker: 'agent', startMs: 3_000, text: 'At nine' },
    ]);
  });

  it('announces that a recording is ready while its call is in the list', () => {
    const recording = {
      path: 'recordings/a.wav',
      startMs: 0,
      durationMs: 5_000,
      bytes: 320_044,
    };
    put({});
    events.recordingReady('call-1', recording);
    expect(told.at(-1)).toMatchObject({
      type: 'recording.ready',
      data: { call: { id: 'call-1' }, recording: { durationMs: 5_000, bytes: 320_044 } },
    });
    // The path begins with the day and has the id of the call; it means nothing elsewhere.
    expect(JSON.stringify(told.at(-1))).not.toContain('a.wav');
    events.apply({ type: 'callRemoved', callId: 'call-1' });
    const before = told.length;
    events.recordingReady('call-1', recording);
    expect(told).toHaveLength(before);
  });

  it('has the form of Standard Webhooks, and until 0.2 the fields of earlier builds', () => {
    put({ alerts: [alert()] });
    const [, announced] = told.filter(({ type }) => type !== 'call.answered');
    expect(announced?.timestamp).toBe(new Date(5).toISOString());
    expect(announced?.data).toMatchObject({ call: announced?.call, notice: announced?.notice });
  });

  describe('of a call that gets a summary', () => {
    const ended = { state: 'ended', endReason: 'caller-hung-up', endedAt: 50 } as const;
    const call = recordedCallWith({ id: 'call-1' });

    it('waits with the end for the summary, 20 s at most', () => {
      expectsSummary = true;
      put({});
      put(ended);
      expect(types().at(-1)).toBe('call.ended');
      expect(waits).toEqual([0, 0, 77 + 20_000]);
    });

    it('completes the end by the outcome, and by the summary only where that is wanted', () => {
      expectsSummary = true;
      put(ended);
      events.summaryEnded({ call, summary: aSummary() });
      const [[event, late] = []] = completed;
      expect(event).toMatchObject({
        id: told.at(-1)?.id,
        type: 'call.ended',
        data: { outcome: 'refund' },
      });
      expect(late).toMatchObject({ type: 'call.summarized', data: { outcome: 'refund' } });
      expect(event?.data.summary).toBeUndefined();
      includeSummary = true;
      events.summaryEnded({ call, summary: aSummary() });
      expect(told.at(-1)).toMatchObject({
        type: 'call.summarized',
        data: {
          outcome: 'refund',
          summary: {
            text: 'The caller wants their money back.',
            followUps: ['Pay the money back.'],
            fields: {},
          },
        },
      });
    });

    it('lets the end go as it is when the summary is given up', () => {
      expectsSummary = true;
      put(ended);
      const reason = phrase('summary.no-talk');
      events.summaryEnded({ call, summary: { state: 'failed', at: 1, reason } });
      expect(completed).toEqual([[told.at(-1), null]]);
    });

    it('announces a summary of a call that this run does not know', () => {
      events.summaryEnded({ call, summary: aSummary() });
      expect(told).toMatchObject([
        {
          type: 'call.summarized',
          data: { call: { id: 'call-1', profileName: 'Default', durationMs: 60_000 } },
        },
      ]);
      expect(JSON.stringify(told)).not.toContain('+12025550100');
    });

    it('says nothing of one that is given up and for which nothing waits', () => {
      const reason = phrase('summary.no-talk');
      events.summaryEnded({ call, summary: { state: 'failed', at: 1, reason } });
      expect([told, completed]).toEqual([[], []]);
    });
  });
});
