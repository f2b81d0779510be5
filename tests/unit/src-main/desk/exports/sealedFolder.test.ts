import { spawnSync } from 'node:child_process';
import { appendFile, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createRecordEngine } from '#main/store/worker/recordEngine';
import type { AuditProof } from '#model/exports';
import { ExportBench, filesBelow } from '#support/desk/exportBench';
import { storeFolder } from '#support/store/recordedCalls';

type Verifier = {
  readonly verifySealed: (
    paths: readonly string[],
    read: (path: string) => Promise<Uint8Array>,
  ) => Promise<{
    readonly seal: string;
    readonly calls: number;
    readonly findings: readonly { readonly path: string; readonly problem: string }[];
  }>;
};

/** A real chain: two entries of the call, one of another between, and one after them. */
async function aProof(): Promise<AuditProof> {
  const folder = await storeFolder();
  const { file, backupsDir, dir } = folder;
  const engine = createRecordEngine();
  engine.open({ file, backupsDir, dataDir: dir, liveCalls: [], knownDamaged: false });
  for (const callId of ['a', 'a', 'other', 'a', null]) {
    engine.audit({ actor: 'window:ann', action: 'call.hold', callId, params: '{}', result: 'ok' });
  }
  const proof = engine.auditProof({ callIds: ['a'] });
  engine.close({});
  await folder.remove();
  return proof;
}

async function sealed() {
  const bench = await ExportBench.make();
  bench.desk.history.proof = await aProof();
  await bench.putRecorded('a');
  bench.putCall('b');
  const report = await bench.made('sealed', ['a', 'gone', 'b']);
  return { bench, report, ...checksOf(report.folder) };
}

/** How the folder's own verifier finds it. */
function checksOf(folder: string) {
  const check = async () => {
    const { verifySealed } = (await import(
      pathToFileURL(join(folder, 'verify.mjs')).href
    )) as Verifier;
    return await verifySealed(
      await filesBelow(folder),
      async (path) => new Uint8Array(await readFile(join(folder, path))),
    );
  };
  const findings = async () =>
    (await check()).findings.map(({ path, problem }) => `${path} ${problem}`);
  return { check, findings };
}

/** Changes one bit of the byte in the middle of a file. */
async function changeByte(path: string): Promise<void> {
  const bytes = await readFile(path);
  const middle = Math.floor(bytes.length / 2);
  bytes.writeUInt8(bytes.readUInt8(middle) ^ 1, middle);
  await writeFile(path, bytes);
}

const FILES = [
  ...[
    'acts.json',
    'alerts.json',
    'call.json',
    'captions.vtt',
    'recording.wav',
    'transcript.txt',
  ].map((name) => `calls/call-2026-01-31-a/${name}`),
  ...['README.txt', 'audit.json', 'verify.html', 'verify.mjs'],
];

