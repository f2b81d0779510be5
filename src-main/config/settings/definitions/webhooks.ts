import { parseWebhookUrls } from '#main/rules/webhookUrls';
import { phrase } from '#model/phrases/phrase';
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
  phrase('form.signing-secret'),
  /^(?!whsec_)\P{Cc}*$|^whsec_[A-Za-z0-9+/]{16,}={0,2}$/u,
  1_000,
);

export const WEBHOOK_SETTINGS = settingsGroup('webhooks', {
  WEBHOOK_URLS: textSetting({
    form: parsedText(phrase('form.webhook-urls'), parseWebhookUrls),
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
