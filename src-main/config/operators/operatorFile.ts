import { readFile, stat } from 'node:fs/promises';
import { z } from 'zod';
import { writeJsonFile } from '#main/util/atomicFile';
import { cordboardError } from '#main/util/errors';
import { fail, ok, type Result } from '#main/util/result';
import { MAX_OPERATORS, OPERATOR_NAME } from '#model/operators';
import { phrase } from '#model/phrases/phrase';
import { ROLES } from '#model/roles';

const operatorSchema = z.strictObject({
  name: z.string().regex(OPERATOR_NAME),
  role: z.enum(ROLES),
  salt: z.string().regex(/^[\da-f]{32}$/),
  hash: z.string().regex(/^[\da-f]{64}$/),
});

const fileSchema = z.strictObject({
  operators: z
    .array(operatorSchema)
    .max(MAX_OPERATORS)
    // Without an admin nobody could ever change the file from the window again.
    .refine((all) => all.length === 0 || all.some(({ role }) => role === 'admin')),
});

/** An operator as the file keeps them, with what is kept of their PIN. */
export type KeptOperator = Readonly<z.infer<typeof operatorSchema>>;

/**
 * Reads the operators; a missing file holds none. Fails with `config` if the file cannot be read,
 * is damaged, or other users can read or write it.
 */
export async function readOperators(path: string): Promise<Result<readonly KeptOperator[]>> {
  try {
    const { mode } = await stat(path);
    if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
      return fail(cordboardError('config', phrase('operators.open-to-others', { path })));
    }
    return ok(fileSchema.parse(JSON.parse(await readFile(path, 'utf8'))).operators);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      return ok([]);
    }
    const said = phrase('operators.unreadable', { path });
    return fail(cordboardError('config', said, { cause: error }));
  }
}

export function writeOperators(
  path: string,
  operators: readonly KeptOperator[],
): Promise<Result<void>> {
  return writeJsonFile(path, { operators });
}
