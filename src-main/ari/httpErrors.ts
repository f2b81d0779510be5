import { type CordboardError, cordboardError, messageOf } from '#main/util/errors';
import { phrase } from '#model/phrases/phrase';
import type { AriAnswer, AriEndpoint } from './endpoint';

/** Codes of Node's TLS for a certificate that is not trusted. */
const UNTRUSTED = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_GET_ISSUER_CERT',
  'CERT_UNTRUSTED',
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

/** The error for a failed connection, from an error of Node's sockets, TLS, HTTP or WebSocket. */
export function networkError(cause: unknown, url: string): CordboardError {
  const code = codeOf(cause);
  if (UNTRUSTED.has(code)) {
    return cordboardError('network', phrase('ari.certificate-untrusted', { url, why: code }), {
      retryable: false,
      cause,
    });
  }
  if (code === 'ERR_SSL_WRONG_VERSION_NUMBER' || code === 'EPROTO') {
    return cordboardError('network', phrase('ari.no-tls', { url }), { retryable: false, cause });
  }
  if (code === 'ECONNREFUSED') {
    return cordboardError('network', phrase('ari.nothing-listens', { url }), { cause });
  }
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return cordboardError('network', phrase('ari.host-unknown', { url }), { cause });
  }
  const why = code === '' ? messageOf(cause) : code;
  return cordboardError('network', phrase('ari.connection-failed', { url, why }), { cause });
}

function codeOf(cause: unknown): string {
  if (typeof cause !== 'object' || cause === null || !('code' in cause)) {
    return '';
  }
  return typeof cause.code === 'string' ? cause.code : '';
}

/** The error for an answer that does not let this user in; null for status 200. */
export function loginError(answer: AriAnswer, endpoint: AriEndpoint): CordboardError | null {
  const { username, baseUrl: url } = endpoint;
  switch (answer.status) {
    case 200:
      return null;
    case 401:
      return cordboardError('auth', phrase('ari.login-refused', { username }));
    case 403:
      return cordboardError('auth', phrase('ari.login-not-from-here', { username }));
    case 404:
      return cordboardError('not-found', phrase('ari.off', { url }), { retryable: true });
    case 503:
      return cordboardError('network', phrase('ari.starting'));
    default:
      return notAri(url);
  }
}

/** The error for an answer that is not ARI at all. */
export function notAri(url: string): CordboardError {
  return cordboardError('protocol', phrase('ari.not-ari', { url }), { retryable: true });
}
