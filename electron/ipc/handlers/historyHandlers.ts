import { z } from 'zod';
import { listName } from '#main/desk/callExport';
import type { HistoryDesk } from '#main/desk/historyDesk';
import {
  callerNumber,
  callerQuestion,
  callId,
  callIds,
  callTags,
  historyQuery,
  noteText,
  recordingIndex,
  searchText,
  spellings,
} from '#main/rules/recordSchemas';
import { done, ok, type Result } from '#main/util/result';
import type { CallId } from '#model/call';
import { EXPORT_FORMATS, type ExportFormat } from '#model/history';
import type { ShellLanguage } from '../../language';
import type { SaveFile } from '../../saveFile';
import type { HandlersOf } from '../requestHandler';

/** What finds calls. */
type SearchName =
  | 'history:health'
  | 'history:search'
  | 'history:hits'
  | 'history:find'
  | 'history:facets'
  | 'history:earlierCalls'
  | 'history:spellings';

export function createHistoryHandlers(
  history: HistoryDesk,
  saveFile: SaveFile,
  language: Pick<ShellLanguage, 'current'>,
): HandlersOf<'history'> {
  return { ...searchHandlers(history), ...callHandlers(history, saveFile, language) };
}

function searchHandlers(history: HistoryDesk): Pick<HandlersOf<'history'>, SearchName> {
  return {
    'history:health': {
      schema: z.null(),
      run: async () => ok(await history.health()),
    },
    'history:search': {
      schema: z.strictObject({ query: historyQuery(z.number) }),
      run: ({ query }) => history.search(query),
    },
    'history:hits': {
      schema: z.strictObject({ callId, text: searchText }),
      run: (input) => history.hits(input.callId, input.text),
    },
    'history:find': {
      schema: z.strictObject({ query: historyQuery(z.number) }),
      run: ({ query }) => history.find(query),
    },
    'history:facets': {
      schema: z.null(),
      run: () => history.facets(),
    },
    'history:earlierCalls': {
      schema: callerQuestion,
      run: (question) => history.earlierCalls(question),
    },
    'history:spellings': {
      schema: z.strictObject({ callerNumber }),
      run: (input) => history.spellings(input.callerNumber),
    },
  };
}

function callHandlers(
  history: HistoryDesk,
  saveFile: SaveFile,
  language: Pick<ShellLanguage, 'current'>,
): Omit<HandlersOf<'history'>, SearchName> {
  return {
    'history:peaks': {
      schema: z.strictObject({ callId, index: recordingIndex(z.number) }),
      run: (input) => history.peaks(input.callId, input.index),
    },
    'history:call': {
      schema: z.strictObject({ callId }),
      run: (input) => history.read(input.callId),
    },
    'history:addNote': {
      schema: z.strictObject({ callId, text: noteText }),
      run: (input) => history.addNote(input.callId, input.text),
    },
    'history:setTags': {
      schema: z.strictObject({ callId, tags: callTags }),
      run: (input) => history.setTags(input.callId, input.tags),
    },
    'history:redoSummary': {
      schema: z.strictObject({ callId }),
      run: async (input) => {
        const made = await history.redoSummary(input.callId);
        return made.ok ? done : made;
      },
    },
    'history:deleteCaller': {
      schema: z.strictObject({ callerNumber, spellings }),
      run: (input) => history.deleteCaller(input.callerNumber, input.spellings),
    },
    'history:deleteCall': {
      schema: z.strictObject({ callId }),
      run: (input) => history.deleteCall(input.callId),
    },
    'history:exportList': {
      schema: z.union([
        z.strictObject({ query: historyQuery(z.number) }),
        z.strictObject({ callIds }),
      ]),
      run: (wanted) =>
        saveFile(listName(), async () => {
          const file = await history.exportList(wanted, language.current);
          return file.ok ? ok(file.value.content) : file;
        }),
    },
    'history:export': {
      schema: z.strictObject({ callId, format: z.enum(EXPORT_FORMATS) }),
      run: (input) => exportCall({ history, saveFile, language }, input.callId, input.format),
    },
  };
}

type ExportParts = {
  readonly history: HistoryDesk;
  readonly saveFile: SaveFile;
  readonly language: Pick<ShellLanguage, 'current'>;
};

async function exportCall(
  { history, saveFile, language }: ExportParts,
  id: CallId,
  format: ExportFormat,
): Promise<Result<string | null>> {
  const name = await history.exportName(id, format);
  if (!name.ok) {
    return name;
  }
  // Audited only once a place was chosen: a dialog that is cancelled exports nothing.
  return await saveFile(name.value, async () => {
    const file = await history.exportCall(id, format, language.current);
    return file.ok ? ok(file.value.content) : file;
  });
}
