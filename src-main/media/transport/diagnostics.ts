import type { Log } from '#main/observability/log';

/** Faults on a media connection that did not end it, for logs and tests. */
export type MediaDiagnostics = {
  /** Messages that were not understood. */
  unknownControl: number;
  /** ERROR events of Asterisk and the text of the last one. */
  controlErrors: number;
  lastControlError: string;
  /** Exceptions thrown by a handler: a defect of its owner. */
  handlerErrors: number;
};

export function noDiagnostics(): MediaDiagnostics {
  return { unknownControl: 0, controlErrors: 0, lastControlError: '', handlerErrors: 0 };
}

/** Logs at the end of a connection the faults on it, if any. */
export function logDiagnostics(
  log: Log,
  mediaChannelId: string | null,
  diagnostics: MediaDiagnostics,
): void {
  const { unknownControl, controlErrors, handlerErrors } = diagnostics;
  if (unknownControl + controlErrors + handlerErrors > 0) {
    log.warn({ mediaChannelId, ...diagnostics }, 'media connection ended; there were faults on it');
  }
}
