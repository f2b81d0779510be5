/** Settings of calls as a whole: how long, how they are made and moved, what is kept of them. */
import { z } from 'zod';
import { boundedText, NAME, patternText, type TextForm } from '../forms';
import {
  booleanSetting,
  choiceSetting,
  durationSetting,
  numberSetting,
  settingsGroup,
  sizeSetting,
  textSetting,
} from '../kinds';

/** Stands for the number in OUTBOUND_ENDPOINT. */
export const NUMBER_PLACE = '{number}';

const DIAL_STRING: TextForm = {
  words: `an endpoint in Dial() syntax with ${NUMBER_PLACE} in it`,
  schema: z
    .string()
    .trim()
    .max(200)
    .regex(/^[A-Za-z]+\/[\w.@:/;+*#{}-]+$/)
    .refine((text) => text.includes(NUMBER_PLACE)),
};

export const CALL_SETTINGS = settingsGroup('Calls', {
  MAX_CALL_DURATION: durationSetting({
    description: 'Longest call; after it the caller is disconnected.',
    unit: 'seconds',
    default: 3_600,
    min: 1,
    max: 86_400,
    live: true,
  }),
  AUTO_ANSWER_CALLS: booleanSetting({
    description:
      'Calls are answered at once. Otherwise they ring in the console until someone answers or declines.',
    default: true,
    live: true,
  }),
  SESSION_CLEANUP_INTERVAL: durationSetting({
    description:
      'How often callers, channels and bridges without a call, and calls without a channel, are looked for in Asterisk; what is found is taken up or cleared, and logged. Done at each connection too.',
    unit: 'seconds',
    default: 300,
    min: 1,
    max: 86_400,
    live: true,
  }),
  SHUTDOWN_CALLS: choiceSetting({
    description:
      "What happens to live calls when the program ends. fallback: they go on in Asterisk's dialplan. hangup: they are disconnected.",
    choices: ['fallback', 'hangup'],
    default: 'fallback',
    live: true,
  }),
  HISTORY_RETENTION_DAYS: numberSetting({
    description:
      'Calls older than this are removed from the history, with their recordings. 0 keeps all.',
    unit: 'days',
    default: 90,
    min: 0,
    max: 36_500,
    step: 1,
    live: true,
  }),
  HISTORY_MAX_SIZE: sizeSetting({
    description:
      'Disk space that history and recordings may take; beyond it the oldest calls are removed. 0 is no limit.',
    default: 20_000,
    min: 0,
    max: 10_000_000,
    step: 1,
    live: true,
  }),
  TRANSFER_CONTEXT: textSetting({
    description:
      'Context of the dialplan that transfers and consultations go to; its extensions are what may be dialled. The example is in asterisk-config/extensions.conf.',
    form: NAME,
    default: 'cordboard-transfer',
    live: true,
  }),
  OUTBOUND_ENDPOINT: textSetting({
    description: `Whom Asterisk dials for an outgoing call, ${NUMBER_PLACE} being the number: PJSIP/${NUMBER_PLACE}@my-trunk for a trunk, or a context of the dialplan.`,
    form: DIAL_STRING,
    default: `Local/${NUMBER_PLACE}@cordboard-outbound/n`,
    live: true,
  }),
  OUTBOUND_CALLER_ID: textSetting({
    description:
      'What the called party of an outgoing call or a consultation is shown. Empty: as Asterisk is set up.',
    form: patternText('a number, or Name <number>', /^[^\p{Cc}]+$/u, 80),
    default: '',
    live: true,
  }),
  OUTBOUND_RING_TIME: durationSetting({
    description: 'How long an outgoing call or a consultation rings before it is given up.',
    unit: 'seconds',
    default: 40,
    min: 5,
    max: 300,
    step: 1,
    live: true,
  }),
  HOLD_MUSIC_CLASS: textSetting({
    description:
      'Class of musiconhold.conf that a caller hears while he is held. It needs music files in Asterisk; without them he hears silence.',
    form: NAME,
    default: 'default',
    live: true,
  }),
  CONFERENCE_WAKE_WORD: textSetting({
    description:
      'Name by which the members of a conference ask the assistant to speak. It listens silently from the first member on then, which costs as much as a call of that length. Empty: it comes only when *1 is pressed.',
    form: boundedText('one or a few words', 40, /^[\p{L}\p{N} '-]*$/u),
    default: '',
    live: true,
  }),
});
