import { z } from 'zod';
import { type AuditDesk, auditName } from '#main/desk/auditDesk';
import { auditQuery } from '#main/rules/recordSchemas';
import { ok } from '#main/util/result';
import { AUDIT_TABLES } from '#model/auditLog';
import type { ShellLanguage } from '../../language';
import type { SaveFile } from '../../saveFile';
import type { HandlersOf } from '../requestHandler';

export function createAuditHandlers(
  audit: AuditDesk,
  saveFile: SaveFile,
  language: Pick<ShellLanguage, 'current'>,
): HandlersOf<'audit'> {
  return {
    'audit:list': {
      schema: z.strictObject({ query: auditQuery(z.number) }),
      run: ({ query }) => audit.list(query),
    },
    'audit:facets': {
      schema: z.null(),
      run: () => audit.facets(),
    },
    'audit:verify': {
      schema: z.null(),
      run: () => audit.verify(),
    },
    'audit:export': {
      schema: z.strictObject({ query: auditQuery(z.number), format: z.enum(AUDIT_TABLES) }),
      run: ({ query, format }) =>
        saveFile(auditName(format), async () => {
          const file = await audit.export(query, format, language.current);
          return file.ok ? ok(file.value.content) : file;
        }),
    },
  };
}
