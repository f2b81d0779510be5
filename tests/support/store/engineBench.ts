import { afterEach, beforeEach } from 'vitest';
import type { RecordOperations, RecordRow } from '#main/store/historyMessages';
import { createRecordEngine } from '#main/store/worker/recordEngine';
import type { HistoryQuery } from '#model/history';
import { recordedCall, type StoreFolder, storeFolder, turn } from './recordedCalls';

/** The record's engine on a file of its own. */
class EngineBench {
  readonly folder: StoreFolder;
  readonly engine: RecordOperations = createRecordEngine();

  constructor(folder: StoreFolder) {
    this.folder = folder;
    const { file, backupsDir, dir } = folder;
    this.engine.open({ file, backupsDir, dataDir: dir, liveCalls: [], knownDamaged: false });
  }

  /** Puts the call number `n`, and what was said in it. */
  putTurns(n: number, ...texts: readonly string[]): void {
    const rows: RecordRow[] = texts.map((text, id) => ({
      kind: 'turn',
      callId: `call-${n}`,
      turn: turn(id, text),
    }));
    this.engine.write({ rows: [{ kind: 'call', call: recordedCall(n) }, ...rows] });
  }

  /** Ids of the calls that are found. */
  idsOf(query: HistoryQuery): readonly string[] {
    return this.engine.search(query).hits.map(({ call }) => call.id);
  }
}

/** Gives each test of a file a bench; the returned function is the one of the present test. */
export function useRecordEngine(): () => EngineBench {
  let bench: EngineBench;
  beforeEach(async () => {
    bench = new EngineBench(await storeFolder());
  });
  afterEach(async () => {
    bench.engine.close({});
    await bench.folder.remove();
  });
  return () => bench;
}
