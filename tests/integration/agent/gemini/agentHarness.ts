import { afterEach, beforeEach, expect } from 'vitest';
import { createGeminiAgentFactory } from '#main/agent/gemini/liveAgent';
import type { GeminiAgentSettings } from '#main/agent/gemini/session/options';
import type {
  AgentTurn,
  ToolCall,
  VoiceAgent,
  VoiceAgentHandlers,
  VoiceAgentOptions,
  VoiceChangeOutcome,
} from '#main/agent/voiceAgent';
import { Loudness } from '#main/media/audio/loudness';
import { SOUND_GATE_RMS } from '#main/media/audio/silence';
import type { Log } from '#main/observability/log';
import type { CordboardError } from '#main/util/errors';
import type { AgentLink } from '#model/call';
import type { GeminiAccess } from '#model/geminiAccess';
import type { TokenUsage } from '#model/metrics';
import { type StandInGemini, startStandInGemini } from '#support/gemini/standInGemini';
import type { StandInKnobs } from '#support/gemini/standInKnobs';

/** Records everything that an agent reports, in order. */
export class RecordingHandlers implements VoiceAgentHandlers {
  readonly events: string[] = [];
  readonly links: AgentLink[] = [];
  readonly errors: CordboardError[] = [];
  readonly audio: { readonly atMs: number; readonly pcm: Buffer }[] = [];
  readonly usage: TokenUsage[] = [];
  readonly turns: AgentTurn[] = [];
  readonly reconnects: VoiceChangeOutcome[] = [];
  readonly toolCalls: ToolCall[] = [];
  readonly cancelledToolCalls: string[] = [];
  callerText = '';
  agentText = '';

  get audioBytes(): Buffer {
    return Buffer.concat(this.audio.map((part) => part.pcm));
  }

  onAudio(pcm: Buffer): void {
    this.events.push('audio');
    this.audio.push({ atMs: performance.now(), pcm: Buffer.from(pcm) });
  }
  onCallerText(text: string): void {
    this.events.push('callerText');
    this.callerText += text;
  }
  onAgentText(text: string): void {
    this.events.push('agentText');
    this.agentText += text;
  }
  onInterrupted(): void {
    this.events.push('interrupted');
  }
  onGenerationComplete(): void {
    this.events.push('generationComplete');
  }
  onTurnComplete(turn: AgentTurn): void {
    this.events.push('turnComplete');
    this.turns.push(turn);
  }
  onToolCalls(calls: readonly ToolCall[]): void {
    this.events.push(...calls.map(({ name }) => `tool ${name}`));
    this.toolCalls.push(...calls);
  }
  onToolCallsCancelled(ids: readonly string[]): void {
    this.events.push('tools cancelled');
    this.cancelledToolCalls.push(...ids);
  }
  onUsage(usage: TokenUsage): void {
    this.usage.push(usage);
  }
  onLink(link: AgentLink, error: CordboardError | null): void {
    this.events.push(`link ${link}`);
    this.links.push(link);
    if (error !== null) {
      this.errors.push(error);
    }
  }
  onReconnected(outcome: VoiceChangeOutcome): void {
    this.events.push(`reconnected ${outcome}`);
    this.reconnects.push(outcome);
  }

  /** How often an event was reported. */
  count(event: string): number {
    return this.events.filter((candidate) => candidate === event).length;
  }
}

/** Shows of an error what the log shows; JSON alone would leave it out. */
function withErrors(_name: string, value: unknown): unknown {
  return value instanceof Error
    ? { message: value.message, stack: value.stack, cause: value.cause }
    : value;
}

/** A log that keeps its lines as text, to be searched for what must not be there. */
function recordingLog(lines: string[]): Log {
  const write = (fields: object, message: string): void => {
    lines.push(`${message} ${JSON.stringify(fields, withErrors)}`);
  };
  const log: Log = { debug: write, info: write, warn: write, error: write, child: () => log };
  return log;
}

/** An agent with short times on a stand-in, and what it reported. */
export type AgentUnderTest = {
  readonly agent: VoiceAgent;
  readonly heard: RecordingHandlers;
  readonly logLines: string[];
  /** The agent of another call in the same program. */
  readonly createOther: () => VoiceAgent;
};

