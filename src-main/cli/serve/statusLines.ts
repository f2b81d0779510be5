/** What `serve` tells people: what runs here, how it is directed, and how its parts are. */
import type { Settings } from '#main/config/settings/settings';
import type { Program } from '#main/program/program';
import type { ComponentHealth, ComponentName, Health } from '#model/health';
import { wordsOf } from '#model/phrases/phrase';

/** The parts that people hear of, by their names for people. */
const PARTS = {
  asterisk: 'Asterisk',
  gemini: 'Gemini',
  mediaServer: 'Audio of calls',
  api: 'HTTP API',
  vad: 'Voice detection',
  plugins: 'Plugins',
} as const satisfies Record<ComponentName, string>;

const COMPONENTS = Object.keys(PARTS) as readonly ComponentName[];

const DEMO =
  'demo: nothing is configured, so callers and agent are simulated. ARI_PASSWORD and GOOGLE_API_KEY (.env.example) make it real';

const LIVE = 'live: calls come from Asterisk, Gemini talks';

/** What becomes of the calls at the end, by SHUTDOWN_CALLS. */
const FATES = {
  fallback: "go back to Asterisk's dialplan",
  hangup: 'are hung up',
} as const;

/** Where SHUTDOWN_CALLS is read. */
type Configured = {
  readonly settings: { readonly current: Pick<Settings, 'shutdownCalls'> };
};

/** What there is to know at the start. */
export type Greeting = {
  readonly program: Pick<Program, 'mode'> & Configured;
  readonly version: string;
  readonly dataDir: string;
  /** How the same program is called again, for its other commands. */
  readonly command: string;
};

/** The first lines. */
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

/** What is wrong with files and settings. */
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

/** The line said when the end begins. */
export function endingLine(
  signal: string,
  { liveCalls, settings }: Pick<Program, 'liveCalls'> & Configured,
): string {
  const fate = FATES[settings.current.shutdownCalls];
  const calls = liveCalls === 0 ? 'no call is live' : `live calls: ${liveCalls}, they ${fate}`;
  return `${signal}: ending in order; ${calls}`;
}

/**
 * Makes lines of the health: one for each part that comes into another state, or has something to
 * say about it for the first time. What is being tried without trouble is not worth a line.
 */
export function createHealthTeller(url: () => string): (health: Health) => readonly string[] {
  const told = new Map<ComponentName, string>();
  return (health) =>
    COMPONENTS.flatMap((name) => {
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
