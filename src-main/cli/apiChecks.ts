import { isLoopback } from '#main/api/access/hostCheck';
import { readTokens } from '#main/api/access/tokenFile';
import { loadTls } from '#main/api/tls';
import { inDataDir } from '#main/config/installation/dataDir';
import type { Settings } from '#main/config/settings/settings';
import { type CheckItem, checkItem } from './checkItem';

/** Checks access to the HTTP API: certificate, tokens, and encryption. */
export async function checkApiAccess(
  settings: Settings,
  dataDir: string,
): Promise<readonly CheckItem[]> {
  const [tls, tokens] = await Promise.all([
    loadTls(settings, dataDir),
    readTokens(inDataDir(dataDir, settings.apiTokensFile)),
  ]);
  const { apiHost } = settings;
  const items: CheckItem[] = [];
  if (!tls.ok) {
    items.push(checkItem('API_TLS_CERT_FILE', 'failed', tls.error.message));
  } else if (tls.value !== null) {
    items.push(checkItem('API_TLS_CERT_FILE', 'ok', 'certificate and key belong together'));
  } else if (apiHost !== 'localhost' && !isLoopback(apiHost)) {
    const message = `the HTTP API is open to the network on ${apiHost} without encryption; set API_TLS_CERT_FILE and API_TLS_KEY_FILE`;
    items.push(checkItem('API_HOST', 'warning', message));
  }
  if (!tokens.ok) {
    items.push(checkItem('API_TOKENS_FILE', 'failed', tokens.error.message));
  } else {
    const { length } = tokens.value;
    const message =
      length === 0
        ? 'no API tokens; programs that read calls need one: npm run token -- NAME'
        : `API tokens: ${length}`;
    items.push(checkItem('API_TOKENS_FILE', 'ok', message));
  }
  return items;
}
