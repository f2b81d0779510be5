import { describe, expect, it } from 'vitest';
import type { RecordRow } from '#main/store/historyMessages';
import { verifyAudit } from '#main/store/worker/auditChain';
import { Database } from '#main/store/worker/driver';
import type { AuditAction } from '#model/audit';
import { phrase } from '#model/phrases/phrase';
import { useRecordEngine } from '#support/store/engineBench';
import { FIRST_START, liveCall, recordedCall, turn } from '#support/store/recordedCalls';

const bench = useRecordEngine();

describe('searching the record', () => {
  it('finds words whatever their case and diacritics, and each call once', () => {
    bench().putTurns(1, 'Tengo una RECLAMACIÓN', 'otra reclamación');
    bench().putTurns(2, 'nothing of interest');
    const { hits } = bench().engine.search({ text: 'reclamacion' });
    expect(hits).toHaveLength(1);
    expect(hits[0]).toMatchObject({
      call: { id: 'call-1' },
      excerpt: { turnId: 0, text: 'Tengo una RECLAMACIÓN', marks: [[10, 21]] },
    });
  });

  it('shows the words of each call itself, however many calls have them', () => {
    bench().putTurns(1, 'an old bill');
    bench().putTurns(2, 'nothing', 'a new bill');
    const shown = bench()
      .engine.search({ text: 'bill' })
      .hits.map(({ excerpt }) => excerpt?.text);
    expect(shown).toEqual(['a new bill', 'an old bill']);
  });

  it('finds a word by its beginning, however long that is', () => {
    bench().putTurns(1, 'the reclamaciones department');
    for (const text of ['re', 'recla', 'reclam', 'reclamacion', 'department reclamac']) {
      expect(bench().idsOf({ text })).toEqual(['call-1']);
    }
    expect(bench().idsOf({ text: 'eclam' })).toEqual([]);
    expect(bench().idsOf({ text: 'reclamx' })).toEqual([]);
  });

  it.each([
    ['客户', '您好，这里是客户服务中心。', [[6, 8]]],
    ['服务中心', '您好，这里是客户服务中心。', [[8, 12]]],
    [
      '务',
      '您好，这里是客户服务中心，服务很好。',
      [
        [9, 10],
        [14, 15],
      ],
    ],
    [
      '您好 中心',
      '您好，这里是客户服务中心。',
      [
        [0, 2],
        [10, 12],
      ],
    ],
    ['九時', '営業時間は九時からです', [[5, 7]]],
    ['コーヒー', '熱いコーヒーをください', [[2, 6]]],
    ['เงินคืน', 'ฉันต้องการเงินคืนค่ะ', [[10, 17]]],
    ['wifi', '我的WiFi坏了', [[2, 6]]],
    [
      'wifi 坏',
      '我的WiFi坏了',
      [
        [2, 6],
        [6, 7],
      ],
    ],
    ['inv', '请发Invoice给我', [[2, 9]]],
  ])('finds %s inside a sentence without blanks, and marks it', (text, said, marks) => {
    bench().putTurns(1, 'nothing of interest');
    bench().putTurns(2, 'hello', said);
    bench().putTurns(3, '完全不同的话', '営業は十時です', 'ดี');
    const { hits } = bench().engine.search({ text });
    expect(hits.map(({ call }) => call.id)).toEqual(['call-2']);
    expect(hits[0]?.excerpt).toEqual({ turnId: 1, text: said, marks });
    expect(bench().idsOf({ text, tag: 'none' })).toEqual([]);
    expect(bench().idsOf({ text, direction: 'inbound' })).toEqual(['call-2']);
  });

  it('finds every place of a call, with the marks in the whole text', () => {
    bench().putTurns(1, 'a bill', 'nothing', 'the bill, this Bill');
    bench().putTurns(2, 'another bill');
    expect(bench().engine.hits({ callId: 'call-1', text: 'bill' })).toEqual([
      { turnId: 0, marks: [[2, 6]] },
      {
        turnId: 2,
        marks: [
          [4, 8],
          [15, 19],
        ],
      },
    ]);
    expect(bench().engine.hits({ callId: 'call-1', text: '…' })).toEqual([]);
    expect(() => bench().engine.hits({ callId: 'call-9', text: 'bill' })).toThrow();
  });

  it('does not take characters that stand apart, or in another order, for a word', () => {
    bench().putTurns(1, '客人的账户', '户客');
    expect(bench().idsOf({ text: '客户' })).toEqual([]);
    bench().putTurns(2, 'ดา');
    expect(bench().idsOf({ text: 'ดี' })).toEqual([]);
  });

  it('finds a sentence without blanks by its newest text only, once it is complete', () => {
    const put = (text: string, status: 'partial' | 'final') =>
      bench().engine.write({
        rows: [{ kind: 'turn', callId: 'call-1', turn: turn(0, text, { status }) }],
      });
    bench().engine.write({ rows: [{ kind: 'call', call: liveCall(1) }] });
    put('我要退款', 'partial');
    expect(bench().idsOf({ text: '退款' })).toEqual([]);
    put('我要退款', 'final');
    expect(bench().idsOf({ text: '退款' })).toEqual(['call-1']);
    put('我要退款', 'partial');
    expect(bench().idsOf({ text: '退款' })).toEqual([]);
    put('我要退货', 'final');
    expect(bench().idsOf({ text: '退款' })).toEqual([]);
    expect(bench().idsOf({ text: '退货' })).toEqual(['call-1']);
    put('refund', 'final');
    expect(bench().idsOf({ text: '退货' })).toEqual([]);
  });

  it('finds what was still being said when Cordboard ended', () => {
    bench().engine.write({
      rows: [
        { kind: 'call', call: liveCall(1) },
        { kind: 'turn', callId: 'call-1', turn: turn(0, '我要退款', { status: 'partial' }) },
      ],
    });
    bench().engine.close({});
    const { file, backupsDir, dir } = bench().folder;
    bench().engine.open({ file, backupsDir, dataDir: dir, liveCalls: [], knownDamaged: false });
    expect(bench().idsOf({ text: '退款' })).toEqual(['call-1']);
  });

  it('pages to the end through words of both kinds without gap or repetition', () => {
    for (let n = 1; n <= 7; n += 1) {
      bench().putTurns(n, n % 2 === 0 ? 'wifi router' : '我的wifi坏了', 'wifi 坏');
    }
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page = bench().engine.search({
        text: 'wifi',
        limit: 2,
        ...(cursor === null ? {} : { cursor }),
      });
      seen.push(...page.hits.map(({ call }) => call.id));
      expect(page.hits.every(({ excerpt }) => excerpt?.turnId === 0)).toBe(true);
      cursor = page.next;
    } while (cursor !== null);
    expect(seen).toEqual([7, 6, 5, 4, 3, 2, 1].map((n) => `call-${n}`));
  });

  it('finds a turn once it is complete, by its newest text only', () => {
    const put = (text: string, status: 'partial' | 'final') =>
      bench().engine.write({
        rows: [{ kind: 'turn', callId: 'call-1', turn: turn(0, text, { status }) }],
      });
    bench().engine.write({ rows: [{ kind: 'call', call: liveCall(1) }] });
    put('unicorn', 'partial');
    expect(bench().idsOf({ text: 'unicorn' })).toEqual([]);
    put('unicorn farm', 'final');
    expect(bench().idsOf({ text: 'unicorn' })).toEqual(['call-1']);
    put('dragon farm', 'final');
    expect(bench().idsOf({ text: 'unicorn' })).toEqual([]);
    expect(bench().idsOf({ text: 'dragon' })).toEqual(['call-1']);
  });

  it('gives the newest calls first, and pages to the end without gap or repetition', () => {
    for (const n of [4, 1, 5, 3, 2]) {
      bench().putTurns(n, 'hello there');
    }
    for (const query of [{}, { text: 'hello' }, { text: 'hello', minDurationMs: 1 }]) {
      const seen: string[] = [];
      let cursor: string | null = null;
      do {
        const page = bench().engine.search({
          ...query,
          limit: 2,
          ...(cursor === null ? {} : { cursor }),
        });
        seen.push(...page.hits.map(({ call }) => call.id));
        cursor = page.next;
      } while (cursor !== null);
      expect(seen).toEqual(['call-5', 'call-4', 'call-3', 'call-2', 'call-1']);
    }
  });

  it('finds the calls that pass the filters, however rare they or the words are', () => {
    const rows: RecordRow[] = [];
    for (let n = 0; n < 400; n += 1) {
      const special = n % 3 === 0;
      const call = recordedCall(n, { endReason: special ? 'declined' : 'caller-hung-up' });
      rows.push({ kind: 'call', call });
      for (let id = 0; id < 3; id += 1) {
        const rare = n < 10 ? ' rare' : '';
        rows.push({ kind: 'turn', callId: call.id, turn: turn(id, `word${rare}`) });
      }
    }
    bench().engine.write({ rows });
    const declined = bench().idsOf({ text: 'word', endReason: 'declined', limit: 200 });
    expect(declined).toHaveLength(134);
    expect(declined.slice(0, 2)).toEqual(['call-399', 'call-396']);
    expect(declined.at(-1)).toBe('call-0');
    const rare = ['call-9', 'call-6', 'call-3', 'call-0'];
    expect(bench().idsOf({ text: 'rare', endReason: 'declined' })).toEqual(rare);
    expect(bench().idsOf({ text: 'word', caller: '600000007' })).toEqual(['call-7']);
  });

  it('filters by caller, dates, state, tag, end reason and duration, together', () => {
    bench().putTurns(1, 'a');
    bench().putTurns(2, 'a');
    bench().engine.write({
      rows: [
        { kind: 'call', call: recordedCall(3, { callerName: 'José Núñez' }) },
        { kind: 'call', call: liveCall(4) },
        { kind: 'call', call: recordedCall(5, { endReason: 'declined' }) },
      ],
    });
    bench().engine.setTags({ callId: 'call-2', tags: ['VIP'] });
    expect(bench().idsOf({ caller: 'nunez' })).toEqual(['call-3']);
    expect(bench().idsOf({ caller: '+34 600-000 002' })).toEqual(['call-2']);
    expect(bench().idsOf({ tag: 'vip' })).toEqual(['call-2']);
    expect(bench().idsOf({ state: 'live' })).toEqual(['call-4']);
    expect(bench().idsOf({ endReason: 'declined' })).toEqual(['call-5']);
    expect(bench().idsOf({ from: FIRST_START + 120_000, to: FIRST_START + 180_000 })).toEqual([
      'call-3',
      'call-2',
    ]);
    expect(bench().idsOf({ minDurationMs: 60_001 })).toEqual(['call-4']);
    expect(bench().idsOf({ tag: 'vip', state: 'live' })).toEqual([]);
  });

  it('filters by direction and by the profile that the call ran with', () => {
    const clinic = { profileId: 'clinic', profileName: 'Clinic' };
    bench().engine.write({
      rows: [
        { kind: 'call', call: recordedCall(1) },
        { kind: 'call', call: recordedCall(2, clinic) },
        { kind: 'call', call: recordedCall(3, { ...clinic, direction: 'outbound' }) },
      ],
    });
    expect(bench().idsOf({ direction: 'outbound' })).toEqual(['call-3']);
    expect(bench().idsOf({ profileId: 'clinic' })).toEqual(['call-3', 'call-2']);
    expect(bench().idsOf({ profileId: 'clinic', direction: 'inbound' })).toEqual(['call-2']);
  });

  it('refuses an invalid cursor', () => {
    expect(() => bench().engine.search({ cursor: "1' OR 1" })).toThrow(/cursor/);
  });
});

