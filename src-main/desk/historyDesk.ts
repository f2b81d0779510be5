import type { CallControl } from '#main/call/callControl';
import type { Summaries } from '#main/call/summary/summaries';
import type { HistoryStore } from '#main/store/historyStore';
import { cordboardError } from '#main/util/errors';
import { fail, ok, type Result } from '#main/util/result';
import type { AuditAction, Deed } from '#model/audit';
import type { CallId } from '#model/call';
import type {
  CallerQuestion,
  CallerSpelling,
  CallHit,
  CallRecord,
  CallRecording,
  EarlierCalls,
  ExportFormat,
  HistoryFacets,
  HistoryPage,
  HistoryQuery,
  RecordedCall,
  RecordingPeaks,
  StoreHealth,
} from '#model/history';
import type { InboxMessage, InboxPage, InboxQuery } from '#model/inbox';
import type { Language } from '#model/language';
import { MAX_HISTORY_PAGE, MAX_LISTED_CALLS } from '#model/limits';
import { phrase } from '#model/phrases/phrase';
import type { DoneSummary } from '#model/summary';
import { type Actor, nameOf } from './actor';
import { asking } from './askRecord';
import { type ExportFile, exportFile, exportName, listFile } from './callExport';
import type { Deeds } from './deeds';
import type { ReadTrail } from './readTrail';
import { type OpenRecording, openRecording } from './recordingFile';

/**
 * The record of calls, for one actor. A `Result` fails with `invalid-state` when no
 * record is kept, with `not-found` for a call that is not in it, and with `timeout` or `refused` as
 * the store does.
 */
export interface HistoryDesk {
  health(): Promise<StoreHealth>;
  /**
   * Finds calls. A search for words shows the places where they were said, so the audit notes it,
   * without the words; see readTrail.ts.
   */
  search(query: HistoryQuery): Promise<Result<HistoryPage>>;
  /** Every place of a call that has the words. The audit notes it like a search. */
  hits(callId: CallId, text: string): Promise<Result<readonly CallHit[]>>;
  /** The calls that meet these conditions, newest first; MAX_LISTED_CALLS at most. */
  find(query: HistoryQuery): Promise<Result<readonly CallId[]>>;
  /** What calls can be searched by now. */
  facets(): Promise<Result<HistoryFacets>>;
  /** All that is kept of a call. The audit notes each reading, see readTrail.ts. */
  read(callId: CallId): Promise<Result<CallRecord>>;
  addNote(callId: CallId, text: string): Promise<Result<void>>;
  /** Replaces the tags of a call. Gives them as they are now, each once. */
  setTags(callId: CallId, tags: readonly string[]): Promise<Result<readonly string[]>>;
  /**
   * Makes the summary of a call anew and replaces the one before. Fails as Summaries.redo does;
   * then the one before stays.
   */
  redoSummary(callId: CallId): Promise<Result<DoneSummary>>;
  /** The messages that callers left. The audit notes each reading, see readTrail.ts. */
  messages(query: InboxQuery): Promise<Result<InboxPage>>;
  /** Marks a message as done in the actor's name, or opens it again; gives it as it is now. */
  markMessage(id: number, done: boolean): Promise<Result<InboxMessage>>;
  /** The spellings of a number under which calls are kept, the newest call first. */
  spellings(callerNumber: string): Promise<Result<readonly CallerSpelling[]>>;
  /** The calls of a caller before one of them; none of a withheld number. */
  earlierCalls(question: CallerQuestion): Promise<Result<EarlierCalls>>;
  /**
   * Removes all that is kept of a caller; gives how many calls were removed. Fails as
   * HistoryStore.deleteCaller does.
   */
  deleteCaller(callerNumber: string, spellings?: readonly string[]): Promise<Result<number>>;
  /** Removes all that is kept of a call that is over. */
  deleteCall(callId: CallId): Promise<Result<void>>;
  /** File name of an exported call. */
  exportName(callId: CallId, format: ExportFormat | 'wav'): Promise<Result<string>>;
  /**
   * A call as a file, in English unless another language is given. The audit notes each export.
   */
  exportCall(
    callId: CallId,
    format: ExportFormat,
    language?: Language,
  ): Promise<Result<ExportFile>>;
  /** Overview of a recording (the first is 0), for drawing; null while it is not made yet. */
  peaks(callId: CallId, index: number): Promise<Result<RecordingPeaks | null>>;
  /**
   * These calls as a table, or those that meet these conditions, newest first; MAX_LISTED_CALLS at
   * most. The audit notes each export.
   */
  exportList(wanted: WantedCalls, language?: Language): Promise<Result<ExportFile>>;
  /** Opens a recording (the first is 0). The audit notes each reading of it, see readTrail.ts. */
  openRecording(callId: CallId, index: number): Promise<Result<OpenRecording>>;
}

