import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { profileSchema } from '#main/config/profiles/profileSchema';
import { parseToolHosts } from '#main/rules/toolHosts';
import { parseToolSecrets } from '#main/rules/toolSecrets';

const text = readFileSync(path.resolve(import.meta.dirname, '../../../docs/profiles.md'), 'utf8');

/** The first block of code in a language. */
function block(language: string): string {
  return new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 's').exec(text)?.[1] ?? '';
}

describe('the example in docs/profiles.md', () => {
  it('is a profile that can be saved, with settings that can be set', () => {
    expect(profileSchema.safeParse(JSON.parse(block('json'))).error).toBeUndefined();
    const value = (name: string) =>
      new RegExp(`^${name}=(.*)$`, 'm').exec(block('bash'))?.[1] ?? '';
    expect(parseToolHosts(value('HTTP_TOOL_HOSTS'))).toMatchObject({ ok: true });
    expect(parseToolSecrets(value('HTTP_TOOL_SECRETS'))).toMatchObject({ ok: true });
  });

  it('names every field of a profile', () => {
    for (const field of Object.keys(profileSchema.shape)) {
      expect(text).toContain(`\`${field}`);
    }
  });
});
