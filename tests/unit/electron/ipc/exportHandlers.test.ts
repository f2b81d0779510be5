import { describe, expect, it } from 'vitest';
import { ok } from '#main/util/result';
import { ExportBench, filesBelow } from '#support/desk/exportBench';
import { WindowDoor } from '#support/desk/windowDoor';

async function setUp() {
  const bench = await ExportBench.make();
  await bench.putRecorded('a');
  bench.putCall('b');
  const door = new WindowDoor(bench.desk.desk.as({ kind: 'window', name: 'ann' }));
  door.folder = bench.out;
  return { bench, door };
}

describe('the handlers of exports', () => {
  it('write a part of a recording where the person wants it', async () => {
    const { door } = await setUp();
    const excerpt = { fromMs: 500, toMs: 600 };
    const wanted = { callId: 'a', index: 0, excerpt };
    expect(await door.request('exports:recording', wanted)).toEqual(
      ok('/saved/call-2026-01-31-a.wav'),
    );
    expect(door.saved[0]?.content).toMatch(/^RIFF/);
  });

  it('write calls into a folder that the person chooses', async () => {
    const { bench, door } = await setUp();
    const wanted = { callIds: ['a', 'b'], format: 'text' } as const;
    expect(await door.request('exports:folder', wanted)).toMatchObject({ value: { calls: 2 } });
    expect(await filesBelow(bench.out)).toHaveLength(2);
  });

  it('write nothing, and nothing down, when the dialog is cancelled', async () => {
    const { bench, door } = await setUp();
    door.cancelsDialog = true;
    const wanted = { callIds: ['a'], format: 'sealed' } as const;
    expect(await door.request('exports:folder', wanted)).toEqual(ok(null));
    expect(bench.desk.audited).toEqual([]);
  });

  it('write one folder at a time, tell how far it is, and call it off', async () => {
    const { bench, door } = await setUp();
    let goOn = (): void => undefined;
    const reading = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const { history } = bench.desk;
    const readCall = history.call.bind(history);
    let reads = 0;
    history.call = async (callId) => {
      reads += 1;
      await reading;
      return await readCall(callId);
    };
    const wanted = { callIds: ['a', 'b'], format: 'text' } as const;
    const first = door.request('exports:folder', wanted);
    expect(await door.request('exports:folder', wanted)).toMatchObject({
      ok: false,
      error: { phrase: { code: 'history.export-runs' } },
    });
    await expect.poll(() => reads).toBe(1);
    expect(await door.request('exports:progress', null)).toEqual(ok({ done: 0, total: 2 }));
    await door.request('exports:cancel', null);
    goOn();
    expect(await first).toMatchObject({ ok: true, value: { calls: 1, cancelled: true } });
    expect(await door.request('exports:progress', null)).toEqual(ok(null));
  });
});
