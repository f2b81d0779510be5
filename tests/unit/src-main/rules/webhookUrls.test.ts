import { describe, expect, it } from 'vitest';
import { parseWebhookUrls } from '#main/rules/webhookUrls';
import { phrase } from '#model/phrases/phrase';

describe('WEBHOOK_URLS', () => {
  it('takes https addresses, http ones only on this machine, and each once', () => {
    const parsed = parseWebhookUrls(
      'https://a.example/x, http://127.0.0.1:9/y http://localhost/z,http://[::1]:8/w https://a.example/x',
    );
    expect(parsed.ok && parsed.value.map(String)).toEqual([
      'https://a.example/x',
      'http://127.0.0.1:9/y',
      'http://localhost/z',
      'http://[::1]:8/w',
    ]);
    expect(parseWebhookUrls('  ')).toEqual({ ok: true, value: [] });
  });

  it.each([
    ['http://a.example/S3CRET', 1, phrase('webhook-urls.unencrypted')],
    ['http://127.0.0.1.a.example/', 1, phrase('webhook-urls.unencrypted')],
    ['https://a.example https://u:S3CRET@a.example', 2, phrase('webhook-urls.credentials')],
    ['ftp://127.0.0.1/', 1, phrase('webhook-urls.unencrypted')],
    ['a.example', 1, phrase('webhook-urls.no-address')],
  ])('refuses %s, without repeating it', (text, number, why) => {
    const parsed = parseWebhookUrls(text);
    expect(parsed).toMatchObject({
      error: { kind: 'config', phrase: phrase('webhook-urls.wrong', { number, why }) },
    });
    expect(JSON.stringify(parsed)).not.toContain('S3CRET');
  });

  it('refuses more than ten addresses', () => {
    const text = Array.from({ length: 11 }, (_, i) => `https://a${String(i)}.example`).join(',');
    expect(parseWebhookUrls(text)).toMatchObject({
      error: { kind: 'config', phrase: phrase('webhook-urls.too-many', { max: 10 }) },
    });
  });
});
