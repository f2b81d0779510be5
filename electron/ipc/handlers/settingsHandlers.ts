import { z } from 'zod';
import type { ProgramDesk } from '#main/desk/programDesk';
import { ok } from '#main/util/result';
import { MAX_INSTRUCTION_CHARS } from '#model/limits';
import { TESTED_GROUPS } from '#model/settings';
import type { SaveFile } from '../../saveFile';
import type { HandlersOf } from '../requestHandler';

/** Room for the longest setting, the instruction; the store checks each by its own rules. */
const changes = z
  .record(z.string().min(1).max(80), z.string().max(MAX_INSTRUCTION_CHARS))
  .refine((named) => Object.keys(named).length <= 100);

/** Name of the file that an export is saved to, if the person chooses no other. */
const EXPORT_NAME = 'cordboard.env';

/** Most characters of a file to import: every setting at its longest would still fit. */
const MAX_IMPORT_CHARS = 500_000;

export function createSettingsHandlers(
  program: ProgramDesk,
  saveFile: SaveFile,
): HandlersOf<'settings'> {
  return {
    'settings:list': {
      schema: z.null(),
      run: async () => ok(await program.settings()),
    },
    'settings:update': {
      schema: z.strictObject({ changes }),
      run: (input) => program.updateSettings(input.changes),
    },
    'settings:check': {
      schema: z.strictObject({ changes }),
      run: async (input) => ok(await program.checkSettings(input.changes)),
    },
    'settings:test': {
      schema: z.strictObject({ group: z.enum(TESTED_GROUPS), changes }),
      run: (input) => program.testSettings(input.group, input.changes),
    },
    'settings:import': {
      schema: z.strictObject({
        file: z.string().min(1).max(255),
        content: z.string().max(MAX_IMPORT_CHARS),
      }),
      run: async ({ file, content }) => ok(await program.readImport(file, content)),
    },
    'settings:export': {
      schema: z.null(),
      run: () => saveFile(EXPORT_NAME, () => program.exportSettings()),
    },
  };
}
