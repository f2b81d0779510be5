/** Makes the HTTP requests that profiles describe: those of tools, and the look-up. */
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
import { fail, ok, type Result } from '#main/util/result';
import type { CallFacts } from '#model/callFacts';
import { phrase } from '#model/phrases/phrase';
import type { ProfileRequest } from '#model/profile';
import { askHttp, type HttpAnswer, type HttpQuestion } from './httpRequest';

/** The settings of HTTP requests, in force now. */
export type HttpToolAccess = {
  /** HTTP_TOOL_HOSTS as written. */
  readonly hosts: string;
  /** HTTP_TOOL_SECRETS as written. */
  readonly secrets: string;
};

/** Replaces a secret that the service repeats in its answer. */
const HIDDEN = '[secret]';

type Arguments = Readonly<Record<string, unknown>>;

/** What one request is made of, besides what the profile says. */
export type Asked = {
  /** Arguments that the agent gave. */
  readonly args: Arguments;
  readonly facts: CallFacts;
  readonly access: HttpToolAccess;
  /** Most bytes of the answer that are read. */
  readonly maxBytes: number;
  readonly signal: AbortSignal;
};

/** Asks. The answer holds no secret. Fails as `askHttp` does, or with `config`. */
export async function askAsProfileSays(
  request: ProfileRequest,
  asked: Asked,
): Promise<Result<HttpAnswer>> {
  const secrets = parseToolSecrets(asked.access.secrets);
  if (!secrets.ok) {
    return secrets;
  }
  const question = questionOf(request, asked, secrets.value);
  if (!question.ok) {
    return question;
  }
  const answer = await askHttp(question.value);
  return answer.ok ? ok(withoutSecrets(answer.value, request, secrets.value)) : answer;
}

function questionOf(
  request: ProfileRequest,
  asked: Asked,
  secrets: ToolSecrets,
): Result<HttpQuestion> {
  const { method, timeoutMs } = request;
  const { facts, maxBytes, signal } = asked;
  const args = { ...asked.args, ...filledByCall(request, facts) };
  const hosts = parseToolHosts(asked.access.hosts);
  const template = parseUrlTemplate(request.url);
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
  const headers = headersOf(request, facts, secrets);
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
function filledByCall({ fromCall }: ProfileRequest, facts: CallFacts): Arguments {
  return Object.fromEntries(
    Object.entries(fromCall).map(([name, text]) => [name, fillFacts(text, facts)]),
  );
}

function headersOf(
  { method, headers }: ProfileRequest,
  facts: CallFacts,
  secrets: ToolSecrets,
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

function withoutSecrets(answer: HttpAnswer, { headers }: ProfileRequest, secrets: ToolSecrets) {
  let { body } = answer;
  for (const name of Object.values(headers).flatMap(secretNamesIn)) {
    body = body.replaceAll(secrets.get(name) ?? HIDDEN, HIDDEN);
  }
  return { ...answer, body };
}

/** An argument as it stands in an address. */
function textOf(value: unknown): string {
  if (value === undefined) {
    return '';
  }
  return typeof value === 'string' ? value : JSON.stringify(value);
}
