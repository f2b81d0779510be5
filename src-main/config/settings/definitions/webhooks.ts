/** Settings of the announcements to other programs. */
import { z } from 'zod';
import { parseWebhookUrls } from '#main/rules/webhookUrls';
import { booleanSetting, secretSetting, type SettingDefinition, textSetting } from '../kinds';

const GROUP = 'Webhooks';

/** Addresses of receivers, as WEBHOOK_URLS holds them; a wrong one is named by its place, never shown. */
const webhookUrlsSchema = z
  .string()
  .trim()
  .max(4_000)
  .superRefine((text, context) => {
    const parsed = parseWebhookUrls(text);
    if (!parsed.ok) {
      context.addIssue({ code: 'custom', message: parsed.error.message });
    }
  });

/** The definitions by name. */
export const WEBHOOK_SETTINGS = {
  WEBHOOK_URLS: textSetting({
    group: GROUP,
    description:
      'Addresses of programs that are told of calls and alerts, separated by commas. Empty: none. See docs/monitoring.md.',
    range: 'up to ten https addresses, or http ones of this machine, or empty',
    default: '',
    schema: webhookUrlsSchema,
    live: true,
  }),
  WEBHOOK_SECRET: secretSetting({
    group: GROUP,
    description:
      'Secret that every announcement is signed with; nothing is sent without it. Use at least 32 random characters.',
    range: 'a text that the receivers know too',
    live: true,
  }),
  WEBHOOK_INCLUDE_NUMBERS: booleanSetting({
    group: GROUP,
    description:
      "Announcements also hold the caller's number and name, and the messages callers leave. Check what the law says on passing them on.",
    default: false,
    live: true,
  }),
} satisfies Record<string, SettingDefinition<string | boolean>>;
