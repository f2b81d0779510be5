import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sayWordForWord } from '#main/agent/gemini/setup/prompts';
import { replyPart } from '#support/gemini/replyAudio';
import type { StandInGemini } from '#support/gemini/standInGemini';
import {
  type AgentUnderTest,
  ask,
  keyAccess,
  type MakeAgent,
  sendFrames,
  silence,
  speech,
  useStandIn,
} from './agentHarness';

const bench = useStandIn({ replyMs: 600, playbackFactor: 0.2 });
let gemini: StandInGemini;
let make: MakeAgent;

beforeEach(() => {
  ({ gemini, make } = bench());
});

async function started(...parameters: Parameters<MakeAgent>): Promise<AgentUnderTest> {
  const under = make(...parameters);
  expect(await under.agent.start(under.heard)).toEqual({ ok: true, value: undefined });
  return under;
}

describe('setup', () => {
  it('asks for what the agent was made with, and nothing else', async () => {
    await started(
      { session: () => ({ activityDetection: { silenceDurationMs: 400 } }) },
      { voice: 'Kore' },
    );
    expect(gemini.lastSession.setup?.message).toEqual({
      model: 'models/gemini-3.8-live',
      generationConfig: {
        responseModalities: ['AUDIO'],
        speechConfig: { voiceConfig: { prebuiltVoiceConfig: { voiceName: 'Kore' } } },
      },
      systemInstruction: { role: 'user', parts: [{ text: 'Be helpful on the telephone.' }] },
      sessionResumption: {},
      inputAudioTranscription: {},
      outputAudioTranscription: {},
      contextWindowCompression: { slidingWindow: {} },
      realtimeInputConfig: { automaticActivityDetection: { silenceDurationMs: 400 } },
    });
    expect(gemini.upgrades).toEqual([
      '//ws/google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContent?key=TEST_KEY',
    ]);
  });

  it('forbids interruptions in the setup when the caller may not interrupt', async () => {
    await started({}, { allowInterruption: false });
    expect(gemini.lastSession.setup?.message.realtimeInputConfig).toEqual({
      activityHandling: 'NO_INTERRUPTION',
    });
  });

  it('works behind a path prefix and with a ws: address', async () => {
    const baseUrl = `${gemini.baseUrl.replace('http:', 'ws:')}/proxy/`;
    await started({ access: () => keyAccess(gemini, baseUrl) });
    expect(gemini.upgrades[0]).toMatch(/^\/proxy\/\/?ws\/google/);
  });
});

