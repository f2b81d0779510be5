import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { VoiceChangeOutcome } from '#main/agent/voiceAgent';
import { AgentChange } from '#main/call/talk/voice/agentChange';
import { cordboardError } from '#main/util/errors';
import { fail, ok, type Result } from '#main/util/result';
import type { VoiceName } from '#model/voices';
import { saying } from '#support/phrases';

describe('a change of the agent’s voice', () => {
  let told: string[];
  let quiet: boolean;
  let connected: boolean;
  let toolRuns: boolean;
  let answer: (result: Result<VoiceChangeOutcome>) => void;
  let fall: (thrown: Error) => void;
  let change: AgentChange<VoiceName>;

  beforeEach(() => {
    vi.useFakeTimers();
    told = [];
    quiet = true;
    connected = true;
    toolRuns = false;
    change = new AgentChange<VoiceName>({
      current: () => 'Puck',
      isConnected: () => connected,
      isQuiet: () => quiet && !toolRuns,
      toolRuns: () => toolRuns,
      silence: () => told.push('silence'),
      switchTo: (voice) => {
        told.push(`switch ${voice}`);
        return new Promise((resolve, reject) => {
          answer = resolve;
          fall = reject;
        });
      },
      onPending: (voice) => told.push(`pending ${String(voice)}`),
      onChanged: (voice, outcome) => told.push(`changed ${voice} ${outcome}`),
      onFailed: (voice, error) => told.push(`failed ${voice} ${error.kind}`),
    });
  });

  afterEach(() => {
    change.close();
    vi.useRealTimers();
  });

  it('switches at once when nobody speaks', async () => {
    change.request('Kore');
    answer(ok('resumed'));
    await vi.advanceTimersByTimeAsync(0);
    expect(told).toEqual(['pending Kore', 'switch Kore', 'changed Kore resumed', 'pending null']);
  });

  it('waits for the quiet moment', () => {
    quiet = false;
    change.request('Kore');
    expect(told).toEqual(['pending Kore']);
    quiet = true;
    change.momentMayHaveCome();
    expect(told).toContain('switch Kore');
  });

  it('cuts the agent off when no quiet moment comes', () => {
    quiet = false;
    change.request('Kore');
    vi.advanceTimersByTime(5_000);
    expect(told.slice(-2)).toEqual(['silence', 'switch Kore']);
  });

  it('does not cut off an agent that waits for a tool, and begins to wait anew after it', () => {
    toolRuns = true;
    change.request('Kore');
    vi.advanceTimersByTime(22_000);
    expect(told).toEqual(['pending Kore']);
    toolRuns = false;
    quiet = false;
    change.momentMayHaveCome();
    vi.advanceTimersByTime(2_900);
    expect(told).toEqual(['pending Kore']);
    vi.advanceTimersByTime(100);
    expect(told.slice(-2)).toEqual(['silence', 'switch Kore']);
  });

  it('takes the latest wish while it waits, and after a switch that is under way', async () => {
    quiet = false;
    change.request('Kore');
    change.request('Leda');
    quiet = true;
    change.momentMayHaveCome();
    change.request('Orus');
    answer(ok('resumed'));
    await vi.advanceTimersByTimeAsync(0);
    expect(told.filter((line) => line.startsWith('switch'))).toEqual([
      'switch Leda',
      'switch Orus',
    ]);
  });

  it('is forgotten when the voice in use is picked again', async () => {
    quiet = false;
    change.request('Kore');
    change.request('Puck');
    quiet = true;
    change.momentMayHaveCome();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(told).toEqual(['pending Kore', 'pending null']);
  });

  it('waits for the connection as long as it takes, then waits no longer', () => {
    quiet = false;
    connected = false;
    change.request('Kore');
    vi.advanceTimersByTime(20_000);
    change.momentMayHaveCome();
    expect(told).toEqual(['pending Kore']);
    connected = true;
    change.momentMayHaveCome();
    expect(told.slice(1)).toEqual(['silence', 'switch Kore']);
  });

  it('treats an exception of the agent as a failure', async () => {
    change.request('Kore');
    fall(new Error('broken'));
    await vi.advanceTimersByTimeAsync(0);
    change.request('Leda');
    expect(told.slice(2)).toEqual([
      'failed Kore internal',
      'pending null',
      'pending Leda',
      'switch Leda',
    ]);
  });

  it('reports a failure and is ready for the next wish', async () => {
    change.request('Kore');
    answer(fail(cordboardError('refused', saying('no'))));
    await vi.advanceTimersByTimeAsync(0);
    change.request('Leda');
    expect(told).toEqual([
      'pending Kore',
      'switch Kore',
      'failed Kore refused',
      'pending null',
      'pending Leda',
      'switch Leda',
    ]);
  });

  it('does nothing after it was closed', () => {
    quiet = false;
    change.request('Kore');
    change.close();
    vi.advanceTimersByTime(10_000);
    expect(told).toEqual(['pending Kore']);
  });
});
