/** The look-up of a profile, asked of a real HTTP server. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLookUp } from '#main/call/tools/lookUp';
import type { LookUpOutcome } from '#model/lookUp';
import type { ProfileLookUp } from '#model/profile';
import { someFacts } from '#support/callFacts';
import { aLookUp } from '#support/lookUps';

const SECRETS = 'CRM_TOKEN=s3cret-s3cret';

let answer: (response: ServerResponse, request: IncomingMessage) => void;
let seen: { readonly request: IncomingMessage; readonly body: string }[] = [];
let closed = 0;
let hosts = '';

const server = createServer((request, response) => {
  let body = '';
  request.on('data', (chunk: Buffer) => (body += chunk.toString()));
  request.on('end', () => {
    seen.push({ request, body });
    answer(response, request);
  });
  response.on('close', () => (closed += 1));
});

beforeEach(async () => {
  seen = [];
  closed = 0;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  hosts = `127.0.0.1:${String((server.address() as AddressInfo).port)}`;
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

function lookUp(
  patch: Partial<ProfileLookUp> = {},
  signal = new AbortController().signal,
): Promise<LookUpOutcome> {
  const ask = createLookUp(() => ({ hosts, secrets: SECRETS }));
  return ask(aLookUp({ url: `http://${hosts}/callers`, ...patch }), someFacts(), signal);
}

/** What comes of this answer. */
function after(body: string, status = 200): Promise<LookUpOutcome> {
  answer = (response) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(status === 204 ? undefined : body);
  };
  return lookUp({ facts: ['name', 'tier', 'vip'] });
}

const afterJson = (value: unknown): Promise<LookUpOutcome> => after(JSON.stringify(value));

describe('a look-up', () => {
  it('asks with facts of the call and secrets, and reads what the answer says', async () => {
    answer = (response, { headers }) => {
      response.end(
        JSON.stringify({
          context: { orders: 2, token: headers.authorization },
          voice: 'Kore',
          language: 'es-MX',
          greeting: 'Hello {lookup.name}!',
          facts: { name: 'Ana', other: 'not asked for' },
        }),
      );
    };
    const outcome = await lookUp({
      method: 'POST',
      headers: { Authorization: `Bearer \${CRM_TOKEN}` },
      fromCall: { number: '{caller.number}', dialled: '{call.dialled}' },
    });
    expect(seen[0]?.body).toBe('{"number":"2001","dialled":"1000"}');
    expect(seen[0]?.request.headers.authorization).toBe('Bearer s3cret-s3cret');
    expect(outcome).toMatchObject({ state: 'answered', status: 200 });
    expect(outcome).toHaveProperty('answer', {
      context: '{"orders":2,"token":"Bearer [secret]"}',
      voice: 'Kore',
      language: 'es-MX',
      greeting: 'Hello {lookup.name}!',
      facts: { name: 'Ana' },
      ignored: [],
    });
  });

  it('takes a part that is wrong as none, and names it', async () => {
    const outcome = await afterJson({
      context: 'A regular.',
      voice: 'Nobody',
      language: 'the language of Ana',
      greeting: 7,
      facts: { name: ['Ana'], tier: 3, vip: true },
    });
    expect(outcome).toHaveProperty('answer', {
      context: 'A regular.',
      voice: null,
      language: null,
      greeting: null,
      facts: { name: '', tier: '3', vip: 'true' },
      ignored: ['voice', 'language', 'greeting', 'facts.name'],
    });
  });

  it('leaves out a context that is too long', async () => {
    const outcome = await afterJson({ context: 'x'.repeat(4_001) });
    expect(outcome).toMatchObject({ answer: { context: '', ignored: ['context'] } });
  });

  it('knows nothing of a caller with 204, and says so of their facts', async () => {
    expect(await after('', 204)).toMatchObject({
      state: 'answered',
      status: 204,
      answer: { context: '', facts: { name: '', tier: '', vip: '' } },
    });
  });

  it.each([
    ['no JSON', '<p>hello</p>', 200, 'The answer is not a JSON object.'],
    ['a list', '[]', 200, 'The answer is not a JSON object.'],
    ['nothing', '', 200, 'The answer is not a JSON object.'],
    ['a refusal', '{"context":"secret of Ana"}', 403, 'The service answered 403.'],
    ['too much', `"${'x'.repeat(20_000)}"`, 200, 'The answer is longer than 16384 bytes.'],
  ])('fails with a reason for %s', async (_what, body, status, message) => {
    expect(await after(body, status)).toMatchObject({ state: 'failed', status, message });
  });

  it('fails at its limit when nothing answers', async () => {
    answer = () => undefined;
    const sinceMs = performance.now();
    const outcome = await lookUp({ timeoutMs: 200 });
    expect(performance.now() - sinceMs).toBeLessThan(1_000);
    expect(outcome).toMatchObject({
      state: 'failed',
      status: null,
      phrase: { code: 'tool.host-slow' },
    });
  });

  it('lets the service go when the caller has hung up', async () => {
    const over = new AbortController();
    answer = () => {
      over.abort();
    };
    expect(await lookUp({}, over.signal)).toMatchObject({ state: 'failed' });
    await expect.poll(() => closed).toBe(1);
  });

  it.each([
    ['a host that is not on the list', { url: 'http://127.0.0.1:1/' }, 'tool.host-not-allowed'],
    ['a secret that is not set', { headers: { 'X-Key': `\${OTHER}` } }, 'tool-secrets.not-set'],
  ])('does not ask with %s', async (_what, patch, code) => {
    expect(await lookUp(patch)).toMatchObject({ state: 'failed', phrase: { code } });
    expect(seen).toHaveLength(0);
  });
});
