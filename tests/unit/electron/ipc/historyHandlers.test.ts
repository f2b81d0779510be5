import { describe, expect, it, vi } from 'vitest';
import { type Log, silentLog } from '#main/observability/log';
import type { HistoryStore, NewAuditEntry } from '#main/store/historyStore';
import { cordboardError } from '#main/util/errors';
import { done, fail, ok, type Result } from '#main/util/result';
import { createAuditTrail } from '#shell/history/auditTrail';
import { createHistoryHandlers } from '#shell/ipc/historyHandlers';
import { aRecord, STORE_READY } from '#support/window/historyFixtures';

vi.mock('electron', () => ({ ipcMain: {} }));

const sender = { postMessage: () => undefined };
const disk = cordboardError('refused', 'The disk is full.', { cause: 'S3CRET' });

function setUp(changes: Partial<HistoryStore> | null = {}) {
  const audited: NewAuditEntry[] = [];
  const errors: string[] = [];
  const log: Log = { ...silentLog, error: (_fields, message) => errors.push(message) };
  const spies = {
    search: vi.fn(() => Promise.resolve(ok({ hits: [], next: null }))),
    addNote: vi.fn(() => Promise.resolve<Result<void>>(done)),
    setTags: vi.fn(() => Promise.resolve<Result<void>>(done)),
    deleteCaller: vi.fn(() => Promise.resolve<Result<number>>(ok(3))),
    listAudit: vi.fn(() => Promise.resolve(ok([]))),
  };
  const store = {
    health: STORE_READY,
    call: () => Promise.resolve(ok(aRecord())),
    verifyAudit: () => Promise.resolve(ok(42)),
    audit: (entry: NewAuditEntry) => {
      audited.push(entry);
      return Promise.resolve<Result<void>>(done);
    },
    ...spies,
    ...changes,
  } as unknown as HistoryStore;
  const history = changes === null ? null : store;
  const saveFile = vi.fn(() => Promise.resolve<Result<string | null>>(ok('/x/call.txt')));
  const audit = createAuditTrail(history, log);
  const handlers = createHistoryHandlers({ history, saveFile, audit, log });
  return { handlers, spies, saveFile, audited, errors };
}

