'use strict';

const { join } = require('node:path');

/**
 * Who may import whom. A layer may import itself, the layers listed for it, and packages.
 * The order is:
 *
 *   model <- util <- rules <- observability
 *         <- { ari, media, agent, transcript, store, config } <- call
 *         <- { asterisk, demo, deskCalls } <- desk <- { api, metrics, webhooks, plugins }
 *         <- program <- { electron, cli }
 *
 * Members of a brace do not import each other: they meet in the layer above.
 */
const GROUND = ['model', 'util', 'rules', 'observability'];
const PARTS = ['ari', 'media', 'agent', 'transcript', 'store', 'config'];
const SOURCES = ['asterisk', 'demo', 'deskCalls'];
const DOORS = ['api', 'metrics', 'webhooks', 'plugins'];
const BELOW_CALL = [...GROUND, ...PARTS];
const BELOW_PROGRAM = [...BELOW_CALL, 'call', ...SOURCES, 'desk', ...DOORS];

/** @type {Record<string, string[]>} */
const LAYERS = {
  model: [],
  util: ['model'],
  rules: ['model', 'util'],
  observability: ['model', 'util', 'rules'],
  ...Object.fromEntries(PARTS.map((part) => [part, GROUND])),
  call: [...GROUND, ...PARTS.filter((part) => part !== 'ari')],
  ...Object.fromEntries(SOURCES.map((source) => [source, [...BELOW_CALL, 'call']])),
  desk: [...BELOW_CALL, 'call'],
  api: [...BELOW_CALL, 'call', 'desk'],
  metrics: [...GROUND, 'call', 'desk'],
  webhooks: [...GROUND, 'call', 'desk'],
  plugins: [...GROUND, 'media', 'call', 'desk'],
  program: BELOW_PROGRAM,
  cli: [...BELOW_PROGRAM, 'program'],
};

/**
 * The same for the window's folders. `i18n` holds its texts. `ui` is its kit: the parts screens are
 * made of, which know neither calls nor stores.
 *
 * @type {Record<string, string[]>}
 */
const WINDOW_LAYERS = {
  i18n: [],
  hooks: [],
  levels: [],
  audio: [],
  format: ['i18n'],
  bridge: ['i18n'],
  ui: ['format', 'hooks', 'i18n'],
  state: ['bridge', 'format', 'hooks', 'i18n', 'levels'],
  waves: ['format', 'levels', 'state'],
  features: [
    ...['audio', 'bridge', 'format', 'hooks', 'i18n', 'levels', 'state', 'styles', 'ui', 'waves'],
  ],
};

const FEATURE = '^renderer/src/features/[^/]+';

const OURS = '^(src-main|electron|renderer|tests|build)/';

const layerRules = Object.entries(LAYERS).map(([layer, below]) => ({
  name: `layer-${layer}`,
  comment: `src-main/${layer} may import only: ${[layer, ...below].join(', ')} (of our own code).`,
  severity: 'error',
  from: { path: `^src-main/${layer}/` },
  to: { path: OURS, pathNot: `^src-main/(${[layer, ...below].join('|')})/` },
}));

