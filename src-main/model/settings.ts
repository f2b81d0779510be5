/**
 * Settings as the console and `--check` show them. The definitions themselves are in
 * src-main/config.
 */
import type { Phrase } from './phrases/phrase';

/** Where the value in force came from; the first of these that has one wins, in this order. */
export type SettingSource = 'environment' | 'env-file' | 'saved' | 'default';

/** One setting with its value in force, fit to be shown. */
export type SettingView = {
  /** Name as in the environment, e.g. `VAD_ENERGY_THRESHOLD`. */
  readonly name: string;
  /** Heading it is listed under. */
  readonly group: string;
  readonly description: string;
  /** Unit in words, e.g. "seconds"; empty when it has none. */
  readonly unit: string;
  /** Allowed values in words, e.g. "1 to 32767" or "true or false". */
  readonly range: string;
  readonly defaultValue: string;
  /** Value in force; secrets are masked. Empty when not set. */
  readonly value: string;
  readonly secret: boolean;
  readonly source: SettingSource;
  /** A change takes effect at once, in running calls too; otherwise after a restart. */
  readonly live: boolean;
  /** Choices, when it is one of few; empty otherwise. */
  readonly choices: readonly string[];
  /**
   * What is wrong with the configured value and what to do; null when fine. A wrong value is
   * replaced by the default.
   */
  readonly problem: Phrase | null;
};
