import { inDataDir } from '#main/config/installation/dataDir';
import type { ProfileStore } from '#main/config/profiles/profileStore';
import type { SettingsStore } from '#main/config/settings/settingsStore';
import type { LineSink } from '#main/observability/lineSink';
import { createLog, type RootLog } from '#main/observability/log';
import { wordsOf } from '#model/phrases/phrase';

export type ProgramLogOptions = {
  readonly settings: SettingsStore;
  readonly profiles: ProfileStore;
  readonly dataDir: string;
  readonly version: string;
  /** Receiver of log lines besides LOG_FILE; standard output if left out. */
  readonly logOutput?: LineSink;
};

/**
 * Creates the program's log. Its first lines name version and data folder, and the problems of
 * settings and profiles.
 */
export function startLog(options: ProgramLogOptions): RootLog {
  const { settings, profiles, dataDir, version, logOutput } = options;
  const { current } = settings;
  const log = createLog({
    level: () => settings.current.logLevel,
    file: inDataDir(dataDir, current.logFile),
    maxFileBytes: current.logMaxSizeBytes,
    keepFiles: current.logKeepFiles,
    name: 'cordboard',
    secrets: () => settings.secrets,
    ...(logOutput === undefined ? {} : { stdout: logOutput }),
  });
  const { node, electron } = process.versions;
  log.info({ version, node, electron, dataDir }, 'Cordboard starts');
  for (const { phrase } of settings.fileProblems) {
    log.warn({ problem: wordsOf(phrase) }, 'settings');
  }
  if (profiles.list.problem !== null) {
    log.warn({ problem: wordsOf(profiles.list.problem) }, 'profiles');
  }
  for (const { name, problem } of settings.list()) {
    if (problem !== null) {
      log.warn({ setting: name, problem: wordsOf(problem) }, 'settings');
    }
  }
  return log;
}
