import type { Call } from '#model/call';
import { isWithheld } from '#model/callerNumber';
import { t } from '../i18n/i18n';
import { byLanguage } from '../i18n/language';

const formats = byLanguage((language) => ({
  number: new Intl.NumberFormat(language),
  decimalMark:
    new Intl.NumberFormat(language).formatToParts(0.1).find(({ type }) => type === 'decimal')
      ?.value ?? '.',
  tenths: new Intl.NumberFormat(language, {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  }),
  percent: new Intl.NumberFormat(language, { style: 'percent' }),
  dollars: new Intl.NumberFormat(language, {
    style: 'currency',
    currency: 'USD',
    minimumFractionDigits: 2,
    maximumFractionDigits: 4,
  }),
  clock: new Intl.DateTimeFormat(language, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }),
  dayThisYear: new Intl.DateTimeFormat(language, {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }),
  dayLongAgo: new Intl.DateTimeFormat(language, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  }),
  dateTime: new Intl.DateTimeFormat(language, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }),
  preciseDateTime: new Intl.DateTimeFormat(language, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  }),
}));

/** Seconds with tenths, e.g. `4.2`. @param ms Milliseconds. */
export function formatTenths(ms: number): string {
  return formats().tenths.format(ms / 1000);
}

const two = (value: number): string => String(value).padStart(2, '0');

/**
 * Length of time as `03:12`, from an hour on `1:03:12`.
 * @param ms Milliseconds; negative counts as none.
 */
export function formatDuration(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const hours = Math.floor(seconds / 3600);
  const rest = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}

/** Moment in a call as `03:12.4`. @param ms Milliseconds since the call reached Cordboard. */
export function formatCallTime(ms: number): string {
  const tenths = Math.floor(Math.max(0, ms) / 100);
  return `${formatDuration(tenths * 100)}${formats().decimalMark}${tenths % 10}`;
}

/**
 * Length of time in words, for assistive technology: "3 minutes 12 seconds".
 * @param ms Milliseconds.
 */
export function spokenDuration(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const minutes = Math.floor(seconds / 60);
  const rest = t('duration.seconds', { count: seconds % 60 });
  return minutes > 0 ? `${t('duration.minutes', { count: minutes })} ${rest}` : rest;
}

/**
 * Latency as `640 ms`, from ten seconds on `12.3 s`; a dash when there is none.
 * @param ms Milliseconds or null.
 */
export function formatLatency(ms: number | null): string {
  if (ms === null) {
    return '–';
  }
  return ms < 10_000 ? `${formatCount(Math.round(ms))} ms` : `${formatTenths(ms)} s`;
}

/** A whole number with separators. */
export function formatCount(value: number): string {
  return formats().number.format(value);
}

/** An amount in US dollars, to a hundredth of a cent. */
export function formatDollars(value: number): string {
  return formats().dollars.format(value);
}

/** Time of day as `14:02`. @param epochMs Epoch milliseconds. */
export function formatClock(epochMs: number): string {
  return formats().clock.format(epochMs);
}

/**
 * Day and time as short as can be: `Nov 22, 14:02` this year, `Nov 22, 2025` before.
 * @param epochMs Epoch milliseconds.
 * @param now Epoch milliseconds.
 */
export function formatDay(epochMs: number, now: number): string {
  const isThisYear = new Date(epochMs).getFullYear() === new Date(now).getFullYear();
  const { dayThisYear, dayLongAgo } = formats();
  return (isThisYear ? dayThisYear : dayLongAgo).format(epochMs);
}

/**
 * Day and time as `Nov 22, 2026, 14:02`, to the second if `precise`.
 * @param epochMs Epoch milliseconds.
 */
export function formatDateTime(epochMs: number, precise = false): string {
  const { preciseDateTime, dateTime } = formats();
  return (precise ? preciseDateTime : dateTime).format(epochMs);
}

/** The caller's number as shown; "Withheld" when there is none. */
export function formatNumber(callerNumber: string): string {
  return isWithheld(callerNumber) ? t('call.withheld') : callerNumber;
}

/** Who calls: by name, else by number; empty of a call that is not known. */
export function formatCaller(call: Pick<Call, 'callerName' | 'callerNumber'> | undefined): string {
  return call === undefined ? '' : call.callerName || formatNumber(call.callerNumber);
}

/** How fast something is played, e.g. `1.5×`. */
export function formatRate(rate: number): string {
  return `${formats().number.format(rate)}×`;
}

/** A share from 0 to 1, in percent. */
export function formatPercent(share: number): string {
  return formats().percent.format(share);
}
