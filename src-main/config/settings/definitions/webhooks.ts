/** Settings of the announcements to other programs. */
import { parseWebhookUrls } from '#main/rules/webhookUrls';
import { parsedText, secretText } from '../forms';
import { booleanSetting, secretSetting, settingsGroup, textSetting } from '../kinds';

export const WEBHOOK_SETTINGS = settingsGroup('Webhooks', {
  WEBHOOK_URLS: textSetting({
    description:
      'Addresses of programs that are told of calls and alerts, separated by commas. Empty: none. See docs/monitoring.md.',
    form: parsedText('up to ten https addresses, or http ones of this machine', parseWebhookUrls),
    default: '',
    live: true,
  }),
  WEBHOOK_SECRET: secretSetting({
    description:
      'Secret that every announcement is signed with; nothing is sent without it. Use at least 32 random characters.',
    form: secretText('a text that the receivers know too'),
    live: true,
  }),
  WEBHOOK_INCLUDE_NUMBERS: booleanSetting({
    description:
      "Announcements also hold the caller's number and name, and the messages callers leave. Check what the law says on passing them on.",
    default: false,
    live: true,
  }),
});
