/** Turns the console's snapshot into answers of the API. Pure. */
import type { z } from 'zod';
import type { CallState } from '#model/call';
import type { ConsoleSnapshot } from '#model/events';
import type { ComponentName, Health } from '#model/health';
import type { StoreHealth } from '#model/history';
import { wordsOf } from '#model/phrases/phrase';
import type { healthSchema, statusSchema } from './schemas';

const COMPONENTS = [
  'asterisk',
  'gemini',
  'mediaServer',
] as const satisfies readonly ComponentName[];

/**
 * GET /health: ready if every part that this mode uses is ready. The API itself does not count,
 * because it answers.
 * @param mayRead Whether the client may see messages, which name addresses.
 */
export function healthView(health: Health, mayRead: boolean): z.infer<typeof healthSchema> {
  const reasons = COMPONENTS.filter(
    (name) => health[name].state !== 'ready' && health[name].state !== 'off',
  ).map((name) => ({
    component: name,
    state: health[name].state,
    message: mayRead ? health[name].message : '',
  }));
  return {
    status: reasons.length === 0 ? 'ready' : 'not-ready',
    mode: health.mode,
    reasons,
    warnings: mayRead && health.api.message !== '' ? [health.api.message] : [],
  };
}

function historyView({ phrase, ...rest }: StoreHealth): z.infer<typeof statusSchema>['history'] {
  return { ...rest, message: phrase === null ? '' : wordsOf(phrase) };
}

/** Figures of the process that are not in the snapshot. */
export type ProcessFacts = z.infer<typeof statusSchema>['process'] & {
  /** Epoch ms. */
  readonly startedAt: number;
  /** Epoch ms. */
  readonly now: number;
};

/**
 * GET /status.
 * @param mayRead Whether the client may see messages, which name addresses and paths.
 */
export function statusView(
  snapshot: ConsoleSnapshot,
  history: StoreHealth,
  facts: ProcessFacts,
  mayRead: boolean,
): z.infer<typeof statusSchema> {
  const { health, calls } = snapshot;
  const shown = <T extends { readonly message: string }>(part: T): T =>
    mayRead ? part : { ...part, message: '' };
  const inState = (state: CallState) => calls.filter((call) => call.state === state).length;
  return {
    name: 'Cordboard',
    mode: health.mode,
    versions: {
      cordboard: health.version,
      asterisk: health.asterisk.version,
      node: process.versions.node,
      electron: process.versions['electron'] ?? '',
    },
    startedAt: facts.startedAt,
    uptimeMs: facts.now - facts.startedAt,
    components: {
      asterisk: shown(health.asterisk),
      gemini: shown(health.gemini),
      mediaServer: shown(health.mediaServer),
      api: shown(health.api),
      vad: shown(health.vad),
      plugins: shown(health.plugins),
    },
    history: shown(historyView(history)),
    calls: {
      active: calls.length - inState('ended'),
      ringing: inState('ringing'),
      live: inState('live'),
      held: inState('held'),
    },
    process: {
      memoryBytes: facts.memoryBytes,
      eventLoopDelayP99Ms: facts.eventLoopDelayP99Ms,
    },
  };
}