describe('writing the record', () => {
  it('refuses a row without its call, and keeps the others of the batch', () => {
    const rows: RecordRow[] = [
      { kind: 'turn', callId: 'unknown', turn: turn(0, 'lost') },
      { kind: 'call', call: recordedCall(1) },
      { kind: 'turn', callId: 'call-1', turn: turn(40_000, 'beyond the end') },
      { kind: 'turn', callId: 'call-1', turn: turn(0, 'kept') },
    ];
    expect(bench().engine.write({ rows })).toEqual({ refused: 2 });
    expect(bench().engine.call({ callId: 'call-1' }).turns).toEqual([turn(0, 'kept')]);
  });

  it('keeps what kind of call it was, and the last way of its audio', () => {
    const call = recordedCall(1, {
      direction: 'outbound',
      profileId: 'clinic',
      profileName: 'The clinic',
      model: 'gemini-x',
      transport: 'rtp',
    });
    const later = { ...call, transport: null, profileName: 'Renamed' };
    bench().engine.write({
      rows: [
        { kind: 'call', call: { ...call, transport: null } },
        { kind: 'call', call },
        { kind: 'call', call: later },
      ],
    });
    expect(bench().engine.call({ callId: 'call-1' }).call).toMatchObject({
      direction: 'outbound',
      profileId: 'clinic',
      profileName: 'The clinic',
      model: 'gemini-x',
      transport: 'rtp',
    });
  });

  it('keeps when a recording began, and replaces it by the moment of its first sound', () => {
    const put = (startMs: number, bytes: number) =>
      bench().engine.write({
        rows: [
          { kind: 'call', call: recordedCall(1) },
          {
            kind: 'recording',
            callId: 'call-1',
            recording: { path: 'a', startMs, durationMs: 1, bytes },
          },
        ],
      });
    put(5_000, 0);
    put(5_040, 44);
    const { recordings } = bench().engine.call({ callId: 'call-1' });
    expect(recordings).toEqual([{ path: 'a', startMs: 5_040, durationMs: 1, bytes: 44 }]);
  });

  it('stores rows once when they are written twice', () => {
    const rows: RecordRow[] = [
      { kind: 'call', call: recordedCall(1) },
      { kind: 'turn', callId: 'call-1', turn: turn(0, 'once') },
      {
        kind: 'event',
        callId: 'call-1',
        event: { atMs: 5, kind: 'barge-in', phrase: phrase('event.barge-ins', { times: 1 }) },
      },
      {
        kind: 'recording',
        callId: 'call-1',
        recording: { path: 'a', startMs: 0, durationMs: 1, bytes: 1 },
      },
    ];
    bench().engine.write({ rows });
    bench().engine.write({ rows });
    const record = bench().engine.call({ callId: 'call-1' });
    expect([record.turns, record.events, record.recordings].map((list) => list.length)).toEqual([
      1, 1, 1,
    ]);
    expect(bench().idsOf({ text: 'once' })).toEqual(['call-1']);
  });
});

