import { z } from 'zod';
import type { HistoryDesk } from '#main/desk/historyDesk';
import { auditBefore, auditPageLimit } from '#main/rules/recordSchemas';
import type { HandlersOf } from '../requestHandler';

export function createAuditHandlers(history: HistoryDesk): HandlersOf<'audit'> {
  return {
    'audit:list': {
      schema: z.strictObject({
        before: auditBefore(z.number).nullable(),
        limit: auditPageLimit(z.number),
      }),
      run: ({ before, limit }) => history.listAudit(before, limit),
    },
    'audit:verify': {
      schema: z.null(),
      run: () => history.verifyAudit(),
    },
  };
}
