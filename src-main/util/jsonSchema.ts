/** Checks values against a JSON Schema that is known only at run time. */
import { z } from 'zod';
import { phrase } from '#model/phrases/phrase';
import type { JsonSchema } from '#model/profile';
import { cordboardError, messageOf } from './errors';
import { fail, ok, type Result } from './result';

/** Fails with `invalid-input`. The words name what does not fit, and repeat no value. */
export type ValueCheck = (value: unknown) => Result<Readonly<Record<string, unknown>>>;

/** Issues of one value that are named. */
const MAX_ISSUES = 5;

/**
 * Makes the check of a schema that describes an object (JSON Schema 2020-12, draft 7 or OpenAPI
 * 3.0). Fails with `config` for an invalid schema; the words go on after the schema's name.
 */
export function compileJsonSchema(schema: JsonSchema): Result<ValueCheck> {
  if (schema['type'] !== 'object') {
    return fail(cordboardError('config', phrase('json-schema.not-object')));
  }
  let compiled: z.ZodType;
  try {
    compiled = z.fromJSONSchema(schema);
  } catch (error) {
    return fail(cordboardError('config', phrase('json-schema.invalid', { why: messageOf(error) })));
  }
  return ok((value) => {
    const parsed = compiled.safeParse(value);
    return parsed.success
      ? ok(parsed.data as Readonly<Record<string, unknown>>)
      : fail(cordboardError('invalid-input', phrase('text', { text: issuesText(parsed.error) })));
  });
}

/** Names of the properties a schema describes. */
export function propertiesOf(schema: JsonSchema): readonly string[] {
  const { properties } = schema;
  return typeof properties === 'object' && properties !== null ? Object.keys(properties) : [];
}

/** Names of the properties a schema requires. */
export function requiredOf(schema: JsonSchema): readonly string[] {
  const { required } = schema;
  return Array.isArray(required) ? required.filter((name) => typeof name === 'string') : [];
}

/** The schema without these properties, for whoever is not to give them. */
export function withoutProperties(schema: JsonSchema, names: readonly string[]): JsonSchema {
  const { properties, required } = schema;
  const isLeft = (name: string): boolean => !names.includes(name);
  return {
    ...schema,
    ...(typeof properties === 'object' && properties !== null
      ? {
          properties: Object.fromEntries(
            Object.entries(properties).filter(([name]) => isLeft(name)),
          ),
        }
      : {}),
    ...(required === undefined ? {} : { required: requiredOf(schema).filter(isLeft) }),
  };
}

function issuesText(error: z.ZodError): string {
  return error.issues
    .slice(0, MAX_ISSUES)
    .map(({ path, message }) => (path.length === 0 ? message : `${path.join('.')}: ${message}`))
    .join('; ');
}
