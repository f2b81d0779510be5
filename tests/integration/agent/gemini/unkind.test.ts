import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StandInGemini } from '#support/gemini/standInGemini';
import { type AgentUnderTest, ask, type MakeAgent, useStandIn } from './agentHarness';

const bench = useStandIn({ replyMs: 400, playbackFactor: 0.2 });
let gemini: StandInGemini;
let make: MakeAgent;

beforeEach(() => {
  ({ gemini, make } = bench());
});

afterEach(() => {
  expect(gemini.violations).toEqual([]);
});

async function started(
  options: Parameters<MakeAgent>[1] = {},
  overrides: Parameters<MakeAgent>[0] = {},
): Promise<AgentUnderTest> {
  const under = make(overrides, options);
  expect(await under.agent.start(under.heard)).toMatchObject({ ok: true });
  return under;
}

/** One question; resolves when its answer is complete and the handle has come. */
async function answered({ agent, heard }: AgentUnderTest): Promise<void> {
  const turns = heard.count('turnComplete');
  const handles = gemini.givenHandles;
  ask(agent);
  await gemini.waitFor(() => heard.count('turnComplete') > turns);
  await gemini.waitFor(() => gemini.givenHandles > handles);
}

const ANSWER_BYTES = 400 * 48;

describe('a model that thinks in the middle of an answer', () => {
  it('is not taken for one that has finished: an announced end waits for the answer', async () => {
    gemini.knobs.thinkingPauseMs = 400;
    const { agent, heard } = await started({}, { times: { stableMs: 0 } });
    ask(agent);
    await gemini.waitFor(() => heard.turns.length === 1);
    gemini.lastSession.goAway('50s', 50_000);
    await gemini.waitFor(() => heard.reconnects.length === 1);
    expect(heard.turns.map(({ end }) => end)).toEqual(['goes-on', 'complete']);
    expect(heard.turns.at(-1)?.audioBytes).toBe(2 * ANSWER_BYTES);
    expect(heard.agentText).toContain('answer number 1');
  });

  it('keeps its thoughts to itself', async () => {
    gemini.knobs.thoughts = true;
    const under = await started();
    await answered(under);
    expect(under.heard.turns).toMatchObject([{ end: 'complete', textParts: 0 }]);
    expect(under.heard.agentText).toBe('This is answer number 1 of the agent.');
  });
});

describe('words that come after their turn', () => {
  it('do not outdate the handle: the voice changes in the same session', async () => {
    gemini.knobs.lateTextMs = 60;
    const under = await started();
    await answered(under);
    await gemini.waitFor(() => under.heard.agentText.endsWith('agent.'));
    expect(await under.agent.changeVoice('Kore')).toEqual({ ok: true, value: 'resumed' });
    expect(gemini.lastSession.setup?.handle).toBe('handle-1-1');
  });

  it('take no audio from the next answer, even if the service calls it interrupted', async () => {
    gemini.knobs.lateTextMs = 20;
    const under = await started();
    await answered(under);
    await gemini.waitFor(() => under.heard.agentText.endsWith('agent.'));
    gemini.lastSession.send({ serverContent: { interrupted: true } });
    await answered(under);
    expect(under.heard.turns.at(-1)?.audioBytes).toBe(ANSWER_BYTES);
  });

  it('are the caller’s, though the answer has begun', async () => {
    gemini.knobs.callerTextDelayMs = 100;
    const under = await started();
    await answered(under);
    await gemini.waitFor(() => under.heard.callerText === 'This is question number 1.');
    expect(under.heard.events.indexOf('callerText')).toBeGreaterThan(
      under.heard.events.indexOf('audio'),
    );
  });
});

describe('a turn without sound', () => {
  it.each([
    'MALFORMED_FUNCTION_CALL',
    'RESPONSE_REJECTED',
    'GENERATED_AUDIO_SAFETY',
    'GENERATED_CONTENT_BLOCKLIST',
    'IMAGE_PROHIBITED_INPUT_CONTENT',
    'A_REASON_OF_NEXT_YEAR',
  ])('is one that failed when the service gives the reason %s', async (reason) => {
    gemini.knobs.muteTurns = [{ reason }];
    const under = await started();
    await answered(under);
    expect(under.heard.turns).toMatchObject([{ end: 'failed', reason, audioBytes: 0 }]);
  });

  it('has no text either when it was only thought', async () => {
    gemini.knobs.muteTurns = ['thought-only'];
    const under = await started();
    await answered(under);
    expect(under.heard.turns).toMatchObject([{ end: 'complete', textParts: 0, audioBytes: 0 }]);
  });
});

describe('a connection that drops', () => {
  it.each(['answer', 'tool'] as const)('in the middle of a %s is replaced', async (what) => {
    gemini.knobs.drop = { in: what, afterMs: 30 };
    gemini.knobs.toolFor = (turn) =>
      turn === 1 && what === 'tool' ? { name: 'look_up', args: {} } : null;
    const parameters = { type: 'object', properties: {} };
    const tool = { name: 'look_up', description: 'Looks up.', parameters } as const;
    const under = await started({ tools: [{ ...tool, scheduling: 'wait' }] });
    ask(under.agent);
    await gemini.waitFor(() => under.heard.reconnects.length === 1);
    gemini.knobs.toolFor = () => null;
    await answered(under);
    expect(under.heard.turns.at(-1)).toMatchObject({ end: 'complete', audioBytes: ANSWER_BYTES });
  });
});

describe('a slow service', () => {
  it('is waited for, and read in order', async () => {
    gemini.knobs.slowMs = 400;
    const under = await started();
    await answered(under);
    expect(under.heard.turns).toMatchObject([{ end: 'complete', audioBytes: ANSWER_BYTES }]);
    expect(under.heard.agentText).toBe('This is answer number 1 of the agent.');
  });
});
