import { z } from 'zod';
import { type CordboardError, cordboardError } from '#main/util/errors';
import { done, fail, ok, type Result } from '#main/util/result';
import { phrase } from '#model/phrases/phrase';
import type { AriAnswer } from './endpoint';
import { ariChannelSchema } from './events';
import { checkExternalMediaParams, FreshChannelIds } from './externalMediaRequest';
import type {
  AriBridge,
  AriFoundChannel,
  AriOrigination,
  DialplanPlace,
  ExternalMedia,
} from './gateway';
import type { AriHttp, AriRequest } from './http';

const errorBody = z.union([
  z.object({ message: z.string() }).transform((body) => body.message),
  z.object({ error: z.string() }).transform((body) => body.error),
]);
const mediaSchema = z.object({
  id: z.string(),
  channelvars: z.record(z.string(), z.string()).default({}),
});
const applicationSchema = z.object({ channel_ids: z.array(z.string()) });
const placeSchema = z.object({
  app_name: z.string().default(''),
  app_data: z.string().default(''),
});
const placedSchema = z.object({ dialplan: placeSchema.default({ app_name: '', app_data: '' }) });
const bridgeSchema = z.object({ id: z.string(), channels: z.array(z.string()).default([]) });
const bridgesSchema = z.array(bridgeSchema);
const variableSchema = z.object({ value: z.string() });

/** Channel variable that is set only to learn whether the channel is in Stasis. */
const PROBE_VARIABLE = 'CORDBOARD_PROBE';

/** Variables of a WebSocket media channel, read one by one when ARI's answer was lost. */
const MEDIA_VARIABLES = ['MEDIA_WEBSOCKET_CONNECTION_ID', 'MEDIA_WEBSOCKET_OPTIMAL_FRAME_SIZE'];

/**
 * The REST operations of AriGateway (Asterisk REST API, "Channels", "Bridges", "Applications").
 * They work without the event socket. Each fails with `network`, `timeout`, `not-found`, `refused`
 * or `invalid-state`.
 */
export class AriOperations {
  readonly #http: AriHttp;
  readonly #app: string;
  readonly #freshIds = new FreshChannelIds();

  constructor(http: AriHttp, app: string) {
    this.#http = http;
    this.#app = app;
  }

  answer(channelId: string): Promise<Result<void>> {
    return this.#command('POST', `/channels/${enc(channelId)}/answer`);
  }

  ring(channelId: string): Promise<Result<void>> {
    return this.#command('POST', `/channels/${enc(channelId)}/ring`);
  }

