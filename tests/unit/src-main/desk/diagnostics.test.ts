import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Deeds } from '#main/desk/deeds';
import { type DiagnosticsParts, packDiagnostics } from '#main/desk/diagnostics';
import { createLog, type RootLog } from '#main/observability/log';
import { cordboardError } from '#main/util/errors';
import { done, fail } from '#main/util/result';
import { deedOf } from '#model/audit';
import { saying } from '#support/phrases';
import { aHealth, aSetting } from '#support/window/callFixtures';

let folder = '';
let log: RootLog;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cordboard-diagnostics-'));
  log = createLog({
    level: () => 'DEBUG',
    file: '',
    name: 'test',
    stdout: { write: () => undefined },
  });
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

function parts(changes: Partial<DiagnosticsParts> = {}): DiagnosticsParts {
  return {
    dataDir: folder,
    version: '9.9.9',
    ring: log.ring,
    settings: { list: () => [], secrets: [] },
    health: () => aHealth(),
    liveCalls: () => 3,
    ...changes,
  };
}

type Packed = {
  readonly versions: Record<string, string>;
  readonly settings: readonly { readonly name: string; readonly value: string }[];
  readonly log: readonly Record<string, unknown>[];
};

async function pack(changes: Partial<DiagnosticsParts> = {}): Promise<Packed> {
  const packed = await packDiagnostics(parts(changes));
  if (!packed.ok) {
    throw new Error(packed.error.message);
  }
  const text = await readFile(packed.value.path, 'utf8');
  expect(text).toBe(packed.value.text);
  expect((await stat(packed.value.path)).mode & 0o777).toBe(0o600);
  return JSON.parse(text) as Packed;
}

describe('packDiagnostics', () => {
  it('holds versions, health, settings and the newest 500 lines', async () => {
    for (let n = 0; n < 600; n += 1) {
      log.info({ callId: 'a1', n }, 'line');
    }
    const packed = await pack({
      settings: { list: () => [aSetting({ value: '300' })], secrets: [] },
    });
    expect(packed.versions).toMatchObject({ cordboard: '9.9.9', node: process.versions.node });
    expect(packed).toMatchObject({ process: { liveCalls: 3 }, health: { mode: 'live' } });
    expect(packed.settings).toEqual([
      { name: 'VAD_ENERGY_THRESHOLD', value: '300', source: 'default' },
    ]);
    expect(packed.log).toHaveLength(500);
    expect(packed.log[499]).toMatchObject({ level: 'info', msg: 'line', callId: 'a1', n: 599 });
  });

  it('holds neither secrets nor personal data, even at DEBUG', async () => {
    log.debug({ pii: { number: '+34600111222' }, deep: { pii: 'Ana' } }, 'call arrived');
    // A secret that was set only after the line was written.
    log.info({ url: 'x LATE-S3CRET y' }, 'said LATE-S3CRET');
    const packed = await pack({
      settings: {
        list: () => [
          aSetting({ name: 'ARI_PASSWORD', secret: true, value: '••••' }),
          aSetting({ name: 'WEBHOOK_URLS', value: 'https://hooks.example/PATH-S3CRET' }),
          aSetting({ name: 'GEMINI_SYSTEM_INSTRUCTION', value: 'Our prices are S3CRET.' }),
          aSetting({
            name: 'ARI_BASE_URL',
            value: 'http://pbx:8088/ari',
            problem: saying('ARI_BASE_URL is "http://asterisk:S3CRET@pbx:8088/ari"; LATE-S3CRET.'),
          }),
        ],
        secrets: ['LATE-S3CRET'],
      },
    });
    const text = JSON.stringify(packed);
    expect(text).not.toMatch(/S3CRET|600111222|Ana/);
    expect(packed.settings.map(({ value }) => value)).toEqual([
      '(set)',
      '(set)',
      '(set)',
      'http://pbx:8088/ari',
    ]);
  });

  it('says what was done, but neither by whom nor to whose number', async () => {
    const ann = { kind: 'window', name: 'ann.ruiz' } as const;
    const deeds = new Deeds(null, log);
    await deeds.do(ann, deedOf('a1', { kind: 'transfer', target: '+34600111222' }), () => done);
    await deeds.do(ann, deedOf('a1', { kind: 'consult', target: '+34600111222' }), () =>
      fail(cordboardError('refused', saying('600111222 is busy'))),
    );
    const packed = await pack();
    expect(packed.log).toMatchObject([
      { msg: 'deed', action: 'call.transfer', callId: 'a1', door: 'window' },
      { msg: 'deed failed', action: 'call.consult', error: { kind: 'refused' } },
    ]);
    // A time may have any three digits in it by chance.
    const said = packed.log.map((line) => ({ ...line, time: '' }));
    expect(JSON.stringify(said)).not.toMatch(/222|ruiz/);
  });

  it('keeps the newest five bundles', async () => {
    for (let n = 0; n < 7; n += 1) {
      await pack();
      await new Promise((resolve) => setTimeout(resolve, 3));
    }
    expect(await readdir(join(folder, 'diagnostics'))).toHaveLength(5);
  });

  it('says what is wrong when the folder cannot be written', async () => {
    await writeFile(join(folder, 'diagnostics'), '');
    const packed = await packDiagnostics(parts());
    expect(!packed.ok && packed.error).toMatchObject({
      kind: 'refused',
      message: expect.stringContaining('could not be written') as string,
    });
  });
});
