import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StandInGemini } from '#support/gemini/standInGemini';
import { type AgentUnderTest, ask, type MakeAgent, useStandIn } from './agentHarness';

const bench = useStandIn({ replyMs: 400, playbackFactor: 0.2 });
const LEGACY = 'gemini-3.1-flash-live-preview';
let gemini: StandInGemini;
let make: MakeAgent;

beforeEach(() => {
  ({ gemini, make } = bench());
});

afterEach(() => {
  expect(gemini.violations).toEqual([]);
});

function note(text: string) {
  return { turns: [{ role: 'user', parts: [{ text }] }], turnComplete: false };
}

async function started(options: Parameters<MakeAgent>[1] = {}): Promise<AgentUnderTest> {
  const under = make({}, options);
  expect(await under.agent.start(under.heard)).toMatchObject({ ok: true });
  return under;
}

/** One question and its answer, after which there is a handle. */
async function turn({ agent, heard }: AgentUnderTest): Promise<void> {
  const turns = heard.count('turnComplete');
  const handles = gemini.givenHandles;
  ask(agent);
  await gemini.waitFor(() => heard.count('turnComplete') > turns);
  await gemini.waitFor(() => !gemini.knobs.sendHandles || gemini.givenHandles > handles);
}

async function reconnected({ heard }: AgentUnderTest): Promise<void> {
  const before = heard.reconnects.length;
  gemini.lastSession.cut();
  await gemini.waitFor(() => heard.reconnects.length > before);
}

describe('a note', () => {
  it('reaches the agent, which does not answer it', async () => {
    const under = await started();
    under.agent.sendContext('The caller is a doctor.');
    await gemini.waitFor(() => gemini.lastSession.clientContents.length === 1);
    expect(gemini.lastSession.clientContents).toEqual([note('The caller is a doctor.')]);
    await turn(under);
    expect(under.heard.count('turnComplete')).toBe(1);
  });

  it('is sent again only to a session that was resumed from before it', async () => {
    const under = await started();
    await turn(under);
    under.agent.sendContext('He is in a hurry.');
    await reconnected(under);
    await gemini.waitFor(() => gemini.lastSession.clientContents.length === 1);
    expect(gemini.lastSession.clientContents).toEqual([note('He is in a hurry.')]);
    await turn(under);
    await reconnected(under);
    await turn(under);
    expect(gemini.lastSession.clientContents).toEqual([]);
  });

  it('given without a connection goes over the next one', async () => {
    const under = await started();
    await turn(under);
    gemini.knobs.setupDelayMs = 50;
    gemini.lastSession.cut();
    await gemini.waitFor(() => under.heard.links.includes('resuming'));
    under.agent.sendContext('Told in between.');
    await gemini.waitFor(() => under.heard.reconnects.length === 1);
    await gemini.waitFor(() => gemini.lastSession.clientContents.length === 1);
    expect(gemini.lastSession.clientContents).toEqual([note('Told in between.')]);
  });

  it('reaches a fresh session with the talk so far', async () => {
    gemini.knobs.sendHandles = false;
    const history = [{ role: 'user', text: 'Where is my parcel?' }] as const;
    const under = await started({ history: () => history });
    under.agent.sendContext('It is lost.');
    await turn(under);
    await reconnected(under);
    await gemini.waitFor(() => gemini.lastSession.clientContents.length === 1);
    expect(gemini.lastSession.clientContents[0]?.turns).toEqual([
      { role: 'user', parts: [{ text: 'Where is my parcel?' }] },
      { role: 'user', parts: [{ text: 'It is lost.' }] },
    ]);
    expect(gemini.lastSession.setup?.systemInstruction).toMatch(/already running.*not greet/i);
  });
});

describe('a note to a model that takes no text turns', () => {
  it('reaches a fresh session before anything was said', async () => {
    gemini.knobs.sendHandles = false;
    gemini.knobs.answers = 'never';
    const under = await started({ model: LEGACY });
    under.agent.sendContext('The caller is a doctor.');
    await gemini.waitFor(() => gemini.lastSession.texts.length === 1);
    await reconnected(under);
    expect(gemini.lastSession.setup?.systemInstruction).toBe(
      'Be helpful on the telephone.\n\nThe caller is a doctor.',
    );
  });
});

