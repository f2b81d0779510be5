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

export const WEBHOOK_SETTINGS = settingsGroup('Webhooks', {
  WEBHOOK_URLS: textSetting({
    description:
      'Addresses that get announcements of calls and alerts, separated by commas. Empty: none. See docs/webhooks.md.',
    form: parsedText('up to ten https addresses, or http ones of this machine', parseWebhookUrls),
    default: '',
    live: true,
  }),
  WEBHOOK_SECRET: secretSetting({
    description:
      'Secret that signs every announcement; without it nothing is sent. Use at least 32 random characters, or whsec_ and base64 as receivers of Standard Webhooks make it.',
    form: signingSecret,
    live: true,
  }),
  WEBHOOK_INCLUDE_NUMBERS: booleanSetting({
    description:
      "Announcements also contain the caller's number and name, the messages that callers leave, and the words of questions to the supervisor. Check whether the law allows passing them on.",
    default: false,
    live: true,
  }),
  WEBHOOK_INCLUDE_TRANSCRIPT: booleanSetting({
    description:
      'The announcement of the end of a call also contains what was said in it. Check whether the law allows passing it on.',
    default: false,
    live: true,
  }),
  WEBHOOK_INCLUDE_SUMMARY: booleanSetting({
    description:
      'Announcements with the outcome of a call also contain its summary, follow-ups and fields, for the profiles that make one. Check whether the law allows passing them on.',
    default: false,
    live: true,
  }),
  WEBHOOK_TIMEOUT: durationSetting({
    description:
      'Longest wait for an answer of a receiver. Many answer only when their work is done: with a shorter time they get the same event again and do it twice.',
    unit: 'seconds',
    default: 30,
    min: 1,
    max: 120,
    live: true,
  }),
});
