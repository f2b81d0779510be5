import { parseToolSecrets } from '#main/rules/toolSecrets';
import { writeJsonFile } from '#main/util/atomicFile';
import { cordboardError, messageOf } from '#main/util/errors';
import { fail, ok, type Result } from '#main/util/result';
import { type Listener, TypedEmitter } from '#main/util/typedEmitter';
import { type Phrase, phrase } from '#model/phrases/phrase';
import type { SettingsCheck, SettingsImport, SettingView } from '#model/settings';
import { misfitsOf } from './crossChecks';
import {
  definitionOf,
  isSettingName,
  SETTING_NAMES,
  type SettingName,
} from './definitions/definitions';
import type { EnvContent } from './envFile';
import { keepBrokenFile } from './files';
import type { SettingValue } from './kinds';
import {
  type FileProblem,
  type LoadedTexts,
  loadTexts,
  type SettingsStoreOptions,
} from './loading';
import { noSecretBox } from './secretBox';
import { secretPaths, writeSecrets } from './secretFiles';
import { makeSettings, type Settings } from './settings';
import {
  type ResolvedSetting,
  resolveSetting,
  savedText,
  type SecretHint,
  secretHint,
  type SettingTexts,
  type SettingTextsBySource,
  settingView,
} from './sources';
import { exportText, readImport } from './transfer';

const SECRET_NAMES = SETTING_NAMES.filter((name) => definitionOf(name).secret);

/** Where a value stands, and what may be told of a secret. */
export type SettingOrigin = {
  /** Line of `.env`; null when the value does not come from there. */
  readonly line: number | null;
  /** There is a `#` in that line: part of the value, or the beginning of a remark. */
  readonly hasHash: boolean;
  /** Enough of a secret to recognise it; null when the setting is none, or not set. */
  readonly secret: SecretHint | null;
};

/** A setting, and where its value stands. */
export type FoundSetting = SettingView & { readonly origin: SettingOrigin };

export type SettingsEvents = {
  /** Live settings changed; `current` has the new values already. */
  changed: { readonly settings: Settings; readonly names: readonly SettingName[] };
};

/** The settings of the running program: environment over .env over saved ones over defaults. */
export class SettingsStore {
  readonly #options: Required<SettingsStoreOptions>;
  readonly #events = new TypedEmitter<SettingsEvents>();
  #texts: SettingTextsBySource;
  /** Value and source of each setting in force. */
  #inForce: ReadonlyMap<SettingName, ResolvedSetting>;
  #current: Settings;
  #secrets: readonly string[];
  #fileProblems: readonly FileProblem[];
  readonly #envEntries: EnvContent['entries'];
  readonly #broken: Set<string>;
  /**
   * Saved secrets that cannot be decrypted here. They are kept unchanged until somebody enters them
   * anew.
   */
  #sealed: SettingTexts;
  #saving: Promise<unknown> = Promise.resolve();

  private constructor(options: Required<SettingsStoreOptions>, loaded: LoadedTexts) {
    this.#options = options;
    this.#texts = loaded.texts;
    this.#fileProblems = loaded.problems;
    this.#envEntries = loaded.envEntries;
    this.#broken = new Set(loaded.broken);
    this.#sealed = loaded.sealed;
    this.#inForce = resolveAll(loaded.texts);
    this.#current = settingsOf(this.#inForce);
    this.#secrets = secretsOf(this.#inForce);
  }

  /**
   * Reads all sources. Never fails: a fault becomes a problem of a setting (see `list`) or of a
   * file (see `fileProblems`).
   */
  static async load(options: SettingsStoreOptions): Promise<SettingsStore> {
    const all = { ...options, secretBox: options.secretBox ?? noSecretBox };
    return new SettingsStore(all, await loadTexts(all));
  }

  /** The values in force. The object is replaced, never changed. */
  get current(): Settings {
    return this.#current;
  }

  /** Problems of the files themselves. */
  get fileProblems(): readonly FileProblem[] {
    return this.#fileProblems;
  }

  /**
   * Values of all secrets in force, including each of HTTP_TOOL_SECRETS, so that logs can redact
   * them.
   */
  get secrets(): readonly string[] {
    return this.#secrets;
  }

  /** Subscribes to changes; the returned function unsubscribes. */
  on<Name extends keyof SettingsEvents>(
    name: Name,
    listener: Listener<SettingsEvents[Name]>,
  ): () => void {
    return this.#events.on(name, listener);
  }