describe('a talk', () => {
  it('carries the caller byte for byte to the service and its answer back', async () => {
    const { agent, heard } = await started();
    const said = Buffer.concat([speech(400), silence(600)]);
    sendFrames(agent, said);
    await gemini.waitFor(() => heard.count('turnComplete') === 1);
    const received = gemini.lastSession.callerAudio;
    expect(Buffer.from(received.buffer).equals(said)).toBe(true);
    expect(heard.audioBytes.equals(replyPart('tone', 'Puck', 0, 600 * 24))).toBe(true);
    expect(heard.callerText).toBe('This is question number 1.');
    expect(heard.agentText).toBe('This is answer number 1 of the agent.');
    expect(heard.usage).toEqual([
      {
        promptTokens: 500,
        promptAudioTokens: 200,
        responseTokens: 15,
        responseAudioTokens: 15,
        thoughtsTokens: 10,
      },
    ]);
    const complete = heard.events.indexOf('generationComplete');
    expect(complete).toBeGreaterThan(heard.events.lastIndexOf('audio'));
  });

  it('sends chunks of the configured size', async () => {
    const { agent } = await started({ chunkSamples: 960 });
    sendFrames(agent, speech(200));
    await gemini.waitFor(() => gemini.lastSession.audio.length === 3);
    expect(gemini.lastSession.audio.map((part) => part.samples.length)).toEqual([960, 960, 960]);
  });

  it('sends what the caller said before the session was ready, the oldest dropped', async () => {
    gemini.knobs.setupDelayMs = 100;
    const { agent, heard } = make({ bufferSamples: 1_600 });
    const starting = agent.start(heard);
    const said = speech(300);
    sendFrames(agent, said);
    await starting;
    sendFrames(agent, silence(20));
    await gemini.waitFor(() => gemini.lastSession.callerAudio.length === 1_920);
    const received = Buffer.from(gemini.lastSession.callerAudio.buffer);
    expect(received.equals(Buffer.concat([said.subarray(-3_200), silence(20)]))).toBe(true);
  });

  it('speaks a text, and keeps none for later that came before the session was ready', async () => {
    const { agent, heard } = make();
    const starting = agent.start(heard);
    agent.sendText('Say that again.');
    await starting;
    agent.sendText('Say hello.');
    await gemini.waitFor(() => heard.count('turnComplete') === 1);
    agent.sendText('Say goodbye.');
    await gemini.waitFor(() => heard.count('turnComplete') === 2);
    expect(gemini.lastSession.clientContents).toEqual([
      { turns: [{ role: 'user', parts: [{ text: 'Say hello.' }] }], turnComplete: true },
      { turns: [{ role: 'user', parts: [{ text: 'Say goodbye.' }] }], turnComplete: true },
    ]);
  });

  it('is asked to say words as they are', async () => {
    const { agent, heard } = await started();
    agent.say('Please hold the line.');
    await gemini.waitFor(() => heard.count('turnComplete') === 1);
    expect(gemini.lastSession.clientContents).toEqual([
      {
        turns: [{ role: 'user', parts: [{ text: sayWordForWord('Please hold the line.') }] }],
        turnComplete: true,
      },
    ]);
  });

  it('speaks a text as realtime input to a model that takes no clientContent', async () => {
    const { agent, heard } = await started({}, { model: 'gemini-3.1-flash-live-preview' });
    agent.sendText('Say hello.');
    await gemini.waitFor(() => heard.count('turnComplete') === 1);
    expect(gemini.lastSession.texts).toEqual(['Say hello.']);
  });
});

describe('an interruption', () => {
  it('drops the audio of the interrupted turn that still comes, and plays the next turn', async () => {
    Object.assign(gemini.knobs, { replyMs: 4_000, partIntervalMs: 50, lateAudioParts: 3 });
    const { agent, heard } = await started();
    ask(agent);
    await gemini.waitFor(() => heard.count('audio') >= 3);
    Object.assign(gemini.knobs, { replyMs: 400, lateAudioParts: 0 });
    ask(agent);
    await gemini.waitFor(() => heard.count('turnComplete') === 2);
    const interrupted = heard.events.indexOf('interrupted');
    const ended = heard.events.indexOf('turnComplete');
    expect(interrupted).toBeGreaterThan(0);
    expect(heard.events.slice(interrupted, ended)).not.toContain('audio');
    expect(heard.events.slice(ended).filter((event) => event === 'audio')).toHaveLength(2);
    const [first] = gemini.lastSession.turns;
    expect(first?.end).toBe('interrupted');
    const eventsBefore = heard.events.slice(0, interrupted);
    const heardParts = eventsBefore.filter((event) => event === 'audio').length;
    expect(first?.audioBytes).toBe((heardParts + 3) * 9_600);
  });

  it('does not silence the next turn when it comes after the end of a turn', async () => {
    const { agent, heard } = await started();
    ask(agent);
    await gemini.waitFor(() => heard.count('turnComplete') === 1);
    gemini.lastSession.send({ serverContent: { interrupted: true } });
    await gemini.waitFor(() => heard.count('interrupted') === 1);
    const before = heard.count('audio');
    ask(agent);
    await gemini.waitFor(() => heard.count('turnComplete') === 2);
    expect(heard.count('audio') - before).toBe(3);
  });
});

