/** Calls, turns and stores for the tests of the history. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { silentLog } from '#main/observability/log';
import { type SqliteHistoryOptions, SqliteHistoryStore } from '#main/store/sqliteHistoryStore';
import type { Call } from '#model/call';
import { EMPTY_METRICS } from '#model/metrics';
import type { Turn } from '#model/transcript';

/** Start of the first call, epoch ms. */
export const FIRST_START = Date.UTC(2026, 0, 5, 9);

/** A call that is over, a minute long; `n` counts up with its start. */
export function recordedCall(n: number, change: Partial<Call> = {}): Call {
  const startedAt = FIRST_START + n * 60_000;
  return {
    id: `call-${n}`,
    meterId: n,
    callerNumber: `+34600${String(n).padStart(6, '0')}`,
    callerName: `Caller ${n}`,
    dialedNumber: '1000',
    demo: false,
    trial: null,
    state: 'ended',
    endReason: 'caller-hung-up',
    startedAt,
    answeredAt: startedAt + 1_000,
    endedAt: startedAt + 60_000,
    agentState: 'idle',
    agentLink: 'closed',
    callerSpeaking: false,
    quietSince: null,
    voice: 'Kore',
    pendingVoice: null,
    pendingModel: null,
    transport: 'websocket-dial',
    direction: 'inbound',
    profileId: 'default',
    profileName: 'Default',
    model: 'gemini-live',
    hasAgent: true,
    bargeIn: 'immediate',
    heldBy: null,
    callerMuted: false,
    agentMuted: false,
    agentPaused: false,
    sentenceHeld: false,
    floor: 'agent',
    listeners: [],
    speaker: null,
    music: false,
    recording: 'off',
    disclosure: 'heard',
    lookUp: null,
    consultation: null,
    questions: [],
    nudges: [],
    notices: [],
    alerts: [],
    metrics: EMPTY_METRICS,
    ...change,
  };
}

/** The same call while it goes on. */
export function liveCall(n: number, change: Partial<Call> = {}): Call {
  return recordedCall(n, { state: 'live', endReason: null, endedAt: null, ...change });
}

/** A turn that is complete. */
export function turn(id: number, text: string, change: Partial<Turn> = {}): Turn {
  return {
    id,
    speaker: id % 2 === 0 ? 'caller' : 'agent',
    status: 'final',
    text,
    note: null,
    heardChars: null,
    startMs: id * 2_000,
    endMs: id * 2_000 + 1_500,
    timeToFirstAudioMs: null,
    ...change,
  };
}

/** A folder for one test. */
export type StoreFolder = {
  readonly dir: string;
  readonly file: string;
  readonly backupsDir: string;
  /** A store on this folder; each call gives another one. */
  store(workerUrl: URL, change?: Partial<SqliteHistoryOptions>): SqliteHistoryStore;
  remove(): Promise<void>;
};

/** Makes an empty folder below `parent`. */
export async function storeFolder(parent: string = tmpdir()): Promise<StoreFolder> {
  const dir = await mkdtemp(path.join(parent, 'cordboard-history-'));
  const places = {
    file: path.join(dir, 'history.sqlite'),
    backupsDir: path.join(dir, 'backups'),
    dataDir: dir,
  };
  return {
    dir,
    file: places.file,
    backupsDir: places.backupsDir,
    store: (workerUrl, change = {}) =>
      new SqliteHistoryStore({
        ...places,
        workerUrl,
        retention: () => ({ days: 0, maxBytes: 0, recordingDays: 0 }),
        country: () => '',
        log: silentLog,
        ...change,
      }),
    remove: () => rm(dir, { recursive: true, force: true }),
  };
}
