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

/** What calls in scripts without blanks say; each is a list of words, the frequent ones first. */
const UNSPACED_WORDS = [
  `的 我 是 您 好 请 要 不 在 了 客户 服务 中心 订单 发票 号码 退款 预约 电话 地址 今天 明天 账户 密码 经理 投诉 快递 保险 医生 酒店`,
  `は の です を が に と ます 営業 時間 九時 予約 電話 番号 請求書 返金 注文 配送 住所 今日 明日 担当者 故障 修理 保険 先生 コーヒー`,
  `ครับ ค่ะ ฉัน ต้องการ เงินคืน ใบแจ้งหนี้ หมายเลข โทรศัพท์ ที่อยู่ วันนี้ พรุ่งนี้ บัญชี บริการ ลูกค้า นัดหมาย จัดส่ง ประกัน หมอ โรงแรม`,
].map((words) => words.split(' '));

/** One call of this many speaks such a script. */
const UNSPACED_EVERY = 10;

/** Said once in about a thousand turns, in each script. */
export const RARE_UNSPACED = '鸳鸯谱';

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
    const rare = (from + id) % 1_000 === (isUnspaced(n) ? 499 : 999);
    const text = isUnspaced(n)
      ? sentence(random, unspacedWords(n), '') + (rare ? RARE_UNSPACED : '')
      : sentence(random, WORDS, ' ') + (rare ? ` ${RARE_WORD}` : '');
    rows.push({ kind: 'turn', callId, turn: turn(id, text) });
  }
  rows.push({
    kind: 'event',
    callId,
    event: { atMs: 0, kind: 'state', phrase: phrase('event.live') },
  });
  return rows;
}

function sentence(random: () => number, from: readonly string[], blank: string): string {
  const words = 6 + Math.floor(random() * 18);
  let text = '';
  for (let i = 0; i < words; i += 1) {
    const share = random();
    text += `${i === 0 ? '' : blank}${from[Math.floor(share * share * from.length)] ?? ''}`;
  }
  return text;
}

function isUnspaced(n: number): boolean {
  return n % UNSPACED_EVERY === 4;
}

function unspacedWords(n: number): readonly string[] {
  return UNSPACED_WORDS[Math.floor(n / UNSPACED_EVERY) % UNSPACED_WORDS.length] ?? [];
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
