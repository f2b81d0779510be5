import { beforeEach, describe, expect, it, vi } from 'vitest';
import { cordboardError } from '#main/util/errors';
import { done, fail } from '#main/util/result';
import { phrase, wordsOf } from '#model/phrases/phrase';
import { createRequestDoor } from '#shell/ipc/requestDoor';
import type { RequestHandlers } from '#shell/ipc/requestHandler';
import { createRequestHandlers } from '#shell/ipc/requestHandlers';
import { recordingLog } from '#support/log';

const ORIGIN = 'console://app';
const called = vi.fn();
let log = recordingLog();

/** Every request with its own schema. Instead of being carried out, it is noted in `called`. */
const handlers = Object.fromEntries(
  // Nothing is asked of the desk before a handler runs.
  Object.entries(createRequestHandlers({ desk: {} } as never)).map(([name, { schema }]) => [
    name,
    {
      schema,
      run: (input: unknown) => {
        called(name, input);
        return Promise.resolve(done);
      },
    },
  ]),
) as unknown as RequestHandlers;
const NAMES = Object.keys(handlers);

const ourPage = { url: `${ORIGIN}/index.html`, parent: null };

function request(
  name: unknown,
  input: unknown,
  frame: object | null = ourPage,
  by: Partial<RequestHandlers> = {},
): Promise<unknown> {
  const door = createRequestDoor({ ...handlers, ...by }, ORIGIN, log);
  return door(frame as never, name, input);
}

beforeEach(() => {
  log = recordingLog();
  called.mockClear();
});

describe('who may make requests', () => {
  it.each([
    ['a page that is gone', null],
    ['a frame inside the page', { url: `${ORIGIN}/index.html`, parent: {} }],
    ['another site', { url: 'https://evil.example/', parent: null }],
    ['a host that only begins like ours', { url: 'console://app.evil/', parent: null }],
    ['a file', { url: 'file:///tmp/index.html', parent: null }],
    ['an empty page', { url: 'about:blank', parent: null }],
    ['no address at all', { url: '', parent: null }],
  ])('not %s', async (_name, frame) => {
    for (const name of NAMES) {
      expect(await request(name, null, frame)).toMatchObject({
        ok: false,
        error: { kind: 'refused' },
      });
    }
    expect(called).not.toHaveBeenCalled();
    expect(log.lines).toHaveLength(NAMES.length);
  });

  it('our own main frame', async () => {
    expect(await request('app:snapshot', null)).toEqual(done);
    expect(called).toHaveBeenCalledWith('app:snapshot', null);
  });
});

