/** A real API on a free port. The test controls everything behind it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { addToken } from '#main/api/access/tokenFile';
import {
  type ApiServer,
  type ApiServerOptions,
  type ApiSettings,
  createApiServer,
} from '#main/api/apiServer';
import { settingsWith } from '#main/config/settings/settings';
import type { SupervisorDeskParts } from '#main/desk/supervisorDesk';
import { silentLog } from '#main/observability/log';
import type { ComponentHealth } from '#model/health';
import type { StoreHealth } from '#model/history';
import { DeskBench } from '../desk/deskBench';
import type { FakeCallControl } from '../desk/fakeCallControl';
import { IDLE_LOAD } from '../load';
import type { FakeHistoryStore } from '../store/fakeHistoryStore';

/** Deviations from the usual: of the server, and of the desk behind it. */
export type ApiBenchOptions = Partial<
  Pick<ApiServerOptions, 'plugins' | 'onHealth' | 'retryMs' | 'events' | 'log'> &
    Pick<SupervisorDeskParts, 'history' | 'profiles'>
> & {
  /** Puts files into the data folder before the start. */
  readonly prepare?: (dataDir: string) => Promise<void>;
  readonly settings?: Partial<ApiSettings>;
  readonly control?: FakeCallControl;
};

const OFF: StoreHealth = { state: 'off', phrase: null, queuedRows: 0, droppedRows: 0 };

/** The address of this machine in its network; undefined when it has none. */
export const NETWORK_ADDRESS = Object.values(networkInterfaces())
  .flat()
  .find((candidate) => candidate?.family === 'IPv4' && !candidate.internal)?.address;

/** An answer with its body as JSON; null when it has none. */
export type Answer = {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown> | null;
};

/** A running API with its tokens. */
export class ApiBench {
  readonly api: ApiServer;
  /** The desk that the API answers from. */
  readonly desk: DeskBench;
  readonly dataDir: string;
  /** Tokens of the names `reader` and `actor`. */
  readonly tokens: { readonly read: string; readonly act: string };
  health: ComponentHealth | null = null;

  private constructor(
    options: Omit<ApiBenchOptions, 'prepare'>,
    dataDir: string,
    tokens: { readonly read: string; readonly act: string },
  ) {
    const { settings = {}, control, history, profiles, ...server } = options;
    this.desk = new DeskBench({
      dataDir,
      ...(control === undefined ? {} : { control }),
      ...(history === undefined ? {} : { history }),
      ...(profiles === undefined ? {} : { profiles }),
      ...(server.log === undefined ? {} : { log: server.log }),
    });
    this.dataDir = dataDir;
    this.tokens = tokens;
    const store = history === undefined ? this.desk.history : history;
    this.api = createApiServer({
      desk: this.desk.desk,
      picture: this.desk.control,
      storeHealth: () => store?.health ?? OFF,
      load: () => IDLE_LOAD,
      settings: { current: settingsWith({ apiPort: 0, ...settings }) },
      dataDir,
      log: silentLog,
      version: '9.9.9',
      retryMs: 50,
      ...server,
    });
  }

  get control(): FakeCallControl {
    return this.desk.control;
  }

  /** The record of calls, unless the test has put another in its place. */
  get summaries(): DeskBench['summaries'] {
    return this.desk.summaries;
  }

  get history(): FakeHistoryStore {
    return this.desk.history;
  }

  /** Makes a data folder with two tokens and begins to listen. */
  static async start({ prepare, ...options }: ApiBenchOptions = {}): Promise<ApiBench> {
    const dataDir = await mkdtemp(join(tmpdir(), 'cordboard-api-'));
    await prepare?.(dataDir);
    const file = join(dataDir, 'api-tokens.json');
    const [read, act] = [
      await addToken(file, 'reader', 'read', 1),
      await addToken(file, 'actor', 'act', 2),
    ];
    if (!read.ok || !act.ok) {
      throw new Error('no tokens');
    }
    const bench = new ApiBench(options, dataDir, { read: read.value, act: act.value });
    bench.health = await bench.api.start();
    return bench;
  }

  /** URL of a path as another machine would see it. */
  remote(path: string): string {
    return `http://${NETWORK_ADDRESS ?? ''}:${new URL(this.api.url).port}${path}`;
  }

  /** Header with the reading token. */
  get reading(): { readonly authorization: string } {
    return { authorization: `Bearer ${this.tokens.read}` };
  }

  /** Asks for a path (or a whole URL): with the reading token, another one, or none (`null`). */
  async ask(
    method: string,
    path: string,
    options: { token?: string | null; body?: unknown; headers?: Record<string, string> } = {},
  ): Promise<Answer> {
    const { token = this.tokens.read } = options;
    const response = await fetch(path.startsWith('/') ? `${this.api.url}${path}` : path, {
      method,
      headers: {
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(options.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...options.headers,
      },
      ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
    });
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    return {
      status: response.status,
      headers: response.headers,
      body: isJson && text !== '' ? (JSON.parse(text) as Record<string, unknown>) : null,
    };
  }

  async stop(): Promise<void> {
    await this.api.stop();
    await rm(this.dataDir, { recursive: true, force: true });
  }
}
