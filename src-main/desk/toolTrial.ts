/** Tries an HTTP tool of a profile with sample arguments. */
import { z } from 'zod';
import type { HttpToolAccess } from '#main/call/tools/httpQuestion';
import { createHttpTool } from '#main/call/tools/httpTool';
import { toolPlaceProblems } from '#main/config/profiles/profilePlaceholders';
import { profileProblems } from '#main/config/profiles/profileSchema';
import { httpToolSchema } from '#main/config/profiles/toolSchema';
import { cordboardError } from '#main/util/errors';
import { compileJsonSchema } from '#main/util/jsonSchema';
import { fail, ok, type Result } from '#main/util/result';
import { phrase } from '#model/phrases/phrase';
import type { ToolOutcome, ToolTrial, ToolTried } from '#model/toolTrial';
import { sampleFacts } from './sampleFacts';

export type TryTool = (trial: ToolTrial) => Promise<Result<ToolTried>>;

/** What a tool depends on; the rest of the profile may be unfinished. */
const draftSchema = z.object({
  name: z.string().catch(''),
  channelVariables: z.array(z.string()).catch([]),
  lookUp: z
    .object({ facts: z.array(z.string()) })
    .nullable()
    .catch(null),
  tools: z.object({ http: z.array(z.unknown()) }).catch({ http: [] }),
});

/**
 * The request is made at once, whether or not the tool needs approval: a person asks for it. Fails
 * with `not-found` where there is no such tool, and with `invalid-input` for arguments that the
 * agent could not give either.
 * @param access Hosts and secrets, as they are now.
 * @param timeZone Of the settings now (IANA).
 */
export function createToolTrial(access: () => HttpToolAccess, timeZone: () => string): TryTool {
  return async ({ profile, index, args, caller }) => {
    const { name, channelVariables, lookUp, tools } = draftSchema.parse(profile);
    const entry = tools.http[index];
    if (entry === undefined) {
      return fail(cordboardError('not-found', phrase('tool.unknown')));
    }
    const path = ['tools', 'http', index];
    const parsed = httpToolSchema.safeParse(entry);
    if (!parsed.success) {
      const issues = parsed.error.issues.map((each) => ({
        ...each,
        path: [...path, ...each.path],
      }));
      return ok({ state: 'invalid', problems: profileProblems(new z.ZodError(issues)) });
    }
    const known = { channelVariables, facts: lookUp?.facts ?? [] };
    const problems = toolPlaceProblems(parsed.data, path.join('.'), known);
    if (problems.length > 0) {
      return ok({ state: 'invalid', problems });
    }
    const facts = sampleFacts(name, caller, timeZone());
    const tool = createHttpTool(parsed.data, access, () => facts);
    const check = compileJsonSchema(tool.declaration.parameters);
    const checked = check.ok ? check.value(args) : check;
    return checked.ok ? ok({ state: 'tried', outcome: await run(tool, checked.value) }) : checked;
  };
}

async function run(
  tool: ReturnType<typeof createHttpTool>,
  args: ToolTrial['args'],
): Promise<ToolOutcome> {
  const sinceMs = performance.now();
  // Nobody waits for a trial but who has asked for it.
  const answer = await tool.run(args, new AbortController().signal);
  const ms = Math.round(performance.now() - sinceMs);
  return answer.ok
    ? { state: 'answered', ms, response: JSON.stringify(answer.value, null, 2) }
    : { state: 'failed', ms, phrase: answer.error.phrase };
}
