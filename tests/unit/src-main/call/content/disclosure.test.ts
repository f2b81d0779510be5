import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CallSettings } from '#main/call/callSettings';
import { NO_WISHES } from '#main/call/life/wishes';
import type { Continues } from '#main/call/session/callSessionOptions';
import type { Transcript } from '#model/transcript';
import { FakeLeg, SPOKEN } from '#support/call/fakes';
import { SessionBench } from '#support/call/sessionBench';
import { LOUD } from '#support/call/talkBench';
import { turnWith } from '#support/calls';

const SENTENCE = 'You are talking with an AI assistant.';
const GREETING_MS = 4_000;

let bench: SessionBench;

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(async () => {
  await bench.session.shutDown('hangup');
  vi.useRealTimers();
});

async function open(
  settings: Partial<CallSettings> = {},
  leg = new FakeLeg(),
  continues: Continues | null = null,
): Promise<void> {
  bench = new SessionBench({ disclosure: SENTENCE, ...settings }, leg, continues);
  await bench.goLive();
}

/** A part of a call that goes on, of which the record has these turns. */
function goingOn(turns: Transcript): Continues {
  const origin = { startedAt: Date.now() - 60_000, answeredAt: Date.now() - 59_000 };
  return { why: 'restart', origin, wishes: NO_WISHES, turns, firstTurn: 5, lookUp: null };
}

/** The agent says this; all of it is sent at once. */
function agentSays(text: string): void {
  bench.agent.speak(GREETING_MS);
  bench.agent.handlers.onAgentText(text);
  bench.agent.handlers.onGenerationComplete();
  bench.agent.handlers.onTurnComplete(SPOKEN);
}

const listens = (ms: number): void => {
  bench.transport.hear(ms, 0, (step) => vi.advanceTimersByTime(step));
};
const speaks = (ms: number): void => {
  bench.transport.hear(ms, LOUD, (step) => vi.advanceTimersByTime(step));
};
const told = (): string => bench.agent.told.join('\n');

describe('a call in which it is to be said that one talks with an AI', () => {
  it('has the agent open with the sentence, also where the greeting is empty', async () => {
    await open();
    expect(told()).toMatch(/^text .*Say exactly this sentence.*"You are talking with an AI/m);
    expect(bench.agent.options.systemInstruction).toMatch(
      /^Be kind\.\n\n.*The first thing you say/,
    );
    expect(bench.call.disclosure).toBe('not-spoken');
  });

  it('has the agent open with the sentence before its greeting', async () => {
    await open({ greeting: 'Greet the caller.' });
    expect(told()).toMatch(/^text Greet the caller\.\nBegin with exactly this sentence.*"You are/m);
  });

  it('notes that the caller has heard it once they have heard the turn', async () => {
    await open();
    agentSays(`${SENTENCE} How can I help?`);
    listens(1_000);
    expect(bench.call.disclosure).toBe('not-spoken');
    listens(GREETING_MS);
    expect(bench.call.disclosure).toBe('heard');
  });

  it('notes that the caller has heard it when they interrupt only what followed', async () => {
    await open();
    agentSays(`${SENTENCE} How can I help?`);
    listens(3_400);
    speaks(400);
    expect(bench.call.disclosure).toBe('heard');
  });

  it('notes that it was cut when the caller interrupts it, and that they heard it later', async () => {
    await open();
    agentSays(`${SENTENCE} How can I help?`);
    listens(1_000);
    speaks(400);
    expect(bench.call.disclosure).toBe('cut');
    listens(1_000);
    agentSays('I cannot tell.');
    listens(GREETING_MS + 500);
    expect(bench.call.disclosure).toBe('cut');
    agentSays(SENTENCE);
    listens(GREETING_MS + 500);
    expect(bench.call.disclosure).toBe('heard');
  });

  it('notes that it was cut when the call ends in it', async () => {
    await open();
    agentSays(`${SENTENCE} How can I help?`);
    listens(1_000);
    bench.leg.handlers?.onEnded({ by: 'caller' });
    await bench.settle();
    expect(bench.call).toMatchObject({ state: 'ended', disclosure: 'cut' });
  });

  it('does not count what a muted agent says', async () => {
    await open();
    await bench.session.command({ kind: 'muteAgent', on: true });
    agentSays(SENTENCE);
    listens(GREETING_MS + 500);
    expect(bench.call.disclosure).toBe('not-spoken');
  });

  it('notes that it was not spoken when the agent says something else', async () => {
    await open();
    agentSays('Good morning, how can I help?');
    listens(GREETING_MS + 500);
    expect(bench.call.disclosure).toBe('not-spoken');
  });

  it('knows after a restart what the caller had heard, and does not say it again', async () => {
    const turns = [turnWith({ speaker: 'agent', text: SENTENCE })];
    const leg = new FakeLeg('call-1', { adopted: true });
    await open({}, leg, goingOn(turns));
    expect(bench.call.disclosure).toBe('heard');
    expect(told()).not.toContain(SENTENCE);
    expect(bench.agent.options.systemInstruction).toBe('Be kind.');
  });

  it('has the agent say it after a restart that came before it', async () => {
    const turns = [turnWith({ speaker: 'caller', text: 'Good morning.' })];
    const leg = new FakeLeg('call-1', { adopted: true });
    await open({ maxCallMs: 600_000 }, leg, goingOn(turns));
    expect(bench.agent.options.systemInstruction).toContain(SENTENCE);
    agentSays(SENTENCE);
    listens(GREETING_MS + 500);
    expect(bench.call.disclosure).toBe('heard');
  });
});

describe('the sentence with placeholders', () => {
  const WITH_PLACE = 'You are talking with the AI assistant of {profile.name}.';
  const FILLED = WITH_PLACE.replace('{profile.name}', 'Default');

  it('is asked for, and counted as heard, with the facts in its places', async () => {
    await open({ disclosure: WITH_PLACE });
    expect(told()).toContain(`"${FILLED}"`);
    expect(told()).not.toContain('{profile.name}');
    agentSays(FILLED);
    listens(GREETING_MS + 500);
    expect(bench.call.disclosure).toBe('heard');
  });

  it('is what somebody else whom a transfer puts on the line hears first', async () => {
    await open({ disclosure: WITH_PLACE });
    agentSays(FILLED);
    listens(GREETING_MS + 500);
    bench.leg.handlers?.onPartyChanged({ number: '2002', name: 'Ben' });
    expect(bench.agent.told.at(-1)).toContain(
      `The first thing they hear is exactly this sentence: "${FILLED}"`,
    );
  });
});

describe('a call in which nothing is to be said', () => {
  it.each([
    ['it is off', { disclosure: '' }, new FakeLeg()],
    ['it is simulated', {}, new FakeLeg('call-1', { demo: true })],
  ])('says nothing of the AI: %s', async (_why, settings, leg) => {
    await open(settings, leg);
    expect(told()).not.toContain('text ');
    expect(bench.agent.options.systemInstruction).toBe('Be kind.');
    expect(bench.call.disclosure).toBe('none');
  });
});
