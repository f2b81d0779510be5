/** Settings of conferences (extension 1003 of the example dialplan). */
import { z } from 'zod';
import { type SettingDefinition, textSetting } from '../kinds';

/** The definitions by name. */
export const CONFERENCE_SETTINGS = {
  CONFERENCE_WAKE_WORD: textSetting({
    group: 'Calls',
    description:
      'Name by which the members of a conference ask the assistant to speak. It listens silently from the first member on then, which costs as much as a call of that length. Empty: it comes only when *1 is pressed.',
    range: 'one or a few words, up to 40 characters, or empty',
    default: '',
    schema: z
      .string()
      .trim()
      .max(40)
      .regex(/^[\p{L}\p{N} '-]*$/u),
    live: true,
  }),
} satisfies Record<string, SettingDefinition<string>>;
