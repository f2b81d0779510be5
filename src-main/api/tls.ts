import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createSecureContext } from 'node:tls';
import { inDataDir } from '#main/config/installation/dataDir';
import type { Settings } from '#main/config/settings/settings';
import { cordboardError, messageOf } from '#main/util/errors';
import { fail, ok, type Result } from '#main/util/result';
import { type Phrase, phrase } from '#model/phrases/phrase';

/** Certificate and private key (PEM) of the https server. */
export type Tls = {
  readonly cert: string;
  readonly key: string;
  /** Whether the certificate is for this name. */
  readonly isFor: (name: string) => boolean;
};

/**
 * Reads certificate and key; null if none is configured. Fails with `config` if they cannot be
 * used: falling back to plain http would expose the tokens.
 */
export async function loadTls(
  settings: Pick<Settings, 'apiTlsCertFile' | 'apiTlsKeyFile'>,
  dataDir: string,
): Promise<Result<Tls | null>> {
  const { apiTlsCertFile, apiTlsKeyFile } = settings;
  if (apiTlsCertFile === '' && apiTlsKeyFile === '') {
    return ok(null);
  }
  if (apiTlsCertFile === '' || apiTlsKeyFile === '') {
    return unusable(phrase('api.tls-half-set'), null);
  }
  try {
    const [cert, key] = await Promise.all([
      readFile(inDataDir(dataDir, apiTlsCertFile), 'utf8'),
      readFile(inDataDir(dataDir, apiTlsKeyFile), 'utf8'),
    ]);
    // Throws if certificate and key do not belong together.
    createSecureContext({ cert, key });
    const certificate = new X509Certificate(cert);
    return ok({ cert, key, isFor: (name) => certificate.checkHost(name) !== undefined });
  } catch (error) {
    // OpenSSL's messages name no key material.
    return unusable(phrase('api.tls-unusable', { why: messageOf(error) }), error);
  }
}

function unusable(said: Phrase, cause: unknown): Result<never> {
  return fail(cordboardError('config', said, { cause }));
}
