/** Checks values against a JSON Schema that is known only at run time. */
import { z } from 'zod';
import type { JsonSchema } from '#model/profile';
import { cordboardError, messageOf } from './errors';
import { fail, ok, type Result } from './result';

/** Checks one value; the message of its `invalid-input` names what does not fit, and repeats no value. */
export type ValueCheck = (value: unknown) => Result<Readonly<Record<string, unknown>>>;

/** Issues of one value that are told. */
const MAX_ISSUES = 5;

/**
 * Makes the check of a schema that describes an object (JSON Schema 2020-12, draft 7 or OpenAPI 3.0). Fails with `config`: the
 * schema itself cannot be; the message completes "must be ...".
 */
export function compileJsonSchema(schema: JsonSchema): Result<ValueCheck> {
  if (schema['type'] !== 'object') {
    return fail(cordboardError('config', 'must be a JSON Schema of an object: {"type":"object"}.'));
  }
  let compiled: z.ZodType;
  try {
    compiled = z.fromJSONSchema(schema);
  } catch (error) {
    return fail(cordboardError('config', `must be a JSON Schema: ${messageOf(error)}.`));
  }
  return ok((value) => {
    const parsed = compiled.safeParse(value);
    return parsed.success
      ? ok(parsed.data as Readonly<Record<string, unknown>>)
      : fail(cordboardError('invalid-input', issuesText(parsed.error)));
  });
}

/** Names of the properties a schema describes. */
export function propertiesOf(schema: JsonSchema): readonly string[] {
  const { properties } = schema;
  return typeof properties === 'object' && properties !== null ? Object.keys(properties) : [];
}

/** Names of the properties a schema asks for. */
export function requiredOf(schema: JsonSchema): readonly string[] {
  const { required } = schema;
  return Array.isArray(required) ? required.filter((name) => typeof name === 'string') : [];
}

function issuesText(error: z.ZodError): string {
  return error.issues
    .slice(0, MAX_ISSUES)
    .map(({ path, message }) => (path.length === 0 ? message : `${path.join('.')}: ${message}`))
    .join('; ');
}
