import type { RunMode } from '#model/health';
import { definitionOf, SETTING_NAMES, type SettingName, SETTINGS } from './definitions/definitions';
import type { SettingValue } from './kinds';

/** `VAD_ENERGY_THRESHOLD` to `vadEnergyThreshold`. */
type CamelName<Name extends string> = Name extends `${infer Head}_${infer Tail}`
  ? `${Lowercase<Head>}${PascalName<Tail>}`
  : Lowercase<Name>;

type PascalName<Name extends string> = Name extends `${infer Head}_${infer Tail}`
  ? `${Capitalize<Lowercase<Head>>}${PascalName<Tail>}`
  : Capitalize<Lowercase<Name>>;

/**
 * The values in force, by camel-case name (`VAD_ENERGY_THRESHOLD` is `vadEnergyThreshold`). Lengths
 * of time are in ms and sizes in bytes, whatever unit people write, and end with it
 * (`MAX_CALL_DURATION` is `maxCallDurationMs`). Never changed, only replaced as a whole.
 */
export type Settings = {
  readonly [
    Name in SettingName as `${CamelName<Name>}${(typeof SETTINGS)[Name]['suffix']}`
  ]: (typeof SETTINGS)[Name]['defaultValue'];
};

/** Name of a field of Settings. */
export function fieldName(name: SettingName): string {
  const camel = name
    .toLowerCase()
    .replaceAll(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase());
  return `${camel}${definitionOf(name).suffix}`;
}

/** Builds Settings from the value of each setting. */
export function makeSettings(valueOf: (name: SettingName) => SettingValue): Settings {
  const fields = SETTING_NAMES.map((name) => [fieldName(name), valueOf(name)] as const);
  // The mapped type above states what the table guarantees; the compiler cannot follow the loop.
  return Object.freeze(Object.fromEntries(fields)) as unknown as Settings;
}

/** Settings with all defaults except the given ones; for tests and tools. */
export function settingsWith(changes: Partial<Settings> = {}): Settings {
  return Object.freeze({ ...makeSettings((name) => SETTINGS[name].defaultValue), ...changes });
}

/** Whether Asterisk can be tried at all: its password is set. */
export function isAsteriskConfigured(settings: Settings): boolean {
  return settings.ariPassword !== '';
}

/** Whether Gemini can be tried at all: its key is set, or the project of Vertex AI. */
export function isGeminiConfigured(settings: Settings): boolean {
  return settings.googleGenaiUseVertexai
    ? settings.googleCloudProject !== ''
    : settings.googleApiKey !== '';
}

/**
 * Demo when neither side is configured. With one of them, the other is reported as missing, never
 * faked.
 */
export function runModeOf(settings: Settings): RunMode {
  return isAsteriskConfigured(settings) || isGeminiConfigured(settings) ? 'live' : 'demo';
}
