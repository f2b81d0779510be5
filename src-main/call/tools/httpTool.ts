/** Tools of a profile that are HTTP requests. */
import { randomUUID } from 'node:crypto';
import { fillFacts, valueOfPlace } from '#main/rules/callFacts';
import { parseToolHosts } from '#main/rules/toolHosts';
import {
  fillSecrets,
  parseToolSecrets,
  secretNamesIn,
  type ToolSecrets,
} from '#main/rules/toolSecrets';
import { parseUrlTemplate } from '#main/rules/urlTemplate';
import { cordboardError } from '#main/util/errors';
import { withoutProperties } from '#main/util/jsonSchema';
import { fail, ok, type Result } from '#main/util/result';
import type { CallFacts } from '#model/callFacts';
import { phrase } from '#model/phrases/phrase';
import type { HttpTool } from '#model/profile';
import { answerWasLonger } from '../talk/prompts';
import { askHttp, type HttpAnswer, type HttpQuestion } from './httpRequest';
import type { Tool } from './toolRunner';

/** The settings of HTTP tools, in force now. */
export type HttpToolAccess = {
  /** HTTP_TOOL_HOSTS as written. */
  readonly hosts: string;
  /** HTTP_TOOL_SECRETS as written. */
  readonly secrets: string;
};

/** Replaces a secret that the service repeats in its answer. */
const HIDDEN = '[secret]';

/** Most characters of a refusal's text that the agent is told. */
const REFUSAL_CHARS = 300;

type Arguments = Readonly<Record<string, unknown>>;

/** Creates the tool; it reads hosts, secrets and the facts of the call at every call. */
export function createHttpTool(
  tool: HttpTool,
  access: () => HttpToolAccess,
  facts: () => CallFacts,
): Tool {
  const { name, description, scheduling, method, fromCall } = tool;
  const parameters = withoutProperties(tool.parameters, Object.keys(fromCall));
  return {
    declaration: { name, description, parameters, scheduling },
    calledOff: method === 'GET' ? 'stops' : 'goes-on',
    run: async (args, signal) => {
      const secrets = parseToolSecrets(access().secrets);
      if (!secrets.ok) {
        return secrets;
      }
      const question = questionOf(tool, {
        ...{ args, facts: facts(), signal },
        ...{ hosts: access().hosts, secrets: secrets.value },
      });
      if (!question.ok) {
        return question;
      }
      const answer = await askHttp(question.value);
      return answer.ok ? outcomeOf(withoutSecrets(answer.value, tool, secrets.value)) : answer;
    },
  };
}

/** What one request is made of, besides the tool itself. */
type Asked = {
  /** Arguments that the agent gave. */
  readonly args: Arguments;
  readonly facts: CallFacts;
  /** HTTP_TOOL_HOSTS as written. */
  readonly hosts: string;
  readonly secrets: ToolSecrets;
  readonly signal: AbortSignal;
};

function questionOf(tool: HttpTool, asked: Asked): Result<HttpQuestion> {
  const { method, timeoutMs, maxResultBytes: maxBytes } = tool;
  const { facts, signal } = asked;
  const args = { ...asked.args, ...filledByCall(tool, facts) };
  const hosts = parseToolHosts(asked.hosts);
  const template = parseUrlTemplate(tool.url);
  if (!hosts.ok || !template.ok) {
    return fail(cordboardError('config', phrase('tool.misconfigured')));
  }
  const url = template.value.fill(
    Object.fromEntries(
      template.value.places.map((place) => [
        place,
        textOf(args[place] ?? valueOfPlace(facts, place)),
      ]),
    ),
  );
  const headers = headersOf(tool, asked);
  if (!url.ok || !headers.ok) {
    return url.ok ? (headers as Result<never>) : url;
  }
  const rest = Object.entries(args).filter(([name]) => !template.value.places.includes(name));
  if (method === 'GET') {
    for (const [name, value] of rest) {
      url.value.searchParams.append(name, textOf(value));
    }
  }
  const body = method === 'GET' ? null : JSON.stringify(Object.fromEntries(rest));
  return ok({
    url: url.value,
    headers: headers.value,
    body,
    ...{ method, timeoutMs, maxBytes, hosts: hosts.value, signal },
  });
}

/** The parameters whose values come from the call, never from the agent. */
function filledByCall({ fromCall }: HttpTool, facts: CallFacts): Arguments {
  return Object.fromEntries(
    Object.entries(fromCall).map(([name, text]) => [name, fillFacts(text, facts)]),
  );
}

function headersOf(
  { method, headers }: HttpTool,
  { secrets, facts }: Asked,
): Result<Readonly<Record<string, string>>> {
  const filled: Record<string, string> = {
    accept: 'application/json, text/plain;q=0.9, */*;q=0.1',
    'accept-encoding': 'identity',
    'user-agent': 'Cordboard',
    ...(method === 'POST' ? postHeaders() : {}),
  };
  for (const [name, value] of Object.entries(headers)) {
    const text = fillSecrets(value, secrets, (rest) => headerText(fillFacts(rest, facts)));
    if (!text.ok) {
      return text;
    }
    filled[name.toLowerCase()] = text.value;
  }
  return ok(filled);
}

/** A header takes visible ASCII only (RFC 9110, section 5.5); the rest is percent-encoded. */
function headerText(text: string): string {
  return text.replaceAll(/[^\x20-\x7e]+/g, (rest) =>
    encodeURIComponent(Buffer.from(rest).toString()),
  );
}

/** A call is one request, so the key of each request is the key of its call. */
function postHeaders(): Readonly<Record<string, string>> {
  return { 'content-type': 'application/json', 'idempotency-key': randomUUID() };
}

function withoutSecrets(answer: HttpAnswer, { headers }: HttpTool, secrets: ToolSecrets) {
  let { body } = answer;
  for (const name of Object.values(headers).flatMap(secretNamesIn)) {
    body = body.replaceAll(secrets.get(name) ?? HIDDEN, HIDDEN);
  }
  return { ...answer, body };
}

function outcomeOf({ status, mediaType, body, cut }: HttpAnswer): Result<Arguments> {
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

/** An argument as it stands in an address. */
function textOf(value: unknown): string {
  if (value === undefined) {
    return '';
  }
  return typeof value === 'string' ? value : JSON.stringify(value);
}
