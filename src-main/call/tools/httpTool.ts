/** Tools of a profile that are HTTP requests. */
import { cordboardError } from '#main/util/errors';
import { withoutProperties } from '#main/util/jsonSchema';
import { fail, ok, type Result } from '#main/util/result';
import type { CallFacts } from '#model/callFacts';
import { phrase } from '#model/phrases/phrase';
import type { HttpTool } from '#model/profile';
import { answerWasLonger } from '../talk/prompts';
import { askAsProfileSays, type HttpToolAccess } from './httpQuestion';
import type { HttpAnswer } from './httpRequest';
import type { Tool } from './toolRunner';

/** Most characters of a refusal's text that the agent is told. */
const REFUSAL_CHARS = 300;

/** Creates the tool; it reads hosts, secrets and the facts of the call at every call. */
export function createHttpTool(
  tool: HttpTool,
  access: () => HttpToolAccess,
  facts: () => CallFacts,
): Tool {
  const { name, description, scheduling, method, fromCall, maxResultBytes: maxBytes } = tool;
  const parameters = withoutProperties(tool.parameters, Object.keys(fromCall));
  return {
    declaration: { name, description, parameters, scheduling },
    calledOff: method === 'GET' ? 'stops' : 'goes-on',
    run: async (args, signal) => {
      const asked = { args, facts: facts(), access: access(), maxBytes, signal };
      const answer = await askAsProfileSays(tool, asked);
      return answer.ok ? outcomeOf(answer.value) : answer;
    },
  };
}

function outcomeOf({
  status,
  mediaType,
  body,
  cut,
}: HttpAnswer): Result<Readonly<Record<string, unknown>>> {
  if (status < 200 || status >= 300) {
    const text = body.slice(0, REFUSAL_CHARS).trim();
    return fail(
      cordboardError(
        'refused',
        text === ''
          ? phrase('tool.status', { status })
          : phrase('tool.status-and-text', { status, text }),
      ),
    );
  }
  const isJson = !cut && /^application\/(.+\+)?json$/.test(mediaType);
  const output = isJson ? parsedOrText(body) : body;
  return ok(cut ? { output, note: answerWasLonger() } : { output });
}

function parsedOrText(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}
