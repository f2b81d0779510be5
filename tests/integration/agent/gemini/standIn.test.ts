import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { AgentTurn } from '#main/agent/voiceAgent';
import { VOICE_NAMES } from '#model/voices';
import {
  type StandInGemini,
  startStandInGemini,
  toneHzForVoice,
} from '#support/gemini/standInGemini';
import type { MuteTurn } from '#support/gemini/standInKnobs';
import { makeAgent, RecordingHandlers, sendFrames, silence, speech } from './agentHarness';

let gemini: StandInGemini;

beforeEach(async () => {
  gemini = await startStandInGemini({ replyMs: 200, playbackFactor: 0 });
});

afterEach(async () => {
  await gemini.close();
});

const SETUP = {
  setup: { model: 'models/gemini-3.8-live', generationConfig: { responseModalities: ['AUDIO'] } },
};

/** Connects, sends these texts, and returns how the stand-in closed. */
function talk(texts: readonly string[], path = '/ws', query = '?key=TEST_KEY'): Promise<string> {
  const service = 'google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContent';
  const ws = new WebSocket(`ws://127.0.0.1:${gemini.port}${path}/${service}${query}`);
  const rest = [...texts];
  return new Promise((resolve, reject) => {
    ws.on('open', () => {
      ws.send(rest.shift() ?? '');
    });
    ws.on('message', () => {
      ws.send(rest.shift() ?? '{"clientContent":{"turns":[],"extra":1}}');
    });
    ws.on('close', (code, reason) => {
      resolve(`${code} ${reason.toString()}`);
    });
    ws.on('error', reject);
  });
}

describe('the stand-in', () => {
  it.each([
    ['another message before the setup', ['{"clientContent":{"turnComplete":true}}']],
    ['two keys in one message', [JSON.stringify({ ...SETUP, clientContent: {} })]],
    ['an unknown field', [JSON.stringify({ setup: { ...SETUP.setup, novelty: 1 } })]],
    [
      'a null handle',
      [JSON.stringify({ setup: { ...SETUP.setup, sessionResumption: { handle: null } } })],
    ],
    ['a second setup', [JSON.stringify(SETUP), JSON.stringify(SETUP)]],
    ['text that is not JSON', ['hello']],
    [
      'audio of another rate',
      [
        JSON.stringify(SETUP),
        '{"realtimeInput":{"audio":{"data":"AAAA","mimeType":"audio/pcm;rate=8000"}}}',
      ],
    ],
    [
      'two kinds of input at once',
      [JSON.stringify(SETUP), '{"realtimeInput":{"text":"x","audioStreamEnd":true}}'],
    ],
  ])('closes with 1007 on %s', async (_name, texts) => {
    expect(await talk(texts, '//ws')).toBe('1007 Request contains an invalid argument.');
    expect(gemini.violations).toHaveLength(1);
  });

  it('closes with the reasons of the service on a bad key, voice and model', async () => {
    const voiceConfig = { prebuiltVoiceConfig: { voiceName: 'Nobody' } };
    const generationConfig = { ...SETUP.setup.generationConfig, speechConfig: { voiceConfig } };
    expect(await talk(['{}'], '/ws', '?key=WRONG')).toMatch(/^1007 API key not valid/);
    expect(await talk([JSON.stringify({ setup: { ...SETUP.setup, generationConfig } })])).toMatch(
      /^1007 no matching speaker voice/,
    );
    expect(await talk([JSON.stringify({ setup: { ...SETUP.setup, model: 'models/x' } })])).toMatch(
      /^1008 models\/x is not found for API version/,
    );
  });

  it('refuses to resume a session whose old connection is open', async () => {
    const { agent } = makeAgent(gemini);
    const heard = new RecordingHandlers();
    await agent.start(heard);
    agent.sendText('Hello');
    await gemini.waitFor(() => gemini.givenHandles === 1);
    const setup = { ...SETUP.setup, sessionResumption: { handle: 'handle-1-1' } };
    expect(await talk([JSON.stringify({ setup })])).toMatch(/^1011 /);
    agent.close();
  });

  it('answers at the first loud chunk when told to, once for each speech', async () => {
    Object.assign(gemini.knobs, { answerOn: 'first-loud-chunk', partIntervalMs: 0 });
    const { agent } = makeAgent(gemini);
    const heard = new RecordingHandlers();
    await agent.start(heard);
    sendFrames(agent, Buffer.concat([silence(100), speech(40)]));
    await gemini.waitFor(() => heard.count('audio') === 1);
    expect(gemini.lastSession.callerAudio.length).toBeLessThanOrEqual(140 * 16);
    sendFrames(agent, Buffer.concat([speech(300), silence(600)]));
    await gemini.waitFor(() => heard.callerText !== '');
    expect(gemini.lastSession.turns).toHaveLength(1);
    agent.close();
  });

  it('lets the model be interrupted only where the setup and its knobs allow it', async () => {
    Object.assign(gemini.knobs, { replyMs: 3_000, playbackFactor: 1, sendInterrupted: false });
    const { agent } = makeAgent(gemini);
    const heard = new RecordingHandlers();
    await agent.start(heard);
    agent.sendText('Talk.');
    await gemini.waitFor(() => gemini.lastSession.speaking);
    sendFrames(agent, speech(200));
    await gemini.waitFor(() => heard.count('generationComplete') === 1);
    expect(heard.count('interrupted')).toBe(0);
    agent.close();
  });

  it.each<[MuteTurn, Partial<AgentTurn>]>([
    ['rejected', { end: 'failed', reason: 'RESPONSE_REJECTED', textParts: 0 }],
    ['text-only', { end: 'complete', textParts: 1 }],
    ['empty', { end: 'complete', textParts: 0 }],
    ['needs-input', { end: 'waits', textParts: 0 }],
  ])('answers by a turn without sound when told to: %s', async (mute, turn) => {
    gemini.knobs.muteTurns = [mute];
    const { agent } = makeAgent(gemini);
    const heard = new RecordingHandlers();
    await agent.start(heard);
    sendFrames(agent, Buffer.concat([speech(300), silence(600)]));
    await gemini.waitFor(() => heard.turns.length === 1);
    expect(heard.turns).toMatchObject([{ ...turn, audioBytes: 0, callerSpoke: true }]);
    agent.sendText('Again.');
    await gemini.waitFor(() => heard.turns.length === 2);
    expect(heard.turns[1]?.audioBytes).toBe(heard.audioBytes.length);
    expect(gemini.lastSession.mouth.muteTurns).toEqual([mute]);
    agent.close();
  });

  it('gives every voice a tone that a telephone line carries and that no other voice has', () => {
    const tones = VOICE_NAMES.map(toneHzForVoice).sort((one, other) => one - other);
    expect(tones).toHaveLength(30);
    expect(tones[0]).toBeGreaterThanOrEqual(300);
    expect(tones.at(-1)).toBeLessThanOrEqual(3_000);
    for (let index = 1; index < tones.length; index += 1) {
      expect(tones[index]! - tones[index - 1]!).toBeGreaterThanOrEqual(40);
    }
  });
});
