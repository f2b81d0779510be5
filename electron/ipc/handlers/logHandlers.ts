import { z } from 'zod';
import type { ProgramDesk } from '#main/desk/programDesk';
import { ok } from '#main/util/result';
import { MAX_CALL_ID_CHARS, MAX_LOG_LINES } from '#model/limits';
import { LINE_LEVELS } from '#model/log';
import type { HandlersOf } from '../requestHandler';

export function createLogHandlers(program: ProgramDesk): HandlersOf<'logs'> {
  return {
    'logs:tail': {
      schema: z.strictObject({
        after: z.int().min(0),
        level: z.enum(LINE_LEVELS),
        // Empty for the lines of all calls.
        call: z.string().max(MAX_CALL_ID_CHARS),
        limit: z.int().min(1).max(MAX_LOG_LINES),
      }),
      run: async (query) => ok(await program.readLog(query)),
    },
  };
}
