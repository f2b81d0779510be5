import type { Log } from '#main/observability/log';

/** Things that happened on a media connection and were survived, for logs and tests. */
export type MediaDiagnostics = {
  /** Text messages that made no sense. */
  unknownControl: number;
  /** ERROR events of Asterisk and the text of the last one. */
  controlErrors: number;
  lastControlError: string;
  /** Exceptions thrown by a handler: a defect of its owner. */
  handlerErrors: number;
};

/** Of a connection that has just begun. */
export function noDiagnostics(): MediaDiagnostics {
  return { unknownControl: 0, controlErrors: 0, lastControlError: '', handlerErrors: 0 };
}

/** Says at the end of a connection what was survived on it, if anything. */
export function logDiagnostics(
  log: Log,
  mediaChannelId: string | null,
  diagnostics: MediaDiagnostics,
): void {
  const { unknownControl, controlErrors, handlerErrors } = diagnostics;
  if (unknownControl + controlErrors + handlerErrors > 0) {
    log.warn({ mediaChannelId, ...diagnostics }, 'media connection ended, with troubles on it');
  }
}