/** Calls by what they must meet, or by their ids. */
type WantedCalls = { readonly query: HistoryQuery } | { readonly callIds: readonly CallId[] };

export type HistoryDeskParts = {
  readonly history: HistoryStore | null;
  /** The calls that go on. */
  readonly control: Pick<CallControl, 'snapshot'>;
  readonly summaries: Pick<Summaries, 'redo'>;
  readonly dataDir: string;
  readonly deeds: Deeds;
  readonly reads: ReadTrail;
};

export function createHistoryDesk(parts: HistoryDeskParts, actor: Actor): HistoryDesk {
  return {
    ...searchesOf(parts, actor),
    ...readingOf(parts, actor),
    ...exportingOf(parts, actor),
    ...changingOf(parts, actor),
  };
}

type Searching = Pick<
  HistoryDesk,
  'health' | 'search' | 'hits' | 'find' | 'facets' | 'spellings' | 'earlierCalls'
>;

type Exporting = Pick<HistoryDesk, 'exportName' | 'exportCall' | 'exportList'>;

type Changing = Pick<
  HistoryDesk,
  'addNote' | 'setTags' | 'redoSummary' | 'markMessage' | 'deleteCaller' | 'deleteCall'
>;

function searchesOf({ history, control, reads }: HistoryDeskParts, actor: Actor): Searching {
  const ask = asking(history);
  return {
    health: () => Promise.resolve(history?.health ?? OFF),
    search: async (query) => {
      const page = await ask((store) => store.search(query));
      if (page.ok && query.text !== undefined) {
        reads.note(actor, deed('history.search', null, {}));
      }
      return page;
    },
    hits: async (callId, text) => {
      const hits = await ask((store) => store.hits(callId, text));
      if (hits.ok) {
        reads.note(actor, deed('history.search', callId, {}));
      }
      return hits;
    },
    find: async (query) => {
      const calls = await ask((store) => allCalls(store, query));
      return calls.ok ? ok(calls.value.map(({ id }) => id)) : calls;
    },
    facets: () => ask((store) => store.facets()),
    earlierCalls: (question) => {
      // One that has just come may not be in the record yet.
      const live = control.snapshot().calls.find(({ id }) => id === question.callId);
      const callerNumber = live?.callerNumber ?? null;
      return ask((store) => store.earlierCalls({ ...question, callerNumber }));
    },
    spellings: (callerNumber) => ask((store) => store.spellings(callerNumber)),
  };
}

function readingOf(
  parts: HistoryDeskParts,
  actor: Actor,
): Omit<HistoryDesk, keyof Searching | keyof Exporting | keyof Changing> {
  const { history, dataDir, reads } = parts;
  const ask = asking(history);
  const recordOf = (callId: CallId) => ask((store) => store.call(callId));
  return {
    peaks: async (callId, index) => {
      const part = partOf(await recordOf(callId), index);
      return part.ok ? await ask((store) => store.peaks(callId, part.value.path)) : part;
    },
    read: async (callId) => {
      const record = await recordOf(callId);
      if (record.ok) {
        reads.note(actor, deed('history.read', callId, {}));
      }
      return record;
    },
    messages: async (query) => {
      const page = await ask((store) => store.messages(query));
      if (page.ok) {
        reads.note(actor, deed('messages.read', null, {}));
      }
      return page;
    },
    openRecording: async (callId, index) => {
      const opened = await recordingOf(await recordOf(callId), index, dataDir);
      if (!opened.ok) {
        return opened;
      }
      const read: OpenRecording['read'] = (start, end) => {
        // Not when it is opened: a client that only asks for its size has heard nothing.
        reads.note(actor, deed('recording.read', callId, { recording: index }));
        return opened.value.read(start, end);
      };
      return ok({ ...opened.value, read });
    },
  };
}

