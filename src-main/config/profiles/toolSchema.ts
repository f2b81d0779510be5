/** Schema of an HTTP tool of a profile. */
import { z } from 'zod';
import { SECRET_PLACE, secretNamesIn } from '#main/rules/toolSecrets';
import { parseUrlTemplate } from '#main/rules/urlTemplate';
import { compileJsonSchema, propertiesOf, requiredOf } from '#main/util/jsonSchema';
import type { HttpTool } from '#model/profile';
import { sayIfNot, trimmed } from './profileTexts';

/** Longest JSON of a tool's parameters, characters: it is sent at the start of every call. */
const MAX_SCHEMA_CHARS = 10_000;

/** A field name of HTTP (RFC 9110, section 5.6.2). */
const FIELD_NAME = /^[\w!#$%&'*+.^`|~-]{1,100}$/;

/** Headers that Cordboard's HTTP client sets itself. */
const OWN_HEADERS =
  /^(host|connection|content-length|transfer-encoding|upgrade|expect|te|trailer|accept-encoding|proxy-.*)$/i;

/** Names of headers that usually hold a secret. */
const SECRET_HEADER = /^(authorization|cookie)$|key|token|secret|passw/i;

const SECRET_NAME = /^[A-Z][A-Z0-9_]{0,39}$/;

function headerProblem(name: string, value: string): string {
  if (!FIELD_NAME.test(name)) {
    return 'has a name that no HTTP header can have.';
  }
  if (OWN_HEADERS.test(name)) {
    return 'is set by Cordboard itself. Take it out.';
  }
  const secrets = secretNamesIn(value);
  if (!secrets.every((each) => SECRET_NAME.test(each))) {
    return `names a secret that cannot be: write ${SECRET_PLACE}, in capitals, digits and underscore.`;
  }
  return SECRET_HEADER.test(name) && secrets.length === 0
    ? `must not hold the secret itself. Put it into HTTP_TOOL_SECRETS as NAME=value and write ${SECRET_PLACE} here.`
    : '';
}

const headers = z
  .record(
    z.string(),
    trimmed(0, 500).regex(/^[\x20-\x7e]*$/, sayIfNot('may have plain ASCII signs only')),
  )
  .superRefine((all, context) => {
    for (const [name, value] of Object.entries(all)) {
      const message = headerProblem(name, value);
      if (message !== '') {
        context.addIssue({ code: 'custom', path: [name], message });
      }
    }
    if (Object.keys(all).length > 20) {
      context.addIssue({ code: 'custom', message: 'may have 20 headers at most.' });
    }
  });

const parameters = z
  .record(z.string(), z.unknown(), sayIfNot('must be a JSON Schema of an object'))
  .superRefine((schema, context) => {
    const compiled = compileJsonSchema(schema);
    if (!compiled.ok) {
      context.addIssue({ code: 'custom', message: compiled.error.message });
    } else if (JSON.stringify(schema).length > MAX_SCHEMA_CHARS) {
      const message = `must be at most ${MAX_SCHEMA_CHARS} characters of JSON.`;
      context.addIssue({ code: 'custom', message });
    }
  });

function bounded(min: number, max: number, unit: string) {
  const error = sayIfNot(`must be a whole number of ${unit}, ${min} to ${max}`);
  return z.int(error).min(min, error).max(max, error);
}

/** One HTTP tool. */
export const httpToolSchema = z
  .strictObject({
    name: z
      .string()
      .regex(
        /^[A-Za-z_]\w{0,63}$/,
        sayIfNot('must be 1 to 64 letters, digits and underscores, no digit first'),
      ),
    description: trimmed(1, 1_000),
    parameters: parameters.default({ type: 'object', properties: {} }),
    method: z.enum(['GET', 'POST']).default('GET'),
    url: trimmed(1, 2_000),
    headers: headers.default({}),
    timeoutMs: bounded(100, 30_000, 'milliseconds').default(5_000),
    maxResultBytes: bounded(100, 100_000, 'bytes').default(10_000),
    scheduling: z.enum(['wait', 'interrupt', 'when-idle', 'silent']).default('wait'),
  })
  .superRefine((tool, context) => {
    const message = urlProblem(tool);
    if (message !== '') {
      context.addIssue({ code: 'custom', path: ['url'], message });
    }
  }) satisfies z.ZodType<HttpTool>;

/** What is wrong with the address, or empty. Each place in it must be a required parameter. */
function urlProblem({ url, parameters: schema }: Pick<HttpTool, 'url' | 'parameters'>): string {
  const template = parseUrlTemplate(url);
  if (!template.ok) {
    return template.error.message;
  }
  const properties = propertiesOf(schema);
  const required = requiredOf(schema);
  const unknown = template.value.places.find((place) => !properties.includes(place));
  if (unknown !== undefined) {
    return `has the place {${unknown}}, but the parameters have no property of that name.`;
  }
  const optional = template.value.places.find((place) => !required.includes(place));
  return optional === undefined
    ? ''
    : `has the place {${optional}}, so the parameters must list it under "required".`;
}
