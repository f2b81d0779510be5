import { describe, expect, it } from 'vitest';
import { parseWebhookUrls } from '#main/rules/webhookUrls';

describe('WEBHOOK_URLS', () => {
  it('takes https anywhere and http on this machine', () => {
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
    ['http://a.example/S3CRET', /address 1 is neither https/],
    ['http://127.0.0.1.a.example/', /neither https/],
    ['https://a.example https://u:S3CRET@a.example', /address 2 has a user name/],
    ['ftp://127.0.0.1/', /neither https/],
    ['a.example', /no web address/],
    [
      Array.from({ length: 11 }, (_, i) => `https://a${String(i)}.example`).join(','),
      /more than 10/,
    ],
  ])('refuses %s, without repeating it', (text, message) => {
    const parsed = parseWebhookUrls(text);
    expect(parsed.ok).toBe(false);
    expect(!parsed.ok && parsed.error.message).toMatch(message);
    expect(!parsed.ok && parsed.error.message).not.toContain('S3CRET');
  });
});
