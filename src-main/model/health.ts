/** State of the parts Cordboard depends on, as the status bar and GET /status show it. */
import type { Phrase } from './phrases/phrase';

/** The parts of Health, in the order in which they are shown. */
export const COMPONENT_NAMES = [
  'asterisk',
  'gemini',
  'mediaServer',
  'api',
  'vad',
  'plugins',
  'capacity',
  'webhooks',
] as const;

/** See COMPONENT_NAMES. */
export type ComponentName = (typeof COMPONENT_NAMES)[number];

/**
 * State of one part. `off`: not used in this mode. `missing`: settings are absent, `phrase` says
 * which. `connecting` and `reconnecting`: being tried, `phrase` says why the last try failed.
 * `strained`: works, but is at its limit; `phrase` says what is worse for it.
 * `taken`: another console serves the application (Asterisk only); it can be taken over. `failed`:
 * will not be tried again by itself (e.g. the password is wrong); `phrase` says what to do.
 */
export const COMPONENT_STATES = [
  'off',
  'missing',
  'connecting',
  'ready',
  'strained',
  'reconnecting',
  'taken',
  'failed',
] as const;

/** See COMPONENT_STATES. */
export type ComponentState = (typeof COMPONENT_STATES)[number];

export type ComponentHealth = {
  readonly state: ComponentState;
  /** What is wrong and what to do; when ready null, or how it works (mediaServer). */
  readonly phrase: Phrase | null;
  /** Version text, when known (e.g. "22.10.1"). */
  readonly version: string;
  /** Epoch ms since when it is in this state. */
  readonly since: number;
};

/** How the program runs: with simulated callers, or for real. */
export type RunMode = 'demo' | 'live';

/** State of all parts, and how the program runs. */
export type Health = {
  readonly mode: RunMode;
  /** Cordboard's own version. */
  readonly version: string;
  readonly asterisk: ComponentHealth;
  readonly gemini: ComponentHealth;
  readonly mediaServer: ComponentHealth;
  readonly api: ComponentHealth;
  /** Voice activity detection; its version is the name of the engine. */
  readonly vad: ComponentHealth;
  readonly plugins: ComponentHealth;
  /** Whether there is room for more calls, and time for those that there are. */
  readonly capacity: ComponentHealth;
  /** `reconnecting`: a receiver refuses, its events wait. */
  readonly webhooks: ComponentHealth;
};
