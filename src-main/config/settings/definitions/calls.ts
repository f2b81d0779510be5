/** Settings of calls as a whole: their length, outgoing calls, transfers, and the history. */
import { z } from 'zod';
import { isPhoneCountry } from '#main/rules/phoneNumbers';
import { phrase } from '#model/phrases/phrase';
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
  words: phrase('form.dial-endpoint', { place: NUMBER_PLACE }),
  schema: z
    .string()
    .trim()
    .max(200)
    .regex(/^[A-Za-z]+\/[\w.@:/;+*#{}-]+$/)
    .refine((text) => text.includes(NUMBER_PLACE)),
};

const COUNTRY: TextForm = {
  words: phrase('form.country'),
  schema: z
    .string()
    .trim()
    .max(2)
    .overwrite((text) => text.toUpperCase())
    .refine(isPhoneCountry),
};

export const CALL_SETTINGS = settingsGroup('calls', {
  MAX_CALLS: numberSetting({
    unit: 'unit.calls',
    default: 0,
    min: 0,
    max: 10_000,
    step: 1,
    live: true,
  }),
  MAX_CALL_DURATION: durationSetting({
    unit: 'seconds',
    default: 3_600,
    min: 1,
    max: 86_400,
    live: true,
  }),
  AUTO_ANSWER_CALLS: booleanSetting({
    default: true,
    live: true,
  }),
  RING_LIMIT: durationSetting({
    unit: 'seconds',
    default: 60,
    min: 0,
    max: 3_600,
    live: true,
  }),
  HOLD_LIMIT: durationSetting({
    unit: 'seconds',
    default: 600,
    min: 0,
    max: 86_400,
    live: true,
  }),
  SESSION_CLEANUP_INTERVAL: durationSetting({
    unit: 'seconds',
    default: 300,
    min: 1,
    max: 86_400,
    live: true,
  }),
  SHUTDOWN_CALLS: choiceSetting({
    choices: ['fallback', 'hangup'],
    default: 'fallback',
    live: true,
  }),
  PHONE_COUNTRY: textSetting({
    form: COUNTRY,
    default: '',
    live: true,
  }),
  HISTORY_RETENTION_DAYS: numberSetting({
    unit: 'unit.days',
    default: 90,
    min: 0,
    max: 36_500,
    step: 1,
    live: true,
  }),
  HISTORY_MAX_SIZE: sizeSetting({
    default: 20_000,
    min: 0,
    max: 10_000_000,
    step: 1,
    live: true,
  }),
  FALLBACK_CONTEXT: textSetting({
    form: NAME,
    default: 'gemini-voice-assistant',
    live: true,
  }),
  TRANSFER_CONTEXT: textSetting({
    form: NAME,
    default: 'cordboard-transfer',
    live: true,
  }),
  OUTBOUND_ENDPOINT: textSetting({
    form: DIAL_STRING,
    default: `Local/${NUMBER_PLACE}@cordboard-outbound/n`,
    live: true,
  }),
  OUTBOUND_CALLER_ID: textSetting({
    form: patternText(phrase('form.caller-id'), /^[^\p{Cc}]+$/u, 80),
    default: '',
    live: true,
  }),
  OUTBOUND_RING_TIME: durationSetting({
    unit: 'seconds',
    default: 40,
    min: 5,
    max: 300,
    step: 1,
    live: true,
  }),
  HOLD_MUSIC_CLASS: textSetting({
    form: NAME,
    default: 'default',
    live: true,
  }),
  CONFERENCE_WAKE_WORD: textSetting({
    form: boundedText(phrase('form.few-words'), 40, /^[\p{L}\p{N} '-]*$/u),
    default: '',
    live: true,
  }),
});
