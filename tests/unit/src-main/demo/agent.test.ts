import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { VoiceAgent } from '#main/agent/voiceAgent';
import { DemoAgentFactory } from '#main/demo/agent';
import { type Random, seededRandom } from '#main/demo/random';
import { NOTED } from '#main/demo/script';
import { DemoTalk, DemoTalks } from '#main/demo/talk';
import { FrameClock } from '#main/media/clock/frameClock';
import { pitchOf, rmsOf, samplesOf } from './audioFacts';

const GREETING = 'Good morning. How can I help you?';
const ANSWER = 'It is on the van now, and it should reach you between two and four this afternoon.';

/** Numbers too high for the link to be lost, which happens to one turn in thirty. */
function withoutLosses(seed: number): Random {
  const random = seededRandom(seed);
  return () => 0.05 + 0.95 * random();
}

/** An agent with a caller who can be made to speak or be silent for a while. */
function setUp(allowInterruption = true, random: Random = withoutLosses(3)) {
  const clock = new FrameClock((error) => {
    throw error;
  });
  const talks = new DemoTalks();
  const talk = new DemoTalk('call', GREETING);
  talks.add(talk);
  const factory = new DemoAgentFactory({ clock, random, talks });
  const agent = factory.create({
    voice: 'Kore',
    model: '',
    systemInstruction: '',
    language: '',
    tools: [],
    googleSearch: false,
    endpointing: 'service',
    allowInterruption,
    history: () => [],
    nextTurn: () => 0,
    callId: 'call',
  });
  const events: string[] = [];
  const audio: Int16Array[] = [];
  const text = { agent: '', caller: '' };
  const started = agent.start({
    onAudio: (pcm) => {
      audio.push(samplesOf(pcm));
      events.push('audio');
    },
    onAgentText: (delta) => {
      text.agent += delta;
    },
    onCallerText: (delta) => {
      text.caller += delta;
    },
    onInterrupted: () => events.push('interrupted'),
    onGenerationComplete: () => events.push('generated'),
    onTurnComplete: () => events.push('turn complete'),
    onUsage: (usage) => events.push(usage.promptAudioTokens > 0 ? 'usage' : 'empty usage'),
    onLink: (link) => events.push(link),
    onToolCalls: () => undefined,
    onToolCallsCancelled: () => undefined,
    onReconnected: () => events.push('reconnected'),
  });
  const loud = Buffer.alloc(640);
  for (let i = 0; i < 320; i += 1) {
    loud.writeInt16LE(i % 40 < 20 ? 2_000 : -2_000, i * 2);
  }
  const quiet = Buffer.alloc(640);
  const feed = async (frame: Buffer, ms: number): Promise<void> => {
    for (let at = 0; at < ms; at += 20) {
      agent.sendAudio(frame, true);
      await vi.advanceTimersByTimeAsync(20);
    }
  };
  return {
    agent,
    talk,
    events,
    audio,
    text,
    started,
    speak: (ms: number) => feed(loud, ms),
    silence: (ms: number) => feed(quiet, ms),
  };
}

type Line = ReturnType<typeof setUp>;

