/**
 * Converts JSON Schema to the Live API's schema of a function's parameters, a subset of OpenAPI 3.0
 * (Gemini API reference, "Schema"). The service refuses a session over an unknown field, so only
 * known fields are taken over.
 */
import type * as Genai from '@google/genai';
import type { JsonSchema } from '#model/profile';

/** Depth to which a schema is converted. Below that, any type is allowed. */
const MAX_DEPTH = 8;

/**
 * Converts the schema of an object. Null when it has no properties: the service then wants no
 * parameters.
 */
export function parametersSchema(sdk: typeof Genai, schema: JsonSchema): Genai.Schema | null {
  const converted = convert(sdk, schema, MAX_DEPTH);
  return Object.keys(converted.properties ?? {}).length === 0 ? null : converted;
}

function convert(sdk: typeof Genai, source: JsonSchema, depth: number): Genai.Schema {
  const { description, items, properties } = source;
  const alternatives = withoutNull(source['anyOf'] ?? source['oneOf']);
  const schema: Genai.Schema = { ...typeOf(sdk, source), ...limitsOf(source) };
  if (typeof description === 'string') {
    schema.description = description;
  }
  if (Array.isArray(source['enum'])) {
    schema.enum = texts(source['enum']);
  }
  if (depth === 0) {
    return schema;
  }
  if (isSchema(items)) {
    schema.items = convert(sdk, items, depth - 1);
  }
  if (isSchema(properties)) {
    schema.properties = convertAll(sdk, properties, depth - 1);
  }
  const known = schema.properties ?? {};
  const required = texts(source['required']).filter((name) => name in known);
  if (required.length > 0) {
    schema.required = required;
  }
  if (alternatives.length > 0 && schema.type === undefined) {
    schema.anyOf = alternatives.map((alternative) => convert(sdk, alternative, depth - 1));
  }
  return schema;
}

function convertAll(
  sdk: typeof Genai,
  properties: JsonSchema,
  depth: number,
): Record<string, Genai.Schema> {
  const converted: Record<string, Genai.Schema> = {};
  for (const [name, property] of Object.entries(properties)) {
    if (isSchema(property)) {
      converted[name] = convert(sdk, property, depth);
    }
  }
  return converted;
}

/** `["string", "null"]` is a string that may be null. */
function typeOf(sdk: typeof Genai, source: JsonSchema): Pick<Genai.Schema, 'type' | 'nullable'> {
  const types = texts([source['type']].flat()).map((type) => type.toUpperCase());
  const { NULL, ...others } = sdk.Type;
  const nullable = types.includes(NULL) || source['nullable'] === true ? { nullable: true } : {};
  const type = Object.values(others).find((known) => types.includes(known));
  return type === undefined ? nullable : { type, ...nullable };
}

function limitsOf(source: JsonSchema): Pick<Genai.Schema, 'minimum' | 'maximum' | 'pattern'> {
  const { minimum, maximum, pattern } = source;
  return {
    ...(typeof minimum === 'number' ? { minimum } : {}),
    ...(typeof maximum === 'number' ? { maximum } : {}),
    ...(typeof pattern === 'string' ? { pattern } : {}),
  };
}

function texts(list: unknown): string[] {
  return Array.isArray(list) ? list.filter((entry) => typeof entry === 'string') : [];
}

function withoutNull(alternatives: unknown): JsonSchema[] {
  return Array.isArray(alternatives)
    ? alternatives.filter(isSchema).filter(({ type }) => type !== 'null')
    : [];
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
