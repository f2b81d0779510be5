/**
 * The lines that `serve` prints for people: what runs, how to control it, and the state of its
 * parts.
 */
import type { Settings } from '#main/config/settings/settings';
import type { Program } from '#main/program/program';
import {
  COMPONENT_NAMES,
  type ComponentHealth,
  type ComponentName,
  type Health,
} from '#model/health';
import { wordsOf } from '#model/phrases/phrase';

/** Names of the parts, for people. */
const PARTS = {
  asterisk: 'Asterisk',
  gemini: 'Gemini',
  mediaServer: 'Audio of calls',
  api: 'HTTP API',
  vad: 'Voice detection',
  plugins: 'Plugins',
  capacity: 'Capacity',
  webhooks: 'Webhooks',
} as const satisfies Record<ComponentName, string>;

const DEMO =
  'demo: nothing is configured, so callers and agent are simulated. ARI_PASSWORD and GOOGLE_API_KEY (.env.example) make it real';

const LIVE = 'live: calls come from Asterisk, Gemini talks';

/** What happens with live calls at the end, by SHUTDOWN_CALLS. */
const FATES = {
  fallback: "go back to Asterisk's dialplan",
  hangup: 'are hung up',
} as const;

type Configured = {
  readonly settings: { readonly current: Pick<Settings, 'shutdownCalls'> };
};

/** Facts for the first lines. */
export type Greeting = {
  readonly program: Pick<Program, 'mode'> & Configured;
  readonly version: string;
  readonly dataDir: string;
  /** Command line of this program, for its other commands. */
  readonly command: string;
};

export function greetingLines({ program, version, dataDir, command }: Greeting): readonly string[] {
  const { mode, settings } = program;
  const { shutdownCalls } = settings.current;
  return [
    `Cordboard ${version} without a window, process ${process.pid}`,
    `  Mode         ${mode === 'demo' ? DEMO : LIVE}`,
    `  Data folder  ${dataDir}`,
    `  API tokens   ${command} token NAME [--act]`,
    `  Stop         Ctrl+C or SIGTERM; live calls ${FATES[shutdownCalls]} (SHUTDOWN_CALLS=${shutdownCalls}). A second one ends it at once`,
  ];
}

/** One line for each problem of files and settings. */
export function problemLines(
  settings: Pick<Program['settings'], 'fileProblems' | 'list'>,
): readonly string[] {
  return [
    ...settings.fileProblems.map(({ phrase }) => `WARNING  ${wordsOf(phrase)}`),
    ...settings
      .list()
      .flatMap(({ problem }) => (problem === null ? [] : [`WARNING  ${wordsOf(problem)}`])),
  ];
}

/** The line at the beginning of the end. */
export function endingLine(
  signal: string,
  { liveCalls, settings }: Pick<Program, 'liveCalls'> & Configured,
): string {
  const fate = FATES[settings.current.shutdownCalls];
  const calls = liveCalls === 0 ? 'no call is live' : `live calls: ${liveCalls}, they ${fate}`;
  return `${signal}: ending in order; ${calls}`;
}

/**
 * Turns the health into lines: one for each part that changes its state, or gets a message for the
 * first time. A part that connects without trouble gets no line.
 */
export function createHealthTeller(url: () => string): (health: Health) => readonly string[] {
  const told = new Map<ComponentName, string>();
  return (health) =>
    COMPONENT_NAMES.flatMap((name) => {
      const { state, phrase } = health[name];
      const before = told.get(name);
      const now = phrase === null ? state : `${state}, with a reason`;
      told.set(name, now);
      const isNews = now !== before && now !== 'off' && now !== 'connecting';
      return isNews ? [healthLine(name, health[name], url)] : [];
    });
}

function healthLine(
  name: ComponentName,
  { state, phrase, version }: ComponentHealth,
  url: () => string,
): string {
  const detail =
    name === 'api' && state === 'ready' ? `${url()}, described at ${url()}/docs` : version;
  const what = [PARTS[name], state, ...(detail === '' ? [] : [`(${detail})`])].join(' ');
  return phrase === null ? what : `${what}: ${wordsOf(phrase)}`;
}
