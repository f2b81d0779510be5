import { percentile } from '#model/percentile';
import type { ConsoleData } from './applyBatch';

/** How soon the AI is heard: half of its last answers within `p50`, 95 % within `p95`, ms. */
export type FirstAudio = { readonly p50: number | null; readonly p95: number | null };

/** What is shown moves in steps of this, ms. */
const STEP_MS = 10;

/** By the last answer in each call that goes on; null where nobody was answered yet. */
export function firstAudioOf({ byId, order }: Pick<ConsoleData, 'byId' | 'order'>): FirstAudio {
  const waits = order
    .flatMap((callId) => {
      const call = byId[callId];
      return call === undefined || call.state === 'ended'
        ? []
        : (call.metrics.lastTimeToFirstAudioMs ?? []);
    })
    .sort((one, other) => one - other);
  return { p50: inSteps(percentile(waits, 0.5)), p95: inSteps(percentile(waits, 0.95)) };
}

function inSteps(ms: number | null): number | null {
  return ms === null ? null : Math.round(ms / STEP_MS) * STEP_MS;
}
