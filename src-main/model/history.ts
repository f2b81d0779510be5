/**
 * The record of calls that are over, or are going on: as the history screen and the HTTP API show
 * it.
 */
import type { AlertSignal, CallAlert } from './alert';
import type { AuditAction } from './audit';
import type { CallDirection, CallId, MediaTransportName } from './call';
import type { CallCommandKind } from './commands';
import type { Disclosure } from './disclosure';
import type { EndReason } from './endReasons';
import type { InboxMessage } from './inbox';
import type { LookUp } from './lookUp';
import type { CallMetrics } from './metrics';
import type { Phrase } from './phrases/phrase';
import type { Replay } from './replay';
import type { CallSummary } from './summary';
import type { Transcript } from './transcript';
import type { Trial } from './trial';
import type { VoiceName } from './voices';

/**
 * How a recorded call stands. `interrupted`: Cordboard ended in the middle of it (crash, power),
 * its transcript is kept.
 */
export const RECORDED_STATES = ['live', 'ended', 'interrupted'] as const;

/** See RECORDED_STATES. */
export type RecordedState = (typeof RECORDED_STATES)[number];

/** One call in a list of the history. */
export type RecordedCall = {
  readonly id: CallId;
  /** Personal data. */
  readonly callerNumber: string;
  readonly callerName: string;
  readonly dialedNumber: string;
  readonly direction: CallDirection;
  /** The profile, and its name at that time; empty in calls of an older version. */
  readonly profileId: string;
  readonly profileName: string;
  /** Gemini's model; empty where none talked, and in calls of an older version. */
  readonly model: string;
  /** How the audio travelled last; null before it did, and in calls of an older version. */
  readonly transport: MediaTransportName | null;
  readonly demo: boolean;
  /** As in the call; null in calls of an older version. */
  readonly trial: Trial | null;
  readonly state: RecordedState;
  readonly endReason: EndReason | null;
  /** Epoch ms. */
  readonly startedAt: number;
  readonly answeredAt: number | null;
  readonly endedAt: number | null;
  readonly voice: VoiceName;
  readonly metrics: CallMetrics;
  /** Null: a record from before this was noted. */
  readonly disclosure: Disclosure | null;
  /** What it came to, by its summary; null while there is none, and where none fits. */
  readonly outcome: string | null;
  readonly tags: readonly string[];
  /** Whether there is a recording of it. */
  readonly recorded: boolean;
  /** Who acted in it, as the audit names them; each once, in the order of their first deed. */
  readonly actors: readonly string[];
  /** What called for attention in it; each once. */
  readonly alerts: readonly AlertSignal[];
};

/** Something that happened in a call: state changes, barge-ins, voice changes, notices. */
export type RecordedEvent = {
  /** ms since the call reached Cordboard. */
  readonly atMs: number;
  /** Which part of the call it is about, e.g. `state`, `barge-in`, `notice-warn`. */
  readonly kind: string;
  /** Its params may hold personal data. */
  readonly phrase: Phrase;
};

/** What called for attention in a call. Its second is `at`, epoch ms. */
export type RecordedAlert = Omit<CallAlert, 'since' | 'sound'>;

/** A note a supervisor wrote on a call. */
export type CallNote = {
  readonly id: number;
  /** Epoch ms. */
  readonly at: number;
  readonly actor: string;
  readonly text: string;
};

/** A recording that belongs to a call. */
export type CallRecording = {
  /** Path below the data folder. */
  readonly path: string;
  /**
   * When its first sound was, ms since the call reached Cordboard; null in recordings of an older
   * version.
   */
  readonly startMs: number | null;
  readonly durationMs: number;
  readonly bytes: number;
};

/**
 * Overview of a recording, for drawing: the largest magnitude of each bucket, 0 to 255, the caller
 * and what the caller heard in turn.
 */
export type RecordingPeaks = {
  /** Length of audio that one value stands for, ms. */
  readonly bucketMs: number;
  readonly peaks: Uint8Array;
};

/**
 * What somebody did to the call, or wrote on it while it went on, as the audit has it; reading it
 * is none.
 */
export type CallAct = {
  /** ms since the call reached Cordboard; negative before. */
  readonly atMs: number;
  /** As the audit names them. */
  readonly actor: string;
  readonly action: AuditAction;
  /** Of a deed that switches something: whether on. Left out in all others. */
  readonly on?: boolean;
};

/** All but the acknowledging of alerts: the alerts tell of it, and of what. */
export function actsBesideAlerts(acts: readonly CallAct[]): readonly CallAct[] {
  return acts.filter(({ action }) => action !== 'call.acknowledgeAlert');
}

/** Everything known of one call. */
export type CallRecord = {
  readonly call: RecordedCall;
  /** Null where nothing was looked up. Personal data. */
  readonly lookUp: LookUp | null;
  readonly turns: Transcript;
  /** What became of the call when it was played again, the newest first. */
  readonly replays: readonly Replay[];
  /** Null when it has no summary and waits for none. */
  readonly summary: CallSummary | null;
  readonly events: readonly RecordedEvent[];
  /** The deeds of the audit that succeeded, oldest first. */
  readonly acts: readonly CallAct[];
  /** In the order in which they began. */
  readonly alerts: readonly RecordedAlert[];
  readonly notes: readonly CallNote[];
  /** Those that the caller left, newest first. */
  readonly messages: readonly InboxMessage[];
  readonly recordings: readonly CallRecording[];
};

