import { describe, expect, it } from 'vitest';
import { parseBaseUrl } from '#main/ari/http';
import { networkError } from '#main/ari/httpErrors';
import { operationError } from '#main/ari/operations';

describe('parseBaseUrl', () => {
  it('takes trailing slashes and spaces off', () => {
    expect(parseBaseUrl(' https://pbx.example:8089/x/ari// ')).toEqual({
      ok: true,
      value: 'https://pbx.example:8089/x/ari',
    });
  });

  it.each(['', 'localhost:8088/ari', 'ws://localhost/ari', 'http://user:secret@localhost/ari'])(
    'refuses "%s" with what to do, and without repeating a login',
    (text) => {
      const parsed = parseBaseUrl(text);
      expect(parsed).toMatchObject({ ok: false, error: { kind: 'config' } });
      expect(JSON.stringify(parsed)).not.toContain('secret');
    },
  );
});

describe('operationError', () => {
  it.each([
    [400, 'refused', false],
    [401, 'refused', false],
    [403, 'refused', false],
    [404, 'not-found', false],
    [409, 'invalid-state', false],
    [412, 'invalid-state', false],
    [422, 'invalid-state', false],
    [500, 'refused', false],
    [503, 'network', true],
    [302, 'refused', false],
  ] as const)('maps %i to %s', (status, kind, retryable) => {
    expect(operationError({ status, body: undefined })).toMatchObject({ kind, retryable });
  });

  it("repeats Asterisk's own words", () => {
    const body = { message: 'Channel not in Stasis application' };
    expect(operationError({ status: 422, body }).message).toContain(
      'Channel not in Stasis application',
    );
    expect(operationError({ status: 500, body: { error: 'Allocation failed' } }).message).toContain(
      'Allocation failed',
    );
  });
});

describe('networkError', () => {
  it.each([
    ['ECONNREFUSED', 'ari.nothing-listens', true],
    ['ENOTFOUND', 'ari.host-unknown', true],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'ari.certificate-untrusted', false],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'ari.certificate-untrusted', false],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'ari.no-tls', false],
    ['ECONNRESET', 'ari.connection-failed', true],
  ])('explains %s', (code, said, retryable) => {
    const error = networkError(Object.assign(new Error('x'), { code }), 'http://pbx:8088/ari');
    expect(error).toMatchObject({ kind: 'network', retryable, phrase: { code: said } });
    expect(error.message).toContain('http://pbx:8088/ari');
  });
});