  async hangUp(channelId: string, reason = 'normal'): Promise<Result<void>> {
    return unlessGone(await this.#command('DELETE', `/channels/${enc(channelId)}`, { reason }));
  }

  continueInDialplan(channelId: string, place?: DialplanPlace): Promise<Result<void>> {
    const query = place === undefined ? {} : { ...place, priority: String(place.priority) };
    return this.#command('POST', `/channels/${enc(channelId)}/continue`, query);
  }

  play(channelId: string, sounds: readonly string[]): Promise<Result<void>> {
    return this.#command('POST', `/channels/${enc(channelId)}/play`, {
      media: sounds.map((name) => `sound:${name}`).join(','),
    });
  }

  /**
   * `proxy_media` and `dtmf_events` keep audio and keys in Asterisk's core: two telephones alone in
   * a bridge would exchange them directly.
   */
  createBridge(bridgeId: string, name: string): Promise<Result<void>> {
    const type = 'mixing,dtmf_events,proxy_media';
    return this.#command('POST', `/bridges/${enc(bridgeId)}`, { type, name });
  }

  addToBridge(bridgeId: string, channelIds: readonly string[]): Promise<Result<void>> {
    return this.#command('POST', `/bridges/${enc(bridgeId)}/addChannel`, {
      channel: channelIds.join(','),
    });
  }

  async bridgeMembers(bridgeId: string): Promise<Result<readonly string[]>> {
    const bridge = await this.#get(bridgeSchema, `/bridges/${enc(bridgeId)}`);
    return mapValue(bridge, ({ channels }) => channels);
  }

  async destroyBridge(bridgeId: string): Promise<Result<void>> {
    return unlessGone(await this.#command('DELETE', `/bridges/${enc(bridgeId)}`));
  }

  originate(call: AriOrigination): Promise<Result<void>> {
    const query = {
      endpoint: call.endpoint,
      app: this.#app,
      channelId: call.channelId,
      timeout: String(Math.ceil(call.ringMs / 1_000)),
      ...(call.callerId === '' ? {} : { callerId: call.callerId }),
    };
    return this.#command('POST', '/channels', query, { variables: call.variables });
  }

  startMusic(channelId: string, musicClass: string): Promise<Result<void>> {
    return this.#command('POST', `/channels/${enc(channelId)}/moh`, { mohClass: musicClass });
  }

  stopMusic(channelId: string): Promise<Result<void>> {
    return this.#command('DELETE', `/channels/${enc(channelId)}/moh`);
  }

  sendDtmf(channelId: string, digits: string): Promise<Result<void>> {
    return this.#command('POST', `/channels/${enc(channelId)}/dtmf`, { dtmf: digits });
  }

  getVariable(channelId: string, name: string): Promise<Result<string>> {
    return this.#variable(`/channels/${enc(channelId)}/variable`, name);
  }

  setVariable(channelId: string, name: string, value: string): Promise<Result<void>> {
    // Not in the query: Asterisk limits the length of an address.
    const body = { variable: name, value };
    return this.#command('POST', `/channels/${enc(channelId)}/variable`, {}, body);
  }

  /** The idle channel is half of a Local channel that nobody dials; it runs nothing. */
  async evaluate(
    channelId: string,
    functions: readonly string[],
  ): Promise<Result<readonly Result<string>[]>> {
    const query = { endpoint: 'Local/s@cordboard-idle', app: this.#app, channelId };
    const created = await this.#command('POST', '/channels/create', query);
    if (!created.ok) {
      return created;
    }
    const values = await Promise.all(functions.map((name) => this.getVariable(channelId, name)));
    await this.hangUp(channelId);
    return ok(values);
  }

  getGlobalVariable(name: string): Promise<Result<string>> {
    return this.#variable('/asterisk/variable', name);
  }

  setGlobalVariable(name: string, value: string): Promise<Result<void>> {
    return this.#command('POST', '/asterisk/variable', { variable: name, value });
  }

  /**
   * Where a channel is follows from its place in the dialplan. Where that does not tell (a channel
   * that was moved or swapped in keeps the place it came from), Asterisk is asked by a command that
   * it carries out for channels in Stasis only: 409 otherwise.
   */
  async findChannel(channelId: string): Promise<Result<AriFoundChannel>> {
    const answer = await this.#ask({ method: 'GET', path: `/channels/${enc(channelId)}` });
    if (!answer.ok) {
      return answer;
    }
    const channel = parse(ariChannelSchema, answer.value);
    if (!channel.ok) {
      return channel;
    }
    const place = placeOf(placedSchema.safeParse(answer.value).data?.dialplan, this.#app);
    if (place !== null) {
      return ok({ ...channel.value, place });
    }
    const touched = await this.setVariable(channelId, PROBE_VARIABLE, '1');
    if (!touched.ok && touched.error.kind !== 'invalid-state') {
      return touched;
    }
    return ok({ ...channel.value, place: touched.ok ? 'stasis' : 'elsewhere' });
  }

  /**
   * Asks for an external media channel. The request is never repeated: when its answer is lost,
   * Asterisk is asked whether the channel is there. After a failure Asterisk may still create the
   * channel: hang it up by its id.
   */
  async createExternalMedia(
    channelId: string,
    params: Readonly<Record<string, string>>,
    variables: Readonly<Record<string, string>>,
  ): Promise<Result<ExternalMedia>> {
    const safe = checkExternalMediaParams(params);
    if (!safe.ok) {
      return safe;
    }
    const fresh = this.#freshIds.take(channelId);
    if (!fresh.ok) {
      return fresh;
    }
    const created = await this.#ask({
      method: 'POST',
      path: '/channels/externalMedia',
      query: { ...params, app: this.#app, channelId },
      body: { variables },
    });
    if (!created.ok) {
      return created.error.retryable ? this.#findExternalMedia(channelId, created.error) : created;
    }
    return mapValue(parse(mediaSchema, created.value), (media) => ({
      channelId: media.id,
      variables: media.channelvars,
    }));
  }

  /** Looks for a channel whose creation was not answered. Fails with the error of the creation. */
  async #findExternalMedia(
    channelId: string,
    error: CordboardError,
  ): Promise<Result<ExternalMedia>> {
    const found = await this.#ask({ method: 'GET', path: `/channels/${enc(channelId)}` });
    if (!found.ok) {
      return fail(error);
    }
    const variables: Record<string, string> = {};
    for (const name of MEDIA_VARIABLES) {
      const variable = await this.getVariable(channelId, name);
      if (variable.ok) {
        variables[name] = variable.value;
      }
    }
    return ok({ channelId, variables });
  }

  async listApplicationChannels(): Promise<Result<readonly string[]>> {
    const answer = await this.#ask({ method: 'GET', path: `/applications/${enc(this.#app)}` });
    if (!answer.ok) {
      return answer.error.kind === 'not-found' ? ok([]) : answer;
    }
    return mapValue(parse(applicationSchema, answer.value), ({ channel_ids }) => channel_ids);
  }

  async listBridges(): Promise<Result<readonly AriBridge[]>> {
    return mapValue(await this.#get(bridgesSchema, '/bridges'), (bridges) =>
      bridges.map(({ id, channels }) => ({ id, channelIds: channels })),
    );
  }

  /** For a global variable that is not set, Asterisk answers with an empty value. */
  async #variable(path: string, name: string): Promise<Result<string>> {
    const variable = await this.#get(variableSchema, path, { variable: name });
    return mapValue(variable, ({ value }) => value);
  }

  async #get<T>(
    schema: z.ZodType<T>,
    path: string,
    query: Readonly<Record<string, string>> = {},
  ): Promise<Result<T>> {
    const answer = await this.#ask({ method: 'GET', path, query });
    return answer.ok ? parse(schema, answer.value) : answer;
  }

  async #command(
    method: 'POST' | 'DELETE',
    path: string,
    query: Readonly<Record<string, string>> = {},
    body?: unknown,
  ): Promise<Result<void>> {
    const answer = await this.#ask({
      method,
      path,
      query,
      ...(body === undefined ? {} : { body }),
    });
    return answer.ok ? done : answer;
  }

  async #ask(request: AriRequest): Promise<Result<unknown>> {
    const answer = await this.#http.request(request);
    if (!answer.ok) {
      return answer;
    }
    const { status, body } = answer.value;
    return status >= 200 && status < 300 ? ok(body) : fail(operationError(answer.value));
  }
}

