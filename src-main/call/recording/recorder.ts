/** Recordings of calls: their files, and how a call's audio reaches them. */
import path from 'node:path';
import { SILENT_FRAME } from '#main/media/audio/silence';
import { WavRecorder } from '#main/media/recording/wavRecorder';
import type { Log } from '#main/observability/log';
import { type CordboardError, cordboardError, messageOf } from '#main/util/errors';
import { fail, ok, type Result } from '#main/util/result';
import { FRAME_MS } from '#model/audio';
import type { Call, CallId } from '#model/call';
import type { CallRecording } from '#model/history';
import { phrase } from '#model/phrases/phrase';
import type { FrameTap } from '../talk/audio/frameTaps';
import {
  diskTrouble,
  type FreeSpace,
  freeSpaceOf,
  GUARD_INTERVAL_MS,
  type RecordingLimits,
  sizeTrouble,
} from './recordingGuard';

export type Recording = {
  readonly tap: FrameTap;
  /** Writes silence from now on, so that the recording stays on the line's clock. Idempotent. */
  pause(): void;
  /** Idempotent. */
  resume(): void;
  close(): Promise<void>;
};

/** What a recording has to know of its call. */
type CallFacts = Pick<Call, 'id' | 'startedAt'>;

/**
 * Starts the recording of a call. Fails with `config` if the file cannot be created or the disk is
 * nearly full. `onStopped`: the recording has stopped by itself (disk, size) and is closed; the
 * message says what to do.
 */
export type StartRecording = (
  call: CallFacts,
  onStopped: (error: CordboardError) => void,
) => Promise<Result<Recording>>;

export type RecorderOptions = {
  readonly dataDir: string;
  readonly limits: () => RecordingLimits;
  /**
   * A recording has begun (`durationMs` 0), or is complete. The beginning is reported too, so that
   * a recording cut short by a crash still belongs to its call and is deleted with it.
   */
  readonly onRecording: (callId: CallId, recording: CallRecording) => void;
  readonly log: Log;
  /** For tests. */
  readonly freeSpace?: FreeSpace;
};

/**
 * Makes recordings: `recordings/<day>/<time>-<call id>.wav` below the data folder, stereo, the
 * caller on the left, what they heard on the right.
 */
export function createRecorder(options: RecorderOptions): StartRecording {
  const { dataDir, limits, onRecording, freeSpace = freeSpaceOf } = options;
  return async (call, onStopped) => {
    const trouble = await diskTrouble(dataDir, limits(), freeSpace);
    if (trouble !== null) {
      return fail(trouble);
    }
    const file = fileOf(call.id, new Date());
    const created = await WavRecorder.create(path.join(dataDir, file));
    if (!created.ok) {
      return created;
    }
    onRecording(call.id, { path: file, startMs: sinceStart(call), durationMs: 0, bytes: 0 });
    return ok(record(created.value, { ...options, freeSpace, call, file, onStopped }));
  };
}

type Work = RecorderOptions & {
  readonly freeSpace: FreeSpace;
  readonly call: CallFacts;
  readonly file: string;
  readonly onStopped: (error: CordboardError) => void;
};

function record(recorder: WavRecorder, work: Work): Recording {
  let state: 'on' | 'paused' = 'on';
  /** The line's clock at the first frame, ms. */
  let firstMs: number | null = null;
  let startMs = sinceStart(work.call);
  const watch = setInterval(() => {
    void troubleOf(recorder, work).then((trouble) => {
      if (trouble !== null && closing === null) {
        work.onStopped(trouble);
        void close();
      }
    });
  }, GUARD_INTERVAL_MS);
  let closing: Promise<void> | null = null;
  const close = (): Promise<void> => {
    clearInterval(watch);
    closing ??= finish(recorder, startMs, work);
    return closing;
  };
  return {
    tap: (caller, heard, atMs) => {
      if (firstMs === null) {
        firstMs = atMs;
        startMs = sinceStart(work.call);
      }
      const column = Math.round((atMs - firstMs) / FRAME_MS);
      if (state === 'on') {
        recorder.write(column, caller, heard);
      } else {
        recorder.write(column, SILENT_FRAME, null);
      }
    },
    pause: () => {
      state = 'paused';
    },
    resume: () => {
      state = 'on';
    },
    close,
  };
}

/** Why this recording cannot go on; null if it can. */
async function troubleOf(
  recorder: WavRecorder,
  { dataDir, limits, freeSpace }: Work,
): Promise<CordboardError | null> {
  if (recorder.failure !== null) {
    const why = phrase('recording.not-written', { why: messageOf(recorder.failure) });
    return cordboardError('config', why, { cause: recorder.failure });
  }
  return sizeTrouble(recorder.bytes, limits()) ?? (await diskTrouble(dataDir, limits(), freeSpace));
}

async function finish(recorder: WavRecorder, startMs: number, work: Work): Promise<void> {
  const { file, log, onRecording } = work;
  const callId = work.call.id;
  const closed = await recorder.close();
  if (closed.ok) {
    const { durationMs, bytes } = closed.value;
    log.info({ callId, ...closed.value }, 'recording saved');
    onRecording(callId, { path: file, startMs, durationMs, bytes });
  } else {
    log.error({ callId, error: closed.error }, 'recording is incomplete');
  }
}

/** ms since the call reached Cordboard. */
function sinceStart({ startedAt }: CallFacts): number {
  return Date.now() - startedAt;
}

/** A call may be recorded more than once: the time tells the files apart. */
function fileOf(callId: CallId, now: Date): string {
  const [day = '', time = ''] = now.toISOString().split('T');
  const name = `${time.slice(0, 12).replaceAll(/[:.]/g, '')}-${callId.replaceAll(/[^\w.-]/g, '_')}.wav`;
  return path.join('recordings', day, name);
}
