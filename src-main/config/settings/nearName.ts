/** Finds the setting that a wrong name was probably meant for. */
import { SETTING_NAMES, type SettingName } from './definitions/definitions';

/** Names that other programs use for what is a setting here. */
const KNOWN_ELSEWHERE: Readonly<Record<string, SettingName>> = {
  GEMINI_API_KEY: 'GOOGLE_API_KEY',
  GEMINI_MODEL: 'GEMINI_LIVE_MODEL',
  ARI_USER: 'ARI_USERNAME',
  ARI_URL: 'ARI_BASE_URL',
  PORT: 'API_PORT',
};

/** This many letters of a name, for each wrong one, must be right. */
const LETTERS_PER_MISTAKE = 5;
const MAX_MISTAKES = 3;

/** The setting with the most similar name; null when none is similar. */
export function nearestSetting(name: string): SettingName | null {
  const wanted = name.toUpperCase().replaceAll('-', '_');
  const allowed = Math.min(MAX_MISTAKES, Math.floor(wanted.length / LETTERS_PER_MISTAKE));
  let nearest = KNOWN_ELSEWHERE[wanted] ?? null;
  let fewest = nearest === null ? allowed + 1 : 0;
  for (const candidate of SETTING_NAMES) {
    const mistakes = editDistance(wanted, candidate);
    if (mistakes < fewest) {
      nearest = candidate;
      fewest = mistakes;
    }
  }
  return nearest;
}

/** Letters to put in, take out or replace, to make one text of the other (Levenshtein). */
function editDistance(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const replaced = a[row - 1] === b[column - 1] ? 0 : 1;
      current.push(
        Math.min(
          (above[column] ?? 0) + 1,
          (current[column - 1] ?? 0) + 1,
          (above[column - 1] ?? 0) + replaced,
        ),
      );
    }
    above = current;
  }
  return above[b.length] ?? 0;
}
