/** Files that are made from the source. `npx vitest run tests/unit/docs -u` makes them anew. */
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { bundleTypes } from '#build/lib/bundleTypes';
import { renderEnvExample, renderSettingsMarkdown } from '#main/config/settings/docs';

const file = (name: string): string => path.resolve(import.meta.dirname, '../../..', name);

describe('generated files', () => {
  it('.env.example is what the table of settings says', async () => {
    await expect(renderEnvExample()).toMatchFileSnapshot(file('.env.example'));
  });

  it('docs/settings.md is what the table of settings says', async () => {
    await expect(renderSettingsMarkdown()).toMatchFileSnapshot(file('docs/settings.md'));
  });

  it('docs/examples/plugin-api.d.ts holds the types that plugins are given', async () => {
    const types = await bundleTypes('src-main/plugins/cordboardPipeline.ts');
    await expect(types).toMatchFileSnapshot(file('docs/examples/plugin-api.d.ts'));
  });
});
