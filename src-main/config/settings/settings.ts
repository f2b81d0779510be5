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
 * The values in force, by camel-case name (`VAD_ENERGY_THRESHOLD` is `vadEnergyThreshold`).
 * Durations are in ms and sizes in bytes, whatever the unit of the text, and their names end with
 * it (`MAX_CALL_DURATION` is `maxCallDurationMs`). Never changed, only replaced as a whole.
 */
export type Settings = {
  readonly [
    Name in SettingName as `${CamelName<Name>}${(typeof SETTINGS)[Name]['suffix']}`
  ]: (typeof SETTINGS)[Name]['defaultValue'];
};

/** Name of a setting's field in Settings. */
export function fieldName(name: SettingName): string {
  const camel = name
    .toLowerCase()
    .replaceAll(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase());
  return `${camel}${definitionOf(name).suffix}`;
}

export function makeSettings(valueOf: (name: SettingName) => SettingValue): Settings {
  const fields = SETTING_NAMES.map((name) => [fieldName(name), valueOf(name)] as const);
  // The mapped type above states what the table guarantees; the compiler cannot follow the loop.
  return Object.freeze(Object.fromEntries(fields)) as unknown as Settings;
}

/** Settings with all defaults except the given ones; for tests and tools. */
export function settingsWith(changes: Partial<Settings> = {}): Settings {
  return Object.freeze({ ...makeSettings((name) => SETTINGS[name].defaultValue), ...changes });
}

/** Whether Cordboard should connect to Asterisk: the ARI password is set. */
export function isAsteriskConfigured(settings: Settings): boolean {
  return settings.ariPassword !== '';
}

/** Whether Cordboard should connect to Gemini: the API key or the Vertex AI project is set. */
export function isGeminiConfigured(settings: Settings): boolean {
  return settings.googleGenaiUseVertexai
    ? settings.googleCloudProject !== ''
    : settings.googleApiKey !== '';
}

/**
 * `demo` if DEMO_MODE asks for it, or if neither side is configured. If only one is, the other is
 * reported as missing, never simulated.
 */
export function runModeOf(settings: Settings): RunMode {
  if (settings.demoMode) {
    return 'demo';
  }
  return isAsteriskConfigured(settings) || isGeminiConfigured(settings) ? 'live' : 'demo';
}
