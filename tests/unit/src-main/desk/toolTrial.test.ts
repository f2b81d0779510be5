import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createToolTrial } from '#main/desk/toolTrial';
import type { HttpTool } from '#model/profile';
import { anHttpTool } from '#support/profiles';
import { type ShopServer, startShop } from '#support/shopServer';

let shop: ShopServer;

beforeEach(async () => {
  shop = await startShop({ answer: { state: 'on its way', echo: 'shh-1234' } });
});

afterEach(() => shop.stop());

const CALLER = { callerNumber: '2001', callerName: '', dialedNumber: '' };

const profileWith = (patch: Partial<HttpTool>) => ({
  // What a tool does not need may be unfinished.
  ...{ name: '', numbers: 7 },
  tools: { http: [{ ...anHttpTool(), url: `http://127.0.0.1:${shop.port}/{order}`, ...patch }] },
});

const trial = (
  patch: Partial<HttpTool>,
  args: Readonly<Record<string, unknown>> = { order: '7' },
  index = 0,
) =>
  createToolTrial(
    () => ({ hosts: `127.0.0.1:${shop.port}`, secrets: 'SHOP_KEY=shh-1234' }),
    () => 'UTC',
  )({ profile: profileWith(patch), args, index, caller: CALLER });

describe('a trial of an HTTP tool', () => {
  it('makes the request with the arguments and the caller, and hides secrets', async () => {
    const tried = await trial({
      headers: { authorization: `Bearer \${SHOP_KEY}` },
      fromCall: { number: '{caller.number}' },
    });
    expect(shop.requests).toMatchObject([
      { url: '/7?number=2001', authorization: 'Bearer shh-1234' },
    ]);
    expect(tried).toMatchObject({ value: { state: 'tried', outcome: { state: 'answered' } } });
    const text = JSON.stringify(tried);
    expect(text).toContain('on its way');
    expect(text).not.toContain('shh-1234');
  });

  it('says in words why a request failed', async () => {
    expect(await trial({ url: 'http://127.0.0.1:1/{order}' })).toMatchObject({
      value: {
        state: 'tried',
        outcome: { state: 'failed', phrase: { code: 'tool.host-not-allowed' } },
      },
    });
  });

  it.each([
    ['tools.http.0.url', { url: 'nowhere' }],
    ['tools.http.0.description', { description: '' }],
    ['tools.http.0.fromCall.name', { fromCall: { name: '{lookup.name}' } }],
  ])('asks nobody while %s is wrong', async (path, patch) => {
    expect(await trial(patch)).toMatchObject({ value: { state: 'invalid', problems: [{ path }] } });
    expect(shop.requests).toHaveLength(0);
  });

  it('refuses arguments that the agent could not give, and a tool that is not there', async () => {
    expect(await trial({}, { order: 7 })).toMatchObject({ error: { kind: 'invalid-input' } });
    expect(await trial({}, {}, 1)).toMatchObject({ error: { kind: 'not-found' } });
    expect(shop.requests).toHaveLength(0);
  });
});
