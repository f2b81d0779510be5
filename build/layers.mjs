/**
 * Checks who imports whom (`.dependency-cruiser.cjs`), and that the check saw every source file: a
 * checker that sees nothing would report no fault.
 *
 *   node build/layers.mjs [ROOT]          ROOT: folder with src-main, electron, renderer; the
 *                                         repository by default
 *   node build/layers.mjs --write-graph   also writes the graph of docs/architecture.md anew
 */
import './lib/nodeVersion.mjs';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { layerGraph, withGraph } from './lib/layerGraph.mjs';
import { ROOT } from './lib/paths.mjs';
import { fail, info, runScript, SetupError } from './lib/progress.mjs';
import { run } from './lib/run.mjs';

const FOLDERS = ['src-main', 'electron', 'renderer'];

/**
 * @typedef {object} Violation
 * @property {string} from
 * @property {string} to
 * @property {{ name: string }} rule
 * @property {string} [comment]
 */

/**
 * @param {string} root
 * @returns {string[]} our source files, relative to root, with forward slashes
 */
function sourceFiles(root) {
  return FOLDERS.filter((folder) => existsSync(join(root, folder))).flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
      .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/')),
  );
}

/**
 * @param {string} root
 * @param {readonly import('./lib/layerGraph.mjs').Module[]} modules
 * @param {boolean} write
 * @returns {boolean} whether the graph in the documentation is (now) what the sources say
 */
function isGraphTrue(root, modules, write) {
  const file = join(root, 'docs', 'architecture.md');
  if (!existsSync(file)) {
    return true;
  }
  const document = readFileSync(file, 'utf8');
  const wanted = withGraph(document, layerGraph(modules));
  if (wanted !== document && write) {
    writeFileSync(file, wanted);
  }
  return wanted === document || write;
}

await runScript(async () => {
  const args = process.argv.slice(2);
  const root = resolve(args.find((argument) => !argument.startsWith('--')) ?? ROOT);
  const files = sourceFiles(root);
  const { code, output } = await run(
    process.execPath,
    [
      join(ROOT, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs'),
      ...['--config', join(ROOT, '.dependency-cruiser.cjs'), '--output-type', 'json'],
      ...FOLDERS.filter((folder) => existsSync(join(root, folder))),
    ],
    { cwd: root, output: 'capture', maxOutputBytes: 200_000_000 },
  );
  /**
   * @type {{ modules: import('./lib/layerGraph.mjs').Module[], summary: { violations: Violation[] }
   * }}
   */
  let result;
  try {
    result = JSON.parse(output);
  } catch {
    throw new SetupError(
      `The layer check did not run (code ${code}):\n${output.trim().slice(-4_000)}`,
    );
  }
  const seen = new Set(result.modules.map(({ source }) => source));
  const unseen = files.filter((file) => !seen.has(file));
  if (files.length === 0 || unseen.length > 0) {
    throw new SetupError(
      `The layer check is blind: it saw ${files.length - unseen.length} of ${files.length} files. ` +
        `Not seen: ${unseen.slice(0, 5).join(', ') || 'there are no source files'}`,
    );
  }
  for (const { from, to, rule, comment } of result.summary.violations) {
    fail(`${rule.name}: ${from} -> ${to}${comment === undefined ? '' : `\n    ${comment}`}`);
  }
  info(`Layers: ${files.length} files, ${result.summary.violations.length} violations`);
  if (!isGraphTrue(root, result.modules, args.includes('--write-graph'))) {
    fail('docs/architecture.md shows other arrows. Run: node build/layers.mjs --write-graph');
    return 1;
  }
  return result.summary.violations.length === 0 ? 0 : 1;
});
