import { create } from 'zustand';
import { HEADSET_SIDES, type HeadsetSides, LIVE, stillBehindMs } from '#model/headset';
import { remember, remembered } from '../../state/remembered';

type ListeningStore = {
  /** What the supervisor chose to hear; it stays for the next call, and the next day. */
  readonly sides: HeadsetSides;
  /** How far behind the call the headset was, ms, and when that was (epoch ms). */
  readonly behindMs: number;
  readonly sinceMs: number;
  /** Whether the last minute of the call is kept, and can be heard. */
  readonly keepsPast: boolean;
};

const SIDES_KEY = 'headsetSides';

/** How the supervisor listens. */
export const useListeningStore = create<ListeningStore>()(() => ({
  ...LIVE,
  sides: remembered(SIDES_KEY, HEADSET_SIDES, LIVE.sides),
  sinceMs: 0,
  keepsPast: false,
}));

/** The headset is this far behind its call at this moment, ms. */
export function placeBehind(behindMs: number): void {
  useListeningStore.setState({ behindMs, sinceMs: Date.now() });
}

/** Chooses what is heard from now on. */
export function chooseSides(sides: HeadsetSides): void {
  remember(SIDES_KEY, sides);
  useListeningStore.setState({ sides });
}

/** Whole seconds that the headset is behind the call at this moment; 0: it is live. */
export function secondsBehind({ behindMs, sinceMs }: ListeningStore, nowMs: number): number {
  return Math.round(stillBehindMs(behindMs, nowMs - sinceMs) / 1_000);
}
