import { parseWebhookUrls } from '#main/rules/webhookUrls';
import { parsedText, secretText } from '../forms';
import { booleanSetting, secretSetting, settingsGroup, textSetting } from '../kinds';

export const WEBHOOK_SETTINGS = settingsGroup('Webhooks', {
  WEBHOOK_URLS: textSetting({
    description:
      'Addresses that get announcements of calls and alerts, separated by commas. Empty: none. See docs/monitoring.md.',
    form: parsedText('up to ten https addresses, or http ones of this machine', parseWebhookUrls),
    default: '',
    live: true,
  }),
  WEBHOOK_SECRET: secretSetting({
    description:
      'Secret that signs every announcement; without it nothing is sent. Use at least 32 random characters.',
    form: secretText('a text that the receivers know too'),
    live: true,
  }),
  WEBHOOK_INCLUDE_NUMBERS: booleanSetting({
    description:
      "Announcements also contain the caller's number and name, the messages that callers leave, and the words of questions to the supervisor. Check whether the law allows passing them on.",
    default: false,
    live: true,
  }),
});