  /** All settings for display, with masked secrets. */
  list(): readonly SettingView[] {
    return SETTING_NAMES.map((name) => this.#view(name));
  }

  /** All settings with their origins, for whoever looks for a mistake in them. */
  listWithOrigins(): readonly FoundSetting[] {
    return SETTING_NAMES.map((name) => ({ ...this.#view(name), origin: this.#origin(name) }));
  }

  /**
   * Saves settings by name; an empty text removes the saved value. Saves all of them or none. Fails
   * with `invalid-input` (unknown name, invalid value), `refused` (set in the environment or .env,
   * no protected storage for a secret) or `config` (not writable).
   */
  update(changes: Readonly<Record<string, string>>): Promise<Result<readonly SettingView[]>> {
    // One after the other: overlapping updates would each write the file without the other's
    // change.
    const result = this.#saving.then(() => this.#update(changes));
    this.#saving = result.catch(() => undefined);
    return result.catch((error: unknown) =>
      fail(cordboardError('internal', phrase('settings.not-saved', { why: messageOf(error) }))),
    );
  }

  /** What would come of saving these changes. Each value is judged as saving does. */
  check(changes: Readonly<Record<string, string>>): SettingsCheck {
    const refused: Record<string, Phrase> = {};
    for (const [name, text] of Object.entries(changes)) {
      const checked = this.#checkOne(name, text);
      if (!checked.ok) {
        refused[name] = checked.error.phrase;
      }
    }
    const sound = Object.entries(changes).filter(([name]) => refused[name] === undefined);
    return { refused, warnings: misfitsOf(this.settingsWith(Object.fromEntries(sound))) };
  }

  /** The settings as they would be after a restart with these changes, which stay unsaved. */
  settingsWith(changes: Readonly<Record<string, string>>): Settings {
    const saved = { ...this.#texts.saved, ...changes };
    return settingsOf(resolveAll({ ...this.#texts, saved }));
  }

  /** What a `.env` file would change. */
  readImport(file: string, content: string): SettingsImport {
    return readImport(file, content, {
      textOf: (name) => this.#textOf(name),
      refusal: (name, text) => this.#refusal(name, text),
    });
  }

  /** The values after the next restart as the text of a `.env` file, without secrets. */
  exportText(): string {
    return exportText(SETTING_NAMES.map((name) => ({ name, text: this.#textOf(name) })));
  }

  #textOf(name: SettingName): string {
    return definitionOf(name).textOf(resolveSetting(name, this.#texts).value);
  }

  async #update(
    changes: Readonly<Record<string, string>>,
  ): Promise<Result<readonly SettingView[]>> {
    const checked = this.#check(changes);
    if (!checked.ok) {
      return checked;
    }
    const saved = { ...this.#texts.saved };
    for (const [name, text] of checked.value) {
      saved[name] = text;
    }
    const written = await this.#write(
      saved,
      checked.value.map(([name]) => name),
    );
    if (!written.ok) {
      return written;
    }
    this.#texts = { ...this.#texts, saved };
    this.#takeOver(checked.value.map(([name]) => name));
    return ok(this.list());
  }

  #view(name: SettingName): SettingView {
    return settingView(name, this.#resolved(name), resolveSetting(name, this.#texts));
  }

  #origin(name: SettingName): SettingOrigin {
    const { source, value } = this.#resolved(name);
    const entry = source === 'env-file' ? this.#envEntries.get(name) : undefined;
    const text = definitionOf(name).textOf(value);
    return {
      line: entry?.line ?? null,
      hasHash: entry?.hasHash ?? false,
      secret: definitionOf(name).secret && text !== '' ? secretHint(text) : null,
    };
  }

  #check(
    changes: Readonly<Record<string, string>>,
  ): Result<readonly (readonly [SettingName, string])[]> {
    const checked: (readonly [SettingName, string])[] = [];
    for (const [name, text] of Object.entries(changes)) {
      const one = this.#checkOne(name, text);
      if (!one.ok) {
        return one;
      }
      checked.push(one.value);
    }
    return ok(checked);
  }

  #checkOne(name: string, text: string): Result<readonly [SettingName, string]> {
    if (!isSettingName(name)) {
      const said = phrase('setting.unknown', { name: name.slice(0, 60) });
      return fail(cordboardError('invalid-input', said));
    }
    const refusal = this.#refusal(name, text);
    if (refusal !== null) {
      return fail(cordboardError('refused', refusal));
    }
    const saved = savedText(name, text);
    return saved.ok
      ? ok([name, saved.value])
      : fail(cordboardError('invalid-input', saved.error.phrase));
  }

  /** Why a setting cannot be saved; null if it can. */
  #refusal(name: SettingName, text: string): Phrase | null {
    const definition = definitionOf(name);
    const { envFilePath: path, secretBox } = this.#options;
    if (definition.environmentOnly) {
      return phrase('setting.environment-only', { name, path });
    }
    const { source } = resolveSetting(name, this.#texts);
    if (source === 'environment') {
      return phrase('setting.set-by-environment', { name });
    }
    if (source === 'env-file') {
      return phrase('setting.set-by-file', { name, path });
    }
    const isKept = secretBox.access === 'open' || this.#current.secretsInFile;
    if (definition.secret && text.trim() !== '' && !isKept) {
      return secretBox.access === 'missing'
        ? phrase('setting.no-key-store', { name, path })
        : phrase('setting.no-secret-storage', { name, path });
    }
    return null;
  }

  async #write(saved: SettingTexts, names: readonly SettingName[]): Promise<Result<void>> {
    const { savedFilePath, secretBox } = this.#options;
    const filled = Object.entries(saved).filter(isFilled);
    if (names.some(isSecret)) {
      const sealed = Object.fromEntries(
        Object.entries(this.#sealed).filter(([name]) => !names.some((each) => each === name)),
      );
      const written = await writeSecrets({
        paths: secretPaths(savedFilePath),
        box: secretBox,
        secrets: Object.fromEntries(filled.filter(([name]) => isSecret(name))),
        sealed,
        prepare: (path) => this.#keepIfBroken(path),
      });
      if (!written.ok) {
        return written;
      }
      this.#sealed = sealed;
    }
    if (names.every(isSecret)) {
      return ok(undefined);
    }
    await this.#keepIfBroken(savedFilePath);
    return writeJsonFile(
      savedFilePath,
      Object.fromEntries(filled.filter(([name]) => !isSecret(name))),
    );
  }

  async #keepIfBroken(path: string): Promise<void> {
    if (this.#broken.delete(path)) {
      await keepBrokenFile(path);
      this.#fileProblems = this.#fileProblems.filter(
        (problem) => problem.kind !== 'unreadable' || problem.path !== path,
      );
    }
  }

  /** Puts the saved changes into force, except those that need a restart. */
  #takeOver(names: readonly SettingName[]): void {
    const inForce = new Map(this.#inForce);
    const changed: SettingName[] = [];
    for (const name of names.filter((candidate) => definitionOf(candidate).live)) {
      const resolved = resolveSetting(name, this.#texts);
      if (resolved.value !== inForce.get(name)?.value) {
        changed.push(name);
      }
      inForce.set(name, resolved);
    }
    this.#inForce = inForce;
    if (changed.length > 0) {
      this.#current = settingsOf(inForce);
      this.#secrets = secretsOf(this.#inForce);
      this.#events.emit('changed', { settings: this.#current, names: changed });
    }
  }

  #resolved(name: SettingName): ResolvedSetting {
    return this.#inForce.get(name) ?? resolveSetting(name, this.#texts);
  }
}

function isFilled(entry: readonly [string, string | undefined]): entry is [string, string] {
  return entry[1] !== undefined && entry[1] !== '';
}

function isSecret(name: string): boolean {
  return isSettingName(name) && definitionOf(name).secret;
}

function resolveAll(texts: SettingTextsBySource): ReadonlyMap<SettingName, ResolvedSetting> {
  return new Map(SETTING_NAMES.map((name) => [name, resolveSetting(name, texts)]));
}

function secretsOf(inForce: ReadonlyMap<SettingName, ResolvedSetting>): readonly string[] {
  return SECRET_NAMES.flatMap((name) => {
    const value = String(inForce.get(name)?.value ?? '');
    const each = name === 'HTTP_TOOL_SECRETS' ? parseToolSecrets(value) : null;
    return each?.ok === true ? [value, ...each.value.values()] : [value];
  });
}

function settingsOf(inForce: ReadonlyMap<SettingName, ResolvedSetting>): Settings {
  return makeSettings(
    (name): SettingValue => inForce.get(name)?.value ?? definitionOf(name).defaultValue,
  );
}
