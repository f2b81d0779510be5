import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createVoiceSampler } from '#main/agent/voiceSampler';
import { cordboardError } from '#main/util/errors';
import { fail, type Result } from '#main/util/result';
import { FakeAgent, SPOKEN } from '#support/call/fakes';
import { saying } from '#support/phrases';

const REQUEST = { voice: 'Kore', model: 'gemini-3.8-live', text: 'Good morning.' } as const;

function setUp(startResult?: Result<void>) {
  const agents: FakeAgent[] = [];
  const sampler = createVoiceSampler({
    create: (options) => {
      const agent = new FakeAgent(options);
      agent.startResult = startResult ?? agent.startResult;
      agents.push(agent);
      return agent;
    },
  });
  const sample = sampler.sample(REQUEST);
  const [agent] = agents;
  if (agent === undefined) {
    throw new Error('no agent was made');
  }
  return { agent, sample };
}

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

describe('a sample of a voice', () => {
  it('is what an agent of its own says when it is told the text, up to its last sound', async () => {
    const { agent, sample } = setUp();
    await vi.advanceTimersByTimeAsync(0);
    expect(agent.options).toMatchObject({ voice: 'Kore', model: 'gemini-3.8-live', tools: [] });
    expect(agent.told).toEqual(['start', 'say Good morning.']);
    agent.speak(200);
    agent.speak(100);
    agent.handlers.onGenerationComplete();
    expect(await sample).toEqual({ ok: true, value: Buffer.alloc(300 * 48, 0x20) });
    expect(agent.told.at(-1)).toBe('close');
  });

  it('fails where the turn has no sound, the start fails, the link is lost, or it takes too long', async () => {
    const error = cordboardError('auth', saying('No.'));
    const refused = fail(error);
    const mute = setUp();
    await vi.advanceTimersByTimeAsync(0);
    mute.agent.handlers.onTurnComplete({ ...SPOKEN, audioBytes: 0 });
    expect(await mute.sample).toMatchObject({ error: { kind: 'protocol', retryable: true } });
    const unstarted = setUp(refused);
    expect(await unstarted.sample).toEqual(refused);
    const lost = setUp();
    await vi.advanceTimersByTimeAsync(0);
    lost.agent.handlers.onLink('failed', error);
    expect(await lost.sample).toEqual(refused);
    const slow = setUp();
    await vi.advanceTimersByTimeAsync(30_000);
    expect(await slow.sample).toMatchObject({ error: { kind: 'timeout' } });
    for (const { agent } of [mute, unstarted, lost, slow]) {
      expect(agent.told.at(-1)).toBe('close');
    }
  });
});