function exportingOf({ history, deeds }: HistoryDeskParts, actor: Actor): Exporting {
  const ask = asking(history);
  const recordOf = (callId: CallId) => ask((store) => store.call(callId));
  return {
    exportName: async (callId, format) => {
      const record = await recordOf(callId);
      return record.ok ? ok(exportName(record.value, format)) : record;
    },
    exportCall: (callId, format, language) =>
      deeds.do(actor, deed('history.export', callId, { format }), async () => {
        const record = await recordOf(callId);
        return record.ok ? ok(exportFile(record.value, format, language)) : record;
      }),
    exportList: (wanted, language) =>
      deeds.do(
        actor,
        (file) =>
          deed('history.export', null, {
            format: 'csv',
            ...(file.ok ? { calls: file.value.calls } : {}),
          }),
        async () => {
          const calls = await ask((store) =>
            'query' in wanted ? allCalls(store, wanted.query) : theseCalls(store, wanted.callIds),
          );
          return calls.ok
            ? ok({ ...listFile(calls.value, language), calls: calls.value.length })
            : calls;
        },
      ),
  };
}

function changingOf({ history, summaries, deeds }: HistoryDeskParts, actor: Actor): Changing {
  const ask = asking(history);
  return {
    addNote: (callId, text) =>
      deeds.do(actor, deed('history.addNote', callId, { characters: text.length }), () =>
        ask((store) => store.addNote(callId, nameOf(actor), text)),
      ),
    setTags: (callId, tags) => {
      const each = [...new Set(tags)];
      return deeds.do(actor, deed('history.setTags', callId, { tags: each.length }), async () => {
        const set = await ask((store) => store.setTags(callId, each));
        return set.ok ? ok(each) : set;
      });
    },
    redoSummary: (callId) =>
      deeds.do(actor, deed('history.redoSummary', callId, {}), () =>
        ask(() => summaries.redo(callId)),
      ),
    markMessage: (id, done) =>
      deeds.do(
        actor,
        (marked) =>
          deed('message.mark', marked.ok ? marked.value.callId : null, { message: id, done }),
        () => ask((store) => store.markMessage(id, nameOf(actor), done)),
      ),
    deleteCaller: (callerNumber, spellings) =>
      deeds.do(
        actor,
        // Nothing of the number: an entry of the audit cannot be removed, and they are forgotten.
        (removed) => deed('history.deleteCaller', null, removed.ok ? { calls: removed.value } : {}),
        () => ask((store) => store.deleteCaller(callerNumber, spellings)),
      ),
    deleteCall: (callId) =>
      deeds.do(actor, deed('history.deleteCall', callId, {}), () =>
        ask((store) => store.deleteCall(callId)),
      ),
  };
}

const OFF: StoreHealth = {
  state: 'off',
  phrase: phrase('history.off'),
  queuedRows: 0,
  droppedRows: 0,
};

function deed(action: AuditAction, callId: CallId | null, params: Deed['params']): Deed {
  return { action, callId, params };
}

/** Every call that meets the conditions, page by page; MAX_LISTED_CALLS at most. */
async function allCalls(
  store: HistoryStore,
  query: HistoryQuery,
): Promise<Result<readonly RecordedCall[]>> {
  const calls: RecordedCall[] = [];
  let next: string | null = null;
  do {
    const page = await store.search({
      ...query,
      limit: MAX_HISTORY_PAGE,
      ...(next === null ? {} : { cursor: next }),
    });
    if (!page.ok) {
      return page;
    }
    calls.push(...page.value.hits.map(({ call }) => call));
    ({ next } = page.value);
  } while (next !== null && calls.length < MAX_LISTED_CALLS);
  return ok(calls.slice(0, MAX_LISTED_CALLS));
}

/** Calls that are gone meanwhile are left out. */
async function theseCalls(
  store: HistoryStore,
  callIds: readonly CallId[],
): Promise<Result<readonly RecordedCall[]>> {
  const calls: RecordedCall[] = [];
  for (const callId of callIds) {
    const record = await store.call(callId);
    if (record.ok) {
      calls.push(record.value.call);
    } else if (record.error.kind !== 'not-found') {
      return record;
    }
  }
  return ok(calls);
}

async function recordingOf(
  record: Result<CallRecord>,
  index: number,
  dataDir: string,
): Promise<Result<OpenRecording>> {
  if (!record.ok) {
    return record;
  }
  const part = partOf(record, index);
  if (!part.ok) {
    return part;
  }
  return await openRecording(dataDir, part.value.path, exportName(record.value, 'wav'));
}

/** A recording of a call, by its number. */
function partOf(record: Result<CallRecord>, index: number): Result<CallRecording> {
  if (!record.ok) {
    return record;
  }
  const part = record.value.recordings[index];
  return part === undefined
    ? fail(cordboardError('not-found', phrase('history.no-recording')))
    : ok(part);
}