const windowRules = Object.entries(WINDOW_LAYERS).map(([layer, below]) => ({
  name: `window-${layer}`,
  comment: `renderer/src/${layer} may import only: ${[layer, ...below].join(', ')} (of the window).`,
  severity: 'error',
  from: { path: `^renderer/src/${layer}/` },
  to: { path: '^renderer/', pathNot: `^renderer/src/(${[layer, ...below].join('|')})/` },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...layerRules,
    ...windowRules,
    {
      name: 'unknown-layer',
      comment:
        'A file of src-main lies in a layer; a new layer needs a place in the order: add it to LAYERS.',
      severity: 'error',
      from: { path: '^src-main/', pathNot: `^src-main/(${Object.keys(LAYERS).join('|')})/` },
      to: {},
    },
    {
      name: 'layer-electron',
      comment: 'The shell builds on src-main; it never imports the window, tests or build tools.',
      severity: 'error',
      from: { path: '^electron/' },
      to: { path: OURS, pathNot: '^(electron|src-main)/' },
    },
    {
      name: 'layer-contract',
      comment: 'The contract between shell and window knows the model, nothing else of ours.',
      severity: 'error',
      from: { path: '^electron/contract/' },
      to: { path: OURS, pathNot: '^(electron/contract|src-main/model)/' },
    },
    {
      name: 'layer-renderer',
      comment: 'The window knows the contract and the model, nothing else of ours.',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { path: OURS, pathNot: '^(renderer|electron/contract|src-main/model)/' },
    },
    {
      name: 'model-without-packages',
      comment:
        'The model is plain data and plain rules: the window and the pipeline read the same.',
      severity: 'error',
      from: { path: '^src-main/model/' },
      to: { path: 'node_modules/' },
    },
    {
      name: 'driver-in-worker-only',
      comment: 'SQLite is synchronous: nothing that runs on the main thread may reach its driver.',
      severity: 'error',
      from: { path: '^(src-main|electron)/', pathNot: '^src-main/store/worker/' },
      to: { path: '^src-main/store/worker/driver' },
    },
    {
      name: 'unknown-window-layer',
      comment: 'A new folder in renderer/src needs a place in the order: add it to WINDOW_LAYERS.',
      severity: 'error',
      from: {
        path: '^renderer/src/[^/]+/',
        pathNot: `^renderer/src/(${Object.keys(WINDOW_LAYERS).join('|')}|styles)/`,
      },
      to: {},
    },
    {
      name: 'window-entry',
      comment: 'Files directly in renderer/src put features on the page, and nothing behind them.',
      severity: 'error',
      from: { path: '^renderer/src/[^/]+$' },
      to: { path: `${FEATURE}/`, pathNot: `${FEATURE}/index[.]ts$` },
    },
    {
      name: 'feature-by-its-index',
      comment: 'A feature offers what its index.ts exports; the rest is its own.',
      severity: 'error',
      from: { path: '^renderer/src/features/([^/]+)/' },
      to: {
        path: `${FEATURE}/`,
        pathNot: ['^renderer/src/features/$1/', `${FEATURE}/index[.]ts$`],
      },
    },
    {
      name: 'features-without-circles',
      comment: 'Two features that need each other are one feature, or need a third.',
      severity: 'error',
      scope: 'folder',
      from: { path: `${FEATURE}$` },
      to: { path: `${FEATURE}$`, circular: true },
    },
    {
      name: 'widgets-only-in-kit',
      comment: 'Radix and the virtual list are dressed once, in renderer/src/ui.',
      severity: 'error',
      from: { path: '^renderer/', pathNot: '^renderer/src/ui/' },
      to: { path: 'node_modules/(radix-ui|@radix-ui|@tanstack)/' },
    },
    {
      name: 'only-shell-imports-electron',
      comment: 'src-main runs under plain Node and the window under plain Chromium.',
      severity: 'error',
      from: { pathNot: '^electron/' },
      to: { path: '(^electron$|node_modules/electron/)' },
    },
    {
      name: 'contract-without-packages',
      comment: 'The contract is types and channel names, read by the window and by tests.',
      severity: 'error',
      from: { path: '^electron/contract/' },
      to: { path: 'node_modules/' },
    },
    {
      name: 'window-without-node',
      comment: 'The window is sandboxed: it has no Node built-ins.',
      severity: 'error',
      from: { path: '^(renderer|src-main/model|electron/contract|electron/preload)' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'no-schemas-in-window',
      comment: 'zod, and with it every schema, stays in the main process.',
      severity: 'error',
      from: { path: '^(renderer/|electron/preload)' },
      to: { path: 'node_modules/zod/', reachable: true },
    },
    {
      name: 'no-circular',
      comment: 'Two files that need each other are one file, or need a third.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'not-resolvable',
      comment: 'The import leads nowhere.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'not-in-manifest',
      comment: 'The package is not in package.json: it is here by luck.',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // At the root alone: most packages have a `dist`, too, and must be seen.
    exclude: { path: '^(out|dist|[.]cache)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: join(__dirname, 'tsconfig.base.json') },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.d.ts', '.js', '.mjs', '.cjs', '.json', '.css'],
    },
  },
};
