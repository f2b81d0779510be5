/** Turns the console's snapshot into answers of the API. Pure. */
import type { z } from 'zod';
import type { CallState } from '#model/call';
import type { ConsoleEventBatch, ConsoleSnapshot } from '#model/events';
import type { ComponentHealth, ComponentName, Health } from '#model/health';
import type { StoreHealth } from '#model/history';
import type { ProgramLoad } from '#model/load';
import { type Phrase, wordsOf } from '#model/phrases/phrase';
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
    message: mayRead ? inEnglish(health[name].phrase) : '',
  }));
  return {
    status: reasons.length === 0 ? 'ready' : 'not-ready',
    mode: health.mode,
    reasons,
    warnings: mayRead && health.api.phrase !== null ? [wordsOf(health.api.phrase)] : [],
  };
}

/** The API promises a text, which is empty when there is nothing to say. */
function inEnglish(said: Phrase | null): string {
  return said === null ? '' : wordsOf(said);
}

/** State of each part, with a message in the place of its phrase. */
function componentsView(
  health: Health,
  mayRead: boolean,
): z.infer<typeof statusSchema>['components'] {
  return {
    asterisk: withMessage(health.asterisk, mayRead),
    gemini: withMessage(health.gemini, mayRead),
    mediaServer: withMessage(health.mediaServer, mayRead),
    api: withMessage(health.api, mayRead),
    vad: withMessage(health.vad, mayRead),
    plugins: withMessage(health.plugins, mayRead),
    capacity: withMessage(health.capacity, mayRead),
    webhooks: withMessage(health.webhooks, mayRead),
  };
}

function withMessage<T extends ComponentHealth | StoreHealth>(
  { phrase, ...rest }: T,
  mayRead: boolean,
): Omit<T, 'phrase'> & { readonly message: string } {
  return { ...rest, message: mayRead ? inEnglish(phrase) : '' };
}

function healthInWords(health: Health): object {
  return { ...health, ...componentsView(health, true) };
}

/** The picture as the event stream sends it to clients that may read. */
export function snapshotView({ health, ...rest }: ConsoleSnapshot): object {
  return { ...rest, health: healthInWords(health) };
}

/** A batch as the event stream sends it to clients that may read. */
export function batchView({ events, ...rest }: ConsoleEventBatch): object {
  return {
    ...rest,
    events: events.map((event) =>
      event.type === 'healthChanged' ? { ...event, health: healthInWords(event.health) } : event,
    ),
  };
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
  load: ProgramLoad,
  facts: ProcessFacts,
  mayRead: boolean,
): z.infer<typeof statusSchema> {
  const { health, calls } = snapshot;
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
    components: componentsView(health, mayRead),
    history: withMessage(history, mayRead),
    calls: {
      active: calls.length - inState('ended'),
      ringing: inState('ringing'),
      live: inState('live'),
      held: inState('held'),
      max: load.maxCalls,
      refused: load.refusedCalls,
    },
    load: {
      state: load.state,
      loopDelayP99Ms: load.loopDelay.p99Ms,
      vadLagMs: load.vadLagMs,
    },
    process: { memoryBytes: facts.memoryBytes },
  };
}
