import dns from 'node:dns';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { syncBuiltinESMExports } from 'node:module';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createHttpTool } from '#main/call/tools/httpTool';
import type { CallFacts } from '#model/callFacts';
import type { HttpTool } from '#model/profile';
import { someFacts } from '#support/callFacts';
import { anHttpTool } from '#support/profiles';

type LookUp = (name: string, ...rest: readonly unknown[]) => void;

/** The name of the shop leads to this machine, as the one of an attacker may. */
function leadHere(): void {
  const lookUp = dns.lookup as LookUp;
  const leading: LookUp = (name, ...rest) => {
    const callback = rest.at(-1) as (error: null, addresses: dns.LookupAddress[]) => void;
    if (name === 'shop.example') {
      callback(null, [{ address: '127.0.0.1', family: 4 }]);
    } else {
      lookUp(name, ...rest);
    }
  };
  vi.spyOn(dns as { lookup: LookUp }, 'lookup').mockImplementation(leading);
  syncBuiltinESMExports();
}

const SECRETS = 'SHOP_TOKEN=s3cret-s3cret OTHER=never-asked-for';

type Seen = { readonly request: IncomingMessage; readonly body: string };

let answer: (request: IncomingMessage, response: ServerResponse) => void;
let seen: Seen[] = [];
let closed = 0;
let port = 0;
let hosts = '';
let facts: CallFacts = someFacts();

const server = createServer((request, response) => {
  let body = '';
  request.on('data', (chunk: Buffer) => (body += chunk.toString()));
  request.on('end', () => {
    seen.push({ request, body });
    answer(request, response);
  });
  response.on('close', () => (closed += 1));
});

beforeEach(async () => {
  leadHere();
  seen = [];
  closed = 0;
  answer = (_request, response) => {
    json(response, { state: 'sent' });
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ({ port } = server.address() as AddressInfo);
  hosts = `127.0.0.1:${String(port)}`;
  facts = someFacts();
});

afterEach(async () => {
  vi.restoreAllMocks();
  syncBuiltinESMExports();
  await new Promise<void>((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });
});

function json(response: ServerResponse, value: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(value));
}

function run(
  patch: Partial<HttpTool> = {},
  args: Readonly<Record<string, unknown>> = { order: 'A/17' },
  signal = new AbortController().signal,
) {
  const url = `http://127.0.0.1:${String(port)}/orders/{order}`;
  const tool = createHttpTool(
    anHttpTool({ url, ...patch }),
    () => ({ hosts, secrets: SECRETS }),
    () => facts,
  );
  return tool.run(args, signal);
}

