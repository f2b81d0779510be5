import type { Log } from '#main/observability/log';
import type { LogRing } from '#main/observability/logRing';
import type { Result } from '#main/util/result';
import type { Bundle } from '../logs/diagnostics';
import { failure, success } from './requestResults';
import type { RequestHandlers } from './validatedIpc';

/** What the log view is answered with. */
export type LogHandlerParts = {
  readonly ring: Pick<LogRing, 'tail'>;
  /** Writes a bundle. */
  readonly pack: () => Promise<Result<Bundle>>;
  /** Puts a text on the clipboard. */
  readonly copy: (text: string) => void;
};

/** Handlers of the log view. */
export function createLogHandlers(
  { ring, pack, copy }: LogHandlerParts,
  log: Log,
): Pick<RequestHandlers, 'logs:tail' | 'app:diagnostics'> {
  return {
    'logs:tail': (query) => Promise.resolve(success(ring.tail(query))),
    'app:diagnostics': async () => {
      const packed = await pack();
      if (!packed.ok) {
        log.warn({ error: packed.error }, 'diagnostics could not be written');
        return failure(packed.error);
      }
      copy(packed.value.text);
      log.info({ file: packed.value.path }, 'diagnostics written');
      return success(packed.value.path);
    },
  };
}
