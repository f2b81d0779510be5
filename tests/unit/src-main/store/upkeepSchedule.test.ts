import { describe, expect, it } from 'vitest';
import { silentLog } from '#main/observability/log';
import type { AuditArgs, Erasure } from '#main/store/historyMessages';
import { UpkeepSchedule } from '#main/store/upkeepSchedule';
import { ok } from '#main/util/result';

const erasure = (id: number): Erasure => ({
  id,
  callerDigits: ['34600111222'],
  callIds: ['c1', 'c2'],
  files: 1,
});

/** A record with these erasures open, and workers that answer when they are let. */
function setUp(...ids: readonly number[]) {
  const open = new Set(ids);
  const done: string[] = [];
  const entries: AuditArgs[] = [];
  let scrubs: Promise<unknown> = Promise.resolve();
  const record = {
    request: (operation: string, args: { id: number } & AuditArgs) => {
      if (operation === 'closeErasure') {
        done.push(`closed ${args.id}`);
        open.delete(args.id);
      } else if (operation === 'audit') {
        entries.push(args);
      }
      return Promise.resolve(ok(operation === 'openErasures' ? [...open].map(erasure) : undefined));
    },
  };
  const upkeep = {
    request: async () => {
      await scrubs;
      return ok(1);
    },
  };
  const schedule = new UpkeepSchedule({
    places: { file: '', backupsDir: '', dataDir: '' },
    retention: () => ({ days: 0, maxBytes: 0, recordingDays: 0 }),
    log: silentLog,
    record: record as never,
    upkeep: upkeep as never,
  });
  const holdScrubs = (): (() => void) => {
    let goOn = (): void => undefined;
    scrubs = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    return goOn;
  };
  return { schedule, done, entries, holdScrubs };
}

describe('erasures', () => {
  it('that were left open are completed, and audited without the number', async () => {
    const { schedule, done, entries } = setUp(1, 2);
    await schedule.resumeErasures();
    expect(done).toEqual(['closed 1', 'closed 2']);
    const params = JSON.stringify({ calls: 2, recordings: 1 });
    const entry = { actor: 'system', action: 'history.callerDeleted', callId: null, result: 'ok' };
    expect(entries).toEqual([
      { ...entry, params },
      { ...entry, params },
    ]);
  });

  it('are completed once, even when two searches for them run at the same time', async () => {
    const { schedule, done, entries, holdScrubs } = setUp(1, 2);
    const goOn = holdScrubs();
    const both = Promise.all([schedule.resumeErasures(), schedule.resumeErasures()]);
    goOn();
    await both;
    expect(done).toEqual(['closed 1', 'closed 2']);
    expect(entries).toHaveLength(2);
  });

  it('that a supervisor waits for are not audited here, because the desk does it', async () => {
    const { schedule, done, entries, holdScrubs } = setUp(1);
    const goOn = holdScrubs();
    const deleting = schedule.finishErasure(erasure(1));
    const resuming = schedule.resumeErasures();
    goOn();
    expect(await deleting).toEqual(ok(2));
    await resuming;
    expect(done).toEqual(['closed 1']);
    expect(entries).toEqual([]);
  });
});
