import { z } from 'zod';
import type { ProgramDesk } from '#main/desk/programDesk';
import { ok } from '#main/util/result';
import type { HandlersOf } from '../requestHandler';

/** Bounds far above what settings need: the store checks each of them by its own rules. */
const changes = z
  .record(z.string().min(1).max(80), z.string().max(20_000))
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
