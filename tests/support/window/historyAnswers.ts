import { done, ok } from '#main/util/result';
import { aSummary } from '../summaries';
import type { FakeHistory } from './fakeHistory';
import { type Answers, refusal } from './sentRequests';

/** What the stand-in for the program answers about the record of calls. */
export function historyAnswers(history: FakeHistory): Answers {
  return {
    'history:health': () => ok(history.health),
    'history:search': ({ query }) => ok(history.search(query)),
    'history:call': ({ callId }) => {
      const record = history.records[callId];
      const error = refusal('not-found', 'There is no such call.');
      return record === undefined ? { ok: false, error } : ok(record);
    },
    'history:hits': () => ok(history.callHits),
    'history:facets': () => ok(history.facets),
    'history:peaks': () => ok(history.peaks),
    'history:addNote': ({ callId, text }) => {
      history.addNote(callId, text);
      return done;
    },
    'history:setTags': ({ callId, tags }) => ok(history.setTags(callId, tags)),
    'history:redoSummary': ({ callId }) => {
      history.redoSummary(callId, aSummary());
      return done;
    },
    'history:spellings': ({ callerNumber }) =>
      ok(
        history.spellings.length === 0
          ? [{ number: callerNumber, calls: 1, lastAt: 0 }]
          : history.spellings,
      ),
    'history:deleteCaller': ({ spellings }) => ok(history.deleteCaller(spellings)),
    'history:deleteCall': ({ callId }) => {
      history.deleteCall(callId);
      return done;
    },
    'history:export': () => ok(history.savedTo),
    'history:exportList': () => ok(history.savedTo),
    'history:find': () => ok(history.hits.map(({ call }) => call.id)),
    'history:earlierCalls': () => ok(history.earlier),
    'searches:list': () => ok(history.searches),
    'searches:save': ({ id, search }) => ok(history.saveSearch(id, search)),
    'searches:remove': ({ id }) => ok(history.removeSearch(id)),
    'exports:recording': () => ok(history.savedTo),
    'exports:folder': ({ callIds }) => ok(history.folderOf(callIds)),
    'exports:progress': () => ok(history.progress),
    'exports:cancel': () => done,
    'messages:list': ({ query }) => ok(history.inboxPage(query)),
    'messages:mark': ({ id, done: isDone }) => ok(history.markMessage(id, isDone)),
    'calls:endScan': () => ok(undefined),
    'statistics:read': () => ok(history.statistics),
    'statistics:export': () => ok(history.savedTo),
    'audit:list': ({ query }) => ok(history.auditPage(query)),
    'audit:facets': () => ok(history.auditFacets),
    'audit:verify': () => ok({ firstWrong: history.firstBroken, tookMs: 1_240 }),
    'audit:export': () => ok(history.savedTo),
  };
}
