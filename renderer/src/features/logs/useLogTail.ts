import { useEffect, useState } from 'react';
import { MAX_LOG_LINES } from '#model/limits';
import type { LineLevel, LogLine } from '#model/log';
import type { Phrase } from '#model/phrases/phrase';
import { timedRequest } from '../../bridge/timedRequest';

/** Time between two readings while the log is followed, ms. */
const FOLLOW_MS = 1_000;

/** What is asked for. */
export type LogFilter = {
  readonly level: LineLevel;
  /** Part of the id of a call; empty for all lines. */
  readonly call: string;
  /** New lines are read as they come; otherwise the lines stay as they are. */
  readonly following: boolean;
  /** Raised to read anew after a failure. */
  readonly attempt: number;
};

/** The lines that fit, oldest first. While it fails, those that were read before stay. */
export type LogTailState = {
  readonly lines: readonly LogLine[];
  readonly load: 'loading' | 'ready' | 'failed';
  /** Why the last reading failed; null otherwise. */
  readonly message: Phrase | null;
};

/** Reads the log: once, or again and again while it is followed. */
export function useLogTail({ level, call, following, attempt }: LogFilter): LogTailState {
  const [tail, setTail] = useState<LogTailState>({ lines: [], load: 'loading', message: null });
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let open = true;
    // Nothing read yet with these filters: the first answer replaces what is shown.
    let newest = 0;
    const isOpen = (): boolean => open;
    const read = async (): Promise<void> => {
      const after = newest;
      const result = await timedRequest('logs:tail', { after, level, call, limit: MAX_LOG_LINES });
      if (!isOpen()) {
        return;
      }
      if (result.ok) {
        const { lines } = result.value;
        newest = result.value.newest;
        setTail((before) =>
          after > 0 && lines.length === 0 && before.load === 'ready'
            ? before
            : {
                lines: after === 0 ? lines : [...before.lines, ...lines].slice(-MAX_LOG_LINES),
                load: 'ready',
                message: null,
              },
        );
      } else {
        setTail((before) => ({ ...before, load: 'failed', message: result.error.phrase }));
      }
      if (following) {
        timer = setTimeout(() => void read(), FOLLOW_MS);
      }
    };
    void read();
    return () => {
      open = false;
      clearTimeout(timer);
    };
  }, [level, call, following, attempt]);
  return tail;
}
