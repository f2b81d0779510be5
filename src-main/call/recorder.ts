import type { Log } from '../observability/log';
import type { CallId } from '../model/call';
import type { Recording } from './callSession';
export function createRecorder(_dataDir: string, _log: Log): (callId: CallId) => Recording {
  return () => ({ tap: () => undefined, close: () => Promise.resolve() });
}
