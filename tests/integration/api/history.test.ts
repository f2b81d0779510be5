import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { cordboardError } from '#main/util/errors';
import { fail } from '#main/util/result';
import type { CallRecord } from '#model/history';
import { phrase, wordsOf } from '#model/phrases/phrase';
import { ApiBench, type ApiBenchOptions } from '#support/api/apiBench';
import { saying } from '#support/phrases';
import { recordedCallWith } from '#support/store/fakeHistoryStore';
import { aSummary } from '#support/summaries';

const cleanUp: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(cleanUp.splice(0).map((close) => close()));
});

const ID = '1700000000.7';

const record: CallRecord = {
  call: recordedCallWith({ id: ID, recorded: true }),
  lookUp: null,
  alerts: [],
  turns: [
    {
      id: 0,
      speaker: 'caller',
      status: 'final',
      text: 'grüß Gott',
      note: null,
      heardChars: null,
      startMs: 1_000,
      endMs: 2_000,
      timeToFirstAudioMs: null,
    },
  ],
  replays: [],
  summary: aSummary(),
  events: [{ atMs: 10, kind: 'state', phrase: phrase('event.live') }],
  acts: [{ atMs: 500, actor: 'api:crm', action: 'call.whisper' }],
  notes: [],
  messages: [],
  recordings: [
    { path: 'recordings/2026-01-31/a.wav', startMs: 0, durationMs: 1_000, bytes: 5_000 },
  ],
};

/** The events of the record as other programs get them. */
const EVENTS = [{ atMs: 10, kind: 'state', code: 'event.live', text: 'The call is live.' }];

async function start(options: ApiBenchOptions = {}): Promise<ApiBench> {
  const bench = await ApiBench.start(options);
  cleanUp.push(() => bench.stop());
  bench.history.put(record);
  return bench;
}

describe('GET /history', () => {
  it('hands every condition to the store as what it is', async () => {
    const bench = await start();
    const query =
      'text=hello%20wor&caller=555&direction=outbound&profileId=clinic&from=1&to=9999999999999&endReason=max-duration&state=ended&tag=vip&tag=refund&alert=any&intervention=takeOver&actor=window%3Aann&minDurationMs=60000&limit=7&cursor=3';
    expect((await bench.ask('GET', `/history?${query}`)).status).toBe(200);
    expect(bench.history.queries).toEqual([
      {
        text: 'hello wor',
        caller: '555',
        direction: 'outbound',
        profileId: 'clinic',
        from: 1,
        to: 9_999_999_999_999,
        endReason: 'max-duration',
        state: 'ended',
        tag: ['vip', 'refund'],
        alert: 'any',
        intervention: 'takeOver',
        actor: 'window:ann',
        minDurationMs: 60_000,
        limit: 7,
        cursor: '3',
      },
    ]);
    await bench.ask('GET', '/history');
    expect(bench.history.queries[1]).toEqual({});
  });

  it('is read page by page to its end', async () => {
    const bench = await start();
    for (let index = 0; index < 4; index += 1) {
      bench.history.put({ call: recordedCallWith({ id: `more-${index}` }) });
    }
    const ids: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const { body } = await bench.ask(
        'GET',
        `/history?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`,
      );
      const page = body as unknown as { hits: { call: { id: string } }[]; next: string | null };
      ids.push(...page.hits.map(({ call }) => call.id));
      cursor = page.next;
    }
    expect(ids).toEqual([ID, 'more-0', 'more-1', 'more-2', 'more-3']);
  });

  it.each([
    ['limit=0', 'limit'],
    ['limit=201', 'limit'],
    ['limit=', 'limit'],
    ['limit=ten', 'limit'],
    ['from=-1', 'from'],
    ['from=1.5', 'from'],
    ['from=9e15', 'from'],
    ['endReason=bored', 'endReason'],
    ['state=gone', 'state'],
    ['direction=sideways', 'direction'],
    ['profileId=No Such', 'profileId'],
    ['text=', 'text'],
    ['tag=', 'tag'],
    ['intervention=dance', 'intervention'],
    ['alert=', 'alert'],
    ['callr=555', 'callr'],
    ['cursor=none-of-ours', 'cursor'],
  ])('refuses ?%s and names it', async (query, name) => {
    const bench = await start();
    const { status, body, headers } = await bench.ask('GET', `/history?${query}`);
    expect(status).toBe(400);
    expect(headers.get('content-type')).toContain('application/problem+json');
    expect(body?.['detail']).toContain(name);
  });
});

