import type { Call } from '#model/call';
import { isWithheld } from '#model/callerNumber';
import { t } from '../i18n/i18n';
import { byLanguage } from '../i18n/language';
import { timeFormat } from './timeFormat';

// Each by itself: to make one takes a millisecond, and the first picture needs few of them.
const number = byLanguage((language) => new Intl.NumberFormat(language));

const decimalMark = byLanguage(
  (language) =>
    new Intl.NumberFormat(language).formatToParts(0.1).find(({ type }) => type === 'decimal')
      ?.value ?? '.',
);

const tenths = byLanguage(
  (language) =>
    new Intl.NumberFormat(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 }),
);

const percent = byLanguage((language) => new Intl.NumberFormat(language, { style: 'percent' }));

const dollars = byLanguage(
  (language) =>
    new Intl.NumberFormat(language, {
      style: 'currency',
      currency: 'USD',
      minimumFractionDigits: 2,
      maximumFractionDigits: 4,
    }),
);

const CLOCK = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
const DAY = { day: 'numeric', month: 'short' } as const;
const DATE = { ...DAY, year: 'numeric' } as const;

const clock = timeFormat(CLOCK);
const dayThisYear = timeFormat({ ...DAY, ...CLOCK });
const dayLongAgo = timeFormat(DATE);
const dateTime = timeFormat({ ...DATE, ...CLOCK });
const preciseDateTime = timeFormat({ ...DATE, ...CLOCK, second: '2-digit' });

/** Seconds with tenths, e.g. `4.2`. @param ms Milliseconds. */
export function formatTenths(ms: number): string {
  return tenths().format(ms / 1000);
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
  const whole = Math.floor(Math.max(0, ms) / 100);
  return `${formatDuration(whole * 100)}${decimalMark()}${whole % 10}`;
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
  return number().format(value);
}

/** An amount in US dollars, to a hundredth of a cent. */
export function formatDollars(value: number): string {
  return dollars().format(value);
}

/** Time of day as `14:02`. @param epochMs Epoch milliseconds. */
export function formatClock(epochMs: number): string {
  return clock().format(epochMs);
}

/**
 * Day and time as short as can be: `Nov 22, 14:02` this year, `Nov 22, 2025` before.
 * @param epochMs Epoch milliseconds.
 * @param now Epoch milliseconds.
 */
export function formatDay(epochMs: number, now: number): string {
  const isThisYear = new Date(epochMs).getFullYear() === new Date(now).getFullYear();
  return (isThisYear ? dayThisYear() : dayLongAgo()).format(epochMs);
}

/**
 * Day and time as `Nov 22, 2026, 14:02`, to the second if `precise`.
 * @param epochMs Epoch milliseconds.
 */
export function formatDateTime(epochMs: number, precise = false): string {
  return (precise ? preciseDateTime() : dateTime()).format(epochMs);
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
  return `${number().format(rate)}×`;
}

/** A share from 0 to 1, in percent. */
export function formatPercent(share: number): string {
  return percent().format(share);
}
