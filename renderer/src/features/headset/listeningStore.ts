import { create } from 'zustand';
import { type HeadsetSides, LIVE, stillBehindMs } from '#model/headset';

type ListeningStore = {
  /** What the supervisor chose to hear; it stays for the next call. */
  readonly sides: HeadsetSides;
  /** How far behind the call the headset began, ms, and when that was (epoch ms). */
  readonly behindMs: number;
  readonly sinceMs: number;
};

/** How the supervisor listens. */
export const useListeningStore = create<ListeningStore>()(() => ({ ...LIVE, sinceMs: 0 }));

/** Whole seconds that the headset is behind the call at this moment; 0: it is live. */
export function secondsBehind({ behindMs, sinceMs }: ListeningStore, nowMs: number): number {
  return Math.round(stillBehindMs(behindMs, nowMs - sinceMs) / 1_000);
}