describe('who acted in a call', () => {
  it('is whoever had a deed carried out in it, each once; not who only read', () => {
    bench().putTurns(1, 'a');
    bench().putTurns(2, 'b');
    const deed = (actor: string, action: AuditAction, callId: string, result = 'ok') => {
      bench().engine.audit({ actor, action, callId, params: '{}', result });
    };
    deed('window:ann', 'call.hold', 'call-1');
    deed('api:crm', 'call.say', 'call-1');
    deed('window:ann', 'call.end', 'call-1');
    deed('api:late', 'call.end', 'call-1', 'invalid-state: The call is over.');
    deed('api:reader', 'call.read', 'call-1');
    deed('api:reader', 'history.addNote', 'call-1');
    deed('window:bob', 'call.listen', 'call-2');
    const actorsOf = (callId: string) => bench().engine.call({ callId }).call.actors;
    expect(actorsOf('call-1')).toEqual(['window:ann', 'api:crm']);
    expect(actorsOf('call-2')).toEqual(['window:bob']);
    expect(
      bench()
        .engine.search({})
        .hits.map(({ call }) => call.actors),
    ).toEqual([['window:bob'], ['window:ann', 'api:crm']]);
  });
});

describe('the audit', () => {
  function add(action: AuditAction): void {
    bench().engine.audit({
      actor: 'window:ann',
      action,
      callId: null,
      params: '{"a":1}',
      result: 'ok',
    });
  }

  function check(tamper = ''): number | null {
    const db = new Database(bench().folder.file);
    try {
      db.exec(tamper);
      return verifyAudit(db);
    } finally {
      db.close();
    }
  }

  it('lists the newest entries first, page by page', () => {
    (['call.hold', 'call.say', 'call.end'] as const).forEach(add);
    const actions = (query: { before?: number; limit?: number }) =>
      bench()
        .engine.listAudit(query)
        .map(({ action }) => action);
    expect(actions({ limit: 2 })).toEqual(['call.end', 'call.say']);
    expect(actions({ before: 2 })).toEqual(['call.hold']);
  });

  it('notices an entry that was changed, removed or added by hand', () => {
    expect(check()).toBeNull();
    (['call.hold', 'call.say', 'call.resume', 'call.end'] as const).forEach(add);
    expect(check()).toBeNull();
    expect(check("UPDATE audit SET result = 'refused' WHERE seq = 3")).toBe(3);
    expect(check("UPDATE audit SET result = 'ok' WHERE seq = 3")).toBeNull();
    expect(check('DELETE FROM audit WHERE seq = 2')).toBe(3);
  });
});
