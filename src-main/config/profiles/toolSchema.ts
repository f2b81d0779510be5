/** Schema of an HTTP tool of a profile. */
import { z } from 'zod';
import { issueMessage, saying } from '#main/util/issuePhrase';
import { compileJsonSchema } from '#main/util/jsonSchema';
import { phrase } from '#model/phrases/phrase';
import { type HttpTool, TOOL_SCHEDULINGS } from '#model/profile';
import { trimmed } from './profileTexts';
import { bounded, requestParts, urlProblem } from './requestSchema';

/** Longest JSON of a tool's parameters, characters: it is sent at the start of every call. */
const MAX_SCHEMA_CHARS = 10_000;

const parameters = z
  .record(z.string(), z.unknown(), saying(phrase('json-schema.not-object')))
  .superRefine((schema, context) => {
    const compiled = compileJsonSchema(schema);
    if (!compiled.ok) {
      context.addIssue({ code: 'custom', message: issueMessage(compiled.error.phrase) });
    } else if (JSON.stringify(schema).length > MAX_SCHEMA_CHARS) {
      const problem = phrase('json-schema.too-long', { max: MAX_SCHEMA_CHARS });
      context.addIssue({ code: 'custom', message: issueMessage(problem) });
    }
  });

export const httpToolSchema = z
  .strictObject({
    name: z.string().regex(/^[A-Za-z_]\w{0,63}$/, saying(phrase('profile.tool-name'))),
    description: trimmed(1, 1_000),
    parameters: parameters.default({ type: 'object', properties: {} }),
    ...requestParts,
    timeoutMs: bounded('ms', 100, 30_000).default(5_000),
    maxResultBytes: bounded('bytes', 100, 100_000).default(10_000),
    scheduling: z.enum(TOOL_SCHEDULINGS).default('wait'),
    approval: z.boolean().default(false),
  })
  .superRefine((tool, context) => {
    const problem = urlProblem(tool);
    if (problem !== null) {
      context.addIssue({ code: 'custom', path: ['url'], message: issueMessage(problem) });
    }
  }) satisfies z.ZodType<HttpTool>;
