import { isLoopback } from '#main/api/access/hostCheck';
import { readTokens } from '#main/api/access/tokenFile';
import { loadTls } from '#main/api/tls';
import { inDataDir } from '#main/config/installation/dataDir';
import type { Settings } from '#main/config/settings/settings';
import { phrase } from '#model/phrases/phrase';
import type { CheckItem } from '#model/settings';
import { checkItem, settingSubject } from './checkItem';

const CERTIFICATE = settingSubject('API_TLS_CERT_FILE');
const TOKENS = settingSubject('API_TOKENS_FILE');

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
    items.push(checkItem(CERTIFICATE, 'failed', tls.error.phrase));
  } else if (tls.value !== null) {
    items.push(checkItem(CERTIFICATE, 'ok', phrase('check.tls-fits')));
  } else if (apiHost !== 'localhost' && !isLoopback(apiHost)) {
    const said = phrase('check.api-open', { host: apiHost });
    items.push(checkItem(settingSubject('API_HOST'), 'warning', said));
  }
  if (!tokens.ok) {
    items.push(checkItem(TOKENS, 'failed', tokens.error.phrase));
  } else {
    const { length: count } = tokens.value;
    const said = count === 0 ? phrase('check.no-tokens') : phrase('check.tokens', { count });
    items.push(checkItem(TOKENS, 'ok', said));
  }
  return items;
}
