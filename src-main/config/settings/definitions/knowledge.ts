/** Settings of what the agent is told of its call. */
import { z } from 'zod';
import type { TextForm } from '../forms';
import { booleanSetting, settingsGroup, textSetting } from '../kinds';

/** A name that this program knows a clock for. */
const TIME_ZONE: TextForm = {
  words: 'the name of a time zone such as Europe/Berlin (IANA)',
  schema: z.string().trim().max(64).refine(isTimeZone),
};

export const KNOWLEDGE_SETTINGS = settingsGroup('What the agent knows', {
  TIME_ZONE: textSetting({
    description:
      "Time zone in which the agent is told date and time. Empty: this machine's. See docs/profiles.md.",
    form: TIME_ZONE,
    default: '',
    live: true,
  }),
  AGENT_KNOWS_CALLER: booleanSetting({
    description:
      'The agent, and with it Gemini, is told number and name of the caller, and their earlier calls where the profile says so. Otherwise the placeholders for them are empty; HTTP tools still get them. These are personal data, see docs/privacy.md.',
    default: true,
    live: true,
  }),
});

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