/** The error for an answer whose status is not a success. */
export function operationError(answer: AriAnswer): CordboardError {
  const { status } = answer;
  const text = errorBody.safeParse(answer.body);
  const said = { answer: text.success ? `${status}: ${text.data}` : status };
  switch (status) {
    case 404:
      return cordboardError('not-found', phrase('ari.not-found', said));
    case 409:
    case 412:
    case 422:
      return cordboardError('invalid-state', phrase('ari.not-now', said));
    case 401:
    case 403:
      return cordboardError('refused', phrase('ari.not-allowed', said));
    case 503:
      return cordboardError('network', phrase('ari.starting'));
    default:
      return cordboardError('refused', phrase('ari.refused', said));
  }
}

/**
 * Where a channel is, by its place in the dialplan; null where that does not tell. `AppDial2` is
 * where Asterisk keeps a channel that it dials for an application.
 */
function placeOf(
  place: z.infer<typeof placeSchema> | undefined,
  app: string,
): 'here' | 'arriving' | null {
  if (place?.app_name === 'AppDial2') {
    return 'arriving';
  }
  const ours = place?.app_data === app || place?.app_data.startsWith(`${app},`) === true;
  return place?.app_name === 'Stasis' && ours ? 'here' : null;
}

function unlessGone(result: Result<void>): Result<void> {
  return !result.ok && result.error.kind === 'not-found' ? done : result;
}

function parse<T>(schema: z.ZodType<T>, body: unknown): Result<T> {
  const parsed = schema.safeParse(body);
  return parsed.success
    ? ok(parsed.data)
    : fail(
        cordboardError(
          'refused',
          phrase('ari.unexpected-answer', { why: z.prettifyError(parsed.error) }),
        ),
      );
}

function mapValue<A, B>(result: Result<A>, map: (value: A) => B): Result<B> {
  return result.ok ? ok(map(result.value)) : result;
}

function enc(id: string): string {
  return encodeURIComponent(id);
}
