import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { COMMAND_FIELDS } from '#main/rules/commandSchemas';
import { cordboardError } from '#main/util/errors';
import { done, fail } from '#main/util/result';
import { CALL_STATES, type CallState } from '#model/call';
import type { CallCommand } from '#model/commands';
import { LIVE } from '#model/headset';
import { phrase } from '#model/phrases/phrase';
import { refusalOf } from '#model/possible';
import { FakeLeg } from '#support/call/fakes';
import { SessionBench } from '#support/call/sessionBench';
import { saying } from '#support/phrases';

/** One of each kind, with the states of a plain call in which it is possible. */
const COMMANDS: readonly (readonly [CallCommand, readonly CallState[]])[] = [
  [{ kind: 'answer' }, ['ringing']],
  [{ kind: 'decline' }, ['ringing']],
  [{ kind: 'end' }, ['dialing', 'ringing', 'answering', 'connecting', 'live', 'held']],
  [{ kind: 'changeVoice', voice: 'Puck' }, ['live', 'held']],
  [{ kind: 'changeModel', model: 'gemini-3.8-live-extended-thinking' }, ['live', 'held']],
  [{ kind: 'repromptAgent' }, ['live']],
  [{ kind: 'reconnectAgent' }, ['live', 'held']],
  [{ kind: 'hold' }, ['live']],
  [{ kind: 'resume' }, ['held']],
  [{ kind: 'muteCaller', on: true }, ['live', 'held']],
  [{ kind: 'muteAgent', on: true }, ['live', 'held']],
  [{ kind: 'pauseAgent', on: true }, ['live', 'held']],
  [{ kind: 'cutAgent' }, []],
  [{ kind: 'holdSentence' }, []],
  [{ kind: 'releaseSentence' }, []],
  [{ kind: 'say', text: 'Hello.' }, ['live']],
  [{ kind: 'whisper', text: 'Offer a refund.' }, ['live', 'held']],
  [{ kind: 'changeInstruction', text: 'Be brief.' }, ['live', 'held']],
  [{ kind: 'setBargeIn', mode: 'off' }, ['connecting', 'live', 'held']],
  [{ kind: 'sendDtmf', digits: '1' }, ['live', 'held']],
  [{ kind: 'transfer', target: '2002' }, ['live', 'held']],
  [{ kind: 'consult', target: '2002' }, ['live', 'held']],
  [{ kind: 'completeTransfer' }, []],
  [{ kind: 'cancelTransfer' }, []],
  [{ kind: 'takeOver' }, ['live']],
  [{ kind: 'handBack' }, []],
  [{ kind: 'answerQuestion', questionId: 'q', text: 'Yes.' }, []],
  [{ kind: 'approveTool', questionId: 'q', args: null }, []],
  [{ kind: 'rejectTool', questionId: 'q', reason: '' }, []],
  [{ kind: 'acknowledgeAlert', alertId: 'media@1' }, []],
  [{ kind: 'startRecording' }, ['live', 'held']],
  [{ kind: 'stopRecording' }, []],
  [{ kind: 'pauseRecording' }, []],
  [{ kind: 'resumeRecording' }, []],
];

/** A call that stays in this state. */
async function callIn(state: CallState): Promise<SessionBench> {
  const outbound = state === 'dialing';
  const leg = new FakeLeg('call-1', outbound ? { direction: 'outbound' } : {});
  const bench = new SessionBench({ autoAnswer: state !== 'ringing' }, leg);
  if (state === 'answering' || state === 'connecting') {
    bench.agent.startWait = new Promise(() => undefined);
  }
  if (outbound) {
    await bench.session.place(leg);
  } else {
    bench.session.begin();
  }
  await vi.advanceTimersByTimeAsync(state === 'connecting' ? 3_000 : 0);
  if (state === 'held') {
    await bench.session.command({ kind: 'hold' });
  }
  if (state === 'ended') {
    await bench.session.command({ kind: 'end' });
  }
  expect(bench.call.state).toBe(state);
  return bench;
}

