import { describe, expect, it, vi } from 'vitest';
import { Deeds } from '#main/desk/deeds';
import type { NewAuditEntry } from '#main/store/historyStore';
import { cordboardError } from '#main/util/errors';
import { done, fail, ok, type Result } from '#main/util/result';
import type { Deed } from '#model/audit';
import { phrase } from '#model/phrases/phrase';
import { recordingLog } from '#support/log';

const ANN = { kind: 'window', name: 'ann' } as const;
const END: Deed = { action: 'call.end', callId: 'c1', params: {} };

function setUp(audit?: () => Promise<Result<void>>) {
  const entries: NewAuditEntry[] = [];
  const log = recordingLog();
  const keep = (entry: NewAuditEntry): Promise<Result<void>> => {
    entries.push(entry);
    return Promise.resolve(done);
  };
  return { entries, log, deeds: new Deeds({ audit: audit ?? keep }, log) };
}

describe('a deed', () => {
  it('is done, and audited in the name of the actor', async () => {
    const { deeds, entries, log } = setUp();
    expect(await deeds.do(ANN, END, () => ok(7))).toEqual(ok(7));
    expect(entries).toEqual([
      { actor: 'window:ann', action: 'call.end', callId: 'c1', params: {}, result: 'ok' },
    ]);
    expect(log.lines).toEqual([
      {
        level: 'info',
        msg: 'deed',
        fields: {
          ...{ action: 'call.end', callId: 'c1', door: 'window' },
          pii: { actor: 'window:ann', params: {} },
        },
      },
    ]);
  });

  it('may depend on the result of the work, and may then be none', async () => {
    const { deeds, entries } = setUp();
    const deed = (result: Result<number>): Deed | null =>
      result.ok && result.value === 0 ? null : { ...END, params: { calls: 1 } };
    await deeds.do(ANN, deed, () => ok(0));
    await deeds.do(ANN, deed, () => ok(1));
    expect(entries).toMatchObject([{ params: { calls: 1 } }]);
  });

  it('that fails is audited with its words, but not with the texts they quote', async () => {
    const { deeds, entries, log } = setUp();
    const inner = phrase('transfer.no-extension', { extension: '612345678', context: 'sales' });
    const refused = cordboardError('refused', phrase('consultation.not-heard', { why: inner }));
    expect(await deeds.do(ANN, END, () => fail(refused))).toEqual(fail(refused));
    expect(log.lines).toMatchObject([
      {
        level: 'warn',
        fields: {
          error: { kind: 'refused', code: 'consultation.not-heard' },
          pii: { message: refused.message },
        },
      },
    ]);
    expect(JSON.stringify({ ...log.lines[0]?.fields, pii: null })).not.toContain('612345678');
    expect(entries.map(({ result }) => result)).toEqual([
      'refused: The consulted party could not be heard: The dialplan has no extension … in … (TRANSFER_CONTEXT).',
    ]);
  });

  it.each([
    [
      'throws',
      () => {
        throw new Error('S3CRET');
      },
    ],
    ['rejects', () => Promise.reject(new Error('S3CRET'))],
  ])(
    'whose work %s fails as a defect, without its text, and is written down',
    async (_how, work) => {
      const { deeds, entries, log } = setUp();
      const result = await deeds.do(ANN, END, work);
      expect(result).toMatchObject({
        ok: false,
        error: { kind: 'internal', phrase: { code: 'desk.defect' } },
      });
      expect(result.ok ? '' : result.error.message).not.toContain('S3CRET');
      expect(entries.map(({ result: text }) => text)).toEqual([
        'internal: This failed inside Cordboard. The log has the details.',
      ]);
      expect(log.lines).toMatchObject([
        { level: 'error', fields: { error: { cause: new Error('S3CRET') } } },
      ]);
    },
  );
});

describe('an audit that cannot be written', () => {
  const disk = cordboardError('refused', phrase('history.disk-full'));

  it.each([
    ['refuses', () => Promise.resolve<Result<void>>(fail(disk))],
    ['rejects', () => Promise.reject<Result<void>>(new Error('worker gone'))],
    [
      'throws',
      () => {
        throw new Error('worker gone');
      },
    ],
  ])('because the record %s does not undo the deed, and is logged', async (_how, audit) => {
    const { deeds, log } = setUp(audit);
    expect(await deeds.do(ANN, END, () => done)).toEqual(done);
    await vi.waitFor(() => {
      expect(log.lines.at(-1)).toMatchObject({ level: 'error', msg: 'audit entry not written' });
    });
  });

  it('delays nobody', async () => {
    const { deeds } = setUp(() => new Promise(() => undefined));
    expect(await deeds.do(ANN, END, () => done)).toEqual(done);
  });

  it('is not attempted when no record is kept: then only the log has the deeds', async () => {
    const log = recordingLog();
    expect(await new Deeds(null, log).do(ANN, END, () => done)).toEqual(done);
    expect(log.lines).toMatchObject([{ msg: 'deed', fields: { action: 'call.end' } }]);
  });
});
