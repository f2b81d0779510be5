import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { TurnReader } from '#main/agent/gemini/session/turnReader';
import { readServerMessage } from '#main/agent/gemini/wire/serverMessages';
import type { AgentTurn, VoiceAgentHandlers } from '#main/agent/voiceAgent';

const AUDIO = { modelTurn: { parts: [{ inlineData: { data: 'AAAAAA==' } }] } };

function setUp() {
  const events: string[] = [];
  const turns: AgentTurn[] = [];
  const handlers: VoiceAgentHandlers = {
    onAudio: (pcm) => events.push(`audio ${pcm.length}`),
    onCallerText: () => events.push('callerText'),
    onAgentText: () => events.push('agentText'),
    onInterrupted: () => events.push('interrupted'),
    onGenerationComplete: () => events.push('generationComplete'),
    onTurnComplete: (turn) => {
      events.push('turnComplete');
      turns.push(turn);
    },
    onToolCalls: () => undefined,
    onToolCallsCancelled: () => undefined,
    onUsage: () => events.push('usage'),
    onLink: () => undefined,
    onReconnected: () => undefined,
  };
  const reader = new TurnReader();
  const read = (serverContent: object) => {
    reader.read(readServerMessage({ serverContent }), handlers);
    return events.splice(0);
  };
  /** What the turn that ends with this carried. */
  const end = (serverContent: object = {}) => {
    read({ turnComplete: true, ...serverContent });
    return turns.at(-1);
  };
  return { handlers, read, end };
}

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

describe('TurnReader', () => {
  it('reports an interruption before anything else of the same message', () => {
    const { read } = setUp();
    expect(read(AUDIO)).toEqual(['audio 4']);
    expect(read({ ...AUDIO, interrupted: true, turnComplete: true })).toEqual([
      'interrupted',
      'turnComplete',
    ]);
    expect(read(AUDIO)).toEqual(['audio 4']);
  });

  it.each([960, 65_536, 300_000])('gives a part of %i bytes whole', (length) => {
    const pcm = Buffer.from(Array.from({ length }, (_, index) => (index * 31) % 256));
    const heard: Buffer[] = [];
    const { handlers } = setUp();
    const parts = [{ inlineData: { data: pcm.toString('base64') } }];
    new TurnReader().read(readServerMessage({ serverContent: { modelTurn: { parts } } }), {
      ...handlers,
      onAudio: (part) => heard.push(Buffer.from(part)),
    });
    expect(heard).toEqual([pcm]);
  });

  it('drops audio and text of an interrupted turn until it is complete', () => {
    const { read } = setUp();
    read(AUDIO);
    read({ interrupted: true });
    expect(read({ ...AUDIO, outputTranscription: { text: 'late' } })).toEqual([]);
    expect(read({ inputTranscription: { text: 'stop' } })).toEqual(['callerText']);
    read({ turnComplete: true });
    expect(read({ ...AUDIO, outputTranscription: { text: 'new' } })).toEqual([
      'audio 4',
      'agentText',
    ]);
  });

  it('does not stay silent for ever when the turnComplete is lost', () => {
    const { read } = setUp();
    read(AUDIO);
    read({ interrupted: true });
    vi.advanceTimersByTime(4_900);
    expect(read(AUDIO)).toEqual([]);
    vi.advanceTimersByTime(200);
    expect(read(AUDIO)).toEqual(['audio 4']);
  });

  it('drops half a sample at the end', () => {
    const { read } = setUp();
    const odd = { modelTurn: { parts: [{ inlineData: { data: 'AAAA' } }] } };
    expect(read(odd)).toEqual(['audio 2']);
  });

  it('reports what a turn carried, without the turns before', () => {
    const { read, end } = setUp();
    read({ inputTranscription: { text: 'hello' } });
    read(AUDIO);
    read({ modelTurn: { parts: [{ text: 'Hello.' }] } });
    expect(end(AUDIO)).toEqual({
      end: 'complete',
      reason: null,
      audioBytes: 8,
      textParts: 1,
      toolCalls: 0,
      callerSpoke: true,
    });
    expect(end()).toEqual({
      end: 'complete',
      reason: null,
      audioBytes: 0,
      textParts: 0,
      toolCalls: 0,
      callerSpoke: false,
    });
  });

  it.each([
    ['failed', { turnCompleteReason: 'RESPONSE_REJECTED' }],
    ['failed', { turnCompleteReason: 'WHATEVER_COMES_NEXT' }],
    ['waits', { turnCompleteReason: 'NEED_MORE_INPUT' }],
    ['goes-on', { interactionStatus: 'IN_PROGRESS' }],
    ['interrupted', { interrupted: true }],
  ])('tells that a turn ended as %s by %j', (how, serverContent) => {
    const { end } = setUp();
    expect(end(serverContent)).toMatchObject({ end: how });
  });

  it('counts an interruption before the first sound of a turn, but not one long before its end', () => {
    const { read, end } = setUp();
    read({ interrupted: true });
    expect(end()).toMatchObject({ end: 'interrupted' });
    read({ interrupted: true });
    vi.advanceTimersByTime(1_500);
    expect(end()).toMatchObject({ end: 'complete' });
  });

  it('goes on after a pause for thought, until the service says that the answer is over', () => {
    const { read, end } = setUp();
    read(AUDIO);
    expect(end({ interactionStatus: 'IN_PROGRESS' })).toMatchObject({ end: 'goes-on' });
    read(AUDIO);
    expect(end({ interactionStatus: 'IN_PROGRESS' })).toMatchObject({ end: 'goes-on' });
    expect(end({ interactionStatus: 'IDLE' })).toMatchObject({ end: 'complete', audioBytes: 8 });
  });

  it('ends an answer that the service only calls over', () => {
    const { read, end } = setUp();
    read(AUDIO);
    end({ interactionStatus: 'IN_PROGRESS' });
    expect(read({ interactionStatus: 'IDLE' })).toEqual(['turnComplete']);
    expect(read({ interactionStatus: 'IDLE' }), 'once').toEqual([]);
  });

  it('drops nothing of the next turn because text of the last one came late', () => {
    const { read, end } = setUp();
    read(AUDIO);
    end();
    expect(read({ outputTranscription: { text: 'late' } })).toEqual(['agentText']);
    expect(read({ interrupted: true })).toEqual(['interrupted']);
    expect(read(AUDIO)).toEqual(['audio 4']);
  });

  it('says that a turn is over even when a handler failed with its text', () => {
    const { handlers, read, end } = setUp();
    read(AUDIO);
    vi.spyOn(handlers, 'onAgentText').mockImplementation(() => {
      throw new Error('oh dear');
    });
    expect(() => end({ outputTranscription: { text: 'late' } })).toThrow('oh dear');
    expect(read({})).toEqual(['turnComplete']);
  });
});
