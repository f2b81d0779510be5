import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HistoryTurn } from '#main/agent/voiceAgent';
import type { VoiceName } from '#model/voices';
import { replyPart } from '#support/gemini/replyAudio';
import type { StandInGemini } from '#support/gemini/standInGemini';
import {
  type AgentUnderTest,
  ask,
  type MakeAgent,
  sendFrames,
  silence,
  speech,
  useStandIn,
} from './agentHarness';

const bench = useStandIn({ replyMs: 400, playbackFactor: 0.2, replyText: () => 'A reply.' });
const HISTORY: readonly HistoryTurn[] = [
  { role: 'user', text: 'Where is my parcel?' },
  { role: 'model', text: 'It comes tomorrow.' },
];
let gemini: StandInGemini;
let make: MakeAgent;

beforeEach(() => {
  ({ gemini, make } = bench());
});

afterEach(() => {
  expect(gemini.violations).toEqual([]);
});

async function talking(overrides: Parameters<MakeAgent>[0] = {}): Promise<AgentUnderTest> {
  let history: readonly HistoryTurn[] = [];
  const under = make(overrides, { history: () => history });
  expect(await under.agent.start(under.heard)).toMatchObject({ ok: true });
  history = HISTORY;
  ask(under.agent);
  await gemini.waitFor(() => under.heard.count('turnComplete') === 1);
  return under;
}

/** Lets the agent speak one turn; whether it is all in this voice. */
async function speaksAs({ agent, heard }: AgentUnderTest, voice: VoiceName): Promise<boolean> {
  const before = heard.audioBytes.length;
  const turns = heard.count('turnComplete');
  ask(agent);
  await gemini.waitFor(() => heard.count('turnComplete') === turns + 1);
  return heard.audioBytes.subarray(before).equals(replyPart('tone', voice, 0, 400 * 24));
}

