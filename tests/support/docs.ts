/** What docs/*.md show as code, for tests that carry it out. */
import { readFileSync } from 'node:fs';
import path from 'node:path';

/** The text of a page of docs/. */
export function docsPage(name: string): string {
  return readFileSync(path.resolve(import.meta.dirname, '../../docs', name), 'utf8');
}

/** The blocks of code in a language, in their order. */
export function codeBlocks(page: string, language: string): readonly string[] {
  const each = new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 'gs');
  return [...page.matchAll(each)].map(([, code = '']) => code);
}

/** The value of a setting in a block of code; empty where it is not set. */
export function settingIn(code: string, name: string): string {
  return new RegExp(`^${name}=(.*)$`, 'm').exec(code)?.[1] ?? '';
}
