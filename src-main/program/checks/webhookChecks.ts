import type { Settings } from '#main/config/settings/settings';
import { parseWebhookUrls } from '#main/rules/webhookUrls';
import { messageOf } from '#main/util/errors';
import { phrase } from '#model/phrases/phrase';
import type { CheckItem } from '#model/settings';
import { checkItem } from './checkItem';

const WEBHOOKS = phrase('check.webhooks');

const ANSWER_TIMEOUT_MS = 5_000;

/** Whether each receiver answers. It is asked for nothing but its head, so no event reaches it. */
export async function checkWebhooks(settings: Settings): Promise<readonly CheckItem[]> {
  const urls = parseWebhookUrls(settings.webhookUrls);
  if (!urls.ok) {
    return [checkItem(WEBHOOKS, 'failed', urls.error.phrase)];
  }
  if (urls.value.length === 0) {
    return [checkItem(WEBHOOKS, 'skipped', phrase('check.no-receivers'))];
  }
  const unsigned =
    settings.webhookSecret === ''
      ? [checkItem(WEBHOOKS, 'failed', phrase('check.no-signing-secret'))]
      : [];
  return [...unsigned, ...(await Promise.all(urls.value.map(checkReceiver)))];
}

/** Names the host alone: the path of an address often holds a secret. */
async function checkReceiver(url: URL): Promise<CheckItem> {
  const { host } = url;
  try {
    const signal = AbortSignal.timeout(ANSWER_TIMEOUT_MS);
    await fetch(url, { method: 'HEAD', redirect: 'manual', signal });
    return checkItem(WEBHOOKS, 'ok', phrase('check.receiver-answers', { host }));
  } catch (error) {
    // What failed beneath says more than "fetch failed", and repeats no address with its path.
    const beneath = error instanceof Error && error.cause !== undefined ? error.cause : error;
    const why = messageOf(beneath);
    return checkItem(WEBHOOKS, 'failed', phrase('check.receiver-silent', { host, why }));
  }
}
