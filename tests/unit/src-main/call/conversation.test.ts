import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CallSettings } from '../../../../src-main/call/callSession';
import { CallSession } from '../../../../src-main/call/callSession';
import { EnergyVad } from '../../../../src-main/media/energyVad';
import type { Call } from '../../../../src-main/model/call';
import type { Turn } from '../../../../src-main/model/transcript';
import { silentLog } from '../../../../src-main/observability/log';
import { cordboardError } from '../../../../src-main/util/errors';
import { fail, ok } from '../../../../src-main/util/result';
import { FakeAgent, FakeLeg } from '../../../support/call/fakes';

const LOUD = 3_000;

describe('the talk of a call', () => {
  let leg: FakeLeg;
  let agent: FakeAgent;
  let session: CallSession;
  let settings: CallSettings;
  let call: Call;
  let turns: Turn[];

  beforeEach(() => {
    vi.useFakeTimers();
    leg = new FakeLeg();
    turns = [];
    settings = {
      voice: 'Puck',
      systemInstruction: 'Be kind.',
      autoAnswer: true,
      interruptible: true,
      maxCallMs: 60_000,
      record: false,
      speaksFirst: false,
      logTimes: false,
    };
    session = new CallSession({
      leg,
      meterId: 1,
      agents: { create: (options) => (agent = new FakeAgent(options)) },
      createVad: (handlers) =>
        new EnergyVad(
          () => ({ threshold: 300, speechSeconds: 0.1, silenceSeconds: 0.5 }),
          handlers,
        ),
      settings: () => settings,
      estimateCost: () => 0,
      startRecording: () =>
        Promise.resolve(ok({ tap: () => undefined, close: () => Promise.resolve() })),
      onCall: (changed) => {
        call = changed;
      },
      onTurn: (_callId, turn) => {
        turns[turn.id] = turn;
      },
      onAgentLink: () => undefined,
      onReleased: () => undefined,
      log: silentLog,
    });
  });

  afterEach(async () => {
    await session.shutDown('hangup');
    vi.useRealTimers();
  });

  const advance = (ms: number): void => {
    vi.advanceTimersByTime(ms);
  };
  const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);
  const transport = (): FakeLeg['transports'][number] => {
    const last = leg.transports.at(-1);
    if (last === undefined) {
      throw new Error('no media yet');
    }
    return last;
  };
  const goLive = async (): Promise<void> => {
    session.begin();
    await settle();
    expect(call.state).toBe('live');
  };

  it('changes the voice once the agent has finished', async () => {
    await goLive();
    agent.speak(400);
    expect(session.changeVoice('Kore').ok).toBe(true);
    expect(call.pendingVoice).toBe('Kore');
    agent.handlers.onGenerationComplete();
    await vi.advanceTimersByTimeAsync(600);
    expect(agent.told).not.toContain('voice Kore');
    agent.handlers.onTurnComplete();
    await settle();
    expect(call).toMatchObject({ voice: 'Kore', pendingVoice: null });
    expect(turns.at(-1)).toMatchObject({ speaker: 'system', text: 'Voice changed to Kore' });
  });

  it('says so and goes on when the voice could not be changed', async () => {
    await goLive();
    agent.changeResult = fail(cordboardError('refused', 'The service refused.'));
    session.changeVoice('Kore');
    await settle();
    expect(call).toMatchObject({ state: 'live', voice: 'Puck', pendingVoice: null });
    expect(call.notices[0]?.kind).toBe('voice-change');
  });

  it('changes the voice only after the caller was answered', async () => {
    await goLive();
    transport().hear(600, LOUD, advance);
    session.changeVoice('Kore');
    transport().hear(800, 0, advance);
    await settle();
    expect(call.agentState).toBe('thinking');
    expect(agent.told).not.toContain('voice Kore');
    expect(agent.options.unansweredMs?.()).toBeGreaterThan(1_300);
    agent.speak(200);
    agent.handlers.onGenerationComplete();
    agent.handlers.onTurnComplete();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(call.voice).toBe('Kore');
    expect(agent.options.unansweredMs?.()).toBeNull();
  });

  it('keeps a wish for a voice until the agent is connected again', async () => {
    await goLive();
    agent.handlers.onLink('resuming', null);
    session.changeVoice('Kore');
    await vi.advanceTimersByTimeAsync(9_000);
    expect(agent.told).not.toContain('voice Kore');
    agent.handlers.onLink('ready', null);
    expect(agent.told).not.toContain('voice Kore');
    await settle();
    expect(call.voice).toBe('Kore');
  });

  it('says that the agent does not answer, until somebody speaks', async () => {
    await goLive();
    transport().hear(600, LOUD, advance);
    transport().hear(800, 0, advance);
    advance(8_000);
    expect(call.notices).toMatchObject([
      { severity: 'warn', message: 'The AI has not answered for 8 s.' },
    ]);
    expect(call.agentState).toBe('listening');
    transport().hear(200, LOUD, advance);
    expect(call.notices).toEqual([]);
  });

  it('has the agent greet the caller once when both are there', async () => {
    settings = { ...settings, speaksFirst: true };
    await goLive();
    agent.handlers.onLink('resuming', null);
    agent.handlers.onLink('ready', null);
    transport().handlers?.onClose({ by: 'remote', code: 1006 });
    await settle();
    const texts = agent.told.filter((line) => line.startsWith('text '));
    expect(texts).toEqual([expect.stringMatching(/Greet the caller/)]);
  });

  it('lets the agent wait for the caller where it is set so', async () => {
    await goLive();
    expect(agent.told).toEqual(['start']);
  });

  it('tells the agent at each connection whether it may be interrupted', () => {
    expect(agent.options.allowInterruption).toBe(true);
    settings = { ...settings, interruptible: false };
    expect(agent.options.allowInterruption).toBe(false);
  });

  it('shows that a key was pressed, not which one', async () => {
    await goLive();
    leg.handlers?.onDtmf('7');
    expect(turns.at(-1)).toMatchObject({ speaker: 'system', text: 'Caller pressed a key' });
  });

  it('gives text of the caller that comes after the answer began to his turn', async () => {
    await goLive();
    transport().hear(600, LOUD, advance);
    agent.handlers.onCallerText('Where is');
    transport().hear(800, 0, advance);
    agent.speak(200);
    agent.handlers.onCallerText(' my parcel?');
    expect(turns.map((turn) => turn.text)).toEqual(['Where is my parcel?', '']);
  });

  it('cuts the answer that is heard when the next one has come already', async () => {
    await goLive();
    agent.handlers.onAgentText('One two three four five six');
    agent.speak(2_000);
    agent.handlers.onGenerationComplete();
    agent.handlers.onTurnComplete();
    agent.speak(2_000);
    agent.handlers.onAgentText('Another answer');
    transport().hear(400, 0, advance);
    transport().hear(140, LOUD, advance);
    expect(turns.map((turn) => turn.status)).toEqual(['truncated', 'truncated']);
    expect(turns[0]?.heardChars).toBeGreaterThan(0);
    expect(turns[1]?.heardChars).toBe(0);
  });
});
