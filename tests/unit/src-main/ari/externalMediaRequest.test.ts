import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { checkExternalMediaParams, FreshChannelIds } from '#main/ari/externalMediaRequest';

describe('checkExternalMediaParams', () => {
  it.each([
    {
      transport: 'websocket',
      encapsulation: 'none',
      connection_type: 'server',
      format: 'slin16',
      transport_data: 'f(json)',
      external_host: 'INCOMING',
      direction: 'both',
    },
    { transport_data: 'f(plain-text)n' },
    { transport: 'udp', encapsulation: 'rtp', external_host: '[::1]:4000', format: 'ulaw' },
    { encapsulation: 'audiosocket', data: '0c0f1b2e-1111-2222-3333-444455556666' },
  ])('lets %o pass', (params) => {
    expect(checkExternalMediaParams(params)).toMatchObject({ ok: true });
  });

  it.each<Record<string, string>>([
    { transport_data: 'f(xml)' },
    { transport_data: 'f(json)f(xml)' },
    { transport_data: 'v(a=1)' },
    { transport_data: '' },
    { format: 'slin16)' },
    { external_host: 'host/path?x' },
    { app: 'other' },
    { channelId: 'x' },
    { toString: 'x' },
  ])('refuses %o', (params) => {
    expect(checkExternalMediaParams(params)).toMatchObject({
      ok: false,
      error: { kind: 'refused', retryable: false },
    });
  });
});

describe('FreshChannelIds', () => {
  it('lets an id be used once', () => {
    const ids = new FreshChannelIds();
    const id = `media-${randomUUID()}`;
    expect(ids.take(id).ok).toBe(true);
    expect(ids.take(id).ok).toBe(false);
  });

  it.each(['1795336520.0', 'media-1', `a/${randomUUID()}`, `${randomUUID()}${'x'.repeat(100)}`])(
    'refuses %s, which may exist or is no channel id',
    (id) => {
      expect(new FreshChannelIds().take(id).ok).toBe(false);
    },
  );
});
