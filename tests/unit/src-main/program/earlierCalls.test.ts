import { describe, expect, it, vi } from 'vitest';
import { createEarlierCalls } from '#main/program/earlierCalls';
import { cordboardError } from '#main/util/errors';
import { fail, ok } from '#main/util/result';
import type { HistoryPage, RecordedCall } from '#model/history';
import type { CallSummary } from '#model/summary';
import { saying } from '#support/phrases';
import { aRecordedCall } from '#support/window/historyFixtures';

function recorded(id: string, callerNumber: string, patch: Partial<RecordedCall> = {}) {
  const call = aRecordedCall({
    id,
    callerNumber,
    startedAt: 1_000,
    answeredAt: 2_000,
    endedAt: 61_000,
    ...patch,
  });
  return { call, excerpt: null };
}

/** The summary of `a` is being made, the others have one. */
const summary = (id: string) =>
  Promise.resolve(
    ok<CallSummary>(
      id === 'a'
        ? { state: 'waiting', at: 1 }
        : {
            state: 'done',
            at: 1,
            model: 'gemini',
            text: 'They asked for a refund.',
            outcome: null,
            followUps: [],
            fields: {},
          },
    ),
  );

const page = (...hits: HistoryPage['hits']) => ok({ hits, next: null });

const spain = (): string => 'ES';

describe('the earlier calls with a number', () => {
  it('are the newest three with their summaries, without this call and without longer numbers', async () => {
    const search = vi.fn(() =>
      Promise.resolve(
        page(
          recorded('now', '2001', { state: 'live', endReason: null, endedAt: null }),
          recorded('other', '12001'),
          recorded('a', '2001', { state: 'interrupted', endReason: null, endedAt: null }),
          ...['b', 'c', 'd'].map((id) => recorded(id, '2001')),
        ),
      ),
    );
    const ended = {
      startedAt: 1_000,
      durationMs: 60_000,
      endReason: 'caller-hung-up',
      summary: 'They asked for a refund.',
    };
    expect(await createEarlierCalls({ search, summary }, spain)('2001', 'now')).toEqual([
      { startedAt: 1_000, durationMs: null, endReason: null, summary: null },
      ended,
      ended,
    ]);
  });

  it('are found in whatever spelling a trunk sent it', async () => {
    const search = () =>
      Promise.resolve(
        page(
          recorded('a', '+34600111222'),
          recorded('b', '0034600111222'),
          recorded('c', '600111222'),
          recorded('other', '+49600111222'),
        ),
      );
    expect(await createEarlierCalls({ search, summary }, spain)('600111222', 'now')).toHaveLength(
      3,
    );
    expect(
      await createEarlierCalls({ search, summary }, () => '')('600111222', 'now'),
    ).toHaveLength(1);
  });

  it('are none while the record cannot be read', async () => {
    const search = () =>
      Promise.resolve(fail(cordboardError('timeout', saying('The record is slow.'))));
    expect(await createEarlierCalls({ search, summary }, spain)('2001', 'now')).toEqual([]);
  });
});
