/** The text of server-sent events (WHATWG HTML, section 9.2, "Server-sent events"). */

/** Comment that keeps proxies from closing an idle stream. */
export const HEARTBEAT = ': heartbeat\n\n';

/** Asks the client to reconnect 2000 ms after the stream breaks. */
export const RECONNECT = 'retry: 2000\n\n';

/**
 * Formats one event. Its id holds run and revision, because after a restart the same revision means
 * another state.
 * @param data Written as JSON, which contains no line breaks.
 */
export function eventText(
  type: 'snapshot' | 'batch',
  run: string,
  revision: number,
  data: unknown,
): string {
  return `id: ${run}-${revision}\nevent: ${type}\ndata: ${JSON.stringify(data)}\n\n`;
}

/** The revision in a Last-Event-ID; null if the id is of another run or not ours. */
export function seenRevision(lastEventId: string | undefined, run: string): number | null {
  const revision =
    lastEventId?.startsWith(`${run}-`) === true ? lastEventId.slice(run.length + 1) : '';
  return /^\d{1,15}$/.test(revision) ? Number(revision) : null;
}
