import { z } from 'zod';
import type { ProgramDesk } from '#main/desk/programDesk';
import { ok } from '#main/util/result';
import { MAX_INSTRUCTION_CHARS } from '#model/limits';
import type { HandlersOf } from '../requestHandler';

/** Room for the longest setting, the instruction; the store checks each by its own rules. */
const changes = z
  .record(z.string().min(1).max(80), z.string().max(MAX_INSTRUCTION_CHARS))
  .refine((named) => Object.keys(named).length <= 100);

export function createSettingsHandlers(program: ProgramDesk): HandlersOf<'settings'> {
  return {
    'settings:list': {
      schema: z.null(),
      run: async () => ok(await program.settings()),
    },
    'settings:update': {
      schema: z.strictObject({ changes }),
      run: (input) => program.updateSettings(input.changes),
    },
  };
}
