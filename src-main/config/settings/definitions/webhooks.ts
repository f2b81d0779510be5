import { parseWebhookUrls } from '#main/rules/webhookUrls';
import { parsedText, patternText } from '../forms';
import {
  booleanSetting,
  durationSetting,
  secretSetting,
  settingsGroup,
  textSetting,
} from '../kinds';

/** Control characters come from a clumsy paste. What follows `whsec_` is base64 (RFC 4648). */
const signingSecret = patternText(
  'a text that the receivers know too; after whsec_ it must be base64',
  /^(?!whsec_)\P{Cc}*$|^whsec_[A-Za-z0-9+/]{16,}={0,2}$/u,
  1_000,
);

export const WEBHOOK_SETTINGS = settingsGroup('webhooks', {
  WEBHOOK_URLS: textSetting({
    form: parsedText('up to ten https addresses, or http ones of this machine', parseWebhookUrls),
    default: '',
    live: true,
  }),
  WEBHOOK_SECRET: secretSetting({
    form: signingSecret,
    live: true,
  }),
  WEBHOOK_INCLUDE_NUMBERS: booleanSetting({
    default: false,
    live: true,
  }),
  WEBHOOK_INCLUDE_TRANSCRIPT: booleanSetting({
    default: false,
    live: true,
  }),
  WEBHOOK_INCLUDE_SUMMARY: booleanSetting({
    default: false,
    live: true,
  }),
  WEBHOOK_TIMEOUT: durationSetting({
    unit: 'seconds',
    default: 30,
    min: 1,
    max: 120,
    live: true,
  }),
});
