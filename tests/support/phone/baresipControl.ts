/**
 * The remote control of baresip's ctrl_tcp module: JSON objects in netstrings (`12:{"a":"b"...},`)
 * over TCP.
 */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** An event baresip announces, such as CALL_ESTABLISHED or CALL_CLOSED. */
export type BaresipEvent = { readonly type: string; readonly param: string };

const CONNECT_TIMEOUT_MS = 5_000;
const COMMAND_TIMEOUT_MS = 5_000;

/** A connection to one baresip. */
export class BaresipControl {
  readonly #socket: Socket;
  readonly #onEvent: (event: BaresipEvent) => void;
  readonly #answers = new Map<string, (ok: boolean) => void>();
  #pending = Buffer.alloc(0);
  #token = 0;

  private constructor(socket: Socket, onEvent: (event: BaresipEvent) => void) {
    this.#socket = socket;
    this.#onEvent = onEvent;
    socket.on('data', (chunk: Buffer) => {
      this.#take(chunk);
    });
    // baresip closes the connection when it ends; the end of its process is noticed elsewhere.
    socket.on('error', () => undefined);
    socket.on('close', () => {
      for (const answer of this.#answers.values()) {
        answer(false);
      }
    });
  }

  /** Connects, retrying while baresip starts. Rejects after 5 s. */
  static async connect(
    port: number,
    onEvent: (event: BaresipEvent) => void,
  ): Promise<BaresipControl> {
    const deadline = performance.now() + CONNECT_TIMEOUT_MS;
    for (;;) {
      const socket = connect({ port, host: '127.0.0.1', noDelay: true });
      try {
        await once(socket, 'connect');
        return new BaresipControl(socket, onEvent);
      } catch (error) {
        socket.destroy();
        if (performance.now() > deadline) {
          throw new Error('baresip does not start', { cause: error });
        }
        await sleep(20);
      }
    }
  }

  /** Sends a command; resolves when baresip has accepted it, rejects when it has not. */
  async command(command: string, params?: string): Promise<void> {
    this.#token += 1;
    const token = String(this.#token);
    const text = JSON.stringify({ command, ...(params === undefined ? {} : { params }), token });
    const accepted = new Promise<boolean>((resolve) => {
      this.#answers.set(token, resolve);
      setTimeout(() => {
        resolve(false);
      }, COMMAND_TIMEOUT_MS).unref();
    });
    this.#socket.write(`${String(Buffer.byteLength(text))}:${text},`);
    const ok = await accepted;
    this.#answers.delete(token);
    if (!ok) {
      throw new Error(`baresip refused "${command} ${params ?? ''}"`);
    }
  }

  /** Closes the connection. */
  close(): void {
    this.#socket.destroy();
  }

  #take(chunk: Buffer): void {
    this.#pending = Buffer.concat([this.#pending, chunk]);
    for (;;) {
      const colon = this.#pending.indexOf(0x3a);
      if (colon < 0) {
        return;
      }
      const length = Number.parseInt(this.#pending.toString('latin1', 0, colon), 10);
      const end = colon + 1 + length;
      if (this.#pending.length < end + 1) {
        return;
      }
      const text = this.#pending.toString('utf8', colon + 1, end);
      this.#pending = this.#pending.subarray(end + 1);
      this.#dispatch(JSON.parse(text) as Record<string, unknown>);
    }
  }

  #dispatch(message: Record<string, unknown>): void {
    if (message['event'] === true) {
      this.#onEvent({ type: textOf(message['type']), param: textOf(message['param']) });
    } else {
      this.#answers.get(textOf(message['token']))?.(message['ok'] === true);
    }
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
