import type { Call, CallId } from '#model/call';
import { plainText, targetOrTyped } from '#model/typedNumber';
import { formatNumber } from '../format/format';
import type { ConsoleData } from './applyBatch';
import { alertLevelOf, callSpan } from './callView';
import type { CallSort } from './uiStore';

/** A call that is quiet for this long deserves a look, ms. */
const LONG_QUIET_MS = 15_000;

/** Shortest time between two re-sorts, ms. */
export const RESORT_MS = 2000;

type Ranked = { readonly callId: CallId; readonly rank: readonly number[] };

/**
 * Higher comes first: failure, waiting caller or agent, warning, long quiet, then the longest call;
 * ended calls last.
 */
function attentionRank(call: Call, quietMs: number, lengthMs: number): readonly number[] {
  if (call.state === 'ended') {
    return [-1, 0, lengthMs];
  }
  const level = alertLevelOf(call);
  const waits = call.state === 'ringing' || call.questions.length > 0;
  const urgency = level === 'danger' ? 3 : waits ? 2 : level === 'warn' ? 1 : 0;
  return [urgency, quietMs >= LONG_QUIET_MS ? quietMs : 0, lengthMs];
}

function rankOf(call: Call, sort: CallSort, data: ConsoleData, now: number): readonly number[] {
  const { from, to } = callSpan(call);
  const lengthMs = (to ?? now) - from;
  const isOver = call.state === 'ended' ? -1 : 0;
  switch (sort) {
    case 'attention':
      return attentionRank(call, now - (data.quietSince[call.id] ?? now), lengthMs);
    case 'longest':
      return [isOver, lengthMs];
    case 'newest':
      return [isOver, call.startedAt];
  }
}

function compareRanks(a: Ranked, b: Ranked): number {
  for (let at = 0; at < a.rank.length; at += 1) {
    const difference = (b.rank[at] ?? 0) - (a.rank[at] ?? 0);
    if (difference !== 0) {
      return difference;
    }
  }
  return a.callId < b.callId ? -1 : 1;
}

const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase();

/**
 * Whether a call matches what was typed: number (with or without spaces), name, dialled number or
 * voice.
 */
export function matchesSearch(call: Call, search: string): boolean {
  const typed = targetOrTyped(plainText(search));
  const wanted = plain(typed);
  if (wanted === '') {
    return true;
  }
  const texts = [formatNumber(call.callerNumber), call.callerName, call.dialedNumber, call.voice];
  const digits = wanted.replace(/[\s()-]/g, '');
  return (
    texts.some((text) => plain(text).includes(wanted)) ||
    (digits !== '' && call.callerNumber.replace(/[\s()-]/g, '').includes(digits))
  );
}

/** The calls that match, best first. @param now Epoch ms. */
export function sortCalls(
  data: ConsoleData,
  sort: CallSort,
  search: string,
  now: number,
): readonly CallId[] {
  const ranked: Ranked[] = [];
  for (const callId of data.order) {
    const call = data.byId[callId];
    if (call !== undefined && matchesSearch(call, search)) {
      ranked.push({ callId, rank: rankOf(call, sort, data, now) });
    }
  }
  return ranked.sort(compareRanks).map(({ callId }) => callId);
}

/** Whether somebody should look at a call: it fails, waits, asks, or warns. */
function isInNeed(call: Call): boolean {
  const level = alertLevelOf(call);
  const waits = call.state === 'ringing' || call.questions.length > 0;
  return call.state !== 'ended' && (level === 'danger' || level === 'warn' || waits);
}

/** The calls that need somebody, the most urgent first. @param now Epoch ms. */
export function callsInNeed(data: ConsoleData, now: number): readonly CallId[] {
  return sortCalls(data, 'attention', '', now).filter((callId) => {
    const call = data.byId[callId];
    return call !== undefined && isInNeed(call);
  });
}

/**
 * The order in which no call changes places: calls that left go, new ones come at the end. It is
 * used while the list is pointed at, focused or held, so that no row jumps from under a click.
 */
export function holdOrder(shown: readonly CallId[], sorted: readonly CallId[]): readonly CallId[] {
  const present = new Set(sorted);
  const kept = shown.filter((callId) => present.has(callId));
  const known = new Set(kept);
  return [...kept, ...sorted.filter((callId) => !known.has(callId))];
}

export function sameOrder(a: readonly CallId[], b: readonly CallId[]): boolean {
  return a.length === b.length && a.every((callId, index) => callId === b[index]);
}
