import { afterEach, beforeEach, describe, expect, it } from 'vitest';
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

const bench = useStandIn({ replyMs: 400, playbackFactor: 0.2 });
let gemini: StandInGemini;
let make: MakeAgent;

beforeEach(() => {
  ({ gemini, make } = bench());
});

afterEach(() => {
  expect(gemini.violations).toEqual([]);
});

const PRE_ROLL_MS = 200;

async function started(...parameters: Parameters<MakeAgent>): Promise<AgentUnderTest> {
  const under = make(...parameters);
  expect(await under.agent.start(under.heard)).toMatchObject({ ok: true });
  return under;
}

/** All that a session heard, as bytes. */
function heardBy(session: StandInGemini['lastSession']): Buffer {
  return Buffer.from(session.callerAudio.buffer);
}

describe('turns found by Cordboard', () => {
  it('send the speech with a little audio from before it, and nothing else', async () => {
    const { agent, heard } = await started({}, { endpointing: 'local' });
    expect(gemini.lastSession.setup?.message.realtimeInputConfig).toEqual({
      automaticActivityDetection: { disabled: true },
    });
    const before = speech(1_000, 3);
    const said = speech(600, 5);
    sendFrames(agent, Buffer.concat([before, said.subarray(0, 100 * 32)]));
    agent.callerSpeechStarts(100);
    sendFrames(agent, said.subarray(100 * 32));
    agent.callerSpeechEnds();
    sendFrames(agent, silence(1_000));
    await gemini.waitFor(() => heard.count('turnComplete') === 1);
    const preRoll = before.subarray(-PRE_ROLL_MS * 32);
    expect(heardBy(gemini.lastSession).equals(Buffer.concat([preRoll, said]))).toBe(true);
    expect(gemini.lastSession.ear.discardedSamples).toBe(0);
    expect(heard.callerText).toBe('This is question number 1.');
  });

  it('interrupt the agent', async () => {
    const { agent, heard } = await started({}, { endpointing: 'local' });
    Object.assign(gemini.knobs, { replyMs: 10_000, partIntervalMs: 100 });
    agent.sendText('Talk.');
    await gemini.waitFor(() => heard.count('audio') > 1);
    agent.callerSpeechStarts(0);
    await gemini.waitFor(() => heard.count('interrupted') === 1);
    agent.callerSpeechEnds();
  });

  it('go on in the next session when the connection is lost within one', async () => {
    const { agent, heard } = await started({}, { endpointing: 'local' });
    const said = speech(1_200, 9);
    agent.callerSpeechStarts(0);
    sendFrames(agent, said.subarray(0, 500 * 32));
    const lost = gemini.lastSession;
    await gemini.waitFor(() => lost.callerAudio.length === 500 * 16);
    lost.cut();
    await gemini.waitFor(() => heard.links.includes('resuming'));
    sendFrames(agent, said.subarray(500 * 32, 900 * 32));
    await gemini.waitFor(() => heard.reconnects.length === 1);
    sendFrames(agent, said.subarray(900 * 32));
    agent.callerSpeechEnds();
    await gemini.waitFor(() => heard.count('turnComplete') === 1);
    expect(gemini.lastSession).not.toBe(lost);
    expect(heardBy(gemini.lastSession).equals(said)).toBe(true);
  });
});

describe('turns found by the service', () => {
  it('are found with the settings that are given', async () => {
    await started({
      session: () => ({
        activityDetection: {
          startOfSpeechSensitivity: 'LOW',
          endOfSpeechSensitivity: 'HIGH',
          prefixPaddingMs: 40,
          silenceDurationMs: 700,
        },
        turnCoverage: 'all',
        compressionTriggerTokens: 16_001,
      }),
    });
    expect(gemini.lastSession.setup?.message).toMatchObject({
      realtimeInputConfig: {
        automaticActivityDetection: {
          startOfSpeechSensitivity: 'START_SENSITIVITY_LOW',
          endOfSpeechSensitivity: 'END_SENSITIVITY_HIGH',
          prefixPaddingMs: 40,
          silenceDurationMs: 700,
        },
        turnCoverage: 'TURN_INCLUDES_ALL_INPUT',
      },
      contextWindowCompression: {
        triggerTokens: '16001',
        slidingWindow: { targetTokens: '8000' },
      },
    });
  });

  it('end when the caller’s audio stops for a while', async () => {
    const { agent, heard } = await started();
    sendFrames(agent, speech(400));
    agent.callerAudioPauses();
    await gemini.waitFor(() => heard.count('turnComplete') === 1);
    agent.callerAudioPauses();
    ask(agent);
    await gemini.waitFor(() => heard.count('turnComplete') === 2);
  });

  it('send no activity of the caller', async () => {
    const { agent, heard } = await started();
    agent.callerSpeechStarts(0);
    ask(agent);
    agent.callerSpeechEnds();
    await gemini.waitFor(() => heard.count('turnComplete') === 1);
  });
});
