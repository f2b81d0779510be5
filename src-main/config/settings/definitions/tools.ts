/** Settings of the HTTP requests that a profile's tools make. */
import { z } from 'zod';
import { parseToolHosts } from '#main/rules/toolHosts';
import { parseToolSecrets, SECRET_PLACE } from '#main/rules/toolSecrets';
import type { Result } from '#main/util/result';
import { secretSetting, type SettingDefinition, textSetting } from '../kinds';

const GROUP = 'Tools';

/** A text that one of our own parsers takes; its message becomes that of the setting. */
function parsedText(parse: (text: string) => Result<unknown>): z.ZodType<string, string> {
  return z
    .string()
    .trim()
    .max(4_000)
    .superRefine((text, context) => {
      const parsed = parse(text);
      if (!parsed.ok) {
        context.addIssue({ code: 'custom', message: parsed.error.message });
      }
    });
}

/** The definitions by name. */
export const TOOL_SETTINGS = {
  HTTP_TOOL_HOSTS: textSetting({
    group: GROUP,
    description:
      'Hosts that the HTTP tools of profiles may ask, separated by commas. A host in a network of your own also needs its address on the list. Empty: none. See docs/profiles.md.',
    range: 'hosts such as api.example.com or 10.0.0.5:8080, or empty',
    default: '',
    schema: parsedText(parseToolHosts),
    live: true,
  }),
  HTTP_TOOL_SECRETS: {
    ...secretSetting({
      group: GROUP,
      description: `Secrets for the headers of HTTP tools, as NAME=value with blanks between them. A header holds a secret as ${SECRET_PLACE}.`,
      range: 'NAME=value pairs',
      live: true,
    }),
    schema: parsedText(parseToolSecrets),
  },
} satisfies Record<string, SettingDefinition<string>>;
