/** Settings of what the agent is told of its call. */
import { z } from 'zod';
import { phrase } from '#model/phrases/phrase';
import type { TextForm } from '../forms';
import { booleanSetting, settingsGroup, textSetting } from '../kinds';

/** A name that this program knows a clock for. */
const TIME_ZONE: TextForm = {
  words: phrase('form.time-zone'),
  schema: z.string().trim().max(64).refine(isTimeZone),
};

export const KNOWLEDGE_SETTINGS = settingsGroup('knowledge', {
  TIME_ZONE: textSetting({
    form: TIME_ZONE,
    default: '',
    live: true,
  }),
  AGENT_KNOWS_CALLER: booleanSetting({
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