describe('what the service should not send', () => {
  it('survives it, counts it, and goes on talking', async () => {
    const { agent, heard, logLines } = await started();
    const session = gemini.lastSession;
    session.sendRaw('{"serverContent": {');
    session.sendRaw('hello');
    session.sendRaw('null');
    session.sendRaw('[]');
    session.sendRaw('42', true);
    session.sendRaw(Buffer.from([0xff, 0xfe, 0x00]), true);
    session.send({ novelty: { deep: [1, 2, 3] } });
    session.send({ serverContent: { inputTranscription: 7, modelTurn: 'x', brandNew: true } });
    session.send({ serverContent: 'text' });
    session.send({ usageMetadata: { promptTokenCount: 'many' } });
    session.send({ serverContent: { modelTurn: { parts: [{ text: 'x' }, { inlineData: 1 }] } } });
    session.send({
      serverContent: {
        modelTurn: { parts: [{ inlineData: { mimeType: 'audio/mp3', data: 'AAAA' } }] },
      },
    });
    session.send({ goAway: { timeLeft: 5 } });
    session.callTool('call-7', 'get_weather');
    await gemini.waitFor(() => heard.count('turnComplete') === 1);
    ask(agent);
    await gemini.waitFor(() => heard.count('turnComplete') === 2);
    expect(heard.audioBytes.length).toBe(2 * 600 * 48);
    expect(heard.usage).toHaveLength(2);
    expect(heard.toolCalls).toEqual([]);
    expect(gemini.sessions).toHaveLength(1);
    expect(session.toolResponses).toEqual([
      {
        functionResponses: [
          { id: 'call-7', name: 'get_weather', response: { error: 'There is no such tool.' } },
        ],
      },
    ]);
    agent.close();
    await gemini.waitFor(() => logLines.some((line) => line.includes('"malformedMessages":3')));
    expect(logLines.join('\n')).toContain('"novelty":1');
  });

  it('reads all parts and fields of a message of 200 KB', async () => {
    const { agent, heard } = await started();
    const pcm = replyPart('tone', 'Kore', 0, 36_000);
    const part = { inlineData: { mimeType: 'audio/pcm', data: pcm.toString('base64') } };
    gemini.lastSession.send({
      serverContent: {
        modelTurn: { parts: [part, part] },
        outputTranscription: { text: 'both' },
        inputTranscription: { text: 'heard' },
        generationComplete: true,
        turnComplete: true,
      },
      usageMetadata: { promptTokenCount: 4 },
    });
    await gemini.waitFor(() => heard.count('turnComplete') === 1);
    expect(heard.audioBytes.equals(Buffer.concat([pcm, pcm]))).toBe(true);
    expect([heard.agentText, heard.callerText]).toEqual(['both', 'heard']);
    expect(heard.events.at(-1)).toBe('turnComplete');
    expect(heard.usage[0]?.promptTokens).toBe(4);
    expect(agent.link).toBe('ready');
  });

  it('goes on when a listener throws', async () => {
    const { agent, heard, logLines } = await started();
    const agentText = heard.onAgentText.bind(heard);
    heard.onAgentText = () => {
      heard.onAgentText = agentText;
      throw new Error('listener is broken');
    };
    ask(agent);
    await gemini.waitFor(() => heard.count('turnComplete') === 1);
    const line = logLines.find((each) => each.includes('listener is broken'));
    // The stack says where.
    expect(line).toContain('liveAgent.test.ts');
  });
});

describe('the end', () => {
  it('closes the connection once, and reports it', async () => {
    const { agent, heard } = await started();
    agent.close();
    agent.close();
    sendFrames(agent, speech(100));
    agent.sendText('too late');
    await gemini.untilNoneOpen();
    expect(heard.links).toEqual(['connecting', 'ready', 'closed']);
    expect(gemini.lastSession.closed?.code).toBe(1000);
    expect((await agent.changeVoice('Kore')).ok).toBe(false);
    expect((await agent.start(heard)).ok).toBe(false);
  });

  it('ends a connection that is still being opened', async () => {
    gemini.knobs.setupDelayMs = 'never';
    const { agent, heard } = make({ times: { connectTimeoutMs: 20_000 } });
    const starting = agent.start(heard);
    await gemini.waitFor(() => gemini.sessions.length === 1);
    agent.close();
    expect(await starting).toMatchObject({ ok: false, error: { kind: 'cancelled' } });
    await gemini.untilNoneOpen();
    expect(heard.links).toEqual(['connecting', 'closed']);
  });
});

afterEach(() => {
  expect(gemini.violations).toEqual([]);
});
