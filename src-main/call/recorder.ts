/** Recordings of calls: where they go and how a call feeds them. */
import path from 'node:path';
import { WavRecorder } from '../media/wavRecorder';
import { FRAME_BYTES } from '../model/audio';
import type { CallId } from '../model/call';
import type { CallRecording } from '../model/history';
import type { Log } from '../observability/log';
import type { Result } from '../util/result';
import { ok } from '../util/result';
import type { FrameTap } from './audioPath';

/** A recording in progress. */
export type Recording = {
  readonly tap: FrameTap;
  /** From now on silence is written, so that both sides stay on the call's clock. Idempotent. */
  pause(): void;
  /** Idempotent. */
  resume(): void;
  close(): Promise<void>;
};

const SILENT_FRAME = Buffer.alloc(FRAME_BYTES);

/** Starts the recording of a call. Fails with `config` when the file cannot be made. */
export type StartRecording = (callId: CallId) => Promise<Result<Recording>>;

/**
 * Makes recordings. They lie in `recordings/<day>/<time>-<call id>.wav` of the data folder: stereo, left the caller, right what he heard.
 */
export function createRecorder(
  dataDir: string,
  log: Log,
  onSaved: (callId: CallId, recording: CallRecording) => void,
): StartRecording {
  return async (callId) => {
    const [day = '', time = ''] = new Date().toISOString().split('T');
    const name = `${time.slice(0, 8).replaceAll(':', '')}-${callId.replaceAll(/[^\w.-]/g, '_')}.wav`;
    const file = path.join('recordings', day, name);
    const created = await WavRecorder.create(path.join(dataDir, file));
    if (!created.ok) {
      return created;
    }
    const recorder = created.value;
    let state: 'on' | 'paused' = 'on';
    return ok({
      tap: (caller, heard) => {
        if (state === 'on') {
          recorder.append(caller, heard);
        } else {
          recorder.append(SILENT_FRAME, null);
        }
      },
      pause: () => {
        state = 'paused';
      },
      resume: () => {
        state = 'on';
      },
      close: async () => {
        const closed = await recorder.close();
        if (closed.ok) {
          const { durationMs, bytes } = closed.value;
          log.info({ callId, ...closed.value }, 'recording saved');
          onSaved(callId, { path: file, durationMs, bytes });
        } else {
          log.error({ callId, error: closed.error }, 'recording is incomplete');
        }
      },
    });
  };
}