describe('what is known of the call', () => {
  it('stands in the instruction of each session, as it is then', async () => {
    let now = '14:05';
    const under = await started({ withFacts: (instruction) => `${instruction} It is ${now}.` });
    const told = () => gemini.lastSession.setup?.systemInstruction;
    expect(told()).toBe('Be helpful on the telephone. It is 14:05.');
    await turn(under);
    now = '14:15';
    await reconnected(under);
    expect(gemini.lastSession.setup?.handle).toBe('handle-1-1');
    expect(told()).toBe('Be helpful on the telephone. It is 14:15.');
    await under.agent.changeInstruction('Be brief.');
    await gemini.waitFor(() => gemini.lastSession.instructions.length === 1);
    expect(gemini.lastSession.instructions[0]).toBe('Be brief. It is 14:15.');
  });
});

describe('a new instruction', () => {
  it('holds at once without a new connection, and in every later one', async () => {
    const under = await started({ language: 'fr-CA' });
    expect(await under.agent.changeInstruction('Be brief.')).toMatchObject({ ok: true });
    await gemini.waitFor(() => gemini.lastSession.instructions.length === 1);
    const spoken = 'Be brief.\n\nSpeak Canadian French (fr-CA)';
    expect(gemini.lastSession.instructions[0]).toContain(spoken);
    expect(gemini.sessions).toHaveLength(1);
    await turn(under);
    await reconnected(under);
    expect(gemini.lastSession.setup).toMatchObject({ handle: 'handle-1-1' });
    expect(gemini.lastSession.setup?.systemInstruction).toContain(spoken);
  });

  it('takes a new connection, at a quiet moment, when the model needs one for it', async () => {
    const under = await started({ model: LEGACY });
    await turn(under);
    ask(under.agent);
    await gemini.waitFor(() => gemini.lastSession.speaking);
    expect(await under.agent.changeInstruction('Be brief.')).toMatchObject({ ok: true });
    expect(gemini.sessions).toHaveLength(1);
    await gemini.waitFor(() => under.heard.reconnects.length === 1);
    expect(under.heard.count('turnComplete')).toBe(2);
    expect(gemini.lastSession.setup).toMatchObject({
      handle: 'handle-1-2',
      systemInstruction: 'Be brief.',
    });
  });

  it('given without a connection holds from the next connection on', async () => {
    const under = await started();
    gemini.knobs.setupDelayMs = 50;
    gemini.lastSession.cut();
    await gemini.waitFor(() => under.heard.links.includes('resuming'));
    expect(await under.agent.changeInstruction('Be brief.')).toMatchObject({ ok: true });
    await gemini.waitFor(() => under.heard.reconnects.length === 1);
    await gemini.waitFor(() => gemini.lastSession.instructions.length === 1);
    expect(gemini.lastSession.instructions).toEqual(['Be brief.']);
    await reconnected(under);
    expect(gemini.lastSession.setup?.systemInstruction).toBe('Be brief.');
    expect(gemini.lastSession.instructions).toEqual([]);
  });

  it('is refused once there will be no connection any more', async () => {
    const { agent } = await started();
    agent.close();
    expect(await agent.changeInstruction('Be brief.')).toMatchObject({
      ok: false,
      error: { kind: 'cancelled' },
    });
  });
});

describe('a language', () => {
  it('stands in the instruction, and is a hint to the transcription', async () => {
    await started({ language: 'de' });
    expect(gemini.lastSession.setup?.systemInstruction).toBe(
      'Be helpful on the telephone.\n\nSpeak German (de), unless the caller asks for another language.',
    );
    expect(gemini.lastSession.setup?.message.inputAudioTranscription).toEqual({
      languageCodes: ['de'],
    });
  });

  it('that is no language code stands only in the instruction', async () => {
    await started({ language: 'Low German' });
    expect(gemini.lastSession.setup?.systemInstruction).toContain('Speak Low German,');
    expect(gemini.lastSession.setup?.message.inputAudioTranscription).toEqual({});
  });
});
