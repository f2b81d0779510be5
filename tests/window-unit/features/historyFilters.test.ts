import { describe, expect, it } from 'vitest';
import { excerptParts } from '#window/features/history/results/excerptParts';
import {
  dayBefore,
  type HistoryFilters,
  isBackwards,
  isFiltered,
  NO_FILTERS,
  queryOf,
} from '#window/features/history/search/historyFilters';

const query = (patch: Partial<HistoryFilters>) => queryOf({ ...NO_FILTERS, ...patch });

describe('queryOf', () => {
  it('asks for nothing that was left empty', () => {
    expect(queryOf(NO_FILTERS)).toEqual({});
    expect(query({ text: '  ', caller: ' ', tag: ' ' })).toEqual({});
    expect(isFiltered({ ...NO_FILTERS, text: '  ' })).toBe(false);
    expect(isFiltered({ ...NO_FILTERS, state: 'live' })).toBe(true);
  });

  it('takes both days whole, in local time', () => {
    expect(query({ fromDay: '2026-11-20', toDay: '2026-11-22' })).toEqual({
      from: new Date(2026, 10, 20).getTime(),
      to: new Date(2026, 10, 23).getTime() - 1,
    });
  });

  it('asks for direction and profile', () => {
    const expected = { direction: 'outbound', profileId: 'clinic' } as const;
    expect(query(expected)).toEqual(expected);
  });

  it.each(['', 'x', '2026-11', '20-11-2026'])('passes over %j as a day', (day) => {
    expect(query({ fromDay: day, toDay: day })).toEqual({});
  });

  it.each([
    ['90', { minDurationMs: 90_000 }],
    ['1.9', { minDurationMs: 1000 }],
    ['0', {}],
    ['-5', {}],
    ['many', {}],
    ['1e300', {}],
  ])('turns at least %s seconds into %j', (minSeconds, expected) => {
    expect(query({ minSeconds })).toEqual(expected);
  });

  it('passes the rest on without blanks around it', () => {
    expect(
      query({
        text: ' refund ',
        caller: ' 600 ',
        tag: 'vip ',
        endReason: 'declined',
        state: 'ended',
      }),
    ).toEqual({
      text: 'refund',
      caller: '600',
      tag: ['vip'],
      endReason: 'declined',
      state: 'ended',
    });
  });

  it('takes several tags, alerts, interventions and who acted', () => {
    expect(query({ tag: 'vip, refund,', alert: 'any', intervention: 'takeOver' })).toEqual({
      ...{ tag: ['vip', 'refund'], alert: 'any', intervention: 'takeOver' },
    });
    expect(query({ actor: 'window:ann' })).toEqual({ actor: 'window:ann' });
  });

  it('takes the last hours in place of days', () => {
    const filters = { ...NO_FILTERS, fromDay: '2026-11-20', lastHours: '4' };
    expect(queryOf(filters, 20_000_000)).toEqual({ from: 20_000_000 - 4 * 3_600_000 });
  });

  it.each([
    ['today', 0, 0],
    ['yesterday', 1, 1],
    ['last-seven', 6, 0],
  ] as const)('takes %s by the calendar of the search', (days, first, last) => {
    for (const nowMs of [new Date(2026, 2, 1, 0, 30), new Date(2026, 2, 1, 23)].map(Number)) {
      const day = (daysAgo: number) => new Date(2026, 2, 1 - daysAgo).getTime();
      expect(queryOf({ ...NO_FILTERS, fromDay: '2020-01-01', days }, nowMs)).toEqual({
        from: day(first),
        to: day(last - 1) - 1,
      });
    }
  });

  it('knows the local day some days ago, across the end of a month', () => {
    expect(dayBefore(1, new Date(2026, 2, 1, 0, 30).getTime())).toBe('2026-02-28');
  });

  it('knows days that are the wrong way round', () => {
    const days = { fromDay: '2026-11-22', toDay: '2026-11-20' };
    expect(isBackwards({ ...NO_FILTERS, ...days })).toBe(true);
    expect(isBackwards({ ...NO_FILTERS, ...days, toDay: '' })).toBe(false);
  });
});

describe('excerptParts', () => {
  const parts = (text: string, marks: readonly (readonly [number, number])[]) =>
    excerptParts({ turnId: 0, text, marks }).map((part) =>
      part.marked ? `[${part.text}]` : part.text,
    );

  it('cuts at the marks', () => {
    expect(parts('my money back', [[3, 8]])).toEqual(['my ', '[money]', ' back']);
    expect(
      parts('money money', [
        [0, 5],
        [6, 11],
      ]),
    ).toEqual(['[money]', ' ', '[money]']);
  });

  it('loses and repeats nothing, whatever the marks', () => {
    const text = 'abcdefghij';
    for (const marks of [
      [],
      [[5, 2]],
      [[-3, 2]],
      [[8, 99]],
      [
        [4, 8],
        [2, 6],
      ],
      [[3, 3]],
    ] as const) {
      const joined = excerptParts({ turnId: 0, text, marks })
        .map((part) => part.text)
        .join('');
      expect(joined).toBe(text);
    }
  });
});
