import type { Call, CallId } from '#model/call';
import { type CallNeed, needOf } from '#model/callNeed';
import { plainText, targetOrTyped } from '#model/typedNumber';
import { formatCaller, formatNumber } from '../format/format';
import { byLanguage } from '../i18n/language';
import type { ConsoleData } from './applyBatch';
import { type CallFilter, conditionsOf, matchesFilter, NO_FILTER } from './callFilters';
import { callSpan } from './callView';
import type { CallSort } from './uiStore';

/** A call that is quiet for this long deserves a look, ms. */
export const LONG_QUIET_MS = 15_000;

/** A call is new for this long, ms: it stands above those that go on as they should. */
const NEW_MS = 15_000;

/** Shortest time between two re-sorts, ms. */
export const RESORT_MS = 2000;

/** How the list is arranged. */
export type Arrangement = {
  readonly sort: CallSort;
  readonly search: string;
  readonly filter: CallFilter;
};

/** The calls of the list: those that need somebody, and all others, each best first. */
export type CallGroups = { readonly needs: readonly CallId[]; readonly others: readonly CallId[] };

/** By a number the higher comes first, by a name that which comes first in the alphabet. */
type Rank = readonly (number | string)[];

type Ranked = { readonly callId: CallId; readonly rank: Rank };

const alphabet = byLanguage(
  (language) => new Intl.Collator(language, { numeric: true, sensitivity: 'base' }),
);

/**
 * Higher comes first: failures, then whoever waits longest; after them new calls, long quiet, a
 * supervisor on the call, and the longest call. Ended calls come last.
 */
function attentionRank(
  call: Call,
  need: CallNeed | null,
  quietMs: number,
  now: number,
): readonly number[] {
  const { from, to } = callSpan(call);
  const lengthMs = (to ?? now) - from;
  if (call.state === 'ended') {
    return [-1, 0, 0, lengthMs];
  }
  if (need !== null) {
    return [need.severity === 'danger' ? 3 : 2, now - need.since, 0, lengthMs];
  }
  const isNew = now - call.startedAt < NEW_MS ? 1 : 0;
  const isAttended = call.floor === 'supervisor' || call.listeners.length > 0 ? 1 : 0;
  return [isNew, quietMs >= LONG_QUIET_MS ? quietMs : 0, isAttended, lengthMs];
}

function rankOf(
  call: Call,
  need: CallNeed | null,
  sort: CallSort,
  quietMs: number,
  now: number,
): Rank {
  const { from, to } = callSpan(call);
  const isOver = call.state === 'ended' ? -1 : 0;
  switch (sort) {
    case 'attention':
      return attentionRank(call, need, quietMs, now);
    case 'longest':
      return [isOver, (to ?? now) - from];
    case 'newest':
      return [isOver, call.startedAt];
    case 'silence':
      return [isOver, quietMs, (to ?? now) - from];
    case 'caller':
      return [isOver, formatCaller(call)];
    case 'profile':
      return [isOver, call.profileName, (to ?? now) - from];
  }
}

function compareParts(a: number | string, b: number | string): number {
  return typeof a === 'string' || typeof b === 'string'
    ? alphabet().compare(String(a), String(b))
    : b - a;
}

function compareRanks(a: Ranked, b: Ranked): number {
  for (let at = 0; at < a.rank.length; at += 1) {
    const difference = compareParts(a.rank[at] ?? 0, b.rank[at] ?? 0);
    if (difference !== 0) {
      return difference;
    }
  }
  return a.callId < b.callId ? -1 : 1;
}

/**
 * Texts in the form that is searched, by themselves: a call changes often, they seldom do. They are
 * those of callers, and so forgotten when nothing is searched for any more.
 */
const plainTexts = new Map<string, string>();

function plain(text: string): string {
  let known = plainTexts.get(text);
  if (known === undefined) {
    known = text
      .normalize('NFD')
      .replace(/\p{Diacritic}/gu, '')
      .toLowerCase();
    plainTexts.set(text, known);
  }
  return known;
}

