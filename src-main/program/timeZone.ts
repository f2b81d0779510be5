import type { Settings } from '#main/config/settings/settings';

/**
 * Finds TIME_ZONE, or else that of this machine, as the name of a zone (IANA). Made before calls
 * come: the first use of the clock's tables takes tens of ms.
 */
export function createTimeZone(): (settings: Pick<Settings, 'timeZone'>) => string {
  const localZone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  return ({ timeZone }) => (timeZone === '' ? localZone : timeZone);
}
