import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerConsoleRequest, fileOf } from '#shell/security/consoleProtocol';
import {
  CONTENT_SECURITY_POLICY,
  developmentPolicy,
  pagePolicy,
} from '#shell/security/contentPolicy';
import { originOf } from '#shell/security/origin';

let folder = '';
let root = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cordboard-protocol-'));
  root = join(folder, 'renderer');
  await mkdir(join(root, 'assets'), { recursive: true });
  await writeFile(
    join(root, 'index.html'),
    '<title>Cordboard</title><meta content="{{styleNonce}}">',
  );
  await writeFile(join(root, 'assets', 'main-1.js'), '1');
  await writeFile(join(root, 'main.js.map'), '{}');
  await writeFile(join(folder, 'secrets.json'), '{}');
  await mkdir(join(folder, 'renderer-other'));
  await writeFile(join(folder, 'renderer-other', 'x.js'), '1');
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

function answer(url: string, method = 'GET'): Promise<Response> {
  return answerConsoleRequest({ url, method }, root);
}

describe('the files of the window', () => {
  it.each([
    ['console://app/', 'text/html; charset=utf-8'],
    ['console://app/index.html', 'text/html; charset=utf-8'],
    ['console://app/index.html?x=1#y', 'text/html; charset=utf-8'],
    ['console://app/assets/main-1.js', 'text/javascript; charset=utf-8'],
  ])('%s is served as %s, with the policy', async (url, type) => {
    const response = await answer(url);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe(type);
    const policy = response.headers.get('content-security-policy');
    expect(policy?.replace(/ 'nonce-[^']+'/, '')).toBe(CONTENT_SECURITY_POLICY);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(0);
  });

  it.each([
    'console://app/../secrets.json',
    'console://app/..%2fsecrets.json',
    'console://app/..%2Fsecrets.json',
    'console://app/%2e%2e/secrets.json',
    'console://app/%2e%2e%2fsecrets.json',
    'console://app/assets/..%2f..%2fsecrets.json',
    'console://app/..%5csecrets.json',
    'console://app/..\\secrets.json',
    'console://app/%252e%252e/secrets.json',
    'console://app/..%2frenderer-other%2fx.js',
    'console://app//etc/passwd.json',
    'console://app/%2fetc%2fpasswd.json',
    'console://app/C:%5cx.js',
    'console://app/c:/x.js',
    'console://app/index.html%00.js',
    'console://app/%ff.js',
    'console://app/assets',
    'console://app/assets/',
    'console://app/main.js.map',
    'console://app/none.js',
    'console://other/index.html',
    'console://app.evil/index.html',
    'console://app:8080/index.html',
    'console://user@app/index.html',
    'https://app/index.html',
    'file:///etc/passwd.json',
    'not an address',
    '',
  ])('%s is not', async (url) => {
    const response = await answer(url);
    expect(response.status).toBe(404);
    expect(response.headers.get('content-security-policy')).toBe(CONTENT_SECURITY_POLICY);
  });

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('%s is not answered', async (method) => {
    expect((await answer('console://app/index.html', method)).status).toBe(405);
  });

  it('let in the styles that carry the nonce of the page, and each load has its own', async () => {
    const nonces = [];
    for (const response of [await answer('console://app/'), await answer('console://app/')]) {
      const nonce = /content="([^"]+)"/.exec(await response.text())?.[1] ?? '';
      expect(nonce).toMatch(/^[A-Za-z0-9+/]{22}==$/);
      expect(response.headers.get('content-security-policy')).toBe(pagePolicy(nonce));
      nonces.push(nonce);
    }
    expect(new Set(nonces).size).toBe(2);
  });

  it('are all inside the folder, whatever the address', () => {
    expect(fileOf('console://app/assets/main-1.js', root)).toBe(join(root, 'assets', 'main-1.js'));
    expect(fileOf('console://app/..%2frenderer-other%2fx.js', root)).toBeNull();
  });
});

describe('the content security policy', () => {
  it('of a page lets in styles with its nonce, and no script more', () => {
    expect(pagePolicy('abc')).toContain("style-src 'self' 'nonce-abc';");
    expect(pagePolicy('abc')).toContain("script-src 'self';");
  });

  it('allows own files and nothing else', () => {
    expect(CONTENT_SECURITY_POLICY).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
        "connect-src 'self'; media-src console://app/recordings/; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'",
    );
  });

  it('is relaxed in development for hot reload only', () => {
    const policy = developmentPolicy('http://localhost:5173');
    expect(policy).toContain("script-src 'self' 'unsafe-inline'");
    expect(policy).toContain("connect-src 'self' ws://localhost:5173");
    expect(policy).not.toContain('unsafe-eval');
    expect(policy).toContain("default-src 'none'");
  });
});

describe('originOf', () => {
  it.each([
    ['console://app/index.html', 'console://app'],
    ['http://localhost:5173/x', 'http://localhost:5173'],
    ['about:blank', null],
    ['data:text/html,x', null],
    ['', null],
  ])('%s is %s', (address, origin) => {
    expect(originOf(address)).toBe(origin);
  });
});
