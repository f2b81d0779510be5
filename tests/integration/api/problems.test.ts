/** Every refusal has a code with params, and its text is theirs in English. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Phrase, phrase, wordsOf } from '#model/phrases/phrase';
import { ApiBench } from '#support/api/apiBench';

let bench: ApiBench;
beforeAll(async () => {
  bench = await ApiBench.start();
});
afterAll(() => bench.stop());

const json = { 'content-type': 'application/json' };

/** The method, the path, the token, further parts of the request, the status, what is said. */
type Case = readonly [
  method: string,
  path: string,
  token: 'read' | 'act' | 'unknown' | null,
  init: { readonly headers?: Readonly<Record<string, string>>; readonly body?: string },
  status: number,
  said: Phrase,
];

it.each<Case>([
  ['GET', '/nowhere', 'read', {}, 404, phrase('http.no-route')],
  ['GET', '/calls', null, {}, 401, phrase('http.no-token')],
  ['GET', '/calls', 'unknown', {}, 401, phrase('http.unknown-token')],
  ['POST', '/calls/call-1/hold', 'read', {}, 403, phrase('http.reading-token')],
  ['GET', '/calls/nobody', 'read', {}, 404, phrase('call.unknown')],
  ['GET', '/profiles/nobody', 'read', {}, 404, phrase('profile.gone')],
  ['GET', '/calls/call-1/headset', 'act', {}, 426, phrase('http.websocket-only')],
  [
    'PUT',
    '/profiles/one',
    'act',
    { headers: json, body: JSON.stringify({ id: 'two', name: 'Two' }) },
    400,
    phrase('http.other-profile-id'),
  ],
  [
    'POST',
    '/calls/call-1/say',
    'act',
    { headers: { 'content-type': 'text/plain' }, body: 'Hello.' },
    415,
    phrase('http.no-json'),
  ],
])('%s %s with the token %s: %j is refused', async (method, path, role, init, status, said) => {
  const token = role === 'unknown' ? 'x'.repeat(40) : role === null ? null : bench.tokens[role];
  const answer = await fetch(`${bench.api.url}${path}`, {
    method,
    ...init,
    headers: { ...init.headers, ...(token === null ? {} : { authorization: `Bearer ${token}` }) },
  });
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
  const body: unknown = await answer.json();
  expect(body).toMatchObject({ status, ...said, detail: wordsOf(said) });
});

it.each([
  ['a body that is no JSON', '{"text":', 400, 'http.malformed'],
  ['a body that is too large', JSON.stringify({ text: 'x'.repeat(40_000) }), 413, 'http.too-large'],
])('%s is refused with the reason as a param', async (_what, body, status, code) => {
  const answer = await fetch(`${bench.api.url}/calls/call-1/say`, {
    method: 'POST',
    body,
    headers: { ...json, authorization: `Bearer ${bench.tokens.act}` },
  });
  const why = expect.stringMatching(/\w/) as string;
  expect(await answer.json()).toMatchObject({ status, code, params: { why } });
});