describe('GET /history/{id}', () => {
  it('shows all of a call, with addresses of recordings instead of paths', async () => {
    const bench = await start();
    const { status, body } = await bench.ask('GET', `/history/${ID}`);
    expect(status).toBe(200);
    const recordings = [
      { startMs: 0, durationMs: 1_000, bytes: 5_000, url: `/history/${ID}/recording` },
    ];
    expect(body).toEqual({ ...record, events: EVENTS, recordings });
  });

  it.each(['', '/recording', ...['txt', 'json', 'vtt', 'srt'].map((end) => `/transcript.${end}`)])(
    'answers 404 for an unknown one%s',
    async (rest) => {
      const bench = await start();
      expect(await bench.ask('GET', `/history/nope${rest}`)).toMatchObject({
        status: 404,
        body: { kind: 'not-found' },
      });
    },
  );

  it('is exported as text and as JSON', async () => {
    const bench = await start();
    const text = await fetch(`${bench.api.url}/history/${ID}/transcript.txt`, {
      headers: bench.reading,
    });
    expect(text.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(text.headers.get('content-disposition')).toBe(
      `attachment; filename="call-2026-01-31-${ID}.txt"`,
    );
    expect(await text.text()).toContain('[00:01.0] Caller: grüß Gott');
    const json = await bench.ask('GET', `/history/${ID}/transcript.json`);
    expect(json.headers.get('content-disposition')).toContain(`call-2026-01-31-${ID}.json`);
    const { call, lookUp, summary, turns, replays, acts, notes, messages } = record;
    expect(json.body).toEqual({
      ...{ call, lookUp, summary, turns, replays, acts, notes, messages },
      events: EVENTS,
      alerts: [],
    });
  });
});

describe('the captions of a call', () => {
  it.each([
    [
      'vtt',
      'text/vtt; charset=utf-8',
      /^WEBVTT\n\n00:00:01\.000 --> 00:00:02\.000\n<v Caller>grüß/,
    ],
    ['srt', 'application/x-subrip; charset=utf-8', /^1\n00:00:01,000 --> 00:00:02,000\nCaller: gr/],
  ])('come as %s', async (ending, type, expected) => {
    const bench = await start();
    const answer = await fetch(`${bench.api.url}/history/${ID}/transcript.${ending}`, {
      headers: bench.reading,
    });
    expect(answer.headers.get('content-type')).toBe(type);
    expect(answer.headers.get('content-disposition')).toBe(
      `attachment; filename="call-2026-01-31-${ID}.${ending}"`,
    );
    expect(await answer.text()).toMatch(expected);
  });
});

describe('GET /history/{id}/recording', () => {
  const content = Buffer.from(Array.from({ length: 5_000 }, (_, index) => index % 251));

  async function startWithFile() {
    const bench = await start();
    const file = join(bench.dataDir, 'recordings/2026-01-31/a.wav');
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
    const askFor = (headers: Record<string, string> = {}, method = 'GET') =>
      fetch(`${bench.api.url}/history/${ID}/recording`, {
        method,
        headers: { ...bench.reading, ...headers },
      });
    return { bench, askFor };
  }

  const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer());

  it('gives the whole file', async () => {
    const { askFor } = await startWithFile();
    const response = await askFor();
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('audio/wav');
    expect(response.headers.get('accept-ranges')).toBe('bytes');
    expect(response.headers.get('content-length')).toBe('5000');
    expect((await bytesOf(response)).equals(content)).toBe(true);
  });

  it('gives a part of it', async () => {
    const { askFor } = await startWithFile();
    const response = await askFor({ range: 'bytes=1000-1999' });
    expect(response.status).toBe(206);
    expect(response.headers.get('content-range')).toBe('bytes 1000-1999/5000');
    expect((await bytesOf(response)).equals(content.subarray(1_000, 2_000))).toBe(true);
    const end = await askFor({ range: 'bytes=-10' });
    expect((await bytesOf(end)).equals(content.subarray(4_990))).toBe(true);
  });

  it('says how long it is to a client that asks for more', async () => {
    const { askFor } = await startWithFile();
    const response = await askFor({ range: 'bytes=5000-' });
    expect(response.status).toBe(416);
    expect(response.headers.get('content-range')).toBe('bytes */5000');
    expect(response.headers.get('content-type')).toContain('application/problem+json');
  });

  it('answers its size to HEAD without reading it', async () => {
    const { bench, askFor } = await startWithFile();
    const response = await askFor({}, 'HEAD');
    expect([response.status, response.headers.get('content-length')]).toEqual([200, '5000']);
    expect((await bytesOf(response)).length).toBe(0);
    const part = await askFor({ range: 'bytes=-10' }, 'HEAD');
    expect([part.status, part.headers.get('content-length')]).toEqual([206, '10']);
    expect(bench.history.entries).toEqual([]);
  });

  it('is one reading in the audit, however many parts are asked for', async () => {
    const { bench, askFor } = await startWithFile();
    for (const range of ['bytes=0-99', 'bytes=100-199', 'bytes=4990-']) {
      await bytesOf(await askFor({ range }));
    }
    await askFor({ range: 'bytes=5000-' });
    expect(bench.desk.audited).toEqual([
      {
        actor: 'api:reader',
        action: 'recording.read',
        callId: ID,
        params: { recording: 0 },
        result: 'ok',
      },
    ]);
  });

  it('is not continued when it has changed meanwhile', async () => {
    const { bench, askFor } = await startWithFile();
    const etag = (await askFor({}, 'HEAD')).headers.get('etag') ?? '';
    const headers = { range: 'bytes=10-19', 'if-range': etag };
    expect((await askFor(headers)).status).toBe(206);
    await writeFile(join(bench.dataDir, 'recordings/2026-01-31/a.wav'), content.subarray(1));
    expect((await askFor(headers)).status).toBe(200);
  });

  it('answers 404 when the file is gone, or there is no such part', async () => {
    const bench = await start();
    expect((await bench.ask('GET', `/history/${ID}/recording`)).status).toBe(404);
    expect((await bench.ask('GET', `/history/${ID}/recording?part=1`)).status).toBe(404);
    expect((await bench.ask('GET', `/history/${ID}/recording?part=-1`)).status).toBe(400);
  });

  it('never leaves the data folder, whatever the path or a link says', async () => {
    const bench = await start();
    await symlink('/etc/hostname', join(bench.dataDir, 'link.wav'));
    for (const path of ['../../../etc/hostname', '/etc/hostname', 'link.wav', '.', '']) {
      bench.history.put({ ...record, recordings: [{ path, startMs: 0, durationMs: 1, bytes: 1 }] });
      expect([path, (await bench.ask('GET', `/history/${ID}/recording`)).status]).toEqual([
        path,
        404,
      ]);
    }
  });
});

