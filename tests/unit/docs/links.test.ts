import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '../../..');

const documents = [
  'README.md',
  'CONTRIBUTING.md',
  'asterisk-config/README.md',
  ...readdirSync(path.join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => path.join('docs', file)),
];

/** Where the links and pictures of a document lead within the repository. */
function targetsOf(text: string): readonly string[] {
  const prose = text.replaceAll(/^```.*?^```$/gms, '');
  return [...prose.matchAll(/\]\(([^)\s]+)\)|src(?:set)?="([^"]+)"/g)]
    .map(([, link, picture]) => link ?? picture ?? '')
    .filter((target) => !/^[a-z]+:/.test(target));
}

/** Anchors of the headings of a document, as viewers of Markdown make them. */
function anchorsOf(file: string): readonly string[] {
  return [...readFileSync(file, 'utf8').matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

describe('links between documents', () => {
  it.each(documents)('of %s lead somewhere', (document) => {
    const source = path.join(ROOT, document);
    for (const target of targetsOf(readFileSync(source, 'utf8'))) {
      const [file = '', anchor] = target.split('#');
      const destination = file === '' ? source : path.resolve(path.dirname(source), file);
      expect(existsSync(destination), target).toBe(true);
      if (anchor !== undefined) {
        expect(anchorsOf(destination), target).toContain(anchor);
      }
    }
  });
});

/** Paths of this repository that a document names, in its text or in a command. */
function pathsOf(text: string): readonly string[] {
  const named = [...text.matchAll(/`([^`\s]+)`|^(?:npx|npm|node) .*$/gm)].flatMap(
    ([line, code]) => code ?? line.split(' '),
  );
  return named.filter((word) =>
    /^(?:build|docs|electron|renderer|src-main|tests)\/[\w./-]+$/.test(word),
  );
}

describe('paths in documents', () => {
  it.each(documents)('of %s exist', (document) => {
    const missing = pathsOf(readFileSync(path.join(ROOT, document), 'utf8')).filter(
      (named) => !existsSync(path.join(ROOT, named)),
    );
    expect(missing).toEqual([]);
  });
});
