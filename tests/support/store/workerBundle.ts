/**
 * The store's worker script as a test needs it: bundled, because a worker thread of Node runs
 * JavaScript only.
 */
import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';

const ROOT = path.resolve(import.meta.dirname, '../../..');

/** A bundled script in a folder of its own. */
export type BundledScript = { readonly url: URL; remove(): Promise<void> };

/** Bundles `src-main/store/worker/worker.ts`. */
export function bundleHistoryWorker(): Promise<BundledScript> {
  return bundleScript('src-main/store/worker/worker.ts');
}

/**
 * Bundles a TypeScript file of the repository for plain Node; everything of ours goes into one
 * file.
 */
export async function bundleScript(file: string): Promise<BundledScript> {
  const folder = await mkdtemp(path.join(tmpdir(), 'cordboard-script-'));
  await build({
    configFile: false,
    root: ROOT,
    logLevel: 'warn',
    publicDir: false,
    plugins: [
      {
        name: 'installed-packages',
        enforce: 'pre',
        // The bundle lies outside the repository, from where Node would not find the packages.
        resolveId: (id) =>
          /^(@[a-z]|[a-z])/.test(id) && !id.startsWith('node:')
            ? { id: import.meta.resolve(id), external: true }
            : undefined,
      },
    ],
    build: {
      ssr: true,
      outDir: folder,
      emptyOutDir: true,
      target: 'node20.18',
      rolldownOptions: {
        input: { script: path.join(ROOT, file) },
        output: { entryFileNames: '[name].mjs' },
      },
    },
  });
  return {
    url: pathToFileURL(path.join(folder, 'script.mjs')),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Bundles a file at most once for a process, which removes the bundle at its end. */
export function sharedScript(file: string): () => Promise<URL> {
  let url: Promise<URL> | null = null;
  const bundleIt = async (): Promise<URL> => {
    const script = await bundleScript(file);
    process.once('exit', () => {
      rmSync(path.dirname(fileURLToPath(script.url)), { recursive: true, force: true });
    });
    return script.url;
  };
  return () => (url ??= bundleIt());
}
