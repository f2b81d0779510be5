/** The record worker's operations on the open file. Synchronous: they run in a worker thread. */
import { phrase } from '#model/phrases/phrase';
import type { OpenArgs, OpenReport, RecordOperations, RecordRow } from '../historyMessages';
import { appendAudit, proofOf } from './auditChain';
import { auditFacetsOf, listAudit } from './auditSearch';
import type { Database } from './driver';
import { earlierCalls } from './earlierCalls';
import {
  beginErasure,
  checkpoint,
  closeErasure,
  dropErasedRecording,
  openErasures,
} from './erasures';
import { StoreFault } from './fault';
import { listMessages, markMessage } from './inbox';
import { type OpenedRecord, openRecord } from './opening';
import { facetsOf, readCall } from './readCall';
import { retentionStep } from './retention';
import { removeSearch, savedSearches, saveSearch } from './savedSearches';
import { hitsOfCall, searchCalls } from './searches';
import { spellingsOf } from './spellings';
import { statisticsOf } from './statistics';
import { summaryOf, waitingSummaries } from './summaries';
import { indexOlderTurns } from './unspacedText';
import { waitingWebhooks } from './webhookRows';
import {
  addNote,
  knownCallKey,
  peaksOf,
  putPeaks,
  rebuildIndex,
  recordingsWithoutPeaks,
  setTags,
  writeRows,
} from './writes';

class RecordFile {
  #state: (OpenedRecord & { readonly args: OpenArgs }) | null = null;

  get record(): Database {
    return this.#opened().record;
  }

  get audit(): Database {
    return this.#opened().audit;
  }

  get dataDir(): string {
    return this.#opened().args.dataDir;
  }

  open(args: OpenArgs): OpenReport {
    this.close();
    this.#state = { ...openRecord(args), args };
    return this.#state.report;
  }

  close(): void {
    this.#state?.audit.close();
    // The last connection to close empties the write-ahead log into the file.
    this.#state?.record.close();
    this.#state = null;
  }

  #opened(): OpenedRecord & { readonly args: OpenArgs } {
    if (this.#state === null) {
      throw new StoreFault('refused', phrase('history.not-open'), 'cannot-open');
    }
    return this.#state;
  }
}

/** All operations but `open` and `close` throw `refused` while the record is not open. */
export function createRecordEngine(): RecordOperations {
  const file = new RecordFile();
  return {
    open: (args) => file.open(args),
    close: () => {
      file.close();
    },
    write: ({ rows }) => ({ refused: writeBatch(file, rows) }),
    audit: (entry) => {
      appendAudit(file.audit, entry);
    },
    search: (query) => searchCalls(file.record, query),
    hits: ({ callId, text }) => hitsOfCall(file.record, callId, text),
    facets: () => facetsOf(file.record),
    statistics: (query) => statisticsOf(file.record, query),
    call: ({ callId }) => readCall(file.record, callId),
    summary: ({ callId }) => summaryOf(file.record, knownCallKey(file.record, callId)),
    waitingSummaries: () => waitingSummaries(file.record),
    listAudit: (query) => listAudit(file.record, query),
    auditFacets: () => auditFacetsOf(file.record),
    auditProof: ({ callIds }) => proofOf(file.record, callIds),
    savedSearches: () => savedSearches(file.record),
    saveSearch: ({ id, search, actor }) => saveSearch(file.record, id, search, actor),
    removeSearch: ({ id }) => removeSearch(file.record, id),
    addNote: ({ callId, actor, text }) => {
      addNote(file.record, callId, actor, text);
    },
    setTags: ({ callId, tags }) => {
      setTags(file.record, callId, tags);
    },
    messages: (query) => listMessages(file.record, query),
    markMessage: ({ id, actor, done }) => markMessage(file.record, id, actor, done),
    spellings: ({ callerNumber, country }) => spellingsOf(file.record, callerNumber, country),
    earlierCalls: ({ country, ...question }) => earlierCalls(file.record, question, country),
    beginErasure: (args) => beginErasure(file.record, file.dataDir, args),
    closeErasure: ({ id }) => {
      closeErasure(file.record, id);
    },
    openErasures: () => openErasures(file.record, file.dataDir),
    retentionStep: (args) => retentionStep(file.record, file.dataDir, args),
    recordingsWithoutPeaks: () => recordingsWithoutPeaks(file.record),
    putPeaks: ({ id, ...peaks }) => {
      putPeaks(file.record, id, peaks);
    },
    checkpoint: () => {
      checkpoint(file.record);
    },
    rebuildIndex: () => {
      rebuildIndex(file.record);
    },
    waitingWebhooks: ({ after, upTo }) => waitingWebhooks(file.record, after, upTo),
    indexOlderTurns: () => indexOlderTurns(file.record),
    peaks: ({ callId, path }) => peaksOf(file.record, callId, path),
  };
}

function writeBatch({ record, dataDir }: RecordFile, rows: readonly RecordRow[]): number {
  const refused = writeRows(record, rows);
  if (refused > 0) {
    for (const row of rows) {
      if (row.kind === 'recording') {
        dropErasedRecording(record, dataDir, row.callId, row.recording.path);
      }
    }
  }
  return refused;
}