/** Whether one of the texts that a call is searched by has these words. */
function hasText(call: Call, wanted: string): boolean {
  const { callerNumber, callerName, dialedNumber, voice, profileName } = call;
  return [formatNumber(callerNumber), callerName, dialedNumber, voice, profileName].some((text) =>
    plain(text).includes(wanted),
  );
}

/**
 * Whether a call matches what was typed: number (with or without spaces), name, dialled number,
 * voice or profile.
 */
export function matchesSearch(call: Call, search: string): boolean {
  const typed = targetOrTyped(plainText(search));
  const wanted = plain(typed);
  if (wanted === '') {
    return true;
  }
  const digits = wanted.replace(/[\s()-]/g, '');
  return (
    hasText(call, wanted) ||
    (digits !== '' && call.callerNumber.replace(/[\s()-]/g, '').includes(digits))
  );
}

/** Number of calls that need somebody and do not match. @param now Epoch ms. */
export function hiddenNeeds(data: ConsoleData, wanted: Arrangement, now: number): number {
  if (wanted.search === '' && conditionsOf(wanted.filter).length === 0) {
    return 0;
  }
  return data.order.filter((callId) => {
    const call = data.byId[callId];
    return call !== undefined && needOf(call) !== null && !matches(call, wanted, now);
  }).length;
}

function matches(call: Call, wanted: Arrangement, now: number): boolean {
  return (
    matchesFilter(call, wanted.filter, quietMsOf(call, now)) && matchesSearch(call, wanted.search)
  );
}

function quietMsOf({ quietSince }: Call, now: number): number {
  return now - (quietSince ?? now);
}

/** Arranges the calls that match. @param now Epoch ms. */
export function arrangeCalls(data: ConsoleData, wanted: Arrangement, now: number): CallGroups {
  if (wanted.search === '') {
    plainTexts.clear();
  }
  const needs: Ranked[] = [];
  const others: Ranked[] = [];
  for (const callId of data.order) {
    const call = data.byId[callId];
    if (call !== undefined && matches(call, wanted, now)) {
      const need = needOf(call);
      const rank = rankOf(call, need, wanted.sort, quietMsOf(call, now), now);
      (need === null ? others : needs).push({ callId, rank });
    }
  }
  return { needs: idsOf(needs), others: idsOf(others) };
}

/** All calls, those that need somebody first. @param now Epoch ms. */
export function callsByAttention(data: ConsoleData, now: number): CallGroups {
  return arrangeCalls(data, { sort: 'attention', search: '', filter: NO_FILTER }, now);
}

function idsOf(ranked: Ranked[]): readonly CallId[] {
  return ranked.sort(compareRanks).map(({ callId }) => callId);
}

/**
 * The groups in which no call changes places: calls that left go, new ones come at the end of the
 * others. It is used while the list is pointed at, focused or held, so that no row jumps from under
 * a click.
 */
export function holdGroups(shown: CallGroups, wanted: CallGroups): CallGroups {
  const present = new Set([...wanted.needs, ...wanted.others]);
  const needs = shown.needs.filter((callId) => present.has(callId));
  const kept = shown.others.filter((callId) => present.has(callId));
  const known = new Set([...needs, ...kept]);
  return { needs, others: [...kept, ...[...present].filter((callId) => !known.has(callId))] };
}

/** What the list would show otherwise if it were arranged anew. */
export type Staleness = {
  /** Calls that came meanwhile. */
  readonly arrived: number;
  /** Calls that need somebody and do not stand among those that do. */
  readonly raised: number;
  readonly changed: boolean;
};

export function stalenessOf(
  shown: CallGroups,
  wanted: CallGroups,
  seen: ReadonlySet<CallId>,
): Staleness {
  const shownNeeds = new Set(shown.needs);
  return {
    arrived: [...wanted.needs, ...wanted.others].filter((callId) => !seen.has(callId)).length,
    raised: wanted.needs.filter((callId) => !shownNeeds.has(callId)).length,
    changed: !sameGroups(shown, wanted),
  };
}

export function sameGroups(a: CallGroups, b: CallGroups): boolean {
  return sameOrder(a.needs, b.needs) && sameOrder(a.others, b.others);
}

function sameOrder(a: readonly CallId[], b: readonly CallId[]): boolean {
  return a.length === b.length && a.every((callId, index) => callId === b[index]);
}
