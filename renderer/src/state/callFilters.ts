import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import type { Call } from '#model/call';
import { needOf } from '#model/callNeed';
import { useUiStore } from './uiStore';

/** What a filter may ask of a call. */
export const FILTER_CHOICES = {
  state: ['any', 'ringing', 'live', 'held', 'ended'],
  attention: ['any', 'needs', 'danger', 'calm'],
  /** At least so many seconds without a word of either side. */
  quiet: ['any', '5', '15', '30'],
  operator: ['any', 'somebody', 'speaking', 'nobody'],
} as const;

/** All conditions must hold; `any` does not count. */
export type CallFilter = {
  readonly [Name in keyof typeof FILTER_CHOICES]: (typeof FILTER_CHOICES)[Name][number];
} & {
  /** Id of a profile, or `any`. */
  readonly profile: string;
};

export const NO_FILTER: CallFilter = {
  state: 'any',
  attention: 'any',
  quiet: 'any',
  operator: 'any',
  profile: 'any',
};

type FilterStore = {
  readonly filter: CallFilter;
  /** Filters that were given a name, by it. */
  readonly saved: Readonly<Record<string, CallFilter>>;
};

/** The filter in force, and those that were saved: kept by this window. */
export const useFilterStore = create<FilterStore>()(
  persist((): FilterStore => ({ filter: NO_FILTER, saved: {} }), { name: 'callFilters' }),
);

export function setFilter(patch: Partial<CallFilter>): void {
  useFilterStore.setState(({ filter }) => ({ filter: { ...filter, ...patch } }));
}

/** Nothing is searched or filtered by any more. */
export function showAllCalls(): void {
  useUiStore.getState().set({ search: '' });
  setFilter(NO_FILTER);
}

/** Keeps the filter in force under a name. */
export function saveFilter(name: string): void {
  useFilterStore.setState(({ filter, saved }) => ({ saved: { ...saved, [name]: filter } }));
}

export function forgetFilter(name: string): void {
  useFilterStore.setState(({ saved: { [name]: _gone, ...saved } }) => ({ saved }));
}

/** The conditions that count. */
export function conditionsOf(filter: CallFilter): readonly (keyof CallFilter)[] {
  return (Object.keys(NO_FILTER) as (keyof CallFilter)[]).filter((name) => filter[name] !== 'any');
}

type Matcher = (call: Call, wanted: string, quietMs: number) => boolean;

const MATCHERS: Readonly<Record<keyof CallFilter, Matcher>> = {
  state: (call, wanted) => stateOf(call) === wanted,
  attention: (call, wanted) => {
    const need = needOf(call);
    return wanted === 'calm' ? need === null : need !== null && isAsBad(need.severity, wanted);
  },
  quiet: (_call, wanted, quietMs) => quietMs >= 1_000 * Number(wanted),
  operator: ({ floor, listeners }, wanted) => {
    const speaks = floor === 'supervisor';
    const somebody = speaks || listeners.length > 0;
    return wanted === 'speaking' ? speaks : somebody === (wanted === 'somebody');
  },
  profile: ({ profileId }, wanted) => profileId === wanted,
};

/** A call that is being set up counts as live. */
function stateOf({ state }: Call): string {
  return state === 'ringing' || state === 'held' || state === 'ended' ? state : 'live';
}

function isAsBad(severity: string, wanted: string): boolean {
  return wanted === 'needs' || severity === wanted;
}

/** Whether a call fits a filter. @param quietMs Time without a word of either side. */
export function matchesFilter(call: Call, filter: CallFilter, quietMs: number): boolean {
  return conditionsOf(filter).every((name) => MATCHERS[name](call, filter[name], quietMs));
}
