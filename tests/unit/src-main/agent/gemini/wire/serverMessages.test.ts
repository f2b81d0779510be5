import { describe, expect, it } from 'vitest';
import { readServerMessage } from '#main/agent/gemini/wire/serverMessages';

const audio = (mimeType?: string) => ({
  inlineData: { data: 'AAAA', ...(mimeType === undefined ? {} : { mimeType }) },
});

describe('readServerMessage', () => {
  it('reads every part and field of one message', () => {
    const message = readServerMessage({
      serverContent: {
        modelTurn: {
          role: 'model',
          parts: [
            audio('audio/pcm;rate=24000'),
            { text: 'spoken text' },
            { text: 'a thought', thought: true },
            { text: '' },
            audio(),
          ],
        },
        inputTranscription: { text: ' hello', finished: true },
        outputTranscription: { text: 'We' },
        interrupted: true,
        generationComplete: true,
        turnComplete: true,
        turnCompleteReason: 'X',
        waitingForInput: true,
        interactionStatus: 'IN_PROGRESS',
      },
      goAway: { timeLeft: '1.5s' },
      sessionResumptionUpdate: { newHandle: 'h-1', resumable: true },
      toolCallCancellation: { ids: ['d'] },
      toolCall: { functionCalls: [{ id: 'c', name: 'n', args: { a: 1 } }] },
      voiceActivity: {},
    });
    expect(message).toEqual({
      setupComplete: false,
      interrupted: true,
      generationComplete: true,
      turnComplete: true,
      turnCompleteReason: 'X',
      interaction: 'in-progress',
      audio: ['AAAA', 'AAAA'],
      textParts: 1,
      callerText: ' hello',
      agentText: 'We',
      handle: 'h-1',
      goAway: { timeLeftMs: 1_500 },
      usage: null,
      toolCalls: [{ id: 'c', name: 'n', args: { a: 1 } }],
      cancelledToolCalls: ['d'],
      ignored: [],
    });
  });

  it('reads the calls that are right, with or without an id, and no others', () => {
    const message = readServerMessage({
      toolCall: {
        functionCalls: [
          { name: 'end_call' },
          { id: 'a', args: { day: 1 } },
          { id: null, name: 'book', args: null },
          { id: 'b', name: 'book', args: 'Monday' },
          { id: 'c', name: 'book', args: { day: 1 } },
        ],
      },
    });
    expect(message.toolCalls).toEqual([
      { id: null, name: 'end_call', args: {} },
      { id: null, name: 'book', args: {} },
      { id: 'c', name: 'book', args: { day: 1 } },
    ]);
    expect(message.ignored).toEqual(['toolCall.functionCalls', 'toolCall.functionCalls']);
  });

  it('reads the usage of Vertex AI', () => {
    const { usage } = readServerMessage({
      usageMetadata: {
        promptTokenCount: 300,
        candidatesTokenCount: 250,
        totalTokenCount: 550,
        promptTokensDetails: [{ modality: 'AUDIO', tokenCount: 280 }],
        candidatesTokensDetails: [{ modality: 'AUDIO', tokenCount: 250 }],
        trafficType: 'ON_DEMAND',
      },
    });
    expect(usage).toEqual({
      promptTokens: 300,
      promptAudioTokens: 280,
      responseTokens: 250,
      responseAudioTokens: 250,
      thoughtsTokens: 0,
    });
  });

  it('reads no usage from a message that counts nothing', () => {
    const message = readServerMessage({ usageMetadata: { trafficType: 'ON_DEMAND' } });
    expect(message).toMatchObject({ usage: null, ignored: [] });
  });

  it.each([
    [{}, null],
    [{ timeLeft: '-3s' }, null],
    [{ timeLeft: '50s' }, 50_000],
    [{ timeLeft: { seconds: 50 } }, 50_000],
    [{ timeLeft: { seconds: '7' } }, 7_000],
    [{ timeLeft: {} }, 0],
  ])('reads the announced end %j', (goAway, timeLeftMs) => {
    expect(readServerMessage({ goAway })).toMatchObject({ goAway: { timeLeftMs }, ignored: [] });
  });

  it('reads an unspecified reason as none, and an idle interaction as over', () => {
    const message = readServerMessage({
      serverContent: {
        turnComplete: true,
        turnCompleteReason: 'TURN_COMPLETE_REASON_UNSPECIFIED',
        interactionStatus: 'IDLE',
      },
    });
    expect(message).toMatchObject({ turnCompleteReason: null, interaction: 'idle', ignored: [] });
  });

  it('reads a real usage message', () => {
    const { usage } = readServerMessage({
      usageMetadata: {
        promptTokenCount: 522,
        responseTokenCount: 42,
        totalTokenCount: 564,
        thoughtsTokenCount: 136,
        promptTokensDetails: [
          { modality: 'TEXT', tokenCount: 332 },
          { modality: 'AUDIO', tokenCount: 165 },
        ],
        responseTokensDetails: [{ modality: 'AUDIO', tokenCount: 42 }],
      },
    });
    expect(usage).toEqual({
      promptTokens: 522,
      promptAudioTokens: 165,
      responseTokens: 42,
      responseAudioTokens: 42,
      thoughtsTokens: 136,
    });
  });

  it.each([
    [{}],
    [{ newHandle: 'h', resumable: false }],
    [{ newHandle: '', resumable: true }],
    [{ newHandle: 'h' }],
  ])('takes no handle from %j', (update) => {
    const message = readServerMessage({ sessionResumptionUpdate: update });
    expect(message.handle).toBeNull();
    expect(message.ignored).toEqual([]);
  });

  it('reads a goAway without or with an unreadable time', () => {
    expect(readServerMessage({ goAway: {} }).goAway).toEqual({ timeLeftMs: null });
    expect(readServerMessage({ goAway: { timeLeft: 'soon' } }).goAway).toEqual({
      timeLeftMs: null,
    });
  });

  it('names what it does not understand and keeps the rest', () => {
    const message = readServerMessage({
      serverContent: {
        outputTranscription: { text: 'ok' },
        inputTranscription: 5,
        fresh: 1,
        interrupted: 'yes',
      },
      surprise: true,
    });
    expect(message.agentText).toBe('ok');
    expect(message.interrupted).toBe(false);
    expect(message.ignored).toEqual([
      'serverContent.inputTranscription',
      'serverContent.fresh',
      'serverContent.interrupted',
      'surprise',
    ]);
  });

  it('refuses audio it cannot play', () => {
    const parts = [
      audio('audio/pcm;rate=16000'),
      audio('audio/opus'),
      audio('audio/pcm; rate=24000'),
    ];
    const message = readServerMessage({ serverContent: { modelTurn: { parts } } });
    expect(message.audio).toHaveLength(1);
    expect(message.ignored).toEqual(['inlineData audio/pcm;rate=16000', 'inlineData audio/opus']);
  });

  it.each([[null], [undefined], ['text'], [7], [[]]])('survives %j', (raw) => {
    expect(readServerMessage(raw).ignored).toEqual(['message that is not an object']);
  });
});
