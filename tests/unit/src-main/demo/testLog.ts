import type { Log } from '#main/observability/log';

/** A log that keeps its errors and warnings for the test to look at. */
export function createTestLog(): { readonly log: Log; readonly complaints: string[] } {
  const complaints: string[] = [];
  const keep = (fields: object, message: string): void => {
    complaints.push(`${message} ${JSON.stringify(fields)}`);
  };
  const log: Log = {
    debug: () => undefined,
    info: () => undefined,
    warn: keep,
    error: keep,
    child: () => log,
  };
  return { log, complaints };
}
