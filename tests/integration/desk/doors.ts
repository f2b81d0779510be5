/** The three doors to one desk: window, HTTP API and a plugin, over a real record. */
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { vi } from 'vitest';
import { WebSocket } from 'ws';
import { addToken } from '#main/api/access/tokenFile';
import { createApiServer } from '#main/api/apiServer';
import { settingsWith } from '#main/config/settings/settings';
import { silentLog } from '#main/observability/log';
import type { Plugins } from '#main/plugins/plugins';
import { createPluginSide } from '#main/program/pluginSide';
import type { HistoryStore } from '#main/store/historyStore';
import type { CallId } from '#model/call';
import type { CallCommand, CallCommandKind } from '#model/commands';
import type { AuditEntry } from '#model/history';
import { callWith } from '#support/calls';
import { type AuditedDeed, DeskBench } from '#support/desk/deskBench';
import type { FakeCallControl } from '#support/desk/fakeCallControl';
import { WindowDoor } from '#support/desk/windowDoor';
import { IDLE_LOAD } from '#support/load';
import { type LogLines, recordingLog } from '#support/log';
import { storeFolder } from '#support/store/recordedCalls';
import { bundleHistoryWorker, bundleScript } from '#support/store/workerBundle';

/** Last part of POST /calls/{id}/... for each command. */
const PATHS: Readonly<Record<CallCommandKind, string>> = {
  answer: 'answer',
  decline: 'decline',
  end: 'hangup',
  changeVoice: 'voice',
  changeModel: 'model',
  repromptAgent: 'reprompt',
  reconnectAgent: 'reconnect-agent',
  hold: 'hold',
  resume: 'resume',
  muteCaller: 'mute-caller',
  muteAgent: 'mute-agent',
  pauseAgent: 'pause-agent',
  cutAgent: 'cut-agent',
  holdSentence: 'sentence/hold',
  releaseSentence: 'sentence/release',
  say: 'say',
  whisper: 'whisper',
  changeInstruction: 'instruction',
  setBargeIn: 'barge-in',
  sendDtmf: 'dtmf',
  transfer: 'transfer',
  consult: 'consult',
  completeTransfer: 'complete-transfer',
  cancelTransfer: 'cancel-transfer',
  takeOver: 'take-over',
  handBack: 'hand-back',
  answerQuestion: 'questions/answer',
  approveTool: 'questions/approve',
  rejectTool: 'questions/reject',
  acknowledgeAlert: 'alerts/acknowledge',
  startRecording: 'recording/start',
  stopRecording: 'recording/stop',
  pauseRecording: 'recording/pause',
  resumeRecording: 'recording/resume',
};

/** What a door says of a command that was refused; null when it was carried out. */
export type Refusal = {
  readonly kind: unknown;
  readonly code: unknown;
  readonly params: unknown;
  readonly message: unknown;
} | null;

/** The HTTP API with an acting token of the name `robot`. */
class ApiDoor {
  readonly #url: string;
  readonly #authorization: string;

  constructor(url: string, token: string) {
    this.#url = url;
    this.#authorization = `Bearer ${token}`;
  }

