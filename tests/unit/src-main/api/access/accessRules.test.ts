import { Socket } from 'node:net';
import type { FastifyRequest } from 'fastify';
import { describe, expect, it } from 'vitest';
import { accessOf } from '#main/api/access/accessRules';

const options = {
  tokens: { find: () => Promise.resolve(null) },
  origins: new Set(['https://desk.example']),
};

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
    ['a program here', {}, 'read'],
    ['the page of the API', { origin: 'http://localhost:8000' }, 'read'],
    ['a page of CORS_ORIGINS', { origin: 'https://desk.example' }, 'read'],
    ['another port here', { origin: 'http://localhost:3000' }, 'none'],
    ['a page that hides its origin', { origin: 'null' }, 'none'],
    ['a typed address', { 'sec-fetch-site': 'none' }, 'read'],
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
      'read',
    ],
    [
      'a frame',
      { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' },
      'none',
    ],
    ['a proxy', { 'x-forwarded-for': '10.0.0.1' }, 'none'],
  ])('from %s', async (_who, headers, level) => {
    expect((await accessOf(requestWith(headers), options)).level).toBe(level);
  });

  it.each(['192.168.1.5', '::ffff:10.0.0.1'])('from %s gets nothing', async (address) => {
    expect((await accessOf(requestWith({}, address), options)).level).toBe('none');
  });
});

describe('a token', () => {
  const found = {
    ...options,
    tokens: {
      find: (token: string) =>
        Promise.resolve(
          token === 'good' ? { name: 'ops', role: 'act' as const, sha256: '', createdAt: 0 } : null,
        ),
    },
  };

  it.each(['Bearer good', 'bearer good', 'BEARER  good'])('is read from "%s"', async (header) => {
    expect(await accessOf(requestWith({ authorization: header }, '10.0.0.1'), found)).toEqual({
      level: 'act',
      actor: 'api:ops',
    });
  });

  it.each(['Bearer', 'Bearer bad', 'Basic good', 'good', '', 'Bearer good good'])(
    'is not read from "%s", and this machine counts for nothing then',
    async (header) => {
      expect((await accessOf(requestWith({ authorization: header }), found)).level).toBe('none');
    },
  );
});
