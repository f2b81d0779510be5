import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CallSettings } from '#main/call/callSettings';
import { NO_WISHES } from '#main/call/life/wishes';
import type { Continues } from '#main/call/session/callSessionOptions';
import { failedLookUp } from '#main/call/tools/lookUp';
import { ok } from '#main/util/result';
import type { CallFacts } from '#model/callFacts';
import type { LookUp, LookUpOutcome } from '#model/lookUp';
import { phrase } from '#model/phrases/phrase';
import type { VoiceName } from '#model/voices';
import { FakeLeg } from '#support/call/fakes';
import { SessionBench } from '#support/call/sessionBench';
import { aLookUp, answered, noAnswer } from '#support/lookUps';

let bench: SessionBench;
/** What was asked, in order. */
let asked: { readonly facts: CallFacts; readonly signal: AbortSignal }[] = [];

beforeEach(() => {
  vi.useFakeTimers();
  asked = [];
});

afterEach(async () => {
  await bench.session.shutDown('hangup');
  vi.useRealTimers();
});

type Scene = {
  readonly settings?: Partial<CallSettings>;
  readonly leg?: FakeLeg;
  readonly continues?: Continues;
};

/** A call whose look-up comes to this after some ms; null: it never does. */
function open(outcome: LookUpOutcome | null, afterMs = 0, scene: Scene = {}): void {
  const { settings = {}, leg = new FakeLeg(), continues = null } = scene;
  bench = new SessionBench({ lookUp: aLookUp(), ...settings }, leg, continues);
  bench.askLookUp = (lookUp, facts, signal) => {
    asked.push({ facts, signal });
    return outcome === null
      ? noAnswer(lookUp, facts, signal)
      : new Promise((resolve) => {
          setTimeout(resolve, afterMs, outcome);
        });
  };
}

const pass = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);

const setUp = () => {
  const { voice, language, systemInstruction, withFacts } = bench.agent.options;
  return { voice, language, told: withFacts?.(systemInstruction) ?? '' };
};

/** A call that goes on after a restart, of which the record has this look-up. */
function goingOn(lookUp: LookUp, voice: VoiceName | null = null): Scene {
  const origin = { startedAt: Date.now() - 60_000, answeredAt: Date.now() - 59_000 };
  const wishes = { ...NO_WISHES, voice };
  const continues: Continues = {
    ...{ origin, wishes, turns: [], firstTurn: 0, lookUp },
    why: 'restart',
  };
  return { continues, leg: new FakeLeg('call-1', { adopted: true }) };
}

