import { z } from 'zod';
import type { HistoryDesk } from '#main/desk/historyDesk';
import {
  callerNumber,
  callId,
  callTags,
  historyQuery,
  noteText,
  spellings,
} from '#main/rules/recordSchemas';
import { done, ok, type Result } from '#main/util/result';
import type { CallId } from '#model/call';
import { EXPORT_FORMATS, type ExportFormat } from '#model/history';
import type { SaveFile } from '../../saveFile';
import type { HandlersOf } from '../requestHandler';

export function createHistoryHandlers(
  history: HistoryDesk,
  saveFile: SaveFile,
): HandlersOf<'history'> {
  return {
    'history:health': {
      schema: z.null(),
      run: async () => ok(await history.health()),
    },
    'history:search': {
      schema: z.strictObject({ query: historyQuery(z.number) }),
      run: ({ query }) => history.search(query),
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
    'history:spellings': {
      schema: z.strictObject({ callerNumber }),
      run: (input) => history.spellings(input.callerNumber),
    },
    'history:deleteCaller': {
      schema: z.strictObject({ callerNumber, spellings }),
      run: (input) => history.deleteCaller(input.callerNumber, input.spellings),
    },
    'history:deleteCall': {
      schema: z.strictObject({ callId }),
      run: (input) => history.deleteCall(input.callId),
    },
    'history:export': {
      schema: z.strictObject({ callId, format: z.enum(EXPORT_FORMATS) }),
      run: (input) => exportCall(history, saveFile, input.callId, input.format),
    },
  };
}

async function exportCall(
  history: HistoryDesk,
  saveFile: SaveFile,
  id: CallId,
  format: ExportFormat,
): Promise<Result<string | null>> {
  const name = await history.exportName(id, format);
  if (!name.ok) {
    return name;
  }
  // Audited only once a place was chosen: a dialog that is cancelled exports nothing.
  return await saveFile(name.value, async () => {
    const file = await history.exportCall(id, format);
    return file.ok ? ok(file.value.content) : file;
  });
}
