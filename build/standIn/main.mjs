/**
 * The start-up app inside the stand-in Electron. It does what the `default_app` of a released
 * Electron does: runs the app whose folder (or file) is the first plain argument.
 */
import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

const position = process.argv.findIndex((text, index) => index > 0 && !text.startsWith('-'));
if (position === -1) {
  process.stderr.write(
    `Electron ${process.versions['electron']}: usage: electron APP [ARGUMENTS]\n`,
  );
  process.exit(1);
}
const target = resolve(process.argv[position] ?? '.');
const folder = statSync(target).isDirectory() ? target : dirname(target);

/** @type {{ name?: string, productName?: string, version?: string, main?: string }} */
let manifest = {};
try {
  manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
} catch {
  // A single file may be run without a manifest.
}
Object.defineProperty(process, 'defaultApp', { value: true, configurable: true, enumerable: true });
// Electron has these two setters for its own start-up app; they are not in its public types.
const internalApp =
  /** @type {typeof app & { setVersion(v: string): void, setAppPath(p: string): void }} */ (app);
app.setName(manifest.productName ?? manifest.name ?? 'Electron');
if (manifest.version !== undefined) {
  internalApp.setVersion(manifest.version);
}
internalApp.setAppPath(folder);

const entry = folder === target ? join(folder, manifest.main ?? 'index.js') : target;
// Awaited at the top level, so that `ready` waits for the app's own module to have run.
await import(pathToFileURL(createRequire(import.meta.url).resolve(entry)).href);
