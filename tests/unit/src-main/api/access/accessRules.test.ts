import { Socket } from 'node:net';
import type { FastifyRequest } from 'fastify';
import { describe, expect, it } from 'vitest';
import { accessOf, allows } from '#main/api/access/accessRules';
import { phrase } from '#model/phrases/phrase';

const noTokens = { find: () => Promise.resolve(null) };

function requestWith(
  headers: Record<string, string>,
  remoteAddress: string | undefined = '127.0.0.1',
): FastifyRequest {
  // Only what the rules read.
  const request: Partial<FastifyRequest> = {
    headers: { host: 'localhost:8000', ...headers },
    protocol: 'http',
    socket: Object.defineProperty(new Socket(), 'remoteAddress', { value: remoteAddress }),
  };
  return request as FastifyRequest;
}

describe('a request without a token', () => {
  it.each([
    ['a program here', {}, 'local'],
    ['the page of the API', { origin: 'http://localhost:8000' }, 'local'],
    ['a foreign page', { origin: 'https://desk.example' }, 'none'],
    ['another port here', { origin: 'http://localhost:3000' }, 'none'],
    ['a page that hides its origin', { origin: 'null' }, 'none'],
    ['a typed address', { 'sec-fetch-site': 'none' }, 'local'],
    [
      'a picture in a foreign page',
      { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' },
      'none',
    ],
    ['a picture in a page of another port here', { 'sec-fetch-site': 'same-site' }, 'none'],
    [
      'a followed link',
      {
        'sec-fetch-site': 'cross-site',
        'sec-fetch-mode': 'navigate',
        'sec-fetch-dest': 'document',
      },
      'local',
    ],
    [
      'a frame',
      { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' },
      'none',
    ],
    ['a proxy', { 'x-forwarded-for': '10.0.0.1' }, 'none'],
  ])('from %s', async (_who, headers, level) => {
    expect((await accessOf(requestWith(headers), noTokens)).level).toBe(level);
  });

  it.each(['192.168.1.5', '::ffff:10.0.0.1'])('from %s gets nothing', async (address) => {
    expect((await accessOf(requestWith({}, address), noTokens)).level).toBe('none');
  });
});

describe('a token', () => {
  const found = {
    find: (token: string) =>
      Promise.resolve(
        token === 'good' ? { name: 'ops', role: 'act' as const, sha256: '', createdAt: 0 } : null,
      ),
  };

  it.each(['Bearer good', 'bearer good', 'BEARER  good'])('is read from "%s"', async (header) => {
    expect(await accessOf(requestWith({ authorization: header }, '10.0.0.1'), found)).toEqual({
      level: 'act',
      token: 'ops',
    });
  });

  it.each(['Bearer', 'Bearer bad', 'Basic good', 'good', '', 'Bearer good good'])(
    'is not read from "%s", and this machine counts for nothing then',
    async (header) => {
      expect((await accessOf(requestWith({ authorization: header }), found)).level).toBe('none');
    },
  );
});

it('each level may what the ones before may', () => {
  const none = { level: 'none', reason: phrase('http.no-token') } as const;
  const local = { level: 'local', reason: phrase('http.no-token') } as const;
  const read = { level: 'read', token: 'ops' } as const;
  const act = { level: 'act', token: 'ops' } as const;
  const needs = ['none', 'local', 'read', 'act'] as const;
  const allowed = [none, local, read, act].map((access) =>
    needs.map((level) => allows(access, level)),
  );
  expect(allowed).toEqual([
    [true, false, false, false],
    [true, true, false, false],
    [true, true, true, false],
    [true, true, true, true],
  ]);
});
