'use strict';

const { join } = require('node:path');

/**
 * Who may import whom. A layer may import itself, the layers listed for it, and packages.
 * The order is:
 *
 *   model <- util <- observability <- { ari, media, audio, agent, transcript, store, config }
 *         <- call <- { demo, api, metrics, webhooks, plugins } <- pipeline (files directly in src-main, and cli) <- electron
 *
 * Members of a brace do not import each other: they meet in the layer above.
 */
const GROUND = ['model', 'util', 'observability'];
const PARTS = ['ari', 'media', 'audio', 'agent', 'transcript', 'store', 'config'];
const BELOW_CALL = [...GROUND, ...PARTS];
const BELOW_PIPELINE = [...BELOW_CALL, 'call', 'demo', 'api', 'metrics', 'webhooks', 'plugins'];

/** @type {Record<string, string[]>} */
const LAYERS = {
  model: [],
  util: ['model'],
  observability: ['model', 'util'],
  ...Object.fromEntries(PARTS.map((part) => [part, GROUND])),
  call: BELOW_CALL,
  demo: [...BELOW_CALL, 'call'],
  api: [...BELOW_CALL, 'call'],
  metrics: [...GROUND, 'call'],
  webhooks: [...GROUND, 'call'],
  plugins: [...GROUND, 'media', 'call'],
  cli: BELOW_PIPELINE,
};

const OURS = '^(src-main|electron|renderer|tests|build)/';

const layerRules = Object.entries(LAYERS).map(([layer, below]) => ({
  name: `layer-${layer}`,
  comment: `src-main/${layer} may import only: ${[layer, ...below].join(', ')} (of our own code).`,
  severity: 'error',
  from: { path: `^src-main/${layer}/` },
  to: { path: OURS, pathNot: `^src-main/(${[layer, ...below].join('|')})/` },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...layerRules,
    {
      name: 'layer-pipeline',
      comment: 'Files directly in src-main wire the layers; they know no shell, window or test.',
      severity: 'error',
      from: { path: '^src-main/[^/]+$' },
      to: { path: OURS, pathNot: '^src-main/' },
    },
    {
      name: 'unknown-layer',
      comment: 'A new folder in src-main needs a place in the order: add it to LAYERS.',
      severity: 'error',
      from: { path: '^src-main/[^/]+/', pathNot: `^src-main/(${Object.keys(LAYERS).join('|')})/` },
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
      comment: 'The contract between shell and window knows only the model.',
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
      name: 'renderer-types-only',
      comment: 'The window imports types from contract and model (`import type`), no code.',
      severity: 'error',
      from: { path: '^renderer/' },
      to: {
        path: '^(electron/contract|src-main/model)/',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'only-shell-imports-electron',
      comment: 'src-main runs under plain Node and the window under plain Chromium.',
      severity: 'error',
      from: { pathNot: '^electron/' },
      to: { path: '(^electron$|node_modules/electron/)' },
    },
    {
      name: 'contract-without-electron',
      comment: 'The contract is read by the window and by tests: no Electron there.',
      severity: 'error',
      from: { path: '^electron/contract/' },
      to: { path: '(^electron$|node_modules/electron/)' },
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
      comment: 'zod and the request schemas stay in the main process.',
      severity: 'error',
      from: { path: '^(renderer/|electron/preload)' },
      to: { path: '(^electron/contract/schemas|node_modules/zod/)', reachable: true },
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
    exclude: { path: '(^|/)(out|dist|\\.cache)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: join(__dirname, 'tsconfig.base.json') },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.d.ts', '.js', '.mjs', '.cjs', '.json', '.css'],
    },
  },
};
