/** Settings as the text of a `.env` file: written without secrets, and read back. Pure. */
import { type Phrase, phrase, wordsOf } from '#model/phrases/phrase';
import type { SettingsImport } from '#model/settings';
import { definitionOf, isSettingName, type SettingName } from './definitions/definitions';
import { parseEnvFile } from './envFile';
import { nearestSetting } from './nearName';
import { parseSetting } from './sources';

/** A setting and the text of its value in force. */
export type SettingText = { readonly name: SettingName; readonly text: string };

/** Signs that a value may be put between; the first that keep it as it is are used. */
const QUOTES = ["'", '"', '`', '«»'] as const;

/**
 * Lines for the settings that are not at their default. A secret is named, so that whoever reads
 * the file knows what to enter; its value never leaves.
 */
export function exportText(settings: readonly SettingText[]): string {
  const lines = settings.filter(isExported).map(({ name, text }) => {
    if (definitionOf(name).secret) {
      return `# ${name}=`;
    }
    const value = quotedValue(text);
    return value === null
      ? `# ${wordsOf(phrase('settings.value-withheld', { name }))}`
      : `${name}=${value}`;
  });
  return [
    '# Settings of Cordboard. Secrets are named and left out: enter them where the file is used.',
    ...lines,
    '',
  ].join('\n');
}

/** What belongs to the machine itself is not passed on. */
function isExported({ name, text }: SettingText): boolean {
  const definition = definitionOf(name);
  return !definition.environmentOnly && text !== definition.textOf(definition.defaultValue);
}

/** A value in the form that is read back as the same; null if there is none. */
function quotedValue(text: string): string | null {
  const forms = [
    text,
    ...QUOTES.map((quotes) => `${quotes.charAt(0)}${text}${quotes.charAt(quotes.length - 1)}`),
  ];
  return forms.find((form) => readsAs(form, text)) ?? null;
}

function readsAs(form: string, text: string): boolean {
  const { entries, problems } = parseEnvFile('', `A=${form}\nB=b`);
  return problems.length === 0 && entries.get('A')?.text === text && entries.size === 2;
}

/** What an import needs to know of the settings as they are. */
type ImportContext = {
  readonly textOf: (name: SettingName) => string;
  /** Why a setting cannot be saved; null if it can. */
  readonly refusal: (name: SettingName, text: string) => Phrase | null;
};

/** Reads the content of a `.env` file called `file`, and compares it with what is in force. */
export function readImport(file: string, content: string, context: ImportContext): SettingsImport {
  const { entries, problems } = parseEnvFile(file, content);
  const changes: Record<string, string> = {};
  const notes: Phrase[] = [...problems];
  for (const [name, { text, line }] of entries) {
    if (!isSettingName(name)) {
      notes.push(unknownName(file, line, name));
    } else if (text.trim() !== '' && isOther(name, text, context.textOf(name))) {
      const refusal = context.refusal(name, text);
      if (refusal === null) {
        changes[name] = text;
      } else {
        notes.push(refusal);
      }
    }
  }
  const holdsSecrets = [...entries].some(
    ([name, { text }]) => isSettingName(name) && definitionOf(name).secret && text.trim() !== '',
  );
  return { changes, notes, holdsSecrets };
}

function isOther(name: SettingName, text: string, inForce: string): boolean {
  const parsed = parseSetting(name, text);
  return !parsed.ok || definitionOf(name).textOf(parsed.value) !== inForce;
}

/** Whoever wrote a name that is no setting would wait in vain for its effect. */
export function unknownName(path: string, line: number, name: string): Phrase {
  const near = nearestSetting(name);
  return near === null
    ? phrase('file.unknown-setting', { path, line, name })
    : phrase('file.misspelt-setting', { path, line, name, near });
}
