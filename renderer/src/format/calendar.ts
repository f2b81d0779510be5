/** Names of days and hours, in the language of the window. */
import { timeFormat } from './timeFormat';

/** A Monday, to name the days of the week by. */
const MONDAY = new Date(2026, 0, 5).getTime();
const DAY_MS = 86_400_000;

const day = timeFormat({ day: 'numeric', month: 'short' });
const weekdayName = timeFormat({ weekday: 'short' });

/** Day and month, e.g. `Nov 22`. @param epochMs Epoch milliseconds. */
export function dayOf(epochMs: number): string {
  return day().format(epochMs);
}

/** An hour of the day as `09:00`. */
export function hourText(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`;
}

/** @param weekday 1 (Monday) to 7 (ISO 8601). */
export function weekdayText(weekday: number): string {
  const noon = MONDAY + (weekday - 1) * DAY_MS + DAY_MS / 2;
  return weekdayName().format(noon);
}
