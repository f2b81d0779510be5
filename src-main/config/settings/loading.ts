/** Reads all files that keep settings. */
import { type Phrase, phrase } from '#model/phrases/phrase';
import { isSettingName } from './definitions/definitions';
import type { EnvContent } from './envFile';
import { type FileTexts, readEnvFile, readJsonFile } from './files';
import type { SecretBox } from './secretBox';
import { secretPaths } from './secretFiles';
import type { SettingTexts, SettingTextsBySource } from './sources';
import { unknownName } from './transfer';

/** Sources of settings, and where changes are saved. */
export type SettingsStoreOptions = {
  readonly env: SettingTexts;
  /** File of `NAME=value` lines; it need not exist. */
  readonly envFilePath: string;
  /**
   * JSON file that changes are saved to; it need not exist. Secrets go to files of their own in the
   * same folder (secretFiles.ts).
   */
  readonly savedFilePath: string;
  /**
   * Encrypts saved secrets. Without one, secrets can be neither saved nor read from secrets.json;
   * SECRETS_IN_FILE allows another file.
   */
  readonly secretBox?: SecretBox;
};

/** Something wrong with a file as a whole, or with a secret in it. */
export type FileProblem =
  | {
      /**
       * `unreadable`: the whole file is ignored. `wrong-line`: a line of it is not as it should be.
       * `unknown-name`: it sets an unknown name.
       */
      readonly kind: 'unreadable' | 'wrong-line' | 'unknown-name';
      /** What is wrong and what to do. */
      readonly phrase: Phrase;
      readonly path: string;
    }
  | {
      /** A saved secret cannot be decrypted here, and no other source sets it. */
      readonly kind: 'sealed-secret';
      readonly phrase: Phrase;
      readonly setting: string;
    };

export type LoadedTexts = {
  readonly texts: SettingTextsBySource;
  /** What stands in `.env`, by name. */
  readonly envEntries: EnvContent['entries'];
  readonly problems: readonly FileProblem[];
  /** Files to rename before they are written anew. */
  readonly broken: readonly string[];
  /** Saved secrets that cannot be decrypted here, as they stand in the file. */
  readonly sealed: SettingTexts;
};

/** Reads all sources. Never fails. */
export async function loadTexts(options: Required<SettingsStoreOptions>): Promise<LoadedTexts> {
  const paths = secretPaths(options.savedFilePath);
  const [envFile, saved, secrets, open] = await Promise.all([
    readEnvFile(options.envFilePath),
    readJsonFile(options.savedFilePath),
    readJsonFile(paths.sealed),
    readJsonFile(paths.open),
  ]);
  const opened = openSecrets(secrets.texts, options.secretBox);
  return {
    texts: {
      environment: options.env,
      'env-file': envFile.texts,
      saved: { ...saved.texts, ...open.texts, ...opened.texts },
    },
    envEntries: envFile.entries,
    problems: [
      ...unreadable(options.envFilePath, envFile),
      ...unreadable(options.savedFilePath, saved),
      ...unreadable(paths.sealed, secrets),
      ...unreadable(paths.open, open),
      ...Object.keys(opened.sealed)
        .filter((name) => ![options.env, envFile.texts, open.texts].some((of) => isSet(of[name])))
        .map((name) => sealedProblem(name, options.secretBox.access)),
      ...wrongLines(options.envFilePath, envFile),
      ...unknownNames(options.envFilePath, envFile),
    ],
    broken: [
      ...(saved.problem === null ? [] : [options.savedFilePath]),
      ...(secrets.problem === null ? [] : [paths.sealed]),
      ...(open.problem === null ? [] : [paths.open]),
    ],
    sealed: opened.sealed,
  };
}

function unreadable(path: string, { problem }: FileTexts): readonly FileProblem[] {
  return problem === null ? [] : [{ kind: 'unreadable', phrase: problem, path }];
}

function openSecrets(
  encrypted: SettingTexts,
  box: SecretBox,
): { readonly texts: SettingTexts; readonly sealed: SettingTexts } {
  const texts: Record<string, string> = {};
  const sealed: Record<string, string | undefined> = {};
  for (const [name, text] of Object.entries(encrypted)) {
    try {
      texts[name] = box.decrypt(text ?? '');
    } catch {
      sealed[name] = text;
    }
  }
  return { texts, sealed };
}

function isSet(text: string | undefined): boolean {
  return text !== undefined && text.trim() !== '';
}

function sealedProblem(setting: string, access: SecretBox['access']): FileProblem {
  return {
    kind: 'sealed-secret',
    phrase: phrase(`setting.sealed-${access}`, { name: setting }),
    setting,
  };
}

function wrongLines(path: string, { problems }: EnvContent): readonly FileProblem[] {
  return problems.map((said) => ({ kind: 'wrong-line', phrase: said, path }));
}

/** Reports names that are no settings: whoever wrote them would wait in vain for their effect. */
function unknownNames(path: string, { entries }: EnvContent): readonly FileProblem[] {
  return [...entries]
    .filter(([name]) => !isSettingName(name))
    .map(([name, { line }]) => ({
      kind: 'unknown-name',
      phrase: unknownName(path, line, name),
      path,
    }));
}
