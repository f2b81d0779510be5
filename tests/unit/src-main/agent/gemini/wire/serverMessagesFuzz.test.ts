import { describe, expect, it } from 'vitest';
import { TurnReader } from '#main/agent/gemini/session/turnReader';
import { readServerMessage } from '#main/agent/gemini/wire/serverMessages';
import type { VoiceAgentHandlers } from '#main/agent/voiceAgent';

const ROUNDS = 5_000;
const SEED = 20_261_122;

/** A repeatable generator of numbers (mulberry32). */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A message that is right in every field, to be broken. */
const WHOLE = {
  setupComplete: { sessionId: 'x' },
  serverContent: {
    modelTurn: { parts: [{ inlineData: { mimeType: 'audio/pcm;rate=24000', data: 'AAAA' } }] },
    inputTranscription: { text: 'a' },
    outputTranscription: { text: 'b' },
    interrupted: true,
    generationComplete: true,
    turnComplete: true,
    waitingForInput: true,
  },
  toolCall: { functionCalls: [{ id: 'c', name: 'n', args: { a: [1, { b: null }] } }] },
  toolCallCancellation: { ids: ['c'] },
  sessionResumptionUpdate: { newHandle: 'h', resumable: true },
  goAway: { timeLeft: '50s' },
  usageMetadata: {
    promptTokenCount: 3,
    promptTokensDetails: [{ modality: 'AUDIO', tokenCount: 2 }],
  },
};

const ODD: readonly unknown[] = [
  null,
  undefined,
  true,
  0,
  -1,
  1e308,
  Number.NaN,
  '',
  'x'.repeat(2_000),
  '\u0000\uD800',
  '9'.repeat(40) + 's',
  [],
  {},
  [[[]]],
  { toString: 1 },
  { __proto__: 'x', length: 5 },
];

/** Replaces, removes, doubles or moves something at a random place. */
function mutate(value: unknown, random: () => number): unknown {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  if (random() < 0.15) {
    return pick(ODD);
  }
  if (Array.isArray(value)) {
    const entries: readonly unknown[] = value;
    const changed = entries.map((entry) => (random() < 0.5 ? mutate(entry, random) : entry));
    return random() < 0.2 ? [...changed, ...changed, pick(ODD)] : changed;
  }
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value as Record<string, unknown>)
      .filter(() => random() > 0.1)
      .map(([key, field]): [string, unknown] => [
        random() < 0.05 ? pick(Object.keys(WHOLE)) : key,
        random() < 0.5 ? mutate(field, random) : field,
      ]);
    return Object.fromEntries(fields);
  }
  return value;
}

describe('the reader of the service’s messages', () => {
  it('reads any message, and never throws', () => {
    const random = generator(SEED);
    for (let round = 0; round < ROUNDS; round += 1) {
      const message = readServerMessage(mutate(WHOLE, random));
      const texts = [
        message.callerText,
        message.agentText,
        ...message.audio,
        ...message.cancelledToolCalls,
        ...message.toolCalls.flatMap(({ id, name }) => [id ?? '', name]),
        ...message.ignored,
      ];
      expect(texts.every((text) => typeof text === 'string')).toBe(true);
      expect(message.toolCalls.every(({ args }) => typeof args === 'object')).toBe(true);
      expect(message.handle === null || message.handle.length > 0).toBe(true);
      const numbers = [...Object.values(message.usage ?? {}), message.goAway?.timeLeftMs ?? 0];
      expect(numbers.every((count) => Number.isFinite(count) && count >= 0)).toBe(true);
    }
  });

  it('passes on only whole samples, for any audio', () => {
    const random = generator(SEED);
    const turns = new TurnReader();
    let bytes = 0;
    const handlers = new Proxy({} as VoiceAgentHandlers, {
      get: (_target, name) => (pcm: unknown) => {
        if (name === 'onAudio') {
          expect((pcm as Buffer).length % 2).toBe(0);
          bytes += (pcm as Buffer).length;
        }
      },
    });
    for (let round = 0; round < 2_000; round += 1) {
      const data = Array.from({ length: Math.floor(random() * 40) }, () =>
        String.fromCharCode(32 + Math.floor(random() * 200)),
      ).join('');
      turns.read(
        readServerMessage({ serverContent: { modelTurn: { parts: [{ inlineData: { data } }] } } }),
        handlers,
      );
    }
    expect(bytes).toBeGreaterThan(0);
  });
});
