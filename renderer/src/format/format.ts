import { isWithheld } from '#model/callerNumber';
import { LANGUAGE, t } from '../i18n/i18n';

const integer = new Intl.NumberFormat(LANGUAGE);
const dollars = new Intl.NumberFormat(LANGUAGE, {
  style: 'currency',
  currency: 'USD',
  minimumFractionDigits: 2,
  maximumFractionDigits: 4,
});
const clock = new Intl.DateTimeFormat(LANGUAGE, {
  hour: '2-digit',
  minute: '2-digit',
  hour12: false,
});

const dayThisYear = new Intl.DateTimeFormat(LANGUAGE, {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
const dayLongAgo = new Intl.DateTimeFormat(LANGUAGE, {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
});
const dateTime = new Intl.DateTimeFormat(LANGUAGE, {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
const preciseDateTime = new Intl.DateTimeFormat(LANGUAGE, {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

/** Seconds with tenths, e.g. `4.2`. @param ms Milliseconds. */
export function formatTenths(ms: number): string {
  return (ms / 1000).toLocaleString(LANGUAGE, {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
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
  return `${formatDuration(tenths * 100)}.${tenths % 10}`;
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
  return ms < 10_000 ? `${integer.format(Math.round(ms))} ms` : `${(ms / 1000).toFixed(1)} s`;
}

/** A whole number with separators. */
export function formatCount(value: number): string {
  return integer.format(value);
}

/** An amount in US dollars, to a hundredth of a cent. */
export function formatDollars(value: number): string {
  return dollars.format(value);
}

/** Time of day as `14:02`. @param epochMs Epoch milliseconds. */
export function formatClock(epochMs: number): string {
  return clock.format(epochMs);
}

/**
 * Day and time as short as can be: `Nov 22, 14:02` this year, `Nov 22, 2025` before.
 * @param epochMs Epoch milliseconds.
 * @param now Epoch milliseconds.
 */
export function formatDay(epochMs: number, now: number): string {
  const isThisYear = new Date(epochMs).getFullYear() === new Date(now).getFullYear();
  return (isThisYear ? dayThisYear : dayLongAgo).format(epochMs);
}

/**
 * Day and time as `Nov 22, 2026, 14:02`, to the second if `precise`.
 * @param epochMs Epoch milliseconds.
 */
export function formatDateTime(epochMs: number, precise = false): string {
  return (precise ? preciseDateTime : dateTime).format(epochMs);
}

/** The caller's number as shown; "Withheld" when there is none. */
export function formatNumber(callerNumber: string): string {
  return isWithheld(callerNumber) ? t('call.withheld') : callerNumber;
}

/** A share from 0 to 1, in percent. */
export function formatPercent(share: number): string {
  return new Intl.NumberFormat(LANGUAGE, { style: 'percent' }).format(share);
}
