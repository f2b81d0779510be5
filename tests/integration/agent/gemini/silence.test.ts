import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { VoiceAgent } from '#main/agent/voiceAgent';
import type { StandInGemini } from '#support/gemini/standInGemini';
import {
  type AgentUnderTest,
  type MakeAgent,
  RecordingHandlers,
  sendFrames,
  silence,
  speech,
  useStandIn,
} from './agentHarness';

const bench = useStandIn({ replyMs: 100, playbackFactor: 0.2 });
let gemini: StandInGemini;
let make: MakeAgent;
let others: VoiceAgent[];

beforeEach(() => {
  ({ gemini, make } = bench());
  others = [];
});

afterEach(() => {
  for (const other of others) {
    other.close();
  }
  expect(gemini.violations).toEqual([]);
});

async function started(...parameters: Parameters<MakeAgent>): Promise<AgentUnderTest> {
  const under = make(...parameters);
  expect(await under.agent.start(under.heard)).toMatchObject({ ok: true });
  return under;
}

type Session = StandInGemini['lastSession'];

function heardBy(session: Session): Buffer {
  return Buffer.from(session.callerAudio.buffer);
}

/** Ms of audio in each message that a session got. */
function messagesOf(session: Session): number[] {
  return session.audio.map(({ samples }) => samples.length / 16);
}

/** Waits until the newest session has heard this much. */
async function untilHeard(ms: number): Promise<void> {
  await gemini.waitFor(() => gemini.lastSession.callerAudio.length >= ms * 16);
}

describe('a talk with silences', () => {
  it('arrives complete and in order, in fewer messages', async () => {
    const { agent } = await started();
    const said = Buffer.concat([
      speech(400, 1),
      silence(3_060),
      speech(60, 2),
      silence(980),
      speech(200, 3),
      silence(2_000),
    ]);
    sendFrames(agent, said);
    agent.callerAudioPauses();
    await untilHeard(said.length / 32);
    expect(heardBy(gemini.lastSession).equals(said)).toBe(true);
    const singles = 400 + 1_000 + 40 + 980 + 200 + 1_000;
    expect(messagesOf(gemini.lastSession)).toHaveLength(singles / 20 + 2_000 / 100 + 1 + 10);
  });

  it('arrives complete in turns that are found here', async () => {
    const { agent } = await started({}, { endpointing: 'local' });
    const said = Buffer.concat([speech(400), silence(2_060), speech(100, 2), silence(1_060)]);
    agent.callerSpeechStarts(0);
    sendFrames(agent, said);
    agent.callerSpeechEnds();
    await untilHeard(said.length / 32);
    expect(heardBy(gemini.lastSession).equals(said)).toBe(true);
    expect(messagesOf(gemini.lastSession)).toContain(100);
  });
});

describe('an onset after a long silence', () => {
  it('arrives although nothing follows it, with the silence before it', async () => {
    const { agent } = await started();
    const said = Buffer.concat([silence(1_080), speech(20)]);
    sendFrames(agent, said);
    await untilHeard(1_100);
    expect(heardBy(gemini.lastSession).equals(said)).toBe(true);
    expect(messagesOf(gemini.lastSession).at(-1)).toBe(100);
  });
});

describe('a silence in which the connection is lost', () => {
  it('goes on in the next session, with what was not sent', async () => {
    const { agent, heard } = await started();
    const said = Buffer.concat([speech(400), silence(1_180), speech(200, 2)]);
    sendFrames(agent, said.subarray(0, 1_460 * 32));
    const lost = gemini.lastSession;
    await untilHeard(1_400);
    lost.cut();
    await gemini.waitFor(() => heard.links.includes('resuming'));
    sendFrames(agent, said.subarray(1_460 * 32, 1_560 * 32));
    await gemini.waitFor(() => heard.reconnects.length === 1);
    sendFrames(agent, said.subarray(1_560 * 32));
    await untilHeard(380);
    const all = Buffer.concat([heardBy(lost), heardBy(gemini.lastSession)]);
    expect(all.equals(said)).toBe(true);
  });
});

describe('many calls', () => {
  it('send two frames in a message while there are more than 30 sessions', async () => {
    const { agent, createOther } = await started();
    const mine = gemini.lastSession;
    sendFrames(agent, speech(1_000));
    others = Array.from({ length: 30 }, createOther);
    await Promise.all(others.map((other) => other.start(new RecordingHandlers())));
    expect(gemini.openSessions).toHaveLength(31);
    sendFrames(agent, speech(200));
    others.pop()?.close();
    sendFrames(agent, speech(200));
    await gemini.waitFor(() => mine.callerAudio.length === 1_400 * 16);
    expect(messagesOf(mine).slice(50)).toEqual([
      ...Array<number>(5).fill(40),
      ...Array<number>(10).fill(20),
    ]);
  });
});
