import { describe, expect, it } from 'vitest';
import { placeholderProblems } from '#main/config/profiles/profilePlaceholders';
import { profileSchema } from '#main/config/profiles/profileSchema';
import { parseToolHosts } from '#main/rules/toolHosts';
import { parseToolSecrets } from '#main/rules/toolSecrets';
import { codeBlocks, docsPage, settingIn } from '#support/docs';

const text = docsPage('profiles.md');

describe('the examples in docs/profiles.md', () => {
  it('are profiles that can be saved, with settings that can be set', () => {
    const profiles = codeBlocks(text, 'json').map((code) => profileSchema.parse(JSON.parse(code)));
    expect(profiles.map(({ id }) => id)).toEqual(['members', 'shop-with-rules', 'clinic', 'shop']);
    expect(profiles.flatMap(placeholderProblems)).toEqual([]);
    const settings = codeBlocks(text, 'bash');
    const hosts = settings.map((code) => parseToolHosts(settingIn(code, 'HTTP_TOOL_HOSTS')));
    expect(hosts).toMatchObject([{ ok: true }, { ok: true }]);
    const secrets = settings.map((code) => parseToolSecrets(settingIn(code, 'HTTP_TOOL_SECRETS')));
    expect(secrets).toMatchObject([{ ok: true }, { ok: true }]);
  });

  it('names every field of a profile', () => {
    for (const field of Object.keys(profileSchema.shape)) {
      expect(text).toContain(`\`${field}`);
    }
  });
});
