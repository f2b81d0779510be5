import type { IncomingMessage, ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import type { WebSocket } from 'ws';
import { aboutAsterisk, type AriReply, variableReply, writeReply } from '#support/ari/ariBasics';

const VERSION = '22.10.1';
const DONE: AriReply = { status: 204 };
const NOT_FOUND: AriReply = { status: 404, body: { message: 'not found' } };

type Channel = {
  readonly id: string;
  readonly name: string;
  readonly number: string;
  state: 'Down' | 'Ring' | 'Up';
  /** In the Stasis application; else it was made only to be asked something. */
  readonly inApplication: boolean;
  readonly variables: Map<string, string>;
};

type Query = URLSearchParams;

/** The channel of the caller of this index. */
const channelIdOf = (index: number): string => `1796000000.${index}`;

/**
 * Asterisk as its REST interface shows it to one application: callers come in, and every channel,
 * bridge and variable is what the application makes of it. Nothing fails but what names a channel
 * or bridge that is not there. The media is asteriskPeer.ts.
 */
export class AriPeer {
  readonly #app: string;
  readonly #channels = new Map<string, Channel>();
  /** Members by id of the bridge. */
  readonly #bridges = new Map<string, Set<string>>();
  readonly #globals = new Map<string, string>();
  #events: WebSocket | null = null;

  /** @param app Stasis application. */
  constructor(app: string) {
    this.#app = app;
  }

  /** The application's event socket is open. */
  takeEvents(socket: WebSocket): void {
    this.#events = socket;
  }

  /** The caller of this index comes into the application. */
  call(index: number): void {
    const number = `+1202555${String(index).padStart(4, '0')}`;
    this.#enter({
      id: channelIdOf(index),
      name: `PJSIP/line-${index}`,
      number,
      state: 'Ring',
      inApplication: true,
      variables: new Map(),
    });
  }

  /** The caller of this index hangs up. */
  hangUp(index: number): void {
    const channel = this.#channels.get(channelIdOf(index));
    if (channel !== undefined) {
      this.#leave(channel);
    }
  }

  /** Answers a request below /ari. */
  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://asterisk');
    const route = pathname.replace(/^\/ari/, '');
    const method = request.method ?? '';
    const hasBody = request.headers['content-type'] === 'application/json';
    const body = hasBody ? ((await json(request)) as Readonly<Record<string, string>>) : {};
    const query = new URLSearchParams({ ...Object.fromEntries(searchParams), ...body });
    const about = method === 'GET' ? aboutAsterisk(route, VERSION) : null;
    writeReply(response, about ?? this.#reply(method, route, query));
  }

  #reply(method: string, route: string, query: Query): AriReply {
    const [, kind, id = '', action = ''] = route.split('/').map(decodeURIComponent);
    switch (kind) {
      case 'asterisk':
        return variableReply(this.#globals, method, query);
      case 'applications':
        return { status: 200, body: { name: this.#app, channel_ids: this.#inApplication } };
      case 'bridges':
        return this.#onBridge(method, id, action, query);
      case 'channels':
        return this.#onChannel(method, id, action, query);
      default:
        return NOT_FOUND;
    }
  }

  get #inApplication(): readonly string[] {
    return [...this.#channels.values()].filter((each) => each.inApplication).map(({ id }) => id);
  }

  #onBridge(method: string, id: string, action: string, query: Query): AriReply {
    if (id === '') {
      return { status: 200, body: [...this.#bridges.keys()].map((each) => this.#bridge(each)) };
    }
    if (method === 'POST' && action === '') {
      this.#bridges.set(id, new Set());
      return { status: 200, body: this.#bridge(id) };
    }
    const members = this.#bridges.get(id);
    if (members === undefined) {
      return NOT_FOUND;
    }
    if (method === 'GET') {
      return { status: 200, body: this.#bridge(id) };
    }
    if (method === 'DELETE') {
      this.#bridges.delete(id);
    } else {
      (query.get('channel') ?? '').split(',').forEach((channel) => members.add(channel));
    }
    return DONE;
  }

  #bridge(id: string): object {
    return { id, bridge_type: 'mixing', channels: [...(this.#bridges.get(id) ?? [])] };
  }

  #onChannel(method: string, id: string, action: string, query: Query): AriReply {
    if (id === 'create' || id === 'externalMedia') {
      return this.#create(id, query.get('channelId') ?? '');
    }
    const channel = this.#channels.get(id);
    if (channel === undefined) {
      return NOT_FOUND;
    }
    switch (action) {
      case '':
        return method === 'GET'
          ? { status: 200, body: this.#describe(channel) }
          : this.#leave(channel);
      case 'variable':
        return variableReply(channel.variables, method, query);
      case 'answer':
        channel.state = 'Up';
        this.#tell('ChannelStateChange', channel);
        return DONE;
      case 'continue':
        return this.#leave(channel);
      default:
        // It rings, plays music or digits: nobody listens.
        return DONE;
    }
  }

  #create(what: 'create' | 'externalMedia', id: string): AriReply {
    const isMedia = what === 'externalMedia';
    const channel: Channel = {
      id,
      name: isMedia ? `WebSocket/${id}` : `Local/${id}`,
      number: '',
      state: 'Down',
      inApplication: isMedia,
      variables: new Map(),
    };
    if (isMedia) {
      this.#enter(channel);
    } else {
      this.#channels.set(id, channel);
    }
    const channelvars = isMedia ? { MEDIA_WEBSOCKET_CONNECTION_ID: id } : {};
    return { status: 200, body: { ...this.#describe(channel), channelvars } };
  }

  #enter(channel: Channel): void {
    this.#channels.set(channel.id, channel);
    this.#tell('StasisStart', channel, { args: [] });
  }

  #leave(channel: Channel): AriReply {
    this.#channels.delete(channel.id);
    for (const members of this.#bridges.values()) {
      members.delete(channel.id);
    }
    if (channel.inApplication) {
      this.#tell('StasisEnd', channel);
    }
    this.#tell('ChannelDestroyed', channel, { cause: 16, cause_txt: 'Normal Clearing' });
    return DONE;
  }

  #tell(type: string, channel: Channel, more: object = {}): void {
    const event = { type, application: this.#app, channel: this.#describe(channel), ...more };
    this.#events?.send(JSON.stringify(event));
  }

  #describe({ id, name, number, state, inApplication }: Channel): object {
    return {
      id,
      name,
      state,
      caller: { name: '', number },
      connected: { name: '', number: '' },
      dialplan: {
        context: 'gemini-voice-assistant',
        exten: '1000',
        priority: 2,
        ...(inApplication ? { app_name: 'Stasis', app_data: this.#app } : {}),
      },
    };
  }
}
