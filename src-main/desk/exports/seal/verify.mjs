/**
 * Checks a sealed folder of Cordboard. It needs Node 20.12 or newer and no network:
 *
 *     node verify.mjs
 *
 * `verify.html` has the same code, for a browser.
 */

/** Files that cannot name their own hash in the manifest. */
const MANIFEST = 'manifest.json';
const SEAL = 'seal.txt';

/** What systems put into folders by themselves. */
const NOT_OURS = new Set(['.DS_Store', 'Thumbs.db', 'desktop.ini']);

/**
 * @typedef {{ readonly path: string, readonly problem: string }} Finding
 * @typedef {{
 *   readonly seq: number, readonly at: number, readonly actor: string, readonly action: string,
 *   readonly callId: string | null, readonly params: string, readonly result: string,
 *   readonly before: string, readonly hash: string,
 * }} Entry
 * @typedef {{ readonly path: string, readonly bytes: number, readonly sha256: string }} SealedFile
 * @typedef {{
 *   readonly sealedAt: string, readonly sealedBy: string,
 *   readonly calls: readonly unknown[], readonly files: readonly SealedFile[],
 * }} Manifest
 * @typedef {(path: string) => Promise<Uint8Array<ArrayBuffer>>} Read
 */

/** @param {Uint8Array<ArrayBuffer>} bytes */
async function sha256(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** @param {Uint8Array} bytes */
function textOf(bytes) {
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
}

/**
 * Checks every file against the manifest, the manifest against the seal, and the entries of the
 * audit against their own hashes.
 *
 * @param {readonly string[]} paths the files of the folder, with `/` between their parts
 * @param {Read} read
 */
export async function verifySealed(paths, read) {
  const there = new Set(paths.filter((path) => !NOT_OURS.has(path.split('/').at(-1) ?? '')));
  for (const path of [MANIFEST, SEAL]) {
    if (!there.has(path)) {
      return {
        seal: '',
        sealedAt: '',
        sealedBy: '',
        files: 0,
        calls: 0,
        findings: [{ path, problem: 'is missing' }],
      };
    }
  }
  const bytes = await read(MANIFEST);
  const seal = await sha256(bytes);
  /** @type {Finding[]} */
  const findings = [];
  const said = new TextDecoder().decode(await read(SEAL));
  if (said !== `${seal}  ${MANIFEST}\n`) {
    findings.push({ path: MANIFEST, problem: 'does not fit the seal: one of the two was changed' });
  }
  /** @type {Manifest} */
  let manifest;
  try {
    manifest = JSON.parse(textOf(bytes));
    findings.push(...(await filesThatDiffer(manifest.files, there, read)));
  } catch {
    findings.push({ path: MANIFEST, problem: 'cannot be read' });
    return { seal, sealedAt: '', sealedBy: '', files: 0, calls: 0, findings };
  }
  findings.push(...(await entriesThatDiffer(there, read)));
  const { sealedAt, sealedBy, calls, files } = manifest;
  return { seal, sealedAt, sealedBy, files: files.length, calls: calls.length, findings };
}

/**
 * @param {readonly SealedFile[]} files
 * @param {ReadonlySet<string>} there
 * @param {Read} read
 */
async function filesThatDiffer(files, there, read) {
  /** @type {Finding[]} */
  const findings = [];
  const named = new Set([MANIFEST, SEAL]);
  for (const file of files) {
    named.add(file.path);
    if (!there.has(file.path)) {
      findings.push({ path: file.path, problem: 'is missing' });
      continue;
    }
    const bytes = await read(file.path);
    if (bytes.length !== file.bytes || (await sha256(bytes)) !== file.sha256) {
      findings.push({ path: file.path, problem: 'was changed' });
    }
  }
  for (const path of there) {
    if (!named.has(path)) {
      findings.push({ path, problem: 'was added: the manifest does not name it' });
    }
  }
  return findings;
}

const AUDIT = 'audit.json';

/**
 * An entry's hash covers the entry and the hash before it. Of two neighbours the later one has the
 * hash of the earlier one, and none is newer than the anchor.
 *
 * @param {ReadonlySet<string>} there
 * @param {Read} read
 */
async function entriesThatDiffer(there, read) {
  if (!there.has(AUDIT)) {
    return [];
  }
  /** @type {Finding[]} */
  const findings = [];
  try {
    /** @type {{ anchor: { seq: number, at: number, hash: string } | null, entries: Entry[] }} */
    const { anchor, entries } = JSON.parse(textOf(await read(AUDIT)));
    /** @type {Entry | undefined} */
    let last;
    for (const entry of entries) {
      const { seq, at, actor, action, callId, params, result, before, hash } = entry;
      const covered = JSON.stringify([before, seq, at, actor, action, callId, params, result]);
      const isNeighbour = last !== undefined && seq === last.seq + 1;
      if (
        (await sha256(new TextEncoder().encode(covered))) !== hash ||
        (last !== undefined && seq <= last.seq) ||
        (isNeighbour && before !== last?.hash) ||
        anchor === null ||
        seq > anchor.seq ||
        (seq === anchor.seq && (hash !== anchor.hash || at !== anchor.at))
      ) {
        findings.push({ path: AUDIT, problem: `entry ${seq} does not fit the chain` });
      }
      last = entry;
    }
  } catch {
    findings.push({ path: AUDIT, problem: 'cannot be read' });
  }
  return findings;
}

/** Checks the folder that this script stands in. */
async function main() {
  const { readdir, readFile } = await import('node:fs/promises');
  const { join } = await import('node:path');
  const root = import.meta.dirname;
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .map((path) => path.replaceAll('\\', '/'));
  const { seal, findings, ...facts } = await verifySealed(
    paths,
    async (path) => new Uint8Array(await readFile(join(root, path))),
  );
  const lines = findings.map(({ path, problem }) => `${path} ${problem}.\n`);
  process.stdout.write(
    findings.length === 0
      ? `Nothing was changed: ${facts.files} files, ${facts.calls} calls.\n` +
          `Sealed ${facts.sealedAt} by ${facts.sealedBy}.\n` +
          `Compare the seal with the one that was noted when the folder was made:\n${seal}\n`
      : `NOT as it was sealed:\n${lines.join('')}`,
  );
  process.exitCode = findings.length === 0 ? 0 : 1;
}

/** Whether Node runs this script, also by another path that leads to it. */
async function isMain() {
  const { realpath } = await import('node:fs/promises');
  const script = process.argv[1];
  return script !== undefined && (await realpath(script)) === import.meta.filename;
}

if (typeof process !== 'undefined' && (await isMain())) {
  await main();
}