/** Access by the key that the stand-in takes. */
export function keyAccess(gemini: StandInGemini, baseUrl = gemini.baseUrl): GeminiAccess {
  return { kind: 'api-key', apiKey: gemini.knobs.apiKey ?? 'ANY', baseUrl };
}

/** Makes an agent; `start` it yourself. */
export function makeAgent(
  gemini: StandInGemini,
  overrides: Partial<GeminiAgentSettings> = {},
  options: Partial<VoiceAgentOptions> = {},
): AgentUnderTest {
  const logLines: string[] = [];
  const factory = createGeminiAgentFactory({
    access: () => keyAccess(gemini),
    chunkSamples: 320,
    bufferSamples: 32_000,
    log: recordingLog(logLines),
    ...overrides,
    times: { firstBackoffMs: 30, maxBackoffMs: 100, ...overrides.times },
  });
  const usual: VoiceAgentOptions = {
    voice: 'Puck',
    model: 'gemini-3.8-live',
    systemInstruction: 'Be helpful on the telephone.',
    language: '',
    tools: [],
    googleSearch: false,
    endpointing: 'service',
    allowInterruption: true,
    history: () => [],
    nextTurn: () => 0,
    callId: 'call-1',
  };
  return {
    agent: factory.create({ ...usual, ...options }),
    heard: new RecordingHandlers(),
    logLines,
    createOther: () => factory.create({ ...usual, callId: 'call-2' }),
  };
}

/**
 * 16-bit PCM at 16 kHz: loud noise that differs from sample to sample, so that a lost or doubled
 * one shows.
 */
export function speech(ms: number, seed = 1): Buffer {
  const pcm = Buffer.alloc(ms * 32);
  let state = seed;
  for (let at = 0; at < pcm.length; at += 2) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    pcm.writeInt16LE(((state >> 8) % 16_000) - 8_000, at);
  }
  return pcm;
}

/** 16-bit PCM silence at 16 kHz. */
export function silence(ms: number): Buffer {
  return Buffer.alloc(ms * 32);
}

/**
 * Hands audio over in frames of 20 ms through one buffer that is reused, as the media path does,
 * faster than real time.
 */
export function sendFrames(agent: VoiceAgent, pcm: Buffer): void {
  const loudness = new Loudness();
  const frame = Buffer.alloc(640);
  for (let at = 0; at + frame.length <= pcm.length; at += frame.length) {
    pcm.copy(frame, 0, at, at + frame.length);
    agent.sendAudio(frame, loudness.measure(frame).rms >= SOUND_GATE_RMS);
  }
}

/** One question of the caller: 400 ms of speech and the silence that ends it. */
export function ask(agent: VoiceAgent): void {
  sendFrames(agent, Buffer.concat([speech(400), silence(600)]));
}

/** `makeAgent` on the stand-in of the running test. */
export type MakeAgent = (
  overrides?: Partial<GeminiAgentSettings>,
  options?: Partial<VoiceAgentOptions>,
) => AgentUnderTest;

/**
 * A fresh stand-in for every test. After each, agents are closed, and it is a failure if a promise
 * was rejected with nobody to catch it, or if the key is in a log line, an error or an event.
 */
export function useStandIn(
  knobs: Partial<StandInKnobs>,
): () => { gemini: StandInGemini; make: MakeAgent } {
  let gemini: StandInGemini;
  let made: AgentUnderTest[] = [];
  const unhandled: unknown[] = [];
  const onUnhandled = (reason: unknown): void => {
    unhandled.push(reason);
  };
  beforeEach(async () => {
    process.on('unhandledRejection', onUnhandled);
    gemini = await startStandInGemini(knobs);
    made = [];
  });
  afterEach(async () => {
    for (const { agent } of made) {
      agent.close();
    }
    await gemini.close();
    await new Promise((resolve) => setTimeout(resolve, 20));
    process.off('unhandledRejection', onUnhandled);
    expect(unhandled.splice(0)).toEqual([]);
    for (const { logLines, heard } of made) {
      const told = [...logLines, JSON.stringify(heard.errors)].join('\n');
      expect(told).not.toContain(gemini.knobs.apiKey);
    }
  });
  return () => ({
    gemini,
    make: (overrides, options) => {
      const under = makeAgent(gemini, overrides, options);
      made.push(under);
      return under;
    },
  });
}
