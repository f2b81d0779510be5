import { describe, expect, it } from 'vitest';
import { isPrivateAddress, parseToolHosts } from '#main/rules/toolHosts';
import { fillSecrets, parseToolSecrets } from '#main/rules/toolSecrets';
import { phrase } from '#model/phrases/phrase';

const asItIs = (text: string): string => text;

function hosts(text: string) {
  const parsed = parseToolHosts(text);
  if (!parsed.ok) {
    throw new Error(parsed.error.message);
  }
  return parsed.value;
}

describe('the hosts that tools may ask', () => {
  it.each([
    ['https://api.example.com/x', true],
    ['http://api.example.com/x', true],
    ['https://API.example.com/x', true],
    ['https://api.example.com:8443/x', false],
    ['https://evil.example/api.example.com', false],
    ['https://api.example.com.evil.example/', false],
    ['https://sub.api.example.com/', false],
    ['http://10.0.0.5:8080/', true],
    ['http://10.0.0.5/', false],
    ['http://[::1]:8080/', true],
  ])('are compared by name and port: %s', (url, allowed) => {
    const list = hosts('api.example.com, 10.0.0.5:8080 [::1]:8080');
    expect(list.allowsUrl(new URL(url))).toBe(allowed);
  });

  it('are none when the list is empty', () => {
    expect(hosts('').allowsUrl(new URL('https://api.example.com/'))).toBe(false);
  });

  it('may resolve to a private address only if that is listed too', () => {
    const url = new URL('https://crm.example/');
    expect(hosts('crm.example').allowsAddress('192.168.1.5', url)).toBe(false);
    expect(hosts('crm.example 192.168.1.5').allowsAddress('192.168.1.5', url)).toBe(true);
    expect(hosts('crm.example').allowsAddress('93.184.215.14', url)).toBe(true);
    expect(hosts('localhost').allowsAddress('127.0.0.1', new URL('http://localhost/'))).toBe(true);
  });

  it('get requests without encryption only at private addresses', () => {
    const url = new URL('http://crm.example/');
    expect(hosts('crm.example').allowsAddress('93.184.215.14', url)).toBe(false);
    expect(hosts('crm.example 10.1.1.1').allowsAddress('10.1.1.1', url)).toBe(true);
  });

  it.each([
    ['a b/c', 'b/c'],
    ['https://x.example', 'https://x.example'],
    ['x.example:99999', 'x.example:99999'],
    ['me@x.example', 'me@x.example'],
    ['-', '-'],
  ])('are refused as a whole for a wrong entry, which is named: %s', (text, entry) => {
    expect(parseToolHosts(text)).toMatchObject({
      error: { kind: 'config', phrase: phrase('tool-hosts.wrong', { entry }) },
    });
  });

  it('are 50 at most', () => {
    const entries = Array.from({ length: 51 }, (_, index) => `host${String(index)}`);
    expect(parseToolHosts(entries.slice(1).join(' '))).toMatchObject({ ok: true });
    expect(parseToolHosts(entries.join(' '))).toMatchObject({
      error: { kind: 'config', phrase: phrase('tool-hosts.too-many', { max: 50 }) },
    });
  });
});

describe('a private address', () => {
  it.each([
    ['127.0.0.1', true],
    ['10.9.8.7', true],
    ['172.31.0.1', true],
    ['172.32.0.1', false],
    ['192.168.0.1', true],
    ['169.254.169.254', true],
    ['100.64.0.1', true],
    ['0.0.0.0', true],
    ['8.8.8.8', false],
    ['::1', true],
    ['fd00::1', true],
    ['fe80::1', true],
    ['::ffff:127.0.0.1', true],
    ['::ffff:a00:1', true],
    ['64:ff9b::a00:1', true],
    ['2606:4700::1111', false],
  ])('%s: %s', (address, expected) => {
    expect(isPrivateAddress(address)).toBe(expected);
  });
});

describe('the secrets of tools', () => {
  it('are put into a header by name', () => {
    const secrets = parseToolSecrets('SHOP_TOKEN=abc==  CRM_KEY=x;y');
    expect(
      secrets.ok && fillSecrets(`Bearer \${SHOP_TOKEN}, \${CRM_KEY}`, secrets.value, asItIs),
    ).toEqual({
      ok: true,
      value: 'Bearer abc==, x;y',
    });
    expect(secrets.ok && fillSecrets(`\${OTHER}`, secrets.value, asItIs)).toMatchObject({
      error: { kind: 'config', phrase: phrase('tool-secrets.not-set', { name: 'OTHER' }) },
    });
  });

  it('are no text in which something else is filled', () => {
    const secrets = parseToolSecrets('SHOP_TOKEN={date}');
    const filled =
      secrets.ok && fillSecrets(`a \${SHOP_TOKEN} b`, secrets.value, (rest) => rest.toUpperCase());
    expect(filled).toEqual({ ok: true, value: 'A {date} B' });
  });

  it('are not repeated when they cannot be read', () => {
    const wrong = parseToolSecrets('SHOP_TOKEN=abc s3cret-without-name');
    expect(wrong).toMatchObject({
      error: { kind: 'config', phrase: phrase('tool-secrets.wrong-pair', { number: 2 }) },
    });
    expect(JSON.stringify(wrong)).not.toContain('s3cret');
  });
});
