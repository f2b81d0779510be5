/**
 * Settings as the console and `--check` show them. The definitions themselves are in
 * src-main/config.
 */
import type { Phrase } from './phrases/phrase';
import type { SettingGroup } from './settingTexts/settingTexts';

/** Where the value in force came from; the first of these that has one wins, in this order. */
export type SettingSource = 'environment' | 'env-file' | 'saved' | 'default';

/** Groups whose settings can be tried before they are saved. */
export const TESTED_GROUPS = [
  'gemini',
  'asterisk',
  'media',
  'calls',
  'recording',
  'api',
  'webhooks',
] as const satisfies readonly SettingGroup[];

export type TestedGroup = (typeof TESTED_GROUPS)[number];

/** What is found out about values that are not saved yet, by name of setting. */
export type SettingsCheck = {
  /** Why a value cannot be saved. */
  readonly refused: Readonly<Record<string, Phrase>>;
  /** What does not fit the other settings. It can be saved all the same. */
  readonly warnings: Readonly<Record<string, Phrase>>;
};

/** What a file of settings would change. */
export type SettingsImport = {
  /** Values that differ from those in force, by name. */
  readonly changes: Readonly<Record<string, string>>;
  /** What of the file is left out or is not as it should be, and why. */
  readonly notes: readonly Phrase[];
  /** Whether secrets stand in the file, which anybody who can read it can read. */
  readonly holdsSecrets: boolean;
};

/** What a check found: an item for each thing that was looked at. */
export type CheckItem = {
  /** What was looked at, in a word or two. */
  readonly subject: Phrase;
  /**
   * `warning`: works with limits. `skipped`: not checked; `said` says why. Only `failed` fails the
   * whole check.
   */
  readonly state: 'ok' | 'warning' | 'failed' | 'skipped';
  /** What was found and, unless it is fine, what to do. */
  readonly said: Phrase;
};

/** How a value is typed: a line, a text of several lines, or a number. */
export type SettingEntry = 'line' | 'lines' | 'number';

/** What a restart brings into force. */
export type PendingSetting = {
  /** Empty when the setting will not be set; of a secret only that it will be. */
  readonly value: string;
  readonly source: SettingSource;
};

/** One setting with its value in force, fit to be shown. */
export type SettingView = {
  /** Name as in the environment, e.g. `VAD_ENERGY_THRESHOLD`. */
  readonly name: string;
  /** Heading it is listed under. */
  readonly group: SettingGroup;
  /** E.g. "seconds"; null when it has none. */
  readonly unit: Phrase | null;
  /** Allowed values, e.g. "1 to 32767" or "true or false". */
  readonly range: Phrase;
  readonly defaultValue: string;
  /** Value in force; secrets are masked. Empty when not set. */
  readonly value: string;
  readonly secret: boolean;
  readonly source: SettingSource;
  /** Only the environment and .env can set it: it cannot be saved. */
  readonly environmentOnly: boolean;
  /** What a saved change waits for a restart with; null when none does. */
  readonly pending: PendingSetting | null;
  /** A change takes effect at once, in running calls too; otherwise after a restart. */
  readonly live: boolean;
  /** Choices, when it is one of few; empty otherwise. */
  readonly choices: readonly string[];
  readonly entry: SettingEntry;
  /**
   * What is wrong with the configured value and what to do; null when fine. A wrong value is
   * replaced by the default.
   */
  readonly problem: Phrase | null;
};
