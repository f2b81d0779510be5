/** Settings of calls as a whole: their length, outgoing calls, transfers, and the history. */
import { z } from 'zod';
import { isPhoneCountry } from '#main/rules/phoneNumbers';
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

/** Placeholder for the number in OUTBOUND_ENDPOINT. */
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

const COUNTRY: TextForm = {
  words: 'the code of a country in two letters (ISO 3166), such as US or DE',
  schema: z
    .string()
    .trim()
    .max(2)
    .overwrite((text) => text.toUpperCase())
    .refine(isPhoneCountry),
};

export const CALL_SETTINGS = settingsGroup('Calls', {
  MAX_CALLS: numberSetting({
    description:
      "Most calls at once. A further one is not answered: it goes on in Asterisk's dialplan, which may send it elsewhere (CORDBOARD_REFUSED, see asterisk-config). Callers who are taken up again after a restart are never refused. 0: no limit.",
    unit: 'calls',
    default: 0,
    min: 0,
    max: 10_000,
    step: 1,
    live: true,
  }),
  MAX_CALL_DURATION: durationSetting({
    description: 'Longest duration of a call. After it Cordboard disconnects the caller.',
    unit: 'seconds',
    default: 3_600,
    min: 1,
    max: 86_400,
    live: true,
  }),
  AUTO_ANSWER_CALLS: booleanSetting({
    description:
      'Answers calls at once. Otherwise they ring in the console until a supervisor answers or declines them.',
    default: true,
    live: true,
  }),
  RING_LIMIT: durationSetting({
    description:
      "How long a call rings in the console (AUTO_ANSWER_CALLS=false). After it the caller goes to the profile's fallback. 0: until the caller gives up.",
    unit: 'seconds',
    default: 60,
    min: 0,
    max: 3_600,
    live: true,
  }),
  HOLD_LIMIT: durationSetting({
    description:
      'How long a hold, a pause or a mute of the voice agent by the supervisor lasts. After it the agent goes on, because the supervisor may have forgotten the caller. 0: for ever.',
    unit: 'seconds',
    default: 600,
    min: 0,
    max: 86_400,
    live: true,
  }),
  SESSION_CLEANUP_INTERVAL: durationSetting({
    description:
      'How often Cordboard searches Asterisk for callers, channels and bridges without a call, and for calls without a channel. Callers are served again; the rest is cleared and logged. Cordboard also searches each time it connects.',
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
  PHONE_COUNTRY: textSetting({
    description:
      'Country whose national spellings of numbers are understood: with US, 2025550123 is the same number as +12025550123. It counts where numbers are compared: for the profile of a dialled number, in searches of the history, and when a caller is deleted. Empty: only the international spellings (+, 00, or neither) are the same.',
    form: COUNTRY,
    default: '',
    live: true,
  }),
  HISTORY_RETENTION_DAYS: numberSetting({
    description:
      'Older calls are removed from the history, with their recordings. 0 keeps all calls.',
    unit: 'days',
    default: 90,
    min: 0,
    max: 36_500,
    step: 1,
    live: true,
  }),
  HISTORY_MAX_SIZE: sizeSetting({
    description:
      'Most disk space for history and recordings; beyond it the oldest calls are removed. 0: no limit.',
    default: 20_000,
    min: 0,
    max: 10_000_000,
    step: 1,
    live: true,
  }),
  FALLBACK_CONTEXT: textSetting({
    description:
      'Dialplan context whose extension "fallback" takes over callers whom Cordboard cannot serve. Without it Cordboard apologises itself, and the dialplan goes on after its Stasis().',
    form: NAME,
    default: 'gemini-voice-assistant',
    live: true,
  }),
  TRANSFER_CONTEXT: textSetting({
    description:
      'Dialplan context for transfers and consultations; only its extensions can be dialled. See the example in asterisk-config/extensions.conf.',
    form: NAME,
    default: 'cordboard-transfer',
    live: true,
  }),
  OUTBOUND_ENDPOINT: textSetting({
    description: `What Asterisk dials for an outgoing call; ${NUMBER_PLACE} is replaced by the number. PJSIP/${NUMBER_PLACE}@my-trunk uses a trunk, Local/${NUMBER_PLACE}@my-context/n a dialplan context.`,
    form: DIAL_STRING,
    default: `Local/${NUMBER_PLACE}@cordboard-outbound/n`,
    live: true,
  }),
  OUTBOUND_CALLER_ID: textSetting({
    description:
      'Caller ID that the called party sees, in outgoing calls and consultations. Empty: as configured in Asterisk.',
    form: patternText('a number, or Name <number>', /^[^\p{Cc}]+$/u, 80),
    default: '',
    live: true,
  }),
  OUTBOUND_RING_TIME: durationSetting({
    description: 'How long an outgoing call or a consultation rings before Cordboard gives up.',
    unit: 'seconds',
    default: 40,
    min: 5,
    max: 300,
    step: 1,
    live: true,
  }),
  HOLD_MUSIC_CLASS: textSetting({
    description:
      'Class of musiconhold.conf that callers on hold hear. Asterisk needs music files for it; without them callers hear silence.',
    form: NAME,
    default: 'default',
    live: true,
  }),
  CONFERENCE_WAKE_WORD: textSetting({
    description:
      'Name by which members of a conference call the assistant. The assistant then listens silently from the first member on, which costs as much as a call of that length. Empty: it comes only when a member presses *1.',
    form: boundedText('one or a few words', 40, /^[\p{L}\p{N} '-]*$/u),
    default: '',
    live: true,
  }),
});
