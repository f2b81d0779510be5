/** Healthy connections of calls while the service has no quota for another one. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { GeminiTimes } from '#main/agent/gemini/session/options';
import type { VoiceAgent } from '#main/agent/voiceAgent';
import type { StandInGemini } from '#support/gemini/standInGemini';
import {
  type AgentUnderTest,
  ask,
  type MakeAgent,
  RecordingHandlers,
  useStandIn,
} from './agentHarness';

const bench = useStandIn({ replyMs: 200, playbackFactor: 0.2 });
/** How long no call may try after the first refusal, about. */
const PAUSE_MS = 1_500;

let gemini: StandInGemini;
let make: MakeAgent;
let refused: VoiceAgent | null = null;

beforeEach(() => {
  ({ gemini, make } = bench());
});

afterEach(() => {
  refused?.close();
  refused = null;
  expect(gemini.violations).toEqual([]);
});

/** A call in the middle of its talk. */
async function talking(times: Partial<GeminiTimes> = {}): Promise<AgentUnderTest> {
  const under = make({ times: { firstBackoffMs: PAUSE_MS, maxBackoffMs: PAUSE_MS, ...times } });
  expect(await under.agent.start(under.heard)).toMatchObject({ ok: true });
  await answered(under);
  return under;
}

async function answered({ agent, heard }: AgentUnderTest): Promise<void> {
  const turns = heard.count('turnComplete');
  const handles = gemini.givenHandles;
  ask(agent);
  await gemini.waitFor(() => heard.count('turnComplete') > turns);
  await gemini.waitFor(() => gemini.givenHandles > handles);
}

/** A second call comes, and the service refuses its session for the quota, once. */
async function refuseAnother(under: AgentUnderTest): Promise<RecordingHandlers> {
  let refusals = 0;
  gemini.knobs.refuseSetup = () => {
    refusals += 1;
    gemini.knobs.refuseSetup = null;
    return { code: 1011, reason: 'RESOURCE_EXHAUSTED' };
  };
  const heard = new RecordingHandlers();
  refused = under.createOther();
  void refused.start(heard);
  await gemini.waitFor(() => refusals === 1);
  await pass(50);
  return heard;
}

function pass(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

describe('a healthy connection, while the service has no quota left', () => {
  it('is kept although it is due, until another call has got a session', async () => {
    const under = await talking({ renewAfterMs: 1_000 });
    const other = await refuseAnother(under);
    const [kept, waiting] = [vi.spyOn(under.heard, 'onLink'), vi.spyOn(other, 'onLink')];
    await gemini.waitFor(() => under.heard.reconnects.length === 1);
    expect(under.heard.reconnects).toEqual(['resumed']);
    const orderOf = ({ mock }: typeof kept, link: string): number =>
      mock.invocationCallOrder[mock.calls.findIndex(([told]) => told === link)] ?? Number.NaN;
    expect(orderOf(waiting, 'ready')).toBeLessThan(orderOf(kept, 'resuming'));
  });

  it('is kept while a new voice waits, and the caller is still answered', async () => {
    const under = await talking();
    const other = await refuseAnother(under);
    const changing = under.agent.changeVoice('Kore');
    expect(await under.agent.changeVoice('Leda')).toMatchObject({
      error: { kind: 'invalid-state' },
    });
    await answered(under);
    expect(under.heard.links).toEqual(['connecting', 'ready']);
    expect(await changing).toMatchObject({ ok: true });
    expect(other.links).toContain('ready');
    expect(gemini.lastSession.setup?.voice).toBe('Kore');
  });

  it('is kept when no place for a new voice comes in time', async () => {
    const under = await talking({ voiceChangeBudgetMs: 200 });
    await refuseAnother(under);
    expect(await under.agent.changeVoice('Kore')).toMatchObject({ error: { kind: 'timeout' } });
    expect(under.agent.voice).toBe('Puck');
    expect(under.heard.links).toEqual(['connecting', 'ready']);
    expect(await under.agent.changeVoice('Puck')).toMatchObject({ ok: true });
  });

  it('ends the wait for a new voice when it is lost itself', async () => {
    const under = await talking();
    await refuseAnother(under);
    const changing = under.agent.changeVoice('Kore');
    gemini.sessions[0]?.cut();
    expect(await changing).toMatchObject({ error: { kind: 'cancelled' } });
    await gemini.waitFor(() => under.heard.reconnects.length === 1);
    expect(under.agent.voice).toBe('Puck');
  });

  it('is replaced all the same when its time is over', async () => {
    const under = await talking({ renewLatestMs: 900 });
    await refuseAnother(under);
    await gemini.waitFor(() => under.heard.links.includes('resuming'), 1_000);
    await gemini.waitFor(() => under.heard.reconnects.length === 1);
  });
});