describe('an HTTP tool', () => {
  it('asks with its arguments in path and query, and gives the answer as data', async () => {
    const args = { order: 'A/17', lang: 'es & más', filter: { open: true } };
    expect(await run({}, args)).toEqual({ ok: true, value: { output: { state: 'sent' } } });
    const { url, method } = seen[0]?.request ?? {};
    expect(method).toBe('GET');
    expect(url).toBe('/orders/A%2F17?lang=es+%26+m%C3%A1s&filter=%7B%22open%22%3Atrue%7D');
  });

  it('posts the arguments that have no place in the address as JSON', async () => {
    await run({ method: 'POST' }, { order: '17', lang: 'es', count: 2 });
    expect(seen[0]?.request.url).toBe('/orders/17');
    expect(seen[0]?.request.headers['content-type']).toBe('application/json');
    expect(JSON.parse(seen[0]?.body ?? '')).toEqual({ lang: 'es', count: 2 });
  });

  it('gives each POST a key of its own, by which the service knows it again', async () => {
    await run({ method: 'POST' });
    await run({ method: 'POST' });
    await run();
    const keys = seen.map(({ request }) => request.headers['idempotency-key']);
    expect(keys).toEqual([expect.stringMatching(/^[\da-f-]{36}$/), expect.any(String), undefined]);
    expect(keys[0]).not.toBe(keys[1]);
  });

  it('sends its headers with the secrets they name, and hides them in what comes back', async () => {
    answer = (request, response) => {
      json(response, { you: request.headers.authorization });
    };
    const result = await run({ headers: { Authorization: `Bearer \${SHOP_TOKEN}` } });
    expect(seen[0]?.request.headers.authorization).toBe('Bearer s3cret-s3cret');
    expect(result).toEqual({ ok: true, value: { output: { you: 'Bearer [secret]' } } });
  });

  it('takes parameters from the call, which the agent neither sees nor sets', async () => {
    const parameters = {
      type: 'object',
      properties: { order: { type: 'string' }, customer: { type: 'string' } },
      required: ['order', 'customer'],
    };
    const fromCall = { customer: '{caller.number}', source: 'phone {call.dialled}' };
    const patch = { method: 'POST', parameters, fromCall } as const;
    const { declaration } = createHttpTool(
      anHttpTool(patch),
      () => ({ hosts, secrets: SECRETS }),
      () => facts,
    );
    expect(declaration.parameters).toEqual({
      type: 'object',
      properties: { order: { type: 'string' } },
      required: ['order'],
    });
    await run(patch, { order: '17', customer: '+1 someone else' });
    expect(JSON.parse(seen[0]?.body ?? '')).toEqual({ customer: '2001', source: 'phone 1000' });
  });

  it('has facts of the call in its address and its headers, as parts of them', async () => {
    facts = someFacts({ caller: { number: '+49 30/1', name: `Zoë \${OTHER}\r\nX-Evil: 1` } });
    const url = `http://127.0.0.1:${String(port)}/callers/{caller.number}?on={date}`;
    const headers = { 'X-Caller': `{caller.name} \${SHOP_TOKEN}` };
    await run({ url, headers }, {});
    expect(seen[0]?.request.url).toBe('/callers/%2B49%2030%2F1?on=2026-11-28');
    expect(seen[0]?.request.headers['x-caller']).toBe(
      `Zo%C3%AB \${OTHER}%0D%0AX-Evil: 1 s3cret-s3cret`,
    );
  });

  it('is not asked where the path names a caller who is withheld', async () => {
    facts = someFacts({ caller: { number: '', name: '' } });
    const url = `http://127.0.0.1:${String(port)}/callers/{caller.number}`;
    expect(await run({ url }, {})).toMatchObject({ error: { kind: 'invalid-input' } });
    expect(seen).toEqual([]);
  });

  it('is not asked while a secret is missing', async () => {
    const result = await run({ headers: { Authorization: `\${NO_SUCH}` } });
    expect(result).toMatchObject({ error: { kind: 'config' } });
    expect(seen).toEqual([]);
  });

  it('tells a refusal with the beginning of what was said', async () => {
    answer = (_request, response) => {
      json(response, { detail: 'no such order' }, 404);
    };
    expect(await run()).toMatchObject({
      error: { kind: 'refused', message: 'The service answered 404: {"detail":"no such order"}' },
    });
  });

  it('hides secrets in a refusal too', async () => {
    answer = (request, response) => {
      json(response, request.headers, 401);
    };
    const result = await run({ headers: { 'X-Api-Key': `\${SHOP_TOKEN}` } });
    expect(JSON.stringify(result)).toContain('[secret]');
    expect(JSON.stringify(result)).not.toContain('s3cret');
  });

  it('reads no more than it may, and closes the connection', async () => {
    answer = (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const more = (): void => {
        let room = true;
        while (room && !response.destroyed) {
          room = response.write('x'.repeat(10_000));
        }
        response.once('drain', more);
      };
      more();
    };
    const result = await run({ maxResultBytes: 1_000 });
    expect(result).toEqual({
      ok: true,
      value: { output: 'x'.repeat(1_000), note: expect.any(String) as string },
    });
    await expect.poll(() => closed).toBe(1);
  });

  it('gives up when it takes too long, in the middle of an answer too', async () => {
    answer = (_request, response) => {
      response.writeHead(200);
      response.write('one moment');
    };
    const result = await run({ timeoutMs: 100 });
    expect(result).toMatchObject({ error: { kind: 'timeout' } });
    await expect.poll(() => closed).toBe(1);
  });

  it('stops when nobody wants the answer any more', async () => {
    answer = () => undefined;
    const controller = new AbortController();
    const result = run({}, { order: '1' }, controller.signal);
    await expect.poll(() => seen.length).toBe(1);
    controller.abort();
    expect(await result).toMatchObject({ ok: false });
    await expect.poll(() => closed).toBe(1);
  });

  it('does not follow redirects', async () => {
    answer = (_request, response) => {
      response.writeHead(302, { location: `http://127.0.0.1:${String(port)}/secret` });
      response.end();
    };
    expect(await run()).toMatchObject({ error: { kind: 'refused' } });
    expect(seen).toHaveLength(1);
  });

  it('takes plain text as it is, and refuses packed answers', async () => {
    answer = (_request, response) => response.end('on its way');
    expect(await run()).toEqual({ ok: true, value: { output: 'on its way' } });
    answer = (_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' });
      response.end('...');
    };
    expect(await run()).toMatchObject({ error: { kind: 'refused' } });
  });

  it('asks only hosts that are listed', async () => {
    hosts = 'api.example.com, 127.0.0.1';
    expect(await run()).toMatchObject({
      error: { kind: 'refused', message: expect.stringContaining('HTTP_TOOL_HOSTS') as string },
    });
    expect(seen).toEqual([]);
  });

  it('does not ask a listed name that leads to an address of this machine', async () => {
    const url = `http://shop.example:${String(port)}/`;
    hosts = `shop.example:${String(port)}`;
    expect(await run({ url }, {})).toMatchObject({ error: { kind: 'refused' } });
    expect(seen).toEqual([]);
    hosts += ` 127.0.0.1:${String(port)}`;
    expect(await run({ url }, {})).toMatchObject({ ok: true });
    expect(seen[0]?.request.headers.host).toBe(`shop.example:${String(port)}`);
  });

  it('says that nobody answers, without the address itself', async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    const result = await run({}, { order: 'private-17' });
    expect(result).toMatchObject({ error: { kind: 'network' } });
    expect(JSON.stringify(result)).not.toContain('private-17');
  });
});
