import type { WebSocket } from 'ws';
import type { CloseSpec, Drop, StandInKnobs } from './standInKnobs';

/** The wire of one connection to the stand-in, and the faults that can be made on it. */
export class SessionWire {
  /** From 0, in the order of the connections. */
  readonly index: number;
  /** How it ended, seen from here; null while it is open. */
  closed: (CloseSpec & { readonly atMs: number }) | null = null;
  protected readonly ws: WebSocket;
  protected readonly knobs: StandInKnobs;
  readonly #timers = new Set<NodeJS.Timeout>();
  /** One for each ping that was not answered yet. */
  readonly #onPong: (() => void)[] = [];
  #messages = 0;

  constructor(index: number, ws: WebSocket, knobs: StandInKnobs) {
    this.index = index;
    this.ws = ws;
    this.knobs = knobs;
    ws.on('error', () => undefined); // 'close' follows.
    ws.on('pong', () => {
      this.#onPong.shift()?.();
    });
    ws.on('close', (code, reason) => {
      this.closed = { code, reason: reason.toString('utf8'), atMs: performance.now() };
      for (const timer of this.#timers) {
        clearTimeout(timer);
      }
      for (const action of this.#onPong.splice(0)) {
        action();
      }
    });
  }

  /** Sends a message as the service would. */
  send(message: object): void {
    this.#inTurn(() => {
      this.#messages += 1;
      const binary =
        this.knobs.binaryFrames === 'always' ||
        (this.knobs.binaryFrames === 'sometimes' && this.#messages % 2 === 1);
      this.sendRaw(`${JSON.stringify(message, null, 2)}\n`, binary);
    });
    this.#dropIn(message);
  }

  /** Sends anything. */
  sendRaw(data: string | Buffer, binary = false): void {
    if (this.ws.readyState === this.ws.OPEN) {
      this.ws.send(data, { binary });
    }
  }

  /** Closes the connection in order. */
  close(code: number, reason: string): void {
    this.ws.close(code, reason.slice(0, 123));
  }

  /** Cuts the TCP connection without a word. */
  cut(): void {
    this.ws.terminate();
  }

  /** Reads nothing more; the connection stays. */
  freeze(): void {
    this.ws.pause();
  }

  /** Reads again. */
  thaw(): void {
    this.ws.resume();
  }

  /** Announces the end; closes with 1011 after `closeAfterMs`. */
  goAway(timeLeft: string, closeAfterMs: number): void {
    this.send({ goAway: { timeLeft } });
    this.later(closeAfterMs, () => {
      this.close(1011, 'Deadline expired before operation could complete.');
    });
  }

  /**
   * Runs an action once the client has read all that was sent, or never will. It relies on pings,
   * which are answered in their order (RFC 6455, 5.5.2).
   */
  protected onceRead(action: () => void): void {
    this.#inTurn(() => {
      if (this.ws.readyState === this.ws.OPEN) {
        this.#onPong.push(action);
        this.ws.ping();
      }
    });
  }

  /** Does something with the wire, after everything before it. */
  #inTurn(action: () => void): void {
    if (this.knobs.slowMs > 0) {
      this.later(this.knobs.slowMs, action);
    } else {
      action();
    }
  }

  /** Drops the connection in what begins with this message, if it is to. */
  #dropIn(message: object): void {
    const { drop } = this.knobs;
    if (drop === null || drop.in !== whatBegins(message)) {
      return;
    }
    this.knobs.drop = null;
    this.later(drop.afterMs, () => {
      this.close(1011, 'Internal error encountered.');
    });
  }

  /** Does something later, unless the connection is closed by then. */
  protected later(ms: number, action: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      if (this.closed === null) {
        action();
      }
    }, ms);
    this.#timers.add(timer);
  }
}

function whatBegins(message: object): Drop['in'] | null {
  if ('toolCall' in message) {
    return 'tool';
  }
  return JSON.stringify(message).includes('"inlineData"') ? 'answer' : null;
}
