import { describe, expect, it } from 'vitest';
import { parseUrlTemplate } from '#main/rules/urlTemplate';

function filled(template: string, values: Readonly<Record<string, string>>): string {
  const parsed = parseUrlTemplate(template);
  if (!parsed.ok) {
    return parsed.error.message;
  }
  const url = parsed.value.fill(values);
  return url.ok ? url.value.href : url.error.message;
}

const REFUSED = 'This value cannot stand in the address.';

describe('an address with places', () => {
  it('names its places, each once', () => {
    const template = parseUrlTemplate('https://shop.example/{kind}/{id}?of={id}');
    expect(template.ok && template.value.places).toEqual(['kind', 'id']);
  });

  it.each([
    ['A-17', 'https://shop.example/orders/A-17?lang=es'],
    ['a/b?c=d&e#f', 'https://shop.example/orders/a%2Fb%3Fc%3Dd%26e%23f?lang=es'],
    ["it's (late)!*", 'https://shop.example/orders/it%27s%20%28late%29%21%2A?lang=es'],
    ['ñ€', 'https://shop.example/orders/%C3%B1%E2%82%AC?lang=es'],
    ['%2e%2e', 'https://shop.example/orders/%252e%252e?lang=es'],
    ['\ud800', 'https://shop.example/orders/%EF%BF%BD?lang=es'],
    ['{id}', 'https://shop.example/orders/%7Bid%7D?lang=es'],
  ])('takes the value %j as one part, whatever characters it holds', (id, url) => {
    expect(filled('https://shop.example/orders/{id}?lang=es', { id })).toBe(url);
  });

  it('lets no value lead out of the path', () => {
    expect(filled('https://shop.example/orders/{id}/lines', { id: '..' })).toBe(REFUSED);
    expect(filled('https://shop.example/orders/{id}', { id: '.' })).toBe(REFUSED);
    expect(filled('https://shop.example/orders/{a}{b}/x', { a: '.', b: '.' })).toBe(REFUSED);
    expect(filled('https://shop.example/find?q={id}', { id: '..' })).toBe(
      'https://shop.example/find?q=..',
    );
  });

  it('lets no missing value lead to a shorter path', () => {
    expect(filled('https://shop.example/callers/{id}', { id: '' })).toBe(REFUSED);
    expect(filled('https://shop.example/callers/{id}/orders', {})).toBe(REFUSED);
    expect(filled('https://shop.example/callers/n{id}?of={id}', { id: '' })).toBe(
      'https://shop.example/callers/n?of=',
    );
  });

  it('may have places whose names have a dot', () => {
    expect(filled('https://shop.example/{caller.number}', { 'caller.number': '+49 30' })).toBe(
      'https://shop.example/%2B49%2030',
    );
  });

  it('keeps its own text', () => {
    expect(filled('https://shop.example:8443/año/{id}?q=a b', { id: '1' })).toBe(
      'https://shop.example:8443/a%C3%B1o/1?q=a%20b',
    );
  });

  it.each([
    ['shop.example/{id}', 'url-template.no-address'],
    ['ftp://shop.example/{id}', 'url-template.wrong-scheme'],
    ['https://me:pw@shop.example/{id}', 'url-template.credentials'],
    ['https://shop.example/{id}#top', 'url-template.fragment'],
    ['https://{id}.example/', 'url-template.wrong-place'],
    ['https://shop.example/{order id}', 'url-template.wrong-place'],
    ['https://shop.example/{id}?api_key=1', 'url-template.secret'],
  ])('%s is refused', (text, code) => {
    expect(parseUrlTemplate(text)).toMatchObject({ error: { kind: 'config', phrase: { code } } });
  });
});
