/** Tools of a profile that are HTTP requests. */
import { randomUUID } from 'node:crypto';
import { parseToolHosts } from '#main/rules/toolHosts';
import {
  fillSecrets,
  parseToolSecrets,
  secretNamesIn,
  type ToolSecrets,
} from '#main/rules/toolSecrets';
import { parseUrlTemplate } from '#main/rules/urlTemplate';
import { cordboardError } from '#main/util/errors';
import { fail, ok, type Result } from '#main/util/result';
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

/** Creates the tool; it reads hosts and secrets at every call. */
export function createHttpTool(tool: HttpTool, access: () => HttpToolAccess): Tool {
  const { name, description, parameters, scheduling, method } = tool;
  return {
    declaration: { name, description, parameters, scheduling },
    calledOff: method === 'GET' ? 'stops' : 'goes-on',
    run: async (args, signal) => {
      const secrets = parseToolSecrets(access().secrets);
      if (!secrets.ok) {
        return secrets;
      }
      const question = questionOf(tool, args, access().hosts, secrets.value, signal);
      if (!question.ok) {
        return question;
      }
      const answer = await askHttp(question.value);
      return answer.ok ? outcomeOf(withoutSecrets(answer.value, tool, secrets.value)) : answer;
    },
  };
}

function questionOf(
  tool: HttpTool,
  args: Arguments,
  hostList: string,
  secrets: ToolSecrets,
  signal: AbortSignal,
): Result<HttpQuestion> {
  const { method, timeoutMs, maxResultBytes: maxBytes } = tool;
  const hosts = parseToolHosts(hostList);
  const template = parseUrlTemplate(tool.url);
  if (!hosts.ok || !template.ok) {
    return fail(cordboardError('config', phrase('tool.misconfigured')));
  }
  const url = template.value.fill(
    Object.fromEntries(template.value.places.map((place) => [place, textOf(args[place])])),
  );
  const headers = headersOf(tool, secrets);
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

function headersOf(
  { method, headers }: HttpTool,
  secrets: ToolSecrets,
): Result<Readonly<Record<string, string>>> {
  const filled: Record<string, string> = {
    accept: 'application/json, text/plain;q=0.9, */*;q=0.1',
    'accept-encoding': 'identity',
    'user-agent': 'Cordboard',
    ...(method === 'POST' ? postHeaders() : {}),
  };
  for (const [name, value] of Object.entries(headers)) {
    const text = fillSecrets(value, secrets);
    if (!text.ok) {
      return text;
    }
    filled[name.toLowerCase()] = text.value;
  }
  return ok(filled);
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
