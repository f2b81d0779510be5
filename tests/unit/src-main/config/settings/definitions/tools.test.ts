import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SettingsStore } from '#main/config/settings/settingsStore';
import { wordsIn } from '#support/phrases';

let dir = '';

beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'cordboard-settings-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const load = (env: Readonly<Record<string, string>>) =>
  SettingsStore.load({
    env,
    envFilePath: path.join(dir, '.env'),
    savedFilePath: path.join(dir, 'settings.json'),
  });

/** What is wrong with a setting. */
async function problemOf(name: string, value: string): Promise<string> {
  const store = await load({ [name]: value });
  return wordsIn(store.list().find((setting) => setting.name === name)?.problem);
}

describe('the settings of HTTP tools', () => {
  it('keep each secret out of the log, not only all of them together', async () => {
    const { secrets } = await load({ HTTP_TOOL_SECRETS: 'SHOP_TOKEN=abcdef CRM_KEY=ghijkl' });
    expect(secrets).toEqual(
      expect.arrayContaining(['SHOP_TOKEN=abcdef CRM_KEY=ghijkl', 'abcdef', 'ghijkl']),
    );
  });

  it('say what is wrong, and never repeat a secret', async () => {
    expect(await problemOf('HTTP_TOOL_HOSTS', 'https://x.example')).toContain('is no host');
    const wrong = await problemOf('HTTP_TOOL_SECRETS', 'SHOP_TOKEN=abcdef s3cret');
    expect(wrong).toContain('pair 2');
    expect(wrong).not.toMatch(/abcdef|s3cret/);
  });
});