describe('the look-up of a call', () => {
  it('chooses context, voice, language and greeting before the agent starts', async () => {
    open(answered(), 300);
    bench.session.begin();
    await pass(290);
    expect(bench.call).toMatchObject({ state: 'answering', lookUp: { state: 'asking' } });
    expect(bench.agent.told).toEqual([]);
    await pass(20);
    expect(bench.call).toMatchObject({ state: 'live', voice: 'Kore', lookUp: answered() });
    expect(setUp()).toMatchObject({ voice: 'Kore', language: 'es' });
    expect(setUp().told).toMatch(/What is known of this caller\..*\nAna Reyes, customer/);
    expect(bench.agent.told.join('\n')).toContain('text Greet Ana.');
    expect(asked).toHaveLength(1);
    expect(asked[0]?.facts.caller).toEqual({ number: '2001', name: 'Ana' });
  });

  it('fills the instruction, and each session of the agent learns the context', async () => {
    open(answered({ voice: null, language: null, greeting: null }), 0, {
      settings: { systemInstruction: 'Help {lookup.name}, {lookup.other}.' },
    });
    await bench.goLive();
    expect(setUp()).toMatchObject({ voice: 'Puck', language: '' });
    expect(setUp().told).toMatch(/^Help Ana, \.\n[^]*Ana Reyes, customer since 2019\.$/);
    await pass(30_000);
    expect(setUp().told).toMatch(/^Help Ana, \.\n[^]*Ana Reyes, customer since 2019\.$/);
    expect(asked).toHaveLength(1);
  });

  it('costs the caller its limit and no more when nothing answers', async () => {
    open(null);
    bench.session.begin();
    await pass(1_499);
    expect(bench.call.state).toBe('answering');
    await pass(1);
    expect(bench.call).toMatchObject({
      state: 'live',
      voice: 'Puck',
      lookUp: { state: 'failed', ms: 1_500, message: 'There was no answer within 1500 ms.' },
    });
    expect(asked[0]?.signal.aborted).toBe(true);
    expect(setUp().told).not.toContain('What is known of this caller');
  });

  it('counts what the variables of the channel took, and knows them', async () => {
    const leg = new FakeLeg();
    leg.variables.set(
      'CUSTOMER',
      new Promise((resolve) => {
        setTimeout(resolve, 150, ok('17'));
      }),
    );
    const knowledge = { timeZone: 'UTC', tellsCaller: true, earlierCalls: false };
    open(null, 0, {
      leg,
      settings: { knowledge: { ...knowledge, channelVariables: ['CUSTOMER'] } },
    });
    bench.session.begin();
    await pass(1_500);
    expect(bench.call.state).toBe('live');
    expect(asked[0]?.facts.channel.get('CUSTOMER')).toBe('17');
  });

  it('is called off when the caller hangs up', async () => {
    open(answered(), 1_000);
    bench.session.begin();
    await pass(500);
    bench.leg.handlers?.onEnded({ by: 'caller' });
    await pass(1_000);
    expect(asked[0]?.signal.aborted).toBe(true);
    expect(bench.call).toMatchObject({ state: 'ended', lookUp: { state: 'called-off' } });
    expect(bench.agent.told).not.toContain('start');
  });

  it('is made while a caller rings for the supervisor, once', async () => {
    open(answered(), 100, { settings: { autoAnswer: false } });
    bench.session.begin();
    await pass(150);
    expect(bench.call).toMatchObject({ state: 'ringing', lookUp: { state: 'answered' } });
    await bench.session.answer();
    expect(bench.call.state).toBe('live');
    expect(asked).toHaveLength(1);
  });

  it('leaves the voice that the supervisor has chosen', async () => {
    open(answered(), 0, goingOn({ state: 'asking' }, 'Leda'));
    await bench.goLive();
    expect(bench.call.lookUp).toEqual(answered());
    expect(setUp().voice).toBe('Leda');
  });

  it('is made when an outgoing call is placed, while the telephone rings', async () => {
    open(answered(), 100, { leg: new FakeLeg('call-1', { direction: 'outbound' }) });
    await bench.session.place(bench.leg);
    await pass(150);
    expect(bench.call).toMatchObject({ state: 'dialing', lookUp: { state: 'answered' } });
    expect(setUp().told).toContain('Ana Reyes, customer since 2019.');
  });

  it('is not made in a simulated call', async () => {
    open(answered(), 0, { leg: new FakeLeg('call-1', { demo: true }) });
    await bench.goLive();
    expect(bench.call.lookUp).toBeNull();
    expect(asked).toHaveLength(0);
  });

  it.each([answered(), failedLookUp(90, 500, phrase('tool.status', { status: 500 }))])(
    'is not repeated after a restart when the record has how it went: $state',
    async (before) => {
      open(answered({ context: 'somebody else' }), 0, goingOn(before));
      await bench.goLive();
      expect(asked).toHaveLength(0);
      expect(bench.call.lookUp).toEqual(before);
      expect(setUp().voice).toBe(before.state === 'answered' ? 'Kore' : 'Puck');
    },
  );

  it('is made again after a restart when nobody knows how it went', async () => {
    open(answered(), 0, goingOn({ state: 'asking' }));
    await bench.goLive();
    expect(asked).toHaveLength(1);
    expect(bench.call.lookUp).toEqual(answered());
  });
});
