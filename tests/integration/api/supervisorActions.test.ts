import { afterEach, describe, expect, it } from 'vitest';
import { cordboardError } from '#main/util/errors';
import { fail } from '#main/util/result';
import { ApiBench } from '#support/api/apiBench';
import { callWith } from '#support/calls';
import { saying } from '#support/phrases';
import { anApproval, aQuestion } from '#support/questions';

const cleanUp: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(cleanUp.splice(0).map((close) => close()));
});

async function start(): Promise<ApiBench> {
  const bench = await ApiBench.start();
  cleanUp.push(() => bench.stop());
  return bench;
}

/** Path, body, the command it stands for, and what the audit keeps of it. */
const ROUTES = [
  ['answer', undefined, { kind: 'answer' }, {}],
  ['decline', undefined, { kind: 'decline' }, {}],
  ['hangup', undefined, { kind: 'end' }, {}],
  ['hangup', { goodbye: true }, { kind: 'end', goodbye: true }, { goodbye: true }],
  ['voice', { voice: 'Kore' }, { kind: 'changeVoice', voice: 'Kore' }, { voice: 'Kore' }],
  [
    'model',
    { model: 'gemini-3.8-live-extended-thinking' },
    { kind: 'changeModel', model: 'gemini-3.8-live-extended-thinking' },
    { model: 'gemini-3.8-live-extended-thinking' },
  ],
  ['reprompt', undefined, { kind: 'repromptAgent' }, {}],
  ['reconnect-agent', undefined, { kind: 'reconnectAgent' }, {}],
  ['hold', undefined, { kind: 'hold' }, {}],
  ['resume', undefined, { kind: 'resume' }, {}],
  ['mute-caller', { on: true }, { kind: 'muteCaller', on: true }, { on: true }],
  ['mute-agent', { on: false }, { kind: 'muteAgent', on: false }, { on: false }],
  ['pause-agent', { on: true }, { kind: 'pauseAgent', on: true }, { on: true }],
  ['cut-agent', undefined, { kind: 'cutAgent' }, {}],
  ['sentence/hold', undefined, { kind: 'holdSentence' }, {}],
  ['sentence/release', undefined, { kind: 'releaseSentence' }, {}],
  ['say', { text: ' One moment. ' }, { kind: 'say', text: 'One moment.' }, { characters: 11 }],
  ['whisper', { text: 'Be brief.' }, { kind: 'whisper', text: 'Be brief.' }, { characters: 9 }],
  [
    'instruction',
    { text: 'You are brief.' },
    { kind: 'changeInstruction', text: 'You are brief.' },
    { characters: 14 },
  ],
  ['barge-in', { mode: 'confirm' }, { kind: 'setBargeIn', mode: 'confirm' }, { mode: 'confirm' }],
  ['dtmf', { digits: '12a#' }, { kind: 'sendDtmf', digits: '12A#' }, { keys: 4 }],
  ['transfer', { target: '204' }, { kind: 'transfer', target: '204' }, { target: '…4' }],
  [
    'consult',
    { target: '+12025550123' },
    { kind: 'consult', target: '+12025550123' },
    { target: '…123' },
  ],
  ['complete-transfer', undefined, { kind: 'completeTransfer' }, {}],
  ['cancel-transfer', undefined, { kind: 'cancelTransfer' }, {}],
  ['take-over', undefined, { kind: 'takeOver' }, {}],
  ['hand-back', undefined, { kind: 'handBack' }, {}],
  ['hand-back', {}, { kind: 'handBack' }, {}],
  [
    'hand-back',
    { brief: 'Refund agreed.', firstSentence: 'I am back.' },
    { kind: 'handBack', brief: 'Refund agreed.', firstSentence: 'I am back.' },
    { characters: 14, firstSentence: 10 },
  ],
  [
    'questions/answer',
    { questionId: 'q1', text: ' Yes. ' },
    { kind: 'answerQuestion', questionId: 'q1', text: 'Yes.' },
    { questionId: 'q1', characters: 4 },
  ],
  [
    'questions/approve',
    { questionId: 'q2' },
    { kind: 'approveTool', questionId: 'q2', args: null },
    { questionId: 'q2', changed: false },
  ],
  [
    'questions/approve',
    { questionId: 'q2', args: { day: 'Monday' } },
    { kind: 'approveTool', questionId: 'q2', args: { day: 'Monday' } },
    { questionId: 'q2', changed: true },
  ],
  [
    'questions/reject',
    { questionId: 'q2' },
    { kind: 'rejectTool', questionId: 'q2', reason: '' },
    { questionId: 'q2', characters: 0 },
  ],
  [
    'alerts/acknowledge',
    { alertId: 'nudge@17:Asks for a refund' },
    { kind: 'acknowledgeAlert', alertId: 'nudge@17:Asks for a refund' },
    { alert: 'nudge@17' },
  ],
  ['recording/start', undefined, { kind: 'startRecording' }, {}],
  ['recording/stop', undefined, { kind: 'stopRecording' }, {}],
  ['recording/pause', undefined, { kind: 'pauseRecording' }, {}],
  ['recording/resume', undefined, { kind: 'resumeRecording' }, {}],
] as const;

