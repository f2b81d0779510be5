/** Files that are made from the source. `npx vitest run tests/unit/docs -u` makes them anew. */
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { bundleTypes } from '#build/lib/bundleTypes';
import { renderEnvExample, renderSettingsMarkdown } from '#main/config/settings/docs';

const file = (name: string): string => path.resolve(import.meta.dirname, '../../..', name);

/** The exact type is made from all the words of the program, and changes with each of them. */
const PHRASE = `/** Something that is said, before it is put into words; see \`message\` for the words. */
export type Phrase = {
  /** Stable name of what is said. */
  readonly code: string;
  readonly params: Readonly<Record<string, string | number | Phrase>>;
};`;

describe('generated files', () => {
  it('.env.example is what the table of settings says', async () => {
    await expect(renderEnvExample()).toMatchFileSnapshot(file('.env.example'));
  });

  it('docs/settings.md is what the table of settings says', async () => {
    await expect(renderSettingsMarkdown()).toMatchFileSnapshot(file('docs/settings.md'));
  });

  it('docs/examples/plugin-api.d.ts holds the types that plugins are given', async () => {
    const types = await bundleTypes('src-main/plugins/cordboardPipeline.ts', { Phrase: PHRASE });
    await expect(types).toMatchFileSnapshot(file('docs/examples/plugin-api.d.ts'));
  });
});
