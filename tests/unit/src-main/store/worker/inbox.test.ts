import { describe, expect, it } from 'vitest';
import type { InboxQuery } from '#model/inbox';
import { useRecordEngine } from '#support/store/engineBench';
import { recordedCall } from '#support/store/recordedCalls';

const bench = useRecordEngine();

/** Puts a call, and messages that were left in it. */
function putMessages(n: number, ...texts: readonly string[]): void {
  bench().engine.write({
    rows: [
      { kind: 'call', call: recordedCall(n, { profileName: 'Clinic' }) },
      ...texts.map((text, index) => ({
        ...({ kind: 'message', callId: `call-${n}` } as const),
        message: { at: n * 1_000 + index, from: 'Ana', callBack: '555', text },
      })),
    ],
  });
}

const textsOf = (query: InboxQuery) =>
  bench()
    .engine.messages(query)
    .messages.map((message) => message.text);

describe('the inbox', () => {
  it('has each message once, with the call it was left in', () => {
    putMessages(1, 'Call me.');
    putMessages(1, 'Call me.');
    expect(bench().engine.messages({})).toEqual({
      messages: [
        {
          id: 1,
          callId: 'call-1',
          callerNumber: '+34600000001',
          callerName: 'Caller 1',
          profileName: 'Clinic',
          at: 1_000,
          from: 'Ana',
          callBack: '555',
          text: 'Call me.',
          done: null,
        },
      ],
      next: null,
      open: 1,
    });
  });

  it('refuses a message without its call', () => {
    const message = { at: 1, from: '', callBack: '', text: 'x' };
    const rows = [{ kind: 'message', callId: 'unknown', message } as const];
    expect(bench().engine.write({ rows })).toEqual({ refused: 1 });
  });

  it('keeps who saw to a message first, until it is opened again', () => {
    putMessages(1, 'a', 'b');
    const mark = (actor: string, done: boolean) =>
      bench().engine.markMessage({ id: 1, actor, done });
    expect(mark('window:ann', true)).toMatchObject({ id: 1, done: { by: 'window:ann' } });
    expect(mark('api:crm', true).done?.by).toBe('window:ann');
    expect(textsOf({ state: 'done' })).toEqual(['a']);
    expect(textsOf({ state: 'open' })).toEqual(['b']);
    expect(bench().engine.messages({}).open).toBe(1);
    expect(mark('api:crm', false).done).toBeNull();
    expect(bench().engine.messages({}).open).toBe(2);
    expect(mark('api:crm', true).done?.by).toBe('api:crm');
    expect(() => bench().engine.markMessage({ id: 9, actor: 'x', done: true })).toThrow(
      /no such message/,
    );
  });

  it('is read page by page, newest first, all of it or that of one call', () => {
    putMessages(1, 'a', 'b');
    putMessages(2, 'c', 'd', 'e');
    const seen: string[] = [];
    let before: number | null = null;
    do {
      const page = bench().engine.messages({ limit: 2, ...(before === null ? {} : { before }) });
      seen.push(...page.messages.map(({ text }) => text));
      before = page.next;
    } while (before !== null);
    expect(seen).toEqual(['e', 'd', 'c', 'b', 'a']);
    expect(textsOf({ callId: 'call-1' })).toEqual(['b', 'a']);
    expect(textsOf({ callId: 'call-1', before: 2 })).toEqual(['a']);
  });

  it('loses the messages of a call with the call', () => {
    putMessages(1, 'a');
    putMessages(2, 'b');
    bench().engine.beginErasure({
      kind: 'caller',
      callerNumber: '+34600000001',
      spellings: [],
      country: '',
    });
    expect(textsOf({})).toEqual(['b']);
    bench().engine.retentionStep({
      startedBefore: Date.now(),
      maxBytes: null,
      recordingsBefore: null,
    });
    expect(bench().engine.messages({})).toEqual({ messages: [], next: null, open: 0 });
  });
});