describe('the supervisor over HTTP', () => {
  it('reads what the agent will say, and what it will be told', async () => {
    const bench = await start();
    const read = { token: bench.tokens.read };
    const ask = (what: string) => bench.ask('GET', `/calls/call-1/${what}`, read);
    expect(await ask('ahead')).toMatchObject({ status: 200, body: { ahead: null } });
    const ahead = { turnId: 3, heardChars: 12, heardShare: 0.25, aheadMs: 4_200, goesOnInMs: null };
    bench.control.waiting = ahead;
    expect(await ask('ahead')).toMatchObject({ status: 200, body: { ahead } });
    expect(await ask('brief')).toMatchObject({ status: 200, body: { text: 'Caller: Well?' } });
    expect(await ask('instruction')).toMatchObject({
      status: 200,
      body: { text: 'You are Robin.', changed: false },
    });
  });

  it('has a route for every command, which carries it out and keeps words and numbers out of the audit', async () => {
    const bench = await start();
    for (const [path, body, command, params] of ROUTES) {
      const { status } = await bench.ask('POST', `/calls/call-1/${path}`, {
        token: bench.tokens.act,
        body,
      });
      expect([path, status]).toEqual([path, 204]);
      expect(bench.control.commands.at(-1)).toEqual(['call-1', command]);
      expect(bench.desk.audited.at(-1)).toEqual({
        actor: 'api:actor',
        action: `call.${command.kind}`,
        callId: 'call-1',
        params,
        result: 'ok',
      });
    }
  });

  it.each([
    ['say', { text: '   ' }, 'body.text'],
    ['say', { text: 'x'.repeat(4_001) }, 'body.text'],
    ['dtmf', { digits: '12x' }, 'must be 1 to 32 keys'],
    ['transfer', { target: '204@elsewhere' }, 'A number or extension is 1 to 40 of'],
    ['barge-in', { mode: 'sometimes' }, 'body.mode'],
    ['questions/answer', { questionId: 'q1', text: ' ' }, 'body.text'],
    ['questions/approve', { questionId: 'q1', args: ['Monday'] }, 'body.args'],
    ['mute-caller', {}, 'body.on'],
    ['mute-caller', { on: true, kind: 'takeOver' }, 'kind'],
  ])('refuses POST /calls/{id}/%s with %j and says why', async (path, body, why) => {
    const bench = await start();
    const answer = await bench.ask('POST', `/calls/call-1/${path}`, {
      token: bench.tokens.act,
      body,
    });
    expect(answer.status).toBe(400);
    expect(answer.body?.['detail']).toContain(why);
    expect(bench.control.commands).toEqual([]);
  });

  it('sees what the agent of a call asks, whole and in order', async () => {
    const bench = await start();
    const questions = [aQuestion(), anApproval()];
    bench.control.store.putCall(callWith({ id: 'call-1', questions }));
    const { body } = await bench.ask('GET', '/calls/call-1', { token: bench.tokens.read });
    expect(body).toMatchObject({ call: { questions } });
  });

  it('passes on why a command is not possible now', async () => {
    const bench = await start();
    bench.control.outcome = fail(cordboardError('invalid-state', saying('The call is over.')));
    const answer = await bench.ask('POST', '/calls/call-1/hold', { token: bench.tokens.act });
    expect([answer.status, answer.body?.['detail']]).toEqual([409, 'The call is over.']);
  });

  it('refuses a token that may only read', async () => {
    const bench = await start();
    const answer = await bench.ask('POST', '/calls/call-1/take-over', { token: bench.tokens.read });
    expect(answer.status).toBe(403);
    expect(bench.control.commands).toEqual([]);
  });

  it.each(['+12025550123', '\u202Dtel:+1 (202) 555\u20110123\u202C'])(
    'places a call, with the usual profile when none is named: %j',
    async (number) => {
      const bench = await start();
      const { status, body } = await bench.ask('POST', '/calls', {
        token: bench.tokens.act,
        body: { number },
      });
      expect([status, body]).toEqual([202, { id: 'placed-1' }]);
      expect(bench.control.placed).toEqual([{ number: '+12025550123', profileId: 'default' }]);
      expect(bench.history.entries).toMatchObject([
        { action: 'call.place', params: '{"number":"…123","profileId":"default"}' },
      ]);
    },
  );
});
