import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { VoiceChangeOutcome } from '../../../../src-main/agent/voiceAgent';
import { VoiceChange } from '../../../../src-main/call/voiceChange';
import { cordboardError } from '../../../../src-main/util/errors';
import type { Result } from '../../../../src-main/util/result';
import { fail, ok } from '../../../../src-main/util/result';

describe('VoiceChange', () => {
  let told: string[];
  let quiet: boolean;
  let answer: (result: Result<VoiceChangeOutcome>) => void;
  let change: VoiceChange;

  beforeEach(() => {
    vi.useFakeTimers();
    told = [];
    quiet = true;
    change = new VoiceChange({
      isQuiet: () => quiet,
      silence: () => told.push('silence'),
      switchTo: (voice) => {
        told.push(`switch ${voice}`);
        return new Promise((resolve) => {
          answer = resolve;
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
    change.quietMayHaveCome();
    expect(told).toContain('switch Kore');
  });

  it('cuts the agent short when no quiet moment comes', () => {
    quiet = false;
    change.request('Kore');
    vi.advanceTimersByTime(5_000);
    expect(told.slice(-2)).toEqual(['silence', 'switch Kore']);
  });

  it('takes the latest wish while it waits, and after a switch that is under way', async () => {
    quiet = false;
    change.request('Kore');
    change.request('Leda');
    quiet = true;
    change.quietMayHaveCome();
    change.request('Puck');
    answer(ok('resumed'));
    await vi.advanceTimersByTimeAsync(0);
    expect(told.filter((line) => line.startsWith('switch'))).toEqual([
      'switch Leda',
      'switch Puck',
    ]);
  });

  it('tells a failure and is ready for the next wish', async () => {
    change.request('Kore');
    answer(fail(cordboardError('refused', 'no')));
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
