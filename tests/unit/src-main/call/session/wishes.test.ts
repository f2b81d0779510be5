import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { NO_WISHES } from '#main/call/life/wishes';
import type { Continues } from '#main/call/session/callSessionOptions';
import { cordboardError } from '#main/util/errors';
import { done, fail } from '#main/util/result';
import { FakeLeg } from '#support/call/fakes';
import { SessionBench } from '#support/call/sessionBench';
import { saying } from '#support/phrases';

let bench: SessionBench;

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(async () => {
  await bench.session.shutDown('hangup');
  vi.useRealTimers();
});

const after = (wishes: Partial<Continues['wishes']>, answeredMsAgo = 60_000): Continues => ({
  why: 'restart',
  origin: { startedAt: Date.now() - answeredMsAgo, answeredAt: Date.now() - answeredMsAgo },
  wishes: { ...NO_WISHES, ...wishes },
  turns: [],
  firstTurn: 0,
  lookUp: null,
});

const restart = async (continues: Continues, settings = {}): Promise<void> => {
  const leg = new FakeLeg('call-1', { adopted: true });
  bench = new SessionBench({ maxCallMs: 3_600_000, ...settings }, leg, continues);
  bench.session.begin();
  await vi.advanceTimersByTimeAsync(0);
};

describe('what the supervisor wished for', () => {
  it('is kept with the caller’s channel as soon as it changes', async () => {
    bench = new SessionBench();
    await bench.goLive();
    await bench.session.command({ kind: 'hold' });
    await bench.session.command({ kind: 'muteCaller', on: true });
    await bench.session.command({ kind: 'changeInstruction', text: 'Be brief.' });
    await bench.settle();
    expect(bench.session.agent.instruction()).toEqual({
      ok: true,
      value: { text: 'Be brief.', changed: true },
    });
    expect(bench.leg.remembered.at(-1)).toMatchObject({
      startedAt: bench.call.startedAt,
      answeredAt: bench.call.answeredAt,
      wishes: { held: true, callerMuted: true, instruction: 'Be brief.' },
    });
  });

  it('is kept in the end although Asterisk did not answer at first', async () => {
    bench = new SessionBench();
    await bench.goLive();
    bench.leg.remember = (memory) => {
      bench.leg.remembered.push(memory);
      const lost = fail(cordboardError('timeout', saying('No answer.')));
      return Promise.resolve(bench.leg.remembered.length < 6 ? lost : done);
    };
    await bench.session.command({ kind: 'pauseAgent', on: true });
    await vi.advanceTimersByTimeAsync(20_000);
    expect(bench.leg.remembered.length).toBeGreaterThanOrEqual(6);
    expect(bench.leg.remembered.at(-1)?.wishes.agentPaused).toBe(true);
  });

  it('holds after a restart: hold with its music, mutes, pause, barge-in', async () => {
    await restart(
      after({ held: true, callerMuted: true, agentMuted: true, agentPaused: true, bargeIn: 'off' }),
    );
    expect(bench.call).toMatchObject({
      state: 'held',
      heldBy: 'supervisor',
      callerMuted: true,
      agentMuted: true,
      agentPaused: true,
      bargeIn: 'off',
      agentState: 'paused',
    });
    expect(bench.leg.told).toEqual(['music on', 'connectMedia']);
  });

  it('holds after a restart: voice and instruction, from the first session on', async () => {
    await restart(after({ voice: 'Kore', instruction: 'Be brief.' }));
    expect(bench.agent.options).toMatchObject({ voice: 'Kore', systemInstruction: 'Be brief.' });
    expect(bench.call.voice).toBe('Kore');
  });

  it.each([
    ['off', ['call is not recorded'], 'off'],
    ['paused', ['start', 'pause'], 'paused'],
    ['on', ['start'], 'on'],
  ] as const)(
    'holds after a restart: a recording that was %s, though settings say to record',
    async (recording, told, shown) => {
      await restart(after({ recording }), { record: true });
      await vi.advanceTimersByTimeAsync(1_000);
      expect(bench.recording).toEqual(recording === 'off' ? [] : told);
      expect(bench.call.recording).toBe(shown);
    },
  );

  it('is not greeted again after a restart, also when the record could not be read', async () => {
    await restart(after({}), { greeting: 'Greet.' });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(bench.agent.told.filter((line) => line.startsWith('text'))).toEqual([]);
  });
});

describe('the longest duration of a call', () => {
  it('counts from its answer, also after a restart', async () => {
    await restart(after({}, 3_500_000), { maxCallMs: 3_600_000 });
    await vi.advanceTimersByTimeAsync(99_000);
    expect(bench.call.state).toBe('live');
    await vi.advanceTimersByTimeAsync(2_000);
    expect(bench.call).toMatchObject({ state: 'ended', endReason: 'max-duration' });
  });

  it('begins anew for a caller who was sent on and comes back', async () => {
    const continues = { ...after({}, 59_000), why: 'returned' } as const;
    bench = new SessionBench({ maxCallMs: 60_000 }, new FakeLeg(), continues);
    await bench.goLive();
    await vi.advanceTimersByTimeAsync(50_000);
    expect(bench.call.state).toBe('live');
  });
});

describe('a wish that is refused', () => {
  const refused = fail(cordboardError('invalid-input', saying('No.')));

  beforeEach(async () => {
    bench = new SessionBench();
    await bench.goLive();
  });

  const wished = async () => {
    await bench.settle();
    return bench.leg.remembered.at(-1)?.wishes;
  };

  it('leaves the instruction that was wished before', async () => {
    await bench.session.command({ kind: 'changeInstruction', text: 'Be brief.' });
    bench.agent.instructionResult = refused;
    const said = await bench.session.command({ kind: 'changeInstruction', text: 'Be long.' });
    expect(said).toMatchObject({ ok: false });
    expect(await wished()).toMatchObject({ instruction: 'Be brief.' });
  });

  it('leaves the voice that was changed to before', async () => {
    await bench.session.command({ kind: 'changeVoice', voice: 'Kore' });
    await vi.advanceTimersByTimeAsync(5_000);
    expect(bench.call.voice).toBe('Kore');
    bench.agent.changeResult = refused;
    await bench.session.command({ kind: 'changeVoice', voice: 'Puck' });
    await vi.advanceTimersByTimeAsync(5_000);
    expect(bench.call).toMatchObject({ voice: 'Kore', notices: [{ kind: 'voice-change' }] });
    expect(await wished()).toMatchObject({ voice: 'Kore' });
  });

  it('is told to the supervisor when no recording can begin', async () => {
    bench.recordingResult = refused;
    const said = await bench.session.command({ kind: 'startRecording' });
    expect(said).toMatchObject({ ok: false, error: { kind: 'invalid-input' } });
    expect(bench.call).toMatchObject({ recording: 'off', notices: [{ kind: 'recording' }] });
    expect(await wished()).toMatchObject({ recording: 'off' });
    bench.recordingResult = done;
    expect(await bench.session.command({ kind: 'startRecording' })).toMatchObject({ ok: true });
    expect(bench.call).toMatchObject({ recording: 'on', notices: [] });
  });
});