/** What the history is searched by. All conditions must hold; an absent one does not count. */
export type HistoryQuery = {
  /**
   * Words of the transcript or the summary; the last one may be incomplete. Case and diacritics do
   * not count.
   */
  readonly text?: string;
  /** Part of the caller's number or name. */
  readonly caller?: string;
  readonly direction?: CallDirection;
  readonly profileId?: string;
  /** Epoch ms, of the call's start. */
  readonly from?: number;
  readonly to?: number;
  readonly endReason?: EndReason;
  readonly state?: RecordedState;
  /** What the call came to, as its summary says. */
  readonly outcome?: string;
  /** One tag, or several that a call must all have. */
  readonly tag?: string | readonly string[];
  /** Calls in which this was an alert; `any`: whatever was. */
  readonly alert?: AlertSignal | 'any';
  /** A command that somebody gave to the call; `any`: any command but those of rules. */
  readonly intervention?: Intervention;
  /** Who acted in the call, as the audit names them. */
  readonly actor?: string;
  readonly minDurationMs?: number;
  /** Calls of a page, 1 to 200; default 50. */
  readonly limit?: number;
  /** Where the page before ended (HistoryPage.next). */
  readonly cursor?: string;
};

/** See HistoryQuery. */
export type Intervention = CallCommandKind | 'any';

/** What the record can be searched by now: the values that stand in it, in order. */
export type HistoryFacets = {
  readonly tags: readonly string[];
  readonly alerts: readonly AlertSignal[];
  readonly actors: readonly string[];
};

/** A text of a call that has the words which were searched for. */
export type CallHit = {
  /** Null: it is the summary. */
  readonly turnId: number | null;
  /** [start, end) of each match in the text of the turn or of the summary, in characters. */
  readonly marks: readonly (readonly [number, number])[];
};

/** A call that was found, with the first place where the words stand. */
export type HistoryHit = {
  readonly call: RecordedCall;
  /**
   * Text around the first hit, with the hit parts marked as [start, end) character pairs; null when
   * no words were asked for.
   */
  readonly excerpt: {
    /** Null: it stands in the summary. */
    readonly turnId: number | null;
    readonly text: string;
    readonly marks: readonly (readonly [number, number])[];
  } | null;
};

/** The calls of a caller whose number is written in the same way. */
export type CallerSpelling = {
  /** Personal data. */
  readonly number: string;
  readonly calls: number;
  /** Start of the newest of them, epoch ms. */
  readonly lastAt: number;
};

/** Asks for a call whether its caller called before. Whoever asks need not see the number. */
export type CallerQuestion = {
  readonly callId: CallId;
  /** Where its day begins for whoever asks, epoch ms. */
  readonly dayStart: number;
};

/** The calls of a caller before one of them. */
export type EarlierCalls = {
  readonly total: number;
  /** Those since the question's `dayStart`. */
  readonly sameDay: number;
  /** The newest of them; null when there is none. */
  readonly last: RecordedCall | null;
};

/** A page of the history, newest call first. */
export type HistoryPage = {
  readonly hits: readonly HistoryHit[];
  /** Cursor of the next page; null at the end. */
  readonly next: string | null;
};

/** Who did what, and what came of it. Chained: `hash` covers the entry and the hash before it. */
export type AuditEntry = {
  readonly seq: number;
  /** Epoch ms. */
  readonly at: number;
  /**
   * Who: `window:<user>`, `api:<token>` or `plugin:<name>`; `system` for Cordboard itself. Entries
   * of the first version have `console` for the window.
   */
  readonly actor: string;
  readonly action: AuditAction;
  readonly callId: CallId | null;
  /** What it was done with, as JSON; secrets never. */
  readonly params: string;
  /** `ok`, or the kind and message of the error. */
  readonly result: string;
  readonly hash: string;
};

/**
 * States of the record of calls. `degraded`: writing fails for now, rows are kept in memory.
 * `replaced`: a damaged file was set aside at the start. `off`: none is kept.
 */
export const STORE_STATES = ['ready', 'degraded', 'replaced', 'off'] as const;

/** State of the store, as the supervisor and GET /status see it. */
export type StoreHealth = {
  readonly state: (typeof STORE_STATES)[number];
  /** What is wrong and what to do; null when ready. */
  readonly phrase: Phrase | null;
  /** Rows that wait to be written. */
  readonly queuedRows: number;
  /** Rows that were given up because the queue was full. */
  readonly droppedRows: number;
};

/**
 * How a call is written to a file: `text` to be read, `json` to be processed, `vtt` (WebVTT) and
 * `srt` (SubRip) as captions of its recording.
 */
export const EXPORT_FORMATS = ['text', 'json', 'vtt', 'srt'] as const;

/** See EXPORT_FORMATS. */
export type ExportFormat = (typeof EXPORT_FORMATS)[number];