describe('a supervisor’s command', () => {
  let bench: SessionBench;

  beforeEach(() => {
    vi.useFakeTimers();
  });

  afterEach(async () => {
    await bench.session.shutDown('hangup');
    vi.useRealTimers();
  });

  it.each(['ringing', 'connecting'] as const)(
    'to listen is refused while the call is %s',
    async (state) => {
      bench = await callIn(state);
      const nothing = (): void => undefined;
      const opened = bench.session.openHeadset(LIVE, { onFrame: nothing, onClose: nothing });
      expect(opened).toMatchObject({
        ok: false,
        error: { kind: 'invalid-state', phrase: refusalOf('listen', bench.call) },
      });
    },
  );

  it('of every kind is in the table below', async () => {
    bench = await callIn('live');
    expect(COMMANDS.map(([{ kind }]) => kind)).toEqual(Object.keys(COMMAND_FIELDS));
  });

  const cases = COMMANDS.flatMap(([command, possible]) =>
    CALL_STATES.map((state) => ({
      command,
      state,
      kind: command.kind,
      outcome: possible.includes(state) ? ('taken' as const) : ('refused' as const),
    })),
  );

  it.each(cases)(
    '$kind is $outcome while the call is $state',
    async ({ command, state, outcome }) => {
      bench = await callIn(state);
      const before = bench.leg.told.length;
      // Where answers are possible, there is nothing to answer here, and no alert.
      const what = command.kind === 'acknowledgeAlert' ? 'alert' : 'question';
      const refusal = refusalOf(command.kind, bench.call) ?? phrase(`refused.no-such-${what}`);
      const result = await bench.session.command(command);
      if (outcome === 'taken') {
        expect(result).toMatchObject({ ok: true });
      } else {
        expect(result).toMatchObject({ ok: false, error: { kind: 'invalid-state' } });
        expect(result.ok ? null : result.error.phrase).toEqual(refusal);
        expect(bench.leg.told).toHaveLength(before);
      }
    },
  );

  it('hold plays music and resume ends it', async () => {
    bench = await callIn('live');
    await bench.session.command({ kind: 'hold' });
    expect(bench.call).toMatchObject({ state: 'held', heldBy: 'supervisor' });
    await bench.session.command({ kind: 'resume' });
    expect(bench.call).toMatchObject({ state: 'live', heldBy: null });
    expect(bench.leg.told.slice(-2)).toEqual(['music on', 'music off']);
  });

  it('hold changes nothing when Asterisk refuses the music', async () => {
    bench = await callIn('live');
    bench.leg.operationResult = fail(cordboardError('refused', saying('No.')));
    expect(await bench.session.command({ kind: 'hold' })).toEqual(bench.leg.operationResult);
    expect(bench.call).toMatchObject({ state: 'live', heldBy: null });
  });

  it('resume changes nothing when Asterisk refuses to end the music, and can be tried again', async () => {
    bench = await callIn('held');
    bench.leg.operationResult = fail(cordboardError('refused', saying('No.')));
    expect(await bench.session.command({ kind: 'resume' })).toEqual(bench.leg.operationResult);
    expect(bench.call).toMatchObject({ state: 'held', heldBy: 'supervisor' });
    bench.leg.operationResult = done;
    expect(await bench.session.command({ kind: 'resume' })).toMatchObject({ ok: true });
    expect(bench.call).toMatchObject({ state: 'live', heldBy: null });
    expect(bench.leg.told.at(-1)).toBe('music off');
  });

  it('resume does not end the hold of the caller', async () => {
    bench = await callIn('live');
    bench.leg.handlers?.onHold(true);
    expect(await bench.session.command({ kind: 'resume' })).toMatchObject({
      error: { message: 'The caller holds the line.' },
    });
    await bench.session.command({ kind: 'hold' });
    bench.leg.handlers?.onHold(false);
    expect(bench.call).toMatchObject({ state: 'held', heldBy: 'supervisor' });
    await bench.session.command({ kind: 'resume' });
    expect(bench.call).toMatchObject({ state: 'live', heldBy: null });
  });

  it('shows in the call what it changed', async () => {
    bench = await callIn('live');
    await bench.session.command({ kind: 'muteCaller', on: true });
    await bench.session.command({ kind: 'muteAgent', on: true });
    await bench.session.command({ kind: 'pauseAgent', on: true });
    await bench.session.command({ kind: 'setBargeIn', mode: 'confirm' });
    await bench.session.command({ kind: 'startRecording' });
    await bench.session.command({ kind: 'pauseRecording' });
    expect(bench.call).toMatchObject({
      callerMuted: true,
      agentMuted: true,
      agentPaused: true,
      bargeIn: 'confirm',
      recording: 'paused',
    });
    await bench.session.command({ kind: 'resumeRecording' });
    expect(bench.call.recording).toBe('on');
    await bench.session.command({ kind: 'stopRecording' });
    expect(bench.call.recording).toBe('off');
    expect(bench.recording).toEqual(['start', 'pause', 'resume', 'close']);
  });

  it('take-over gives the supervisor the floor, hand-back the agent; what the agent should say is refused meanwhile', async () => {
    bench = await callIn('live');
    await bench.session.command({ kind: 'takeOver' });
    expect(bench.call.floor).toBe('supervisor');
    expect(await bench.session.command({ kind: 'say', text: 'Hello.' })).toMatchObject({
      error: { message: 'The call is taken over. Hand it back first.' },
    });
    await bench.session.command({ kind: 'handBack' });
    expect(bench.call.floor).toBe('agent');
  });

  it('take-over keeps a call whose agent gives up; hand-back then sends the caller to the fallback', async () => {
    const error = cordboardError('auth', saying('Gemini refused the credentials.'));
    bench = await callIn('live');
    const { agent } = bench;
    await bench.session.command({ kind: 'takeOver' });
    agent.handlers.onLink('failed', error);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(bench.call).toMatchObject({ state: 'live', agentLink: 'failed' });
    expect(bench.call.notices).toMatchObject([{ kind: 'agent-link', severity: 'danger' }]);
    await bench.session.command({ kind: 'handBack' });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(bench.call).toMatchObject({ state: 'ended', endReason: 'agent-unavailable' });
    expect(bench.leg.told).toContain('sendToFallback');
  });

  it('hold keeps a call whose agent gives up, until the caller is taken back', async () => {
    bench = await callIn('live');
    await bench.session.command({ kind: 'hold' });
    bench.agent.handlers.onLink('failed', null);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(bench.call.state).toBe('held');
    await bench.session.command({ kind: 'resume' });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(bench.call.endReason).toBe('agent-unavailable');
  });

  it('end with a goodbye hangs up only once the caller has heard it', async () => {
    bench = await callIn('live');
    bench.agent.told.length = 0;
    expect(await bench.session.command({ kind: 'end', goodbye: true }, 'window:ann')).toEqual(done);
    expect(bench.agent.told.join()).toContain('say goodbye');
    expect(bench.call.notices).toMatchObject([{ kind: 'goodbye', severity: 'info' }]);
    await vi.advanceTimersByTimeAsync(2_000);
    bench.agent.speak(3_000);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(bench.call.state).toBe('live');
    await vi.advanceTimersByTimeAsync(12_000);
    expect(bench.call).toMatchObject({ endReason: 'supervisor-hung-up', notices: [] });
  });

  it('end ends a call at once whose agent says goodbye, and one whose agent cannot be heard', async () => {
    bench = await callIn('live');
    await bench.session.command({ kind: 'end', goodbye: true });
    await bench.session.command({ kind: 'end', goodbye: true });
    expect(bench.call.endReason).toBe('supervisor-hung-up');
    bench = await callIn('held');
    await bench.session.command({ kind: 'end', goodbye: true });
    expect(bench.call.endReason).toBe('supervisor-hung-up');
  });

  it('end with a goodbye leaves the call to who takes it over meanwhile', async () => {
    bench = await callIn('live');
    await bench.session.command({ kind: 'end', goodbye: true });
    await bench.session.command({ kind: 'takeOver' });
    await vi.advanceTimersByTimeAsync(13_000);
    expect(bench.call.state).toBe('live');
    expect(bench.call.notices.map(({ kind }) => kind)).not.toContain('goodbye');
  });

  it('transfer finds the extension of a target of the profile, ends the music and the call', async () => {
    bench = await callIn('live');
    bench.settings = {
      ...bench.settings,
      transferTargets: [{ name: 'sales', description: 'prices', extension: '2003' }],
    };
    await bench.session.command({ kind: 'hold' });
    await bench.session.command({ kind: 'transfer', target: 'sales' });
    expect(bench.leg.told.slice(-4)).toEqual(['music on', 'music off', 'transfer 2003', 'release']);
    expect(bench.call).toMatchObject({ state: 'ended', endReason: 'transferred' });
  });

  it('transfer that Asterisk refuses leaves the caller on hold with music', async () => {
    bench = await callIn('held');
    bench.leg.transfer = () => Promise.resolve(fail(cordboardError('refused', saying('No.'))));
    expect(await bench.session.command({ kind: 'transfer', target: '2003' })).toMatchObject({
      ok: false,
    });
    expect(bench.call).toMatchObject({ state: 'held', heldBy: 'supervisor' });
    expect(bench.leg.told.slice(-2)).toEqual(['music off', 'music on']);
  });
});
