import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { placeholderProblems } from '#main/config/profiles/profilePlaceholders';
import { profileSchema } from '#main/config/profiles/profileSchema';
import { parseToolHosts } from '#main/rules/toolHosts';
import { parseToolSecrets } from '#main/rules/toolSecrets';

const text = readFileSync(path.resolve(import.meta.dirname, '../../../docs/profiles.md'), 'utf8');

/** The blocks of code in a language. */
function blocks(language: string): readonly string[] {
  const each = new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 'gs');
  return [...text.matchAll(each)].map(([, code = '']) => code);
}

describe('the examples in docs/profiles.md', () => {
  it('are profiles that can be saved, with settings that can be set', () => {
    const profiles = blocks('json').map((code) => profileSchema.parse(JSON.parse(code)));
    expect(profiles.map(({ id }) => id)).toEqual(['clinic', 'members', 'shop']);
    expect(profiles.flatMap(placeholderProblems)).toEqual([]);
    const value = (name: string) =>
      new RegExp(`^${name}=(.*)$`, 'm').exec(blocks('bash')[0] ?? '')?.[1] ?? '';
    expect(parseToolHosts(value('HTTP_TOOL_HOSTS'))).toMatchObject({ ok: true });
    expect(parseToolSecrets(value('HTTP_TOOL_SECRETS'))).toMatchObject({ ok: true });
  });

  it('names every field of a profile', () => {
    for (const field of Object.keys(profileSchema.shape)) {
      expect(text).toContain(`\`${field}`);
    }
  });
});