describe('a sealed folder', () => {
  it('has all of its calls, and what it is checked by', async () => {
    const { report, check } = await sealed();
    const files = await filesBelow(report.folder);
    expect(files).toEqual(expect.arrayContaining([...FILES, 'manifest.json', 'seal.txt']));
    expect(files.filter((file) => file.endsWith('.wav'))).toHaveLength(1);
    const { findings, seal, calls } = await check();
    expect(findings).toEqual([]);
    expect({ seal, calls }).toEqual({ seal: report.seal, calls: 2 });
  });

  it.each([
    ['en', 'A SEALED FOLDER OF PHONE CALLS'],
    ['de', 'EIN VERSIEGELTER ORDNER MIT TELEFONANRUFEN'],
  ] as const)('explains itself in the language of the program: %s', async (language, title) => {
    const bench = await ExportBench.make();
    bench.desk.history.proof = await aProof();
    bench.putCall('a');
    const made = await bench.folder('sealed', ['a'], undefined, language);
    const folder = made.ok ? (made.value.folder ?? '') : '';
    const readme = await readFile(join(folder, 'README.txt'), 'utf8');
    expect(readme.split('\n')[0]).toBe(title);
    // Each file that every folder has is explained in every language.
    for (const name of ['audit.json', 'manifest.json', 'seal.txt', 'verify.html', 'verify.mjs']) {
      expect(readme).toContain(name);
    }
    expect(await checksOf(folder).findings()).toEqual([]);
  });

  it('says which calls are missing and why, and the audit keeps its seal', async () => {
    const { bench, report } = await sealed();
    const manifest = JSON.parse(
      await readFile(join(report.folder, 'manifest.json'), 'utf8'),
    ) as unknown;
    expect(manifest).toMatchObject({
      sealedBy: 'window:ann',
      missing: [{ id: 'gone', why: 'There is no such call.' }],
      anchor: { seq: 5 },
    });
    expect(bench.desk.audited.at(-1)).toMatchObject({
      action: 'history.export',
      callId: null,
      params: { format: 'sealed', calls: 3, written: 2, failed: 1, seal: report.seal },
    });
  });

  it.each(FILES)('shows a changed byte of %s', async (path) => {
    const { report, findings, check } = await sealed();
    // The verifier that is used is not the one that is changed.
    await check();
    await changeByte(join(report.folder, path));
    expect(await findings()).toContain(`${path} was changed`);
  });

  it.each(['manifest.json', 'seal.txt'])('shows a changed byte of %s', async (path) => {
    const { report, findings } = await sealed();
    await changeByte(join(report.folder, path));
    expect(await findings()).toContain(
      'manifest.json does not fit the seal: one of the two was changed',
    );
  });

  it('shows a byte that was added to the seal or the manifest', async () => {
    for (const path of ['manifest.json', 'seal.txt']) {
      const { report, findings } = await sealed();
      await appendFile(join(report.folder, path), ' ');
      expect(await findings()).not.toEqual([]);
    }
  });

  it('shows files that are missing, and files that were added', async () => {
    const { report, findings } = await sealed();
    await rm(join(report.folder, 'calls/call-2026-01-31-b/transcript.txt'));
    await writeFile(join(report.folder, 'calls/more.txt'), 'x');
    // Systems put this there by themselves.
    await writeFile(join(report.folder, '.DS_Store'), 'x');
    expect(await findings()).toEqual([
      'calls/call-2026-01-31-b/transcript.txt is missing',
      'calls/more.txt was added: the manifest does not name it',
    ]);
  });

  it.each([
    ['who did it', (proof: string) => proof.replace('window:ann', 'window:bob')],
    ['when', (proof: string) => proof.replace(/"at": (\d+)(?=[^}]+"actor")/, '"at": 1')],
    ['the hash before it', (proof: string) => proof.replace(/"before": "0000/, '"before": "1000')],
    ['the anchor', (proof: string) => proof.replace('"seq": 5', '"seq": 3')],
  ])('shows an entry of the audit with another %s', async (_what, change) => {
    const { report, findings } = await sealed();
    const file = join(report.folder, 'audit.json');
    const before = await readFile(file, 'utf8');
    const after = change(before);
    expect(after).not.toBe(before);
    await writeFile(file, after);
    expect((await findings()).join()).toMatch(/audit\.json entry \d does not fit the chain/);
  });

  it('is checked by its script alone', async () => {
    const { report } = await sealed();
    // Also by a path that is not its real one: a check that does nothing looks like a good one.
    const link = `${report.folder}-link`;
    await symlink(report.folder, link);
    const run = () => spawnSync(process.execPath, [join(link, 'verify.mjs')], { encoding: 'utf8' });
    const sound = run();
    expect(sound.status).toBe(0);
    expect(sound.stdout).toContain(report.seal);
    await changeByte(join(report.folder, 'calls/call-2026-01-31-a/recording.wav'));
    const changed = run();
    expect(changed.status).toBe(1);
    expect(changed.stdout).toContain('recording.wav was changed');
  });

  it('has a page with the same code that cannot use the network', async () => {
    const { report } = await sealed();
    const [page, script] = await Promise.all(
      ['verify.html', 'verify.mjs'].map((name) => readFile(join(report.folder, name), 'utf8')),
    );
    expect(page).toContain(script);
    expect(page).toContain("default-src 'none'");
    expect(script).not.toContain('</script');
  });

  it('is left nothing of when it is called off', async () => {
    const bench = await ExportBench.make();
    bench.putCall('a');
    bench.putCall('b');
    const made = await bench.folder('sealed', ['a', 'b'], (abort) => {
      abort.abort();
    });
    expect(made).toMatchObject({ ok: true, value: { folder: null, calls: 0, cancelled: true } });
    expect(await filesBelow(bench.out)).toEqual([]);
  });
});
