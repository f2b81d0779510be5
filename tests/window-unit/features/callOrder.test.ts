import { describe, expect, it } from 'vitest';
import type { Call } from '#model/call';
import { aCall, aNotice } from '#support/window/callFixtures';
import { EMPTY_DATA } from '#window/state/applyBatch';
import { holdOrder, matchesSearch, sortCalls } from '#window/state/callOrder';

const NOW = 1_700_000_000_000;

function dataOf(calls: readonly Call[], quietSince: Record<string, number> = {}) {
  return {
    ...EMPTY_DATA,
    byId: Object.fromEntries(calls.map((call) => [call.id, call])),
    order: calls.map((call) => call.id),
    quietSince,
  };
}

const started = (id: string, secondsAgo: number, patch: Partial<Call> = {}): Call =>
  aCall({
    id,
    startedAt: NOW - secondsAgo * 1000,
    answeredAt: NOW - secondsAgo * 1000,
    ...patch,
  });

describe('sortCalls', () => {
  const calls = [
    started('short', 10),
    started('long', 900),
    started('quiet', 60),
    started('warned', 20, {
      notices: [aNotice()],
    }),
    started('failed', 5, { agentLink: 'failed' }),
    started('ringing', 3, { state: 'ringing', answeredAt: null }),
    started('over', 2000, { state: 'ended', endedAt: NOW }),
  ];
  const data = dataOf(calls, { quiet: NOW - 20_000, long: NOW - 1000 });

  it('puts what needs a person first', () => {
    expect(sortCalls(data, 'attention', '', NOW)).toEqual([
      'failed',
      'ringing',
      'warned',
      'quiet',
      'long',
      'short',
      'over',
    ]);
  });

  it('sorts by length and by arrival, ended calls last', () => {
    expect(sortCalls(data, 'longest', '', NOW).at(0)).toBe('long');
    expect(sortCalls(data, 'longest', '', NOW).at(-1)).toBe('over');
    expect(sortCalls(data, 'newest', '', NOW).slice(0, 2)).toEqual(['ringing', 'failed']);
  });
});

describe('matchesSearch', () => {
  const call = aCall({ callerNumber: '+34600111222', callerName: 'José Núñez', voice: 'Zephyr' });
  it.each([
    ['600 111', true],
    ['nunez', true],
    ['zeph', true],
    ['withheld', false],
    ['999', false],
    ['', true],
  ])('finds %j: %s', (text, found) => {
    expect(matchesSearch(call, text)).toBe(found);
  });
  it('finds a withheld number by that word', () => {
    expect(matchesSearch(aCall({ callerNumber: '' }), 'withheld')).toBe(true);
  });
});

describe('holdOrder', () => {
  it('moves no row: gone calls leave, new ones come at the end', () => {
    expect(holdOrder(['a', 'b', 'c'], ['d', 'c', 'a'])).toEqual(['a', 'c', 'd']);
  });
});
