import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '../../..');

const FOLDERS = ['src-main', 'electron', 'renderer/src', 'tests', 'build'];

/** Names that hold such a word for a reason, each with the folder below which it may stand. */
const ALLOWED: ReadonlyMap<string, string> = new Map([
  // What the talk is to the service, and so to the stand-in for it.
  ['Conversation', 'tests/support/gemini/'],
  ['Conversations', 'tests/support/gemini/'],
  ['conversation', 'tests/support/gemini/'],
  ['conversations', 'tests/support/gemini/'],
  ['holdsConversation', 'tests/support/gemini/'],
  // The service's word for it, and the name of a setting that people have in their files.
  ['allowInterruption', ''],
  ['ENABLE_INTERRUPTION_HANDLING', 'src-main/'],
]);

/** A name where it is declared: words in comments and texts do not count. */
const DECLARED =
  /\b(?:class|type|interface|function|const|let|readonly|get|set) +#?(\w+)|^ +#?(\w+)\??[:(]/gm;

/**
 * The words of the table's first column. A row with a remark in parentheses, or of several words,
 * means one sense of a word that has others; no test can tell them apart.
 */
function wordsNotUsed(): readonly string[] {
  const glossary = readFileSync(path.join(ROOT, 'docs/glossary.md'), 'utf8');
  const [, table = ''] = glossary.split('## Words that are not used');
  return [...table.matchAll(/^\| ([a-z, ]+) \|/gm)]
    .flatMap(([, words = '']) => words.split(', '))
    .filter((word) => word !== 'not' && !word.includes(' '));
}

function sources(): readonly string[] {
  return FOLDERS.flatMap((folder) =>
    readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.(ts|tsx|mjs)$/.test(file))
      .map((file) => `${folder}/${file}`),
  );
}

/** The words of a name and their singular: `liveCalls` is `live`, `calls`, `call`. */
function wordsIn(name: string): readonly string[] {
  return name
    .split(/_|(?<=[a-z0-9])(?=[A-Z])/)
    .map((word) => word.toLowerCase())
    .flatMap((word) => (/[^s]s$/.test(word) ? [word, word.slice(0, -1)] : [word]));
}

describe('the glossary', () => {
  const files = sources().map((file) => ({
    file,
    text: readFileSync(path.join(ROOT, file), 'utf8'),
  }));

  it('names words that are not used, and no name holds one of them', () => {
    const words = new Set(wordsNotUsed());
    expect([...words]).toEqual(expect.arrayContaining(['conversation', 'he']));
    const wrong = files.flatMap(({ file, text }) =>
      [...text.matchAll(DECLARED)]
        .map(([, declared, field]) => declared ?? field ?? '')
        .filter((name) => wordsIn(name).some((word) => words.has(word)))
        .filter((name) => !file.startsWith(ALLOWED.get(name) ?? 'nowhere'))
        .map((name) => `${file}: ${name}`),
    );
    expect(wrong).toEqual([]);
  });

  it('calls a call model a live call, wherever it is held', () => {
    const names = files.flatMap(({ text }) =>
      [...text.matchAll(/(\w+): LiveCall\b/g)].map(([, name]) => name),
    );
    expect(new Set(names)).toEqual(new Set(['liveCall']));
  });
});