  /** Asks, and reads the answer to its end. */
  async ask(method: string, address: string, body?: unknown): Promise<Record<string, unknown>> {
    const response = await fetch(`${this.#url}${address}`, {
      method,
      headers: {
        authorization: this.#authorization,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = (response.headers.get('content-type') ?? '').includes('json');
    return isJson && text !== '' ? (JSON.parse(text) as Record<string, unknown>) : {};
  }

  async command(callId: CallId, { kind, ...fields }: CallCommand): Promise<Refusal> {
    const body = Object.keys(fields).length === 0 ? undefined : fields;
    const answer = await this.ask('POST', `/calls/${callId}/${PATHS[kind]}`, body);
    return answer['status'] === undefined
      ? null
      : {
          kind: answer['kind'],
          code: answer['code'],
          params: answer['params'],
          message: answer['detail'],
        };
  }

  /** Opens the event stream, and closes it after the first event. */
  async follow(): Promise<void> {
    const headers = { authorization: this.#authorization };
    const closing = new AbortController();
    const response = await fetch(`${this.#url}/events`, { headers, signal: closing.signal });
    const decoder = new TextDecoder();
    let text = '';
    for await (const piece of response.body ?? []) {
      text += decoder.decode(piece, { stream: true });
      if (text.includes('event: ')) {
        break;
      }
    }
    closing.abort();
  }

  /** Puts the headset on a call, and takes it off again. */
  async listen(callId: CallId): Promise<void> {
    const address = `${this.#url.replace('http', 'ws')}/calls/${callId}/headset`;
    const socket = new WebSocket(address, { headers: { authorization: this.#authorization } });
    socket.on('error', () => undefined);
    await Promise.race([once(socket, 'open'), once(socket, 'unexpected-response')]);
    socket.terminate();
  }
}

/** A plugin that gives the commands it is told to. */
class PluginDoor {
  readonly #control: FakeCallControl;
  readonly #log: LogLines;
  #turns = 0;

  constructor(control: FakeCallControl, log: LogLines) {
    this.#control = control;
    this.#log = log;
  }

  async command(callId: CallId, command: CallCommand): Promise<Refusal> {
    const id = this.#turns;
    this.#turns += 1;
    this.#control.store.putTurn('told', {
      ...{ id, speaker: 'caller', status: 'final', text: JSON.stringify({ callId, command }) },
      ...{ note: null, heardChars: null, startMs: id, endMs: id, timeToFirstAudioMs: null },
    });
    return await vi.waitFor(() => {
      const line = this.#log.lines.find(
        ({ msg, fields }) => msg === 'acted' && fields['turn'] === id,
      );
      if (line === undefined) {
        throw new Error(`no outcome of ${command.kind}`);
      }
      const { ok, ...refusal } = line.fields['result'] as { ok: boolean } & NonNullable<Refusal>;
      return ok ? null : refusal;
    }, 10_000);
  }
}

/** A way to the desk. */
export type Door = 'window' | 'api' | 'plugin';

/** The desk and its doors. */
export type Doors = {
  readonly bench: DeskBench;
  readonly history: HistoryStore;
  readonly dataDir: string;
  readonly window: WindowDoor;
  readonly api: ApiDoor;
  readonly plugin: PluginDoor;
  command(door: Door, callId: CallId, command: CallCommand): Promise<Refusal>;
  /** All entries of an actor, oldest first. */
  entriesOf(actor: string): Promise<readonly AuditedDeed[]>;
  close(): Promise<void>;
};

/** Opens the doors: to `window:ann`, `api:robot` and `plugin:obedient`. */
export async function openDoors(control: FakeCallControl): Promise<Doors> {
  const scripts = await Promise.all([
    bundleHistoryWorker(),
    bundleScript('src-main/plugins/worker.ts'),
  ]);
  const folder = await storeFolder();
  const { dir: dataDir } = folder;
  const history = folder.store(scripts[0].url);
  await history.open();
  const log = recordingLog();
  const bench = new DeskBench({ control, history, dataDir, log });
  const { desk } = bench;
  const token = await addToken(path.join(dataDir, 'api-tokens.json'), 'robot', 'act', 1);
  const api = createApiServer({
    ...{
      desk,
      picture: control,
      storeHealth: () => history.health,
      load: () => IDLE_LOAD,
      dataDir,
      log: silentLog,
    },
    settings: { current: settingsWith({ apiPort: 0, apiRateLimit: 100_000 }) },
    version: '9.9.9',
  });
  await api.start();
  control.store.putCall(callWith({ id: 'told' }));
  const plugins: Plugins = createPluginSide({
    settings: settingsWith({
      plugins: path.resolve(import.meta.dirname, 'modules/obedient.mjs'),
    }),
    ...{ dataDir, workerUrl: scripts[1].url, desk: () => desk, log },
    // Plugins need no more of the manager than the picture of the calls.
    manager: () => control as never,
    board: { set: () => undefined },
  });
  await plugins.start();
  const window = new WindowDoor(desk.as({ kind: 'window', name: 'ann' }));
  const apiDoor = new ApiDoor(api.url, token.ok ? token.value : '');
  const plugin = new PluginDoor(control, log);
  return {
    ...{ bench, history, dataDir, window, api: apiDoor, plugin },
    command: async (door, callId, command) => {
      if (door !== 'window') {
        return await (door === 'api' ? apiDoor : plugin).command(callId, command);
      }
      const input = { callId, command };
      const answer = await window.request('calls:command', input);
      return answer.ok
        ? null
        : {
            kind: answer.error.kind,
            ...answer.error.phrase,
            message: answer.error.message,
          };
    },
    entriesOf: async (actor) =>
      (await allEntries(history))
        .filter((entry) => entry.actor === actor)
        .map(({ action, callId, params, result }) => ({
          ...{ actor, action, callId, result },
          params: JSON.parse(params) as unknown,
        })),
    close: async () => {
      await plugins.close();
      await api.stop();
      await history.close();
      await folder.remove();
      await Promise.all(scripts.map((script) => script.remove()));
    },
  };
}

/** The whole audit, oldest entry first. */
export async function allEntries(history: HistoryStore): Promise<readonly AuditEntry[]> {
  const entries: AuditEntry[] = [];
  for (;;) {
    const last = entries.at(-1);
    const page = await history.listAudit(last === undefined ? {} : { before: last.seq });
    if (!page.ok) {
      throw new Error(page.error.message);
    }
    if (page.value.length === 0) {
      return entries.reverse();
    }
    entries.push(...page.value);
  }
}

/** A recording in the data folder. */
export async function writeRecording(dataDir: string, file: string): Promise<void> {
  await mkdir(path.dirname(path.join(dataDir, file)), { recursive: true });
  await writeFile(path.join(dataDir, file), 'RIFF0123456789');
}