describe('DemoAgent', () => {
  let open: VoiceAgent[] = [];

  function begin(...args: Parameters<typeof setUp>): Line {
    const line = setUp(...args);
    open.push(line.agent);
    return line;
  }

  /** An agent that has greeted and is answering a question. */
  async function answering(...args: Parameters<typeof setUp>): Promise<Line> {
    const line = begin(...args);
    await vi.advanceTimersByTimeAsync(500);
    await line.silence(6_000);
    line.talk.callerBegins(ANSWER);
    line.talk.callerVoices('Where is my parcel?');
    await line.speak(1_500);
    line.events.length = 0;
    line.text.agent = '';
    await line.silence(1_700);
    expect(line.events).toContain('audio');
    return line;
  }

  beforeEach(() => {
    vi.useFakeTimers();
    open = [];
  });

  afterEach(() => {
    open.forEach((agent) => {
      agent.close();
    });
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
  });

  it('connects and greets once audio of the caller comes', async () => {
    const line = begin();
    expect(line.agent.link).toBe('connecting');
    await vi.advanceTimersByTimeAsync(5_000);
    expect(await line.started).toEqual({ ok: true, value: undefined });
    expect(line.events).toEqual(['ready']);
    await line.silence(6_000);
    expect(line.text.agent).toBe(GREETING);
    expect(line.events.slice(-3)).toEqual(['generated', 'turn complete', 'usage']);
  });

  it('answers what it was asked 300 to 900 ms after it noticed the end', async () => {
    const line = begin();
    await vi.advanceTimersByTimeAsync(500);
    await line.silence(6_000);
    line.talk.callerBegins(ANSWER);
    line.talk.callerVoices('Where is my parcel?');
    await line.speak(1_500);
    expect(line.text.caller).toBe('Where is my parcel?');
    line.events.length = 0;
    line.text.agent = '';
    let waited = 0;
    while (!line.events.includes('audio') && waited < 3_000) {
      await line.silence(20);
      waited += 20;
    }
    expect(waited).toBeGreaterThanOrEqual(440 + 300);
    expect(waited).toBeLessThanOrEqual(440 + 900 + 40);
    await line.silence(10_000);
    expect(line.text.agent).toBe(ANSWER);
  });

  it('sends parts of 200 ms faster than they are heard, loud as speech', async () => {
    const line = begin();
    await vi.advanceTimersByTimeAsync(500);
    await line.silence(700);
    const before = line.audio.length;
    await line.silence(700);
    const parts = line.audio.slice(before);
    expect(parts.length).toBeGreaterThan(5);
    expect(parts.every((part) => part.length === 4_800)).toBe(true);
    expect(rmsOf(parts[1]!)).toBeGreaterThan(1_000);
  });

  it('says nothing when it hears noise that is no line of the caller', async () => {
    const line = begin();
    await vi.advanceTimersByTimeAsync(500);
    await line.silence(6_000);
    line.events.length = 0;
    await line.speak(400);
    await line.silence(4_000);
    expect(line.events).toEqual([]);
  });

  it('announces every other interruption and leaves the rest to the local detector', async () => {
    const line = await answering();
    line.talk.callerBegins('Yes, this afternoon.');
    await line.speak(1_000);
    expect(line.events.filter((event) => event === 'interrupted')).toHaveLength(1);
    expect(line.events.slice(-3)).toEqual(['interrupted', 'turn complete', 'usage']);
    await line.silence(6_000);

    line.talk.callerBegins(ANSWER);
    await line.speak(1_000);
    await line.silence(1_700);
    line.events.length = 0;
    line.text.agent = '';
    line.talk.callerBegins('Until four.');
    await line.speak(2_500);
    expect(line.events).not.toContain('interrupted');
    expect(line.events.slice(-3)).toEqual(['generated', 'turn complete', 'usage']);
    await line.silence(4_000);
    expect(line.text.agent.endsWith('Until four.')).toBe(true);
  });

  it('goes on speaking where interruptions are not allowed, and answers afterwards', async () => {
    const line = await answering(false);
    line.talk.callerBegins('Until four.');
    await line.speak(1_000);
    await line.silence(12_000);
    expect(line.events).not.toContain('interrupted');
    expect(line.text.agent).toBe(`${ANSWER}Until four.`);
  });

  it('changes the voice: another pitch, after a short switch, and only one change at a time', async () => {
    const line = await answering();
    const before = line.audio.at(-1)!;
    line.events.length = 0;
    const change = line.agent.changeVoice('Zephyr');
    expect(line.agent.link).toBe('switching-voice');
    const second = await line.agent.changeVoice('Puck');
    expect(second).toMatchObject({ ok: false, error: { kind: 'invalid-state' } });
    await line.silence(480);
    expect(line.events).toEqual(['switching-voice']);
    await line.silence(240);
    expect((await change).ok).toBe(true);
    expect(line.agent.voice).toBe('Zephyr');
    line.audio.length = 0;
    await line.silence(6_000);
    // The rest of the answer is said in the new voice.
    expect(line.text.agent).toBe(ANSWER);
    const pitchBefore = pitchOf(before.subarray(0, 2_400), 24_000);
    const pitchAfter = pitchOf(line.audio[1]!.subarray(0, 2_400), 24_000);
    expect(Math.abs(Math.log2(pitchAfter / pitchBefore))).toBeGreaterThan(0.05);
  });

  it('loses its link now and then, and answers afterwards what was said meanwhile', async () => {
    const line = begin(true, () => 0.01);
    await vi.advanceTimersByTimeAsync(500);
    while (!line.events.includes('resuming')) {
      await line.silence(20);
    }
    line.events.length = 0;
    line.talk.callerBegins(ANSWER);
    line.talk.callerVoices('Where?');
    await line.speak(300);
    await line.silence(500);
    expect(line.events).toEqual([]);
    await line.silence(100);
    expect(line.events).toEqual(['ready', 'reconnected']);
    await line.silence(2_000);
    expect(line.text).toMatchObject({ caller: 'Where?' });
    expect(line.events).toContain('audio');
  });

  it('answers a typed text aloud', async () => {
    const line = begin();
    await vi.advanceTimersByTimeAsync(500);
    await line.silence(6_000);
    line.text.agent = '';
    line.agent.sendText('Tell the caller to wait.');
    await line.silence(8_000);
    expect(line.text.agent).toBe(NOTED);
  });

  it('breaks off and says the words that it is given, as they are', async () => {
    const line = await answering();
    line.text.agent = '';
    line.agent.say('Please hold the line.');
    await line.silence(6_000);
    expect(line.events).toContain('interrupted');
    expect(line.text.agent).toBe('Please hold the line.');
  });

  it('goes on with what it was saying when it is asked for the rest over a new link', async () => {
    const line = await answering();
    const said = line.text.agent;
    line.agent.reconnect('soundless');
    line.agent.sendText('Go on with your answer.');
    await line.silence(9_000);
    expect(line.events).toContain('reconnected');
    expect(said.length).toBeGreaterThan(0);
    expect(said.length).toBeLessThan(ANSWER.length);
    expect(line.text.agent).toBe(ANSWER);
  });

  it('passes on no words from the time in which it was kept out of the call', async () => {
    const line = begin();
    await vi.advanceTimersByTimeAsync(500);
    await line.silence(6_000);
    line.talk.callerVoices('Only for the supervisor.');
    await vi.advanceTimersByTimeAsync(1_000);
    await line.silence(2_000);
    expect(line.text.caller).toBe('');
  });

  it('is silent for good after close', async () => {
    const line = await answering();
    line.events.length = 0;
    line.agent.close();
    line.agent.close();
    await line.speak(1_000);
    await line.silence(2_000);
    expect(line.events).toEqual(['closed']);
  });

  it('fails to start when the call ended meanwhile', async () => {
    const line = begin();
    line.agent.close();
    await vi.advanceTimersByTimeAsync(500);
    expect(await line.started).toMatchObject({ ok: false, error: { kind: 'cancelled' } });
  });
});
