import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CallSettings } from '#main/call/callSettings';
import { cordboardError } from '#main/util/errors';
import { done, fail } from '#main/util/result';
import { EMPTY_METRICS } from '#model/metrics';
import { phrase } from '#model/phrases/phrase';
import { USUAL_ATTENTION } from '#support/call/attention';
import { FakeTransport, SPOKEN } from '#support/call/fakes';
import { TalkBench } from '#support/call/talkBench';
import { someFacts } from '#support/callFacts';
import { turnWith } from '#support/calls';
import { saying } from '#support/phrases';

const GREETING = 'Greet the caller.';

describe('the talk of a call', () => {
  let bench: TalkBench;

  beforeEach(() => {
    vi.useFakeTimers();
  });

  afterEach(() => {
    bench.talk.end();
    bench.talk.close();
    vi.useRealTimers();
  });

  const open = async (settings: Partial<CallSettings> = {}): Promise<void> => {
    bench = new TalkBench((ms) => vi.advanceTimersByTime(ms), settings);
    await bench.begin();
  };
  const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);

  it('changes the voice once the agent has finished', async () => {
    await open();
    bench.agent.speak(400);
    bench.talk.changeVoice('Kore');
    expect(bench.call.pendingVoice).toBe('Kore');
    bench.agent.handlers.onGenerationComplete();
    await vi.advanceTimersByTimeAsync(600);
    expect(bench.agent.told).not.toContain('voice Kore');
    bench.agent.handlers.onTurnComplete(SPOKEN);
    await settle();
    expect(bench.call).toMatchObject({ voice: 'Kore', pendingVoice: null });
    expect(bench.turns.at(-1)).toMatchObject({
      speaker: 'system',
      text: 'Voice changed to Kore',
    });
  });

  it('says so and goes on when the voice could not be changed', async () => {
    await open();
    bench.agent.changeResult = fail(cordboardError('refused', saying('The service refused.')));
    bench.talk.changeVoice('Kore');
    await settle();
    expect(bench.call).toMatchObject({ voice: 'Puck', pendingVoice: null });
    expect(bench.call.notices[0]?.kind).toBe('voice-change');
  });

  it('changes the model in the same way, and after a voice that is being changed', async () => {
    await open({ model: 'gemini-3.8-live' });
    bench.talk.changeVoice('Kore');
    bench.talk.changeModel('gemini-3.1-flash-live-preview');
    expect(bench.call.pendingModel).toBe('gemini-3.1-flash-live-preview');
    await settle();
    expect(bench.agent.told.slice(-2)).toEqual([
      'voice Kore',
      'model gemini-3.1-flash-live-preview',
    ]);
    expect(bench.call).toMatchObject({
      model: 'gemini-3.1-flash-live-preview',
      pendingModel: null,
    });
    expect(bench.turns.at(-1)?.text).toBe('Model changed to gemini-3.1-flash-live-preview');
  });

  it('changes the model only when the voice is changed, however long that waits for a session', async () => {
    await open({ model: 'gemini-3.8-live' });
    let change: () => void = () => undefined;
    const changeVoice = bench.agent.changeVoice.bind(bench.agent);
    bench.agent.changeVoice = async (voice) => {
      await new Promise<void>((resolve) => {
        change = resolve;
      });
      return await changeVoice(voice);
    };
    bench.talk.changeVoice('Kore');
    bench.talk.changeModel('gemini-3.1-flash-live-preview');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(bench.agent.told).not.toContain('model gemini-3.1-flash-live-preview');
    expect(bench.call).toMatchObject({ voice: 'Puck', notices: [] });
    change();
    await settle();
    expect(bench.call).toMatchObject({ voice: 'Kore', model: 'gemini-3.1-flash-live-preview' });
  });

  it('says so and goes on when the model could not be changed', async () => {
    await open();
    const { model } = bench.call;
    bench.agent.changeResult = fail(cordboardError('refused', saying('The service refused.')));
    bench.talk.changeModel('gemini-3.1-flash-live-preview');
    await settle();
    expect(bench.call).toMatchObject({ model, pendingModel: null });
    expect(bench.call.notices[0]?.kind).toBe('model-change');
  });

  it('makes the agent say it again, and replaces its connection, when it is asked to', async () => {
    await open();
    bench.agent.speak(400);
    bench.talk.reprompt();
    await settle();
    expect(bench.agent.told.at(-1)).toContain('Say it again in a few words');
    bench.talk.reconnectAgent();
    expect(bench.agent.told.at(-1)).toBe('reconnect asked');
  });

  it('changes the voice only after the caller was answered', async () => {
    await open();
    bench.callerSays(600);
    bench.talk.changeVoice('Kore');
    bench.callerListens(800);
    await settle();
    expect(bench.call.agentState).toBe('thinking');
    expect(bench.agent.told).not.toContain('voice Kore');
    expect(bench.agent.options.unansweredMs?.()).toBeGreaterThan(1_300);
    bench.agentSays(200);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(bench.call.voice).toBe('Kore');
    expect(bench.agent.options.unansweredMs?.()).toBeNull();
  });

  it('keeps a wish for a voice until the agent is connected again', async () => {
    await open();
    bench.agent.handlers.onLink('resuming', null);
    bench.talk.changeVoice('Kore');
    await vi.advanceTimersByTimeAsync(9_000);
    expect(bench.agent.told).not.toContain('voice Kore');
    bench.agent.handlers.onLink('ready', null);
    expect(bench.agent.told).not.toContain('voice Kore');
    await settle();
    expect(bench.call.voice).toBe('Kore');
  });

  it('notes that a new instruction waits for the agent to be connected again', async () => {
    await open();
    expect(await bench.talk.changeInstruction('Be brief.')).toEqual(done);
    expect(bench.turns).toEqual([]);
    bench.agent.handlers.onLink('resuming', null);
    expect(await bench.talk.changeInstruction('Be brief.')).toEqual(done);
    expect(bench.turns.map(({ note }) => note?.code)).toEqual(['note.instruction-later']);
  });

  it('tells the instruction in force with the facts in its places', async () => {
    await open({ systemInstruction: 'You speak with {caller.number}.' });
    expect(bench.talk.instruction).toEqual({
      text: `You speak with ${bench.call.callerNumber}.`,
      changed: false,
    });
  });

  it('makes the agent greet the caller once when both are connected', async () => {
    await open({ greeting: GREETING });
    bench.agentSays(400);
    bench.agent.handlers.onLink('resuming', null);
    bench.agent.handlers.onLink('ready', null);
    bench.talk.attach(new FakeTransport());
    expect(bench.toldAgent()).toEqual([]);
  });

  it('asks for the greeting again when the connection was lost before a word of it', async () => {
    bench = new TalkBench((ms) => vi.advanceTimersByTime(ms), { greeting: GREETING });
    await bench.talk.startAgent();
    bench.talk.attach(bench.transport);
    bench.agent.handlers.onLink('switching-voice', null);
    bench.agent.handlers.onLink('ready', null);
    expect(bench.toldAgent()).toEqual(['start', `text ${GREETING}`, `text ${GREETING}`]);
    bench.agentSays(400);
    bench.agent.handlers.onLink('resuming', null);
    bench.agent.handlers.onLink('ready', null);
    expect(bench.toldAgent()).toEqual([]);
  });

  it('fills the greeting with what is known when it is said', async () => {
    bench = new TalkBench((ms) => vi.advanceTimersByTime(ms), {
      greeting: 'Hello {caller.name}, it is {time}.',
    });
    await bench.talk.startAgent();
    bench.talk.attach(bench.transport);
    expect(bench.toldAgent()).toEqual(['start', 'text Hello Ana, it is 14:05.']);
  });

  it('gives each instruction the facts of the moment', async () => {
    let name = 'Ana';
    const facts = () => someFacts({ caller: { number: '2001', name } });
    const knowledge = { forAgent: facts, forTools: () => someFacts() };
    bench = new TalkBench((ms) => vi.advanceTimersByTime(ms), {}, { knowledge });
    await bench.begin();
    const { withFacts } = bench.agent.options;
    expect(withFacts?.('Greet {caller.name}.')).toContain('Greet Ana.');
    name = 'Ben';
    expect(withFacts?.('Greet {caller.name}.')).toMatch(/Greet Ben\.[^]*Ben, number 2001/);
  });

  it('lets the agent wait for the caller if the settings say so', async () => {
    await open();
    expect(bench.toldAgent()).toEqual([]);
  });

  it('goes on with the talk from before a restart: no greeting, its turns first, times and numbers go on', async () => {
    const before = [
      turnWith({ text: 'Where is my parcel?', startMs: 1_000, endMs: 2_500 }),
      turnWith({
        id: 1,
        speaker: 'agent',
        status: 'partial',
        text: 'It will',
        startMs: 3_000,
        endMs: null,
      }),
    ];
    bench = new TalkBench((ms) => vi.advanceTimersByTime(ms), { greeting: GREETING }, { before });
    await bench.begin();
    bench.talk.note(phrase('note.restarted'));
    expect(bench.toldAgent()).toEqual([]);
    expect(bench.turns.map(({ id, status }) => [id, status])).toEqual([
      [0, 'final'],
      [1, 'final'],
      [2, 'final'],
    ]);
    expect(bench.turns[2]?.startMs).toBeGreaterThanOrEqual(3_000);
    expect(bench.agent.options.history()).toEqual([
      { role: 'user', text: 'Where is my parcel?' },
      { role: 'model', text: 'It will' },
    ]);
  });

  it('tells the agent at each connection whether it may be interrupted', async () => {
    await open();
    expect(bench.agent.options.allowInterruption).toBe(true);
    bench.talk.setBargeIn('off');
    expect(bench.agent.options.allowInterruption).toBe(false);
  });

  it('adds text of the caller that comes after the answer began to their turn', async () => {
    await open();
    bench.callerSays(600);
    bench.agent.handlers.onCallerText('Where is');
    bench.callerListens(800);
    bench.agent.speak(200);
    bench.agent.handlers.onCallerText(' my parcel?');
    expect(bench.turns.map((turn) => turn.text)).toEqual(['Where is my parcel?', '']);
  });

  it('cuts the audible answer when the next one has already come', async () => {
    await open();
    bench.agent.handlers.onAgentText('One two three four five six');
    bench.agentSays(2_000);
    bench.agent.speak(2_000);
    bench.agent.handlers.onAgentText('Another answer');
    bench.callerListens(400);
    bench.callerSays(140);
    expect(bench.turns.map((turn) => turn.status)).toEqual(['truncated', 'truncated']);
    expect(bench.turns[0]?.heardChars).toBeGreaterThan(0);
    expect(bench.turns[1]?.heardChars).toBe(0);
  });

  it('marks the caller’s turns for an agent with local endpointing', async () => {
    await open({ endpointing: 'local' });
    bench.callerSays(600);
    bench.callerListens(600);
    const [starts, ends] = bench.toldAgent();
    expect(starts).toMatch(/^speech starts 1\d\d$/);
    expect(ends).toBe('speech ends');
  });

  it('prices what it uses by the model of the call, not by that of the settings', async () => {
    const priced: string[] = [];
    bench = new TalkBench(
      (ms) => vi.advanceTimersByTime(ms),
      { model: 'gemini-2.5-flash-native-audio' },
      {
        attention: USUAL_ATTENTION,
        estimateCost: (_usage, model) => {
          priced.push(model);
          return 0.5;
        },
      },
    );
    await bench.begin();
    bench.agent.handlers.onUsage(EMPTY_METRICS.tokens);
    expect(priced).toEqual(['gemini-2.5-flash-native-audio']);
    expect(bench.talk.metrics.costEstimateUsd).toBe(0.5);
  });

  it('stops listening once it is over, though the line is still connected', async () => {
    await open({ bargeIn: 'confirm' });
    bench.agentSays(4_000);
    bench.callerListens(500);
    bench.talk.end();
    const over = bench.call;
    bench.callerSays(400);
    bench.talk.close();
    expect(vi.getTimerCount()).toBe(0);
    expect(bench.call).toBe(over);
  });
});