describe('a voice change', () => {
  it('resumes the session in the new voice, with a handle that knows the last turn', async () => {
    gemini.knobs.handleDelayMs = 80;
    const under = await talking();
    const { agent, heard } = under;
    expect(gemini.givenHandles).toBe(0);
    expect(await agent.changeVoice('Kore')).toEqual({ ok: true, value: 'resumed' });
    expect(agent.voice).toBe('Kore');
    expect(gemini.lastSession.setup).toMatchObject({ voice: 'Kore', handle: 'handle-1-1' });
    expect(gemini.sessions[0]?.closed?.code).toBe(1000);
    expect(heard.links).toEqual(['connecting', 'ready', 'switching-voice', 'ready']);
    expect(heard.reconnects).toEqual([]);
    expect(gemini.lastSession.conversation?.turns).toHaveLength(2);
    expect(await speaksAs(under, 'Kore')).toBe(true);
  });

  it('to another model is a fresh session that is told the talk so far', async () => {
    const { agent, heard } = await talking();
    const model = 'gemini-3.1-flash-live-preview';
    expect(await agent.changeModel(model)).toEqual({ ok: true, value: 're-seeded' });
    const { setup } = gemini.lastSession;
    expect(setup).toMatchObject({ voice: 'Puck', handle: null });
    expect(setup?.message.model).toContain(model);
    // This model takes the talk in its instruction.
    expect(JSON.stringify(setup?.message)).toContain('It comes tomorrow.');
    expect(heard.links).toEqual(['connecting', 'ready', 'switching-voice', 'ready']);
    expect(await agent.changeVoice('Kore')).toMatchObject({ ok: true });
    expect(gemini.lastSession.setup?.message.model).toContain(model);
  });

  it('to a model that is gone leaves the agent as it was', async () => {
    const { agent } = await talking();
    expect(await agent.changeModel('gemini-2.0-flash-live-001')).toMatchObject({ ok: false });
    expect(agent.link).toBe('ready');
    expect(gemini.lastSession.setup?.message.model).toContain('gemini-3.8-live');
  });

  it('keeps what the caller says meanwhile', async () => {
    gemini.knobs.speechRms = 20_000;
    const { agent, heard } = make();
    await agent.start(heard);
    gemini.knobs.setupDelayMs = 100;
    const changing = agent.changeVoice('Leda');
    const said = speech(400);
    sendFrames(agent, said);
    expect(await changing).toMatchObject({ ok: true });
    sendFrames(agent, silence(20));
    await gemini.waitFor(() => gemini.lastSession.callerAudio.length === 320 * 21);
    const received = Buffer.from(gemini.lastSession.callerAudio.buffer);
    expect(received.equals(Buffer.concat([said, silence(20)]))).toBe(true);
    expect(gemini.sessions[0]?.audio).toHaveLength(0);
  });

  it('that could not wait sends the caller’s unanswered words again', async () => {
    const under = make({}, { unansweredMs: () => 300 });
    await under.agent.start(under.heard);
    const said = speech(300);
    sendFrames(under.agent, said);
    expect(await under.agent.changeVoice('Kore')).toMatchObject({ ok: true });
    sendFrames(under.agent, silence(600));
    await gemini.waitFor(() => under.heard.count('turnComplete') === 1);
    const received = Buffer.from(gemini.lastSession.callerAudio.buffer);
    expect(received.equals(Buffer.concat([said, silence(600)]))).toBe(true);
  });

  it.each([
    ['the handle is dead', 'handle'],
    ['the handle does not come', 'no-handle'],
  ])('re-seeds a fresh session in the new voice when %s', async (_name, why) => {
    gemini.knobs.sendHandles = why !== 'no-handle';
    const under = await talking();
    if (why === 'handle') {
      gemini.knobs.resume = 'expired';
    }
    expect(await under.agent.changeVoice('Fenrir')).toEqual({ ok: true, value: 're-seeded' });
    expect(gemini.lastSession.setup).toMatchObject({ voice: 'Fenrir', handle: null });
    await gemini.waitFor(() => gemini.lastSession.clientContents.length === 1);
    expect(gemini.lastSession.clientContents[0]?.turns).toHaveLength(2);
    expect(gemini.lastSession.clientContents[0]?.turnComplete).toBe(false);
    expect(await speaksAs(under, 'Fenrir')).toBe(true);
  });

  it('is made again by the next session when that one is lost', async () => {
    const under = await talking();
    await under.agent.changeVoice('Orus');
    gemini.lastSession.cut();
    await gemini.waitFor(() => under.heard.reconnects.length === 1);
    expect(gemini.lastSession.setup?.voice).toBe('Orus');
    expect(await speaksAs(under, 'Orus')).toBe(true);
  });

  it('falls back to the old voice, its session resumed, when the new one is refused', async () => {
    gemini.knobs.refuseSetup = ({ voice }) =>
      voice === 'Sulafat' ? { code: 1007, reason: 'no matching speaker voice' } : null;
    const under = await talking();
    const result = await under.agent.changeVoice('Sulafat');
    expect(result).toMatchObject({ ok: false, error: { kind: 'config' } });
    expect(JSON.stringify(result)).toContain('voice');
    expect(under.agent.voice).toBe('Puck');
    expect(under.agent.link).toBe('ready');
    expect(gemini.lastSession.setup).toMatchObject({ voice: 'Puck', handle: 'handle-1-1' });
    expect(await speaksAs(under, 'Puck')).toBe(true);
  });

  it('ends the agent only when the old voice is refused, too', async () => {
    const { agent, heard } = await talking({
      times: { voiceChangeBudgetMs: 150, recoveryBudgetMs: 150 },
    });
    gemini.stopListening();
    const result = await agent.changeVoice('Kore');
    expect(result).toMatchObject({ ok: false, error: { kind: 'network' } });
    expect(heard.links.slice(-2)).toEqual(['switching-voice', 'failed']);
    expect(heard.errors).toHaveLength(1);
  });

  it('is refused while another one runs', async () => {
    const { agent } = await talking();
    const [first, second] = await Promise.all([
      agent.changeVoice('Kore'),
      agent.changeVoice('Leda'),
    ]);
    expect(first).toMatchObject({ ok: true });
    expect(second).toMatchObject({ ok: false, error: { kind: 'invalid-state' } });
    expect(agent.voice).toBe('Kore');
  });

  it('does nothing when it is the voice in use', async () => {
    const { agent } = await talking();
    expect(await agent.changeVoice('Puck')).toMatchObject({ ok: true });
    expect(gemini.sessions).toHaveLength(1);
  });

  it('ends without a session left behind when the call ends in the middle of it', async () => {
    gemini.knobs.setupDelayMs = 0;
    const { agent, heard } = await talking();
    gemini.knobs.setupDelayMs = 200;
    const changing = agent.changeVoice('Kore');
    await gemini.waitFor(() => gemini.sessions.length === 2);
    agent.close();
    expect(await changing).toMatchObject({ ok: false, error: { kind: 'cancelled' } });
    await gemini.untilNoneOpen();
    expect(heard.links.at(-1)).toBe('closed');
  });

  it('goes ahead when the connection is announced to end at the same time', async () => {
    const under = await talking();
    Object.assign(gemini.knobs, { handleDelayMs: 50 });
    ask(under.agent);
    await gemini.waitFor(() => under.heard.count('turnComplete') === 2);
    gemini.lastSession.goAway('1s', 1_000);
    expect(await under.agent.changeVoice('Kore')).toMatchObject({ ok: true });
    expect(await speaksAs(under, 'Kore')).toBe(true);
    expect(under.heard.reconnects).toEqual([]);
  });
});
