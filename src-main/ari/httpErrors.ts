import { type CordboardError, cordboardError, messageOf } from '#main/util/errors';
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

/** Names what is wrong with a connection, from an error of Node's sockets, TLS, HTTP or WebSocket. */
export function networkError(cause: unknown, base: string): CordboardError {
  const code = codeOf(cause);
  if (UNTRUSTED.has(code)) {
    return cordboardError(
      'network',
      `The TLS certificate of ${base} is not trusted (${code}). Give Asterisk a certificate this machine trusts, or name its authority's file in NODE_EXTRA_CA_CERTS.`,
      { retryable: false, cause },
    );
  }
  if (code === 'ERR_SSL_WRONG_VERSION_NUMBER' || code === 'EPROTO') {
    return cordboardError(
      'network',
      `${base} does not speak TLS. Use http:// in ARI_BASE_URL, or the TLS port of http.conf (usually 8089).`,
      { retryable: false, cause },
    );
  }
  if (code === 'ECONNREFUSED') {
    return cordboardError(
      'network',
      `Nothing listens at ${base}. Is Asterisk running, with enabled=yes in http.conf, and is ARI_BASE_URL right?`,
      { cause },
    );
  }
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return cordboardError(
      'network',
      `The host name of ${base} is not known. Check ARI_BASE_URL and the network.`,
      { cause },
    );
  }
  return cordboardError(
    'network',
    `The connection to Asterisk at ${base} failed (${code === '' ? messageOf(cause) : code}).`,
    { cause },
  );
}

function codeOf(cause: unknown): string {
  if (typeof cause !== 'object' || cause === null || !('code' in cause)) {
    return '';
  }
  return typeof cause.code === 'string' ? cause.code : '';
}

/** The error for an answer that does not let anybody in; null when it does. */
export function loginError(answer: AriAnswer, endpoint: AriEndpoint): CordboardError | null {
  switch (answer.status) {
    case 200:
      return null;
    case 401:
      return cordboardError(
        'auth',
        `Asterisk refused the login of ARI user "${endpoint.username}". Set ARI_USERNAME and ARI_PASSWORD to a user of ari.conf.`,
        { retryable: false },
      );
    case 403:
      return cordboardError(
        'auth',
        `Asterisk does not let ARI user "${endpoint.username}" in from this machine. Check permit and deny in ari.conf and http.conf.`,
        { retryable: false },
      );
    case 404:
      return cordboardError(
        'not-found',
        `Asterisk answers at ${endpoint.baseUrl}, but not with ARI. Set enabled=yes in ari.conf, load res_ari, and check the path in ARI_BASE_URL (usually /ari, after any prefix of http.conf).`,
        { retryable: true },
      );
    case 503:
      return cordboardError('network', 'Asterisk is still starting, or shutting down.');
    default:
      return notAri(endpoint.baseUrl);
  }
}

/** The error for an answer that is not ARI at all. */
export function notAri(baseUrl: string): CordboardError {
  return cordboardError(
    'protocol',
    `What answers at ${baseUrl} is not Asterisk's ARI. Check host, port and path of ARI_BASE_URL.`,
    { retryable: true },
  );
}
