/**
 * The format of `.env`: `NAME=value` lines as Node's `parseEnv` reads them, but with the line of
 * each value, with a word on every line that cannot be understood, and kinder in three places: a
 * `#` inside a value belongs to it, typographic quotes count as quotes, and a path of Windows keeps
 * its backslashes.
 */
import { type Phrase, phrase } from '#model/phrases/phrase';

/** A value, and where it stands. */
type EnvEntry = {
  readonly text: string;
  /** Number of the line it begins on, from 1. */
  readonly line: number;
  /** There is a `#` in the line: part of the value, or a remark behind it. */
  readonly hasHash: boolean;
};

export type EnvContent = {
  readonly entries: ReadonlyMap<string, EnvEntry>;
  /** What is wrong with single lines, and what to do. They never repeat a value. */
  readonly problems: readonly Phrase[];
};

const ASSIGNMENT = /^\s*(?:export\s+)?([^\s=#]+)\s*=\s*(.*)$/;

/** A line that surely sets something: a longer text may hold lines such as `a = b`. */
const SETS = /^\s*(?:export\s+)?[A-Z][A-Z0-9_]*=/;

/** What may stand after a closing quote. */
const ENDS = /^\s*(?:#.*)?$/;

/** The signs that close each opening quote. */
const CLOSING: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  '`': '`',
  '“': '”“"',
  '”': '”"',
  '„': '“”"',
  '‘': "’‘'",
  '’': "’'",
  '‚': "‘’'",
  '«': '»',
  '»': '«',
};

/** Begins a path of Windows, in which `\n` is no line break. */
const WINDOWS_PATH = /^(?:[a-z]:\\|\\\\)/i;

/** Reads the content of a `.env` file; of two lines with the same name the later one counts. */
export function parseEnvFile(path: string, content: string): EnvContent {
  const lines = content.split(/\r\n|\n|\r/);
  const entries = new Map<string, EnvEntry>();
  const problems: Phrase[] = [];
  for (let at = 0; at < lines.length;) {
    const first = lines[at] ?? '';
    const line = at + 1;
    const [, name, rest = ''] = ASSIGNMENT.exec(first) ?? [];
    if (name === undefined) {
      if (!ENDS.test(first)) {
        problems.push(phrase('file.no-assignment', { path, line }));
      }
      at += 1;
      continue;
    }
    const value = readValue(rest, lines.slice(at + 1));
    if (value.problem !== null) {
      problems.push(phrase(value.problem, { path, line, name }));
    }
    const before = entries.get(name);
    if (before !== undefined) {
      problems.push(phrase('file.set-twice', { path, line, name, before: before.line }));
    }
    const read = lines.slice(at, at + value.lines).join('\n');
    entries.set(name, { text: value.text, line, hasHash: read.includes('#') });
    at += value.lines;
  }
  return { entries, problems };
}

type Value = {
  readonly text: string;
  /** How many lines it takes. */
  readonly lines: number;
  readonly problem: 'file.open-quote' | 'file.behind-quote' | null;
};

/** @param rest What stands behind the `=`. @param following The lines after that. */
function readValue(rest: string, following: readonly string[]): Value {
  const opening = rest.charAt(0);
  const closing = CLOSING[opening];
  if (closing === undefined) {
    return { text: unquoted(rest), lines: 1, problem: null };
  }
  for (let more = 0; more <= following.length; more += 1) {
    const text = [rest, ...following.slice(0, more)].join('\n');
    const end = closingQuote(text, closing);
    if (end !== null) {
      const inside = unescaped(opening, text.slice(1, end));
      return { text: inside, lines: more + 1, problem: null };
    }
    // A forgotten quote must not swallow the settings below.
    if (SETS.test(following[more] ?? '')) {
      break;
    }
  }
  return withoutEnd(rest, opening, closing);
}

/** A `#` begins a remark only at the beginning and after a blank. */
function unquoted(text: string): string {
  return text.replace(/(^|\s)#.*$/, '').trim();
}

/** Index of the first closing quote with nothing but a remark behind it; null without one. */
function closingQuote(text: string, closing: string): number | null {
  for (let at = 1; at < text.length; at += 1) {
    if (closing.includes(text.charAt(at)) && ENDS.test(text.slice(at + 1))) {
      return at;
    }
  }
  return null;
}

function unescaped(opening: string, text: string): string {
  return opening === '"' && !WINDOWS_PATH.test(text) ? text.replaceAll('\\n', '\n') : text;
}

/** A value whose quote does not end where it should. */
function withoutEnd(rest: string, opening: string, closing: string): Value {
  const inside = rest.slice(1);
  const end = inside.search(new RegExp(`[${closing}]`));
  return end === -1
    ? { text: unquoted(rest), lines: 1, problem: 'file.open-quote' }
    : { text: unescaped(opening, inside.slice(0, end)), lines: 1, problem: 'file.behind-quote' };
}