describe('the handlers of the history', () => {
  it('pass questions on to the record', async () => {
    const { handlers, spies } = setUp();
    const query = { text: 'refund', limit: 20 };
    await handlers['history:search']({ query }, sender);
    expect(spies.search).toHaveBeenCalledExactlyOnceWith(query);
    expect(await handlers['history:health'](null, sender)).toEqual(ok(STORE_READY));
    expect(await handlers['audit:verify'](null, sender)).toEqual(ok(42));
    await handlers['audit:list']({ before: null, limit: 10 }, sender);
    await handlers['audit:list']({ before: 7, limit: 10 }, sender);
    expect(spies.listAudit.mock.calls).toEqual([[{ limit: 10 }], [{ before: 7, limit: 10 }]]);
  });

  it('write notes and tags as the console, and note that they did without the words themselves', async () => {
    const { handlers, spies, audited } = setUp();
    await handlers['history:addNote']({ callId: 'a1', text: 'Mrs Ruiz, 600' }, sender);
    await handlers['history:setTags']({ callId: 'a1', tags: ['Ruiz'] }, sender);
    expect(spies.addNote).toHaveBeenCalledExactlyOnceWith('a1', 'console', 'Mrs Ruiz, 600');
    expect(spies.setTags).toHaveBeenCalledExactlyOnceWith('a1', ['Ruiz']);
    expect(audited.map((entry) => [entry.actor, entry.action, entry.callId, entry.result])).toEqual(
      [
        ['console', 'history.addNote', 'a1', 'ok'],
        ['console', 'history.setTags', 'a1', 'ok'],
      ],
    );
    expect(JSON.stringify(audited)).not.toContain('Ruiz');
  });

  it('delete a caller, and do not keep the number in the audit', async () => {
    const { handlers, audited } = setUp();
    const answer = await handlers['history:deleteCaller'](
      { callerNumber: '+34 600 111 222' },
      sender,
    );
    expect(answer).toEqual(ok(3));
    expect(audited[0]).toMatchObject({
      action: 'history.deleteCaller',
      params: { caller: '…222', calls: 3 },
      result: 'ok',
    });
    expect(JSON.stringify(audited)).not.toContain('600');
  });

  it('write refusals into the audit too, and answer them without their cause', async () => {
    const { handlers, audited } = setUp({ deleteCaller: () => Promise.resolve(fail(disk)) });
    const answer = await handlers['history:deleteCaller']({ callerNumber: '600' }, sender);
    expect(answer).toEqual({
      ok: false,
      error: { kind: 'refused', message: 'The disk is full.', retryable: false },
    });
    expect(audited[0]).toMatchObject({ result: 'refused: The disk is full.' });
  });

  it('export a call where the person wants it', async () => {
    const { handlers, saveFile, audited } = setUp();
    const answer = await handlers['history:export']({ callId: 'rec-1', format: 'json' }, sender);
    expect(answer).toEqual(ok('/x/call.txt'));
    expect(saveFile).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ name: expect.stringMatching(/^call-.*rec-1\.json$/) as string }),
    );
    expect(audited[0]).toMatchObject({ action: 'history.export', params: { format: 'json' } });
  });

  it('write nothing down when the person thought better of an export', async () => {
    const { handlers, saveFile, audited } = setUp();
    saveFile.mockResolvedValueOnce(ok(null));
    const answer = await handlers['history:export']({ callId: 'rec-1', format: 'text' }, sender);
    expect(answer).toEqual(ok(null));
    expect(audited).toEqual([]);
  });

  it('ask for no file when the call cannot be read', async () => {
    const gone = cordboardError('not-found', 'There is no such call.');
    const { handlers, saveFile } = setUp({ call: () => Promise.resolve(fail(gone)) });
    const answer = await handlers['history:export']({ callId: 'x', format: 'text' }, sender);
    expect(answer).toMatchObject({ ok: false, error: { kind: 'not-found' } });
    expect(saveFile).not.toHaveBeenCalled();
  });
});

describe('without a record of calls', () => {
  it('every question is answered, by saying so', async () => {
    const { handlers } = setUp(null);
    expect(await handlers['history:health'](null, sender)).toMatchObject({
      ok: true,
      value: { state: 'off' },
    });
    const answers = await Promise.all([
      handlers['history:search']({ query: {} }, sender),
      handlers['history:call']({ callId: 'a' }, sender),
      handlers['history:addNote']({ callId: 'a', text: 'x' }, sender),
      handlers['history:setTags']({ callId: 'a', tags: [] }, sender),
      handlers['history:deleteCaller']({ callerNumber: '1' }, sender),
      handlers['history:export']({ callId: 'a', format: 'text' }, sender),
      handlers['audit:list']({ before: null, limit: 1 }, sender),
      handlers['audit:verify'](null, sender),
    ]);
    for (const answer of answers) {
      expect(answer).toMatchObject({ ok: false, error: { kind: 'invalid-state' } });
    }
  });
});

describe('an audit that cannot be written', () => {
  it.each([
    ['refuses', () => Promise.resolve<Result<void>>(fail(disk))],
    ['breaks', () => Promise.reject(new Error('worker gone'))],
  ])(
    'because the record %s does not undo what was done, and is told in the log',
    async (_, audit) => {
      const { handlers, errors } = setUp({ audit });
      const answer = await handlers['history:setTags']({ callId: 'a1', tags: [] }, sender);
      expect(answer).toEqual(ok(null));
      await vi.waitFor(() => {
        expect(errors).toEqual(['audit entry not written']);
      });
    },
  );
});