describe('what a request must look like', () => {
  const junk = [
    undefined,
    0,
    '',
    'x',
    [],
    {},
    { callId: '' },
    { callId: 5 },
    { callId: 'x'.repeat(151) },
    { callId: 'a', extra: 1 },
    { callId: 'a', command: { kind: 'jump' } },
    { callId: 'a', command: { kind: 'changeVoice', voice: 'Bob' } },
    { callId: 'a', command: { kind: 'end', extra: 1 } },
    { callId: 'a', command: { kind: 'end' }, extra: 1 },
    { changes: null },
    { changes: { A: 1 } },
    { changes: { A: 'x'.repeat(20_001) } },
    {
      changes: Object.fromEntries(Array.from({ length: 101 }, (_item, index) => [`N${index}`, ''])),
    },
    new Map(),
    NaN,
  ];

  it.each(NAMES)('%s refuses junk with an answer and a log line', async (name) => {
    for (const input of junk) {
      expect(await request(name, input)).toMatchObject({
        ok: false,
        error: { kind: 'invalid-input', retryable: false },
      });
    }
    expect(called).not.toHaveBeenCalled();
    expect(log.lines).toHaveLength(junk.length);
  });

  it.each([
    ['calls:command', { callId: '1700000000.7', command: { kind: 'end' } }],
    [
      'calls:command',
      { callId: '1700000000.7', command: { kind: 'changeVoice', voice: 'Zubenelgenubi' } },
    ],
    ['settings:update', { changes: { GEMINI_VOICE: 'Kore', LOG_FILE: '' } }],
    ['profiles:save', { profile: { id: 'sales', name: 5 } }],
    ['profiles:remove', { id: 'sales' }],
    ['levels:open', null],
    ['calls:timeline', { callId: 'a1', from: { bucket: 0, event: 3, act: 1, sample: 2 } }],
    ['history:search', { query: {} }],
    ['history:search', { query: { text: 'refund', endReason: 'declined', limit: 200 } }],
    [
      'history:search',
      { query: { tag: ['vip', 'refund'], intervention: 'takeOver', alert: 'any' } },
    ],
    ['history:hits', { callId: 'a1', text: 'refund' }],
    ['history:facets', null],
    ['history:peaks', { callId: 'a1', index: 0 }],
    ['history:addNote', { callId: 'a1', text: 'Called back.' }],
    ['history:redoSummary', { callId: 'a1' }],
    ['history:setTags', { callId: 'a1', tags: [] }],
    ['history:deleteCaller', { callerNumber: '+34 600', spellings: [] }],
    ['history:spellings', { callerNumber: '+34 600' }],
    ['history:deleteCall', { callId: 'a1' }],
    ['history:export', { callId: 'a1', format: 'text' }],
    ['history:exportList', { query: { tag: 'vip' } }],
    ['audit:list', { query: { actor: 'window:ann', result: 'failed', limit: 200 } }],
    ['statistics:read', { query: { from: 0, to: 1, trials: true } }],
    ['history:exportList', { callIds: ['a1'] }],
    ['history:find', { query: {} }],
    ['exports:recording', { callId: 'a1', index: 0, excerpt: { fromMs: 0, toMs: 1_000 } }],
    ['exports:recording', { callId: 'a1', index: 1, excerpt: null }],
    ['searches:save', { id: null, search: { name: 'VIP', query: { tag: 'vip', lastHours: 4 } } }],
    ['searches:save', { id: 3, search: { name: 'All', query: { days: 'yesterday' } } }],
    ['searches:remove', { id: 3 }],
    ['history:earlierCalls', { callId: 'a1', dayStart: 0 }],
    ['exports:folder', { callIds: ['a1', 'a2'], format: 'sealed' }],
    ['app:chooseLanguage', { choice: 'de' }],
    ['app:answerQuit', { quit: true }],
    ['app:panicKey', { accelerator: 'CommandOrControl+Shift+M' }],
    ['app:panicKey', { accelerator: null }],
  ])('%s takes its own form', async (name, input) => {
    expect(await request(name, input)).toEqual(done);
    expect(called).toHaveBeenCalledWith(name, input);
  });

  it.each([
    ['history:search', { query: { limit: 201 } }],
    ['history:search', { query: { text: 'x'.repeat(501) } }],
    ['history:search', { query: { text: undefined } }],
    ['history:search', { query: { endReason: 'bored' } }],
    ['history:search', { query: { where: '1=1' } }],
    ['history:search', { query: { intervention: 'dance' } }],
    ['history:peaks', { callId: 'a1', index: -1 }],
    ['history:addNote', { callId: 'a1', text: '   ' }],
    ['history:addNote', { callId: 'a1', text: 'x'.repeat(4001) }],
    ['history:setTags', { callId: 'a1', tags: [''] }],
    ['history:setTags', { callId: 'a1', tags: Array.from({ length: 21 }, () => 'a') }],
    ['history:deleteCaller', { callerNumber: '', spellings: [] }],
    [
      'history:deleteCaller',
      { callerNumber: '1', spellings: Array.from({ length: 51 }, () => '1') },
    ],
    ['history:export', { callId: 'a1', format: '../x' }],
    ['exports:recording', { callId: 'a1', index: 0, excerpt: { fromMs: 5, toMs: 5 } }],
    ['exports:folder', { callIds: [], format: 'text' }],
    ['exports:folder', { callIds: ['a1'], format: 'exe' }],
    ['searches:save', { id: null, search: { name: ' ', query: {} } }],
    ['station:changePin', { pin: '1234', newPin: '12' }],
    ['searches:save', { id: null, search: { name: 'x', query: { cursor: 'a' } } }],
    ['profiles:save', { profile: 'sales' }],
    ['profiles:remove', { id: '' }],
    ['audit:list', { query: { before: -1 } }],
    ['audit:list', { query: { limit: 0 } }],
    ['audit:list', { query: { who: 'window:ann' } }],
    ['statistics:read', { query: { from: 1, to: 1 } }],
    ['statistics:read', { query: { from: 0, to: 1, profile: 'sales' } }],
    ['app:chooseLanguage', { choice: 'xx' }],
    ['app:answerQuit', { quit: 'yes' }],
    ['app:panicKey', { accelerator: 'M' }],
    ['app:panicKey', { accelerator: 'CommandOrControl+C' }],
    ['app:panicKey', { accelerator: 'CommandOrControl+Shift+M\n' }],
  ])('%s refuses %j', async (name, input) => {
    expect(await request(name, input)).toMatchObject({ error: { kind: 'invalid-input' } });
    expect(called).not.toHaveBeenCalled();
  });

  it('never logs the input', async () => {
    await request('settings:update', { changes: { GOOGLE_API_KEY: 5, x: 'S3CRET' } });
    expect(JSON.stringify(log.lines)).not.toContain('S3CRET');
  });
});

describe('which requests there are', () => {
  it.each([
    'app:unknown',
    '',
    'constructor',
    'hasOwnProperty',
    'toString',
    '__proto__',
    undefined,
    null,
    7,
    ['app:info'],
    { toString: 1, valueOf: 1 },
  ])('not %j', async (name) => {
    expect(await request(name, null)).toMatchObject({
      ok: false,
      error: { kind: 'invalid-input', phrase: { code: 'request.unknown' }, retryable: false },
    });
    expect(called).not.toHaveBeenCalled();
    expect(log.lines).toMatchObject([{ level: 'warn', msg: 'unknown request refused' }]);
  });

  it('logs only the beginning of an unknown name', async () => {
    await request(`${'x'.repeat(40)}S3CRET`, null);
    expect(log.lines).toMatchObject([{ fields: { request: 'x'.repeat(40) } }]);
  });
});

describe('what a handler answers', () => {
  it('reaches the page without the cause of a failure', async () => {
    const said = phrase('call.unknown');
    const failure = fail(cordboardError('not-found', said, { cause: 'S3CRET' }));
    const by = {
      'app:takeOver': { ...handlers['app:takeOver'], run: () => Promise.resolve(failure) },
    };
    expect(await request('app:takeOver', null, ourPage, by)).toEqual({
      ok: false,
      error: { kind: 'not-found', phrase: said, message: wordsOf(said), retryable: false },
    });
    expect(log.lines).toEqual([]);
  });

  it.each([
    ['rejects', () => Promise.reject(new Error('inner detail'))],
    [
      'throws',
      () => {
        throw new Error('inner detail');
      },
    ],
  ])('is an internal error without its text when it %s', async (_way, run) => {
    const by = { 'app:info': { ...handlers['app:info'], run } };
    const answer = await request('app:info', null, ourPage, by);
    expect(answer).toMatchObject({ ok: false, error: { kind: 'internal' } });
    expect(JSON.stringify(answer)).not.toContain('inner detail');
    expect(log.lines).toMatchObject([
      { level: 'error', fields: { request: 'app:info', error: new Error('inner detail') } },
    ]);
  });
});
