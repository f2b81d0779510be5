/** The text of server-sent events (WHATWG HTML, section 9.2, "Server-sent events"). */

/** Comment that keeps proxies from taking an idle stream for a dead one. */
export const HEARTBEAT = ': heartbeat\n\n';

/** Asks the client to come back after this time when the stream breaks, ms. */
export const RECONNECT = 'retry: 2000\n\n';

/**
 * One event. Its id names run and revision: a revision alone would mean another state after a
 * restart of the program.
 * @param data Written as JSON, which has no line ends of its own.
 */
export function eventText(
  type: 'snapshot' | 'batch',
  run: string,
  revision: number,
  data: unknown,
): string {
  return `id: ${run}-${revision}\nevent: ${type}\ndata: ${JSON.stringify(data)}\n\n`;
}

/**
 * Revision that a client has seen, by its Last-Event-ID; null when it is of another run, or none of
 * ours.
 */
export function seenRevision(lastEventId: string | undefined, run: string): number | null {
  const revision =
    lastEventId?.startsWith(`${run}-`) === true ? lastEventId.slice(run.length + 1) : '';
  return /^\d{1,15}$/.test(revision) ? Number(revision) : null;
}
