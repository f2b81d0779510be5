import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CallSettings } from '#main/call/callSettings';
import { makeTone } from '#support/audio/signal';
import { TalkBench } from '#support/call/talkBench';

const TEXT = 'Please call us back.';
const LEAVES: Partial<CallSettings> = { mailbox: { kind: 'leave-text', text: TEXT } };
const GREETING = 'Open the call.';

let bench: TalkBench;

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  bench.talk.end();
  bench.talk.close();
  vi.useRealTimers();
});

async function open(
  settings: Partial<CallSettings> = {},
  direction: 'inbound' | 'outbound' = 'outbound',
): Promise<void> {
  bench = new TalkBench((ms) => vi.advanceTimersByTime(ms), settings, {}, direction);
  await bench.begin();
}

/** The other side's line carries a beep of 1 kHz. */
function beep(ms: number): void {
  const samples = makeTone({
    frequencyHz: 1_000,
    durationMs: 20,
    amplitude: 6_000,
    sampleRateHz: 16_000,
  });
  const frame = Buffer.from(samples.buffer);
  for (let elapsed = 0; elapsed < ms; elapsed += 20) {
    vi.advanceTimersByTime(20);
    bench.transport.handlers?.onFrame(frame, performance.now());
  }
}

const told = (): string[] => bench.toldAgent().filter((line) => /^(text|say|context) /.test(line));
const notes = (): string[] =>
  bench.turns.flatMap(({ speaker, text }) => (speaker === 'system' ? [text] : []));

describe('a call that we have placed', () => {
  it('is opened by the agent after 2 s in which nobody speaks', async () => {
    await open({ greeting: GREETING });
    bench.callerListens(1_900);
    expect(told()).toEqual([]);
    bench.callerListens(200);
    expect(told()).toEqual([`text ${GREETING}`]);
  });

  it('is opened by who answers, and the agent knows what to answer', async () => {
    await open({ greeting: GREETING });
    bench.callerListens(1_000);
    bench.callerSays(600);
    bench.callerListens(3_000);
    expect(told()).toEqual([]);
    expect(bench.agent.options.systemInstruction).toMatch(
      /You have placed this call.*Open the call\./,
    );
  });

  it('has a tool for mailboxes, and one that somebody else has placed has none', async () => {
    await open();
    expect(bench.host?.mailboxReached).not.toBeNull();
    bench.talk.end();
    bench.talk.close();
    await open({}, 'inbound');
    expect(bench.host?.mailboxReached).toBeNull();
    expect(bench.agent.options.systemInstruction).toBe('Be kind.');
  });

  it('says so to the agent when there is a beep, once', async () => {
    await open();
    beep(600);
    bench.callerListens(1_000);
    beep(600);
    bench.callerListens(1_000);
    expect(told()).toEqual([expect.stringMatching(/^context There was a beep/)]);
  });
});

describe('a mailbox that answers', () => {
  it('ends the call at once where no text is to be left', async () => {
    await open();
    bench.callerSays(2_000);
    bench.host?.mailboxReached?.();
    expect(bench.told).toContain('mailbox');
    expect(notes()).toEqual(['A mailbox answered: the call ends']);
  });

  it('gets its text after the beep, and nothing before; then the call ends', async () => {
    await open(LEAVES);
    bench.callerSays(2_000);
    bench.host?.mailboxReached?.();
    bench.toldAgent();
    bench.agent.speak(400);
    expect(bench.call.agentState, 'what the agent says all the same is not heard').toBe('paused');
    bench.callerSays(6_000);
    bench.callerListens(1_000);
    beep(600);
    expect(told()).toEqual([]);
    bench.callerListens(800);
    expect(told()).toEqual([`say ${TEXT}`]);
    bench.agentSays(20_000);
    bench.callerListens(20_500);
    await vi.advanceTimersByTimeAsync(0);
    expect(bench.told).not.toContain('mailbox');
    bench.callerListens(1_500);
    await vi.advanceTimersByTimeAsync(0);
    expect(bench.told).toContain('mailbox');
    expect(notes()).toEqual(['A mailbox answered: the AI leaves a text after the beep']);
  });

  it('gets its text at once when it has beeped already', async () => {
    await open(LEAVES);
    bench.callerSays(2_000);
    beep(600);
    bench.callerListens(1_000);
    bench.toldAgent();
    bench.host?.mailboxReached?.();
    bench.callerListens(40);
    expect(told()).toEqual([`say ${TEXT}`]);
  });

  it('gets its text with the facts of the call in its places', async () => {
    const text = 'For {caller.name} from {profile.name}.';
    await open({ mailbox: { kind: 'leave-text', text } });
    bench.callerSays(2_000);
    beep(600);
    bench.callerListens(1_000);
    bench.host?.mailboxReached?.();
    bench.callerListens(40);
    expect(told()).toContain('say For Ana from Shop.');
  });

  it('gets its text after a silence when it does not beep', async () => {
    await open(LEAVES);
    bench.callerSays(2_000);
    bench.host?.mailboxReached?.();
    bench.toldAgent();
    bench.callerListens(3_000);
    expect(told()).toEqual([]);
    bench.callerListens(2_000);
    expect(told()).toEqual([`say ${TEXT}`]);
  });

  it('gets no text when its greeting does not end', async () => {
    await open(LEAVES);
    bench.callerSays(2_000);
    bench.host?.mailboxReached?.();
    bench.toldAgent();
    bench.callerSays(61_000);
    expect(told()).toEqual([]);
    expect(bench.told).toContain('mailbox');
  });

  it('is left to a supervisor who takes the call over in the text', async () => {
    await open(LEAVES);
    bench.callerSays(2_000);
    beep(600);
    bench.host?.mailboxReached?.();
    bench.callerListens(40);
    bench.agentSays(6_000);
    bench.callerListens(1_000);
    bench.talk.takeOver();
    bench.callerListens(20_000);
    await vi.advanceTimersByTimeAsync(0);
    expect(bench.told).not.toContain('mailbox');
  });

  it('is left to a supervisor who takes the call over meanwhile', async () => {
    await open(LEAVES);
    bench.callerSays(2_000);
    bench.host?.mailboxReached?.();
    bench.talk.takeOver();
    bench.toldAgent();
    beep(600);
    bench.callerListens(30_000);
    await vi.advanceTimersByTimeAsync(0);
    expect(told()).toEqual([]);
    expect(bench.told).not.toContain('mailbox');
  });
});
