import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cordboardError } from '#main/util/errors';
import { fail, ok } from '#main/util/result';
import { DeskBench } from '#support/desk/deskBench';
import { saying } from '#support/phrases';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'cordboard-desk-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

function setUp() {
  const bench = new DeskBench({ dataDir: folder });
  return { bench, program: bench.desk.as({ kind: 'window', name: 'ann' }).program };
}

describe('the program on the desk', () => {
  it('saves settings, and the audit has their names and no values', async () => {
    const { bench, program } = setUp();
    const changes = { GOOGLE_API_KEY: 'S3CRET', GEMINI_VOICE: 'Kore' };
    expect(await program.updateSettings(changes)).toEqual(ok([]));
    expect(bench.settings.updates).toEqual([changes]);
    expect(await program.settings()).toEqual([]);
    expect(bench.audited).toEqual([
      {
        actor: 'window:ann',
        action: 'settings.update',
        callId: null,
        params: { settings: ['GOOGLE_API_KEY', 'GEMINI_VOICE'] },
        result: 'ok',
      },
    ]);
  });

  it('keeps an unknown setting name out of the audit', async () => {
    const { bench, program } = setUp();
    const unknown = fail(
      cordboardError('invalid-input', saying('There is no setting +34600111222.')),
    );
    bench.settings.outcome = unknown;
    const changes = { '+34600111222': 'x', toString: 'x', GEMINI_VOICE: 'Kore' };
    expect(await program.updateSettings(changes)).toEqual(unknown);
    expect(bench.audited).toMatchObject([
      { params: { settings: ['GEMINI_VOICE'] }, result: 'invalid-input: …' },
    ]);
  });

  it('packs diagnostics, and says when it cannot', async () => {
    const { bench, program } = setUp();
    expect(await program.packDiagnostics()).toMatchObject({
      ok: true,
      value: { path: expect.stringContaining(folder) as string },
    });
    await rm(path.join(folder, 'diagnostics'), { recursive: true });
    await writeFile(path.join(folder, 'diagnostics'), '');
    expect(await program.packDiagnostics()).toMatchObject({ error: { kind: 'refused' } });
    expect(bench.audited).toMatchObject([
      { action: 'diagnostics.pack', callId: null, params: {}, result: 'ok' },
      { action: 'diagnostics.pack', result: expect.stringMatching(/^refused: /) as string },
    ]);
  });

  it('reads the log without an audit entry', async () => {
    const { bench, program } = setUp();
    const query = { after: 0, level: 'info', call: '', limit: 10 } as const;
    expect(await program.readLog(query)).toEqual({ lines: [], newest: 0, missed: 0 });
    expect(bench.audited).toEqual([]);
  });

  it('sends a receiver what waits; the audit has its host, and nothing of an unknown one', async () => {
    const { bench, program } = setUp();
    const [receiver] = await program.webhookReceivers();
    expect(receiver?.host).toBe('receiver.example');
    expect(await program.sendWebhooks('0123456789abcdef')).toEqual(ok(undefined));
    expect(bench.webhooks.sent).toEqual(['0123456789abcdef']);
    expect(await program.sendWebhooks('ffffffffffffffff')).toMatchObject({
      error: { kind: 'not-found' },
    });
    expect(bench.audited).toMatchObject([
      { action: 'webhooks.send', params: { host: 'receiver.example', events: 3 }, result: 'ok' },
      { action: 'webhooks.send', params: {} },
    ]);
  });
});
