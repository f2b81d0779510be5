import { join } from 'node:path';
import { resolveDataDir } from '#main/config/installation/dataDir';
import type { FileProblem } from '#main/config/settings/loading';
import {
  isAsteriskConfigured,
  isGeminiConfigured,
  runModeOf,
} from '#main/config/settings/settings';
import { SettingsStore } from '#main/config/settings/settingsStore';
import { checkApiAccess } from '#main/program/checks/apiChecks';
import { checkItem } from '#main/program/checks/checkItem';
import { checkAsterisk, checkGemini } from '#main/program/checks/connectionChecks';
import { checkDataDir, checkPorts } from '#main/program/checks/machineChecks';
import { phrase } from '#model/phrases/phrase';
import type { CheckItem } from '#model/settings';
import { itemLines, settingLines } from './report';

const SETTINGS_FILES = phrase('check.settings-files');

/** Problems of files that leave all other settings as they are. */
const WARNINGS: readonly FileProblem['kind'][] = ['unknown-name', 'wrong-line'];

/** Input file and output of the check; the defaults are those of `npm start -- --check`. */
export type CheckOptions = {
  /** File of `NAME=value` lines. By default `.env` in the working directory. */
  readonly envFilePath?: string;
  /** Prints a line of the report. By default to standard output. */
  readonly print?: (line: string) => void;
};

/**
 * Prints every setting with its value, source and problem (secrets masked), then tries the
 * connections. Needs no Electron, changes nothing.
 * @returns Exit code: 0 if nothing failed, otherwise 1. Demo mode (nothing configured) is not a
 * failure.
 */
export async function runCheck(
  _argv: readonly string[] = [],
  env: Readonly<Record<string, string | undefined>> = process.env,
  options: CheckOptions = {},
): Promise<number> {
  const print = options.print ?? ((line) => process.stdout.write(`${line}\n`));
  const envFilePath = options.envFilePath ?? join(process.cwd(), '.env');
  const dataDir = resolveDataDir({ env, envFilePath });
  const settings = await SettingsStore.load({
    env,
    envFilePath,
    savedFilePath: join(dataDir, 'settings.json'),
  });
  print('Cordboard configuration: environment over .env over saved over defaults');
  const views = settings.listWithOrigins();
  settingLines(views).forEach(print);

  print('');
  print(modeLine(settings));
  print('');
  print('Checks');
  const items = await checkAll(settings, dataDir);
  itemLines(items).forEach(print);

  const wrong = views.filter(({ problem }) => problem !== null).length;
  const failed = wrong + items.filter(({ state }) => state === 'failed').length;
  print('');
  print(
    failed === 0
      ? 'All is well.'
      : `${failed} ${failed === 1 ? 'thing needs' : 'things need'} mending; see FAILED above.`,
  );
  return failed === 0 ? 0 : 1;
}

async function checkAll(settings: SettingsStore, dataDir: string): Promise<readonly CheckItem[]> {
  const { current } = settings;
  const [folder, ports, api, asterisk, gemini] = await Promise.all([
    checkDataDir(dataDir),
    checkPorts(current),
    checkApiAccess(current, dataDir),
    checkAsterisk(current),
    checkGemini(current),
  ]);
  const files = settings.fileProblems.map(({ kind, phrase: said }) =>
    // If only the program itself can read a secret, its connection stays untried. That must not
    // count as "all is well".
    checkItem(SETTINGS_FILES, WARNINGS.includes(kind) ? 'warning' : 'failed', said),
  );
  return [...files, folder, ...ports, ...api, ...asterisk, ...gemini];
}

function modeLine({ current, fileProblems }: SettingsStore): string {
  if (fileProblems.some(({ kind }) => kind === 'sealed-secret')) {
    return 'Mode: not known here. A secret was saved in the window, under the protection of this system, and only the program can read it.';
  }
  if (runModeOf(current) === 'demo') {
    return current.demoMode
      ? 'Mode: demo, as DEMO_MODE asks: callers and agent are simulated.'
      : 'Mode: demo. Neither ARI_PASSWORD nor GOOGLE_API_KEY is set, so callers and agent are simulated.';
  }
  const both = isAsteriskConfigured(current) && isGeminiConfigured(current);
  return both
    ? 'Mode: live.'
    : 'Mode: live, but one side is missing: nothing is simulated in its place.';
}
