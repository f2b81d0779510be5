import { dirname, join } from 'node:path';
import { ROOT } from './paths.mjs';
import { endGroupsWithUs, run } from './run.mjs';

/**
 * Bundles programs of the repository for plain Node, as they are built for the program itself and
 * not through a test runner.
 *
 * @param {string} outDir where the bundles go; it is emptied
 * @param {Readonly<Record<string, string>>} entries name of the bundle (`NAME.mjs`) to source file,
 * relative to the repository
 */
export async function bundlePrograms(outDir, entries) {
  const { build } = await import('vite');
  await build({
    configFile: false,
    root: ROOT,
    logLevel: 'warn',
    publicDir: false,
    plugins: [
      {
        name: 'source-folders',
        // Modules look for files relative to their own place in the repository, not to that of
        // their bundle. What is taken in as a text stays as it is.
        transform: (code, id) =>
          code.includes('import.meta.dirname') && !id.endsWith('?raw')
            ? code.replaceAll('import.meta.dirname', JSON.stringify(dirname(id)))
            : undefined,
      },
    ],
    build: {
      ssr: true,
      outDir,
      emptyOutDir: true,
      target: 'node20.18',
      rolldownOptions: {
        input: Object.fromEntries(
          Object.entries(entries).map(([name, file]) => [name, join(ROOT, file)]),
        ),
        output: { entryFileNames: '[name].mjs', chunkFileNames: 'chunks/[name]-[hash].mjs' },
      },
    },
  });
}

/**
 * Runs the bundled program `main` with its settings; what it started ends with it, and with us.
 * Gives its exit code.
 *
 * @param {string} dir where the bundles are
 * @param {object} settings
 * @returns {Promise<number>}
 */
export async function runMain(dir, settings) {
  endGroupsWithUs();
  const { code } = await run(process.execPath, [join(dir, 'main.mjs'), JSON.stringify(settings)], {
    group: true,
  });
  return code;
}
