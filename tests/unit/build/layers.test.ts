import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';

const REPOSITORY = resolve(import.meta.dirname, '../../..');

/** Runs the layer check on a source tree of its own, with the repository's own rules. */
function checkLayers(root: string): { code: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(REPOSITORY, 'build', 'layers.mjs'), root],
    { encoding: 'utf8' },
  );
  return { code: status, output: stdout + stderr };
}

/** Makes a source tree; the caller removes it. */
function plant(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), 'cordboard-layers-'));
  symlinkSync(join(REPOSITORY, 'node_modules'), join(root, 'node_modules'));
  writeFileSync(
    join(root, 'package.json'),
    '{ "dependencies": { "electron": "*", "radix-ui": "*", "zod": "*" } }',
  );
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  return root;
}

const IN_ORDER = {
  'src-main/model/call.ts': 'export type Call = { id: string };\n',
  'src-main/util/pick.ts':
    "import type { Call } from '../model/call';\nexport const pick = (call: Call) => call.id;\n",
  'src-main/call/session.ts':
    "import { pick } from '../util/pick';\nexport const session = pick;\n",
  'electron/main.ts':
    "import { app } from 'electron';\nimport { session } from '../src-main/call/session';\nvoid app;\nvoid session;\n",
  'src-main/model/limits.ts': 'export const MAX_TAGS = 20;\n',
  'renderer/src/main.ts': "import { list } from './features/list';\nvoid list;\n",
  'renderer/src/ui/row.ts':
    "import { MAX_TAGS } from '../../../src-main/model/limits';\nexport const most = MAX_TAGS;\n",
  'renderer/src/features/list/index.ts': "export { list } from './list';\n",
  'renderer/src/features/list/list.ts':
    "import { most } from '../../ui/row';\nimport { nav } from '../nav';\nexport const list = [most, nav];\n",
  'renderer/src/features/nav/index.ts': 'export const nav = 1;\n',
};

/** One violation each: what it is, the rule that reports it, the file, and what that imports. */
const VIOLATIONS = [
  ['a lower layer that imports a higher one', 'layer-util', 'src-main/util/a.ts', '../call/code'],
  ['two parts that meet directly', 'layer-media', 'src-main/media/a.ts', '../agent/code'],
  [
    'a program on the shell',
    'layer-program',
    'src-main/program/pipeline.ts',
    '../../electron/code',
  ],
  ['a file in no layer', 'unknown-layer', 'src-main/loose.ts', './model/code'],
  ['a door that another door uses', 'layer-webhooks', 'src-main/webhooks/a.ts', '../api/code'],
  ['a call that knows Asterisk', 'layer-call', 'src-main/call/c.ts', '../ari/code'],
  ['a package in the model', 'model-without-packages', 'src-main/model/a.ts', 'zod'],
  ['SQLite on the main thread', 'driver-in-worker-only', 'src-main/store/c.ts', './worker/driver'],
  ['a folder without a place', 'unknown-layer', 'src-main/misc/a.ts', '../model/code'],
  ['a contract on the pipeline', 'layer-contract', 'electron/contract/a.ts', '../code'],
  ['a window on the pipeline', 'layer-renderer', 'renderer/src/a.ts', '../../src-main/util/code'],
  ['Electron in the pipeline', 'only-shell-imports-electron', 'src-main/call/a.ts', 'electron'],
  ['Node in the window', 'window-without-node', 'renderer/src/c.ts', 'node:fs'],
  ['zod in the window', 'no-schemas-in-window', 'renderer/src/d.ts', 'zod'],
  ['a kit that knows the state', 'window-ui', 'renderer/src/ui/a.ts', '../state/code'],
  ['a kit that knows a feature', 'window-ui', 'renderer/src/ui/b.ts', '../features/one'],
  ['a state that knows the kit', 'window-state', 'renderer/src/state/a.ts', '../ui/code'],
  ['a state that knows a feature', 'window-state', 'renderer/src/state/b.ts', '../features/one'],
  [
    'a folder of the window without a place',
    'unknown-window-layer',
    'renderer/src/misc/a.ts',
    '../ui/code',
  ],
  [
    'a feature behind the index of another',
    'feature-by-its-index',
    'renderer/src/features/three/a.ts',
    '../one/code',
  ],
  ['a page behind an index', 'window-entry', 'renderer/src/e.ts', './features/one/code'],
  [
    'a widget that is dressed in a feature',
    'widgets-only-in-kit',
    'renderer/src/features/three/b.ts',
    'radix-ui',
  ],
  ['an import that leads nowhere', 'not-resolvable', 'src-main/call/b.ts', './gone'],
] as const;

const PLANTED = {
  ...Object.fromEntries(
    VIOLATIONS.map(([, , file, specifier]) => [
      file,
      `import * as it from '${specifier}';\nexport const again = it;\n`,
    ]),
  ),
  ...Object.fromEntries(
    [
      ...['util', 'call', 'agent', 'model', 'api', 'ari'].map((layer) => `src-main/${layer}`),
      ...['ui', 'state', 'features/one'].map((folder) => `renderer/src/${folder}`),
      'electron',
    ].map((folder) => [`${folder}/code.ts`, 'export const value = 1;\n']),
  ),
  // Two features need each other, though no two of their files do.
  'renderer/src/features/one/index.ts': "export { value } from './code';\n",
  'renderer/src/features/one/a.ts': "import { two } from '../two';\nexport const one = two;\n",
  'renderer/src/features/two/index.ts': 'export const two = 2;\n',
  'renderer/src/features/two/a.ts':
    "import { value } from '../one';\nexport const three = value;\n",
  'src-main/store/worker/driver.ts': 'export const driver = 1;\n',
  'src-main/store/a.ts': "import type { B } from './b';\nexport type A = { b: B };\n",
  'src-main/store/b.ts': "import type { A } from './a';\nexport type B = { a?: A };\n",
};

describe('layer check', () => {
  const roots: string[] = [];

  function checkPlanted(files: Readonly<Record<string, string>>) {
    const root = plant(files);
    roots.push(root);
    return checkLayers(root);
  }

  afterEach(() => {
    for (const root of roots.splice(0)) {
      rmSync(root, { recursive: true, force: true });
    }
  });

  it('is content with imports that follow the order', { timeout: 60_000 }, () => {
    const { code, output } = checkPlanted(IN_ORDER);
    expect(output).toContain(`${Object.keys(IN_ORDER).length} files, 0 violations`);
    expect(code).toBe(0);
  });

  it('fails when there is nothing to see', { timeout: 60_000 }, () => {
    const { code, output } = checkPlanted({});
    expect(output).toMatch(/blind|did not run/);
    expect(code).toBe(1);
  });

  describe('with violations planted', () => {
    let result: ReturnType<typeof checkLayers>;

    beforeAll(() => {
      result = checkPlanted(PLANTED);
    }, 60_000);

    it('fails', () => {
      expect(result.code).toBe(1);
    });

    it.each(VIOLATIONS)('reports %s (%s)', (_what, rule, file) => {
      expect(result.output).toContain(`${rule}: ${file} -> `);
    });

    it('reports files that need each other, even by types alone', () => {
      expect(result.output).toContain('no-circular: src-main/store/');
    });

    it('reports features that need each other, though none of their files do', () => {
      expect(result.output).toContain(
        'features-without-circles: renderer/src/features/one -> renderer/src/features/two',
      );
      expect(result.output).not.toContain('no-circular: renderer');
    });
  });
});
