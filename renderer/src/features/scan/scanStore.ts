import { create } from 'zustand';
import type { CallId } from '#model/call';
import { remember, remembered } from '../../state/remembered';

/** How long each call can be heard, seconds. */
export const SCAN_SECONDS = ['2', '4', '6', '8'] as const;

/** A walk through the calls, most urgent first; `at`: the place of the one that is heard. */
export type Scan = { readonly calls: readonly CallId[]; readonly at: number };

type ScanStore = {
  /** Null: none is under way. */
  readonly scan: Scan | null;
  readonly seconds: (typeof SCAN_SECONDS)[number];
};

const SECONDS_KEY = 'scanSeconds';

export const useScanStore = create<ScanStore>()(() => ({
  scan: null,
  seconds: remembered(SECONDS_KEY, SCAN_SECONDS, '4'),
}));

/** Chooses how long each call is heard from the next one on. */
export function chooseSeconds(seconds: ScanStore['seconds']): void {
  remember(SECONDS_KEY, seconds);
  useScanStore.setState({ seconds });
}
