/** Fills a record with any number of made-up calls, always the same ones. */
import type { RecordRow } from '#main/store/historyMessages';
import { Database } from '#main/store/worker/driver';
import { createRecordEngine } from '#main/store/worker/recordEngine';
import { phrase } from '#model/phrases/phrase';
import { FIRST_START, recordedCall, turn } from './recordedCalls';

export type FillOptions = {
  readonly file: string;
  readonly backupsDir: string;
  readonly dataDir: string;
  readonly calls: number;
  readonly turns: number;
  readonly onProgress?: (calls: number) => void;
};

/**
 * Words by how often they are said: the chance falls with the square of the place, as in real
 * speech.
 */
const WORDS =
  `yes no the a I you please thank invoice number call order delivery bill appointment hello service account payment
  today tomorrow name address reclamación factura problema gracias señor cita número teléfono contrato router línea avería
  técnico instalación mañana tarde refund package tracking warranty manager complaint password reset screen printer battery
  insurance policy claim doctor prescription clinic flight booking hotel luggage ticket platform station bicycle garden
  kitchen plumber leak boiler heating window balcony neighbour parking lift elevator keys lock alarm sensor camera`.split(
    /\s+/,
  );

/** Said once in about a thousand turns. */
export const RARE_WORD = 'zarzuela';

/** Rows of one transaction. */
const BATCH_ROWS = 2_000;

/**
 * Tags, end reasons and callers come round in a fixed order, so that each filter finds its share.
 */
const TAGS = ['complaint', 'vip', 'callback', 'sales'];
const CALLERS = 2_500;

/** Fills the record; synchronous between batches, for scripts and tests. */
export async function fillHistory(options: FillOptions): Promise<void> {
  const { calls, turns, onProgress, ...places } = options;
  const engine = createRecordEngine();
  engine.open({ ...places, liveCalls: [], knownDamaged: false });
  const random = randomNumbers(42);
  let rows: RecordRow[] = [];
  for (let n = 0; n < calls; n += 1) {
    rows.push(...callRows(n, calls, turns, random));
    if (rows.length >= BATCH_ROWS || n === calls - 1) {
      engine.write({ rows });
      rows = [];
      onProgress?.(n + 1);
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
  engine.close({});
  tagCalls(options.file, calls);
}

function callRows(n: number, calls: number, turns: number, random: () => number): RecordRow[] {
  const from = Math.floor((n * turns) / calls);
  const to = Math.floor(((n + 1) * turns) / calls);
  const call = recordedCall(n, {
    callerNumber: `+34600${String(n % CALLERS).padStart(6, '0')}`,
    endReason: n % 20 === 0 ? 'max-duration' : 'caller-hung-up',
    endedAt: FIRST_START + n * 60_000 + 10_000 + Math.floor(random() * 600_000),
  });
  const callId = call.id;
  const rows: RecordRow[] = [{ kind: 'call', call }];
  for (let id = 0; id < to - from; id += 1) {
    const text = sentence(random) + ((from + id) % 1_000 === 999 ? ` ${RARE_WORD}` : '');
    rows.push({ kind: 'turn', callId, turn: turn(id, text) });
  }
  rows.push({
    kind: 'event',
    callId,
    event: { atMs: 0, kind: 'state', phrase: phrase('event.live') },
  });
  return rows;
}

function sentence(random: () => number): string {
  const words = 6 + Math.floor(random() * 18);
  let text = '';
  for (let i = 0; i < words; i += 1) {
    const share = random();
    text += `${i === 0 ? '' : ' '}${WORDS[Math.floor(share * share * WORDS.length)] ?? ''}`;
  }
  return text;
}

function tagCalls(file: string, calls: number): void {
  const db = new Database(file, { wal: true, synchronous: 'NORMAL' });
  db.transaction(() => {
    for (let n = 0; n < calls; n += 10) {
      db.run(
        'INSERT OR IGNORE INTO tags (call_key, tag) SELECT key, ? FROM calls WHERE id = ?',
        ...[TAGS[(n / 10) % TAGS.length] ?? '', `call-${n}`],
      );
    }
  });
  db.close();
}

/** Lehmer's generator (Park and Miller, 1988): the same numbers on every machine. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