describe('changing the history', () => {
  it('adds a note in the name of the token, and keeps its words out of the audit', async () => {
    const bench = await start();
    const { status } = await bench.ask('POST', `/history/${ID}/notes`, {
      token: bench.tokens.act,
      body: { text: '  call back tomorrow ' },
    });
    expect(status).toBe(204);
    expect(bench.history.records.get(ID)?.notes).toMatchObject([
      { actor: 'api:actor', text: 'call back tomorrow' },
    ]);
    expect(bench.history.entries).toMatchObject([
      { actor: 'api:actor', action: 'history.addNote', callId: ID, params: '{"characters":18}' },
    ]);
  });

  it('makes the summary of a call anew, and tells of it as the record does', async () => {
    const bench = await start();
    const redo = () => bench.ask('POST', `/history/${ID}/summary`, { token: bench.tokens.act });
    expect(await redo()).toMatchObject({ status: 200, body: aSummary() });
    bench.summaries.outcome = fail(cordboardError('invalid-state', phrase('summary.off')));
    expect(await redo()).toMatchObject({ status: 409, body: { code: 'summary.off' } });
    expect(bench.history.entries.map(({ action }) => action)).toEqual([
      'history.redoSummary',
      'history.redoSummary',
    ]);
  });

  it('gives the summary of a call with its record, and why there is none', async () => {
    const bench = await start();
    const read = async () => (await bench.ask('GET', `/history/${ID}`)).body as CallRecord;
    expect((await read()).summary).toEqual(aSummary());
    bench.history.putSummary(ID, { state: 'failed', at: 5, reason: phrase('summary.no-talk') });
    expect((await read()).summary).toEqual({
      ...{ state: 'failed', at: 5, code: 'summary.no-talk' },
      reason: wordsOf(phrase('summary.no-talk')),
    });
  });

  it('replaces the tags, each once', async () => {
    const bench = await start();
    const { status, body } = await bench.ask('PUT', `/history/${ID}/tags`, {
      token: bench.tokens.act,
      body: { tags: ['vip', ' vip ', 'sales'] },
    });
    expect([status, body]).toEqual([200, { tags: ['vip', 'sales'] }]);
    expect(bench.history.records.get(ID)?.call.tags).toEqual(['vip', 'sales']);
  });

  it('forgets a caller, in the audit too', async () => {
    const bench = await start();
    const { status, body } = await bench.ask('DELETE', '/history/callers/%2B12025550100', {
      token: bench.tokens.act,
    });
    expect([status, body]).toEqual([200, { removedCalls: 1 }]);
    expect(bench.history.records.size).toBe(0);
    expect(bench.history.entries).toMatchObject([{ action: 'history.deleteCaller', result: 'ok' }]);
    expect(JSON.stringify(bench.history.entries)).not.toContain('2025550100');
  });

  it('is refused to a reading token', async () => {
    const bench = await start();
    const { read: token } = bench.tokens;
    const note = await bench.ask('POST', `/history/${ID}/notes`, { token, body: { text: 'x' } });
    const tags = await bench.ask('PUT', `/history/${ID}/tags`, { token, body: { tags: [] } });
    const forget = await bench.ask('DELETE', '/history/callers/1', { token });
    expect([note.status, tags.status, forget.status]).toEqual([403, 403, 403]);
    expect(bench.history.entries).toEqual([]);
  });

  it.each([
    ['POST', 'notes', { text: '' }],
    ['POST', 'notes', { text: ' ' }],
    ['POST', 'notes', { text: 'x'.repeat(4_001) }],
    ['PUT', 'tags', { tags: [''] }],
    ['PUT', 'tags', { tags: Array<string>(21).fill('x') }],
    ['PUT', 'tags', { tags: 'vip' }],
  ])('refuses %s %s %o', async (method, what, body) => {
    const bench = await start();
    const { status } = await bench.ask(method, `/history/${ID}/${what}`, {
      token: bench.tokens.act,
      body,
    });
    expect(status).toBe(400);
  });
});

describe('a history that cannot be had', () => {
  const paths = ['/history', `/history/${ID}`, `/history/${ID}/recording`, '/audit'];

  it.each(paths)('%s says that it is off', async (path) => {
    const bench = await start({ history: null });
    const { status, body } = await bench.ask('GET', path);
    expect(status).toBe(503);
    expect(body).toMatchObject({ status: 503, code: 'history.off' });
    expect((await bench.ask('GET', '/status')).body).toMatchObject({ history: { state: 'off' } });
  });

  it.each(paths)('%s says why it failed', async (path) => {
    const bench = await start();
    bench.history.failure = cordboardError('refused', saying('The disk is full.'), {
      retryable: true,
    });
    expect(await bench.ask('GET', path)).toMatchObject({
      status: 503,
      body: { detail: 'The disk is full.', retryable: true },
    });
  });

  it('shows in the status', async () => {
    const bench = await start();
    const said = phrase('text', { text: 'full' });
    bench.history.health = { state: 'degraded', phrase: said, queuedRows: 3, droppedRows: 1 };
    expect((await bench.ask('GET', '/status')).body).toMatchObject({
      history: { state: 'degraded', message: 'full', queuedRows: 3, droppedRows: 1 },
    });
  });
});
