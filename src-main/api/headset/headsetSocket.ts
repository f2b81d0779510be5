import type { RawData, WebSocket } from 'ws';
import type { HeadsetAudio } from '#main/call/callControl';
import { headsetWish } from '#main/rules/listeningSchema';
import { FRAME_BYTES } from '#model/audio';

/**
 * Most audio that may wait for a slow client, bytes: one second. More is dropped, so that the
 * client never lags further behind.
 */
const MAX_WAITING_BYTES = 32_000;

/** Time between two pings, ms: a client that does not answer before the next one is cut off. */
const CHECK_MS = 10_000;

/** Close codes (RFC 6455, section 7.4.1). */
const NORMAL = 1000;
const UNSUPPORTED_DATA = 1003;
const POLICY_VIOLATION = 1008;

/** Said when the call is over, or the same supervisor has put another headset on it. */
const OFF = 'The headset is off the call.';

type State =
  | { readonly name: 'waiting' }
  | { readonly name: 'open'; readonly socket: WebSocket }
  | { readonly name: 'ended' };

export type CarryOptions = {
  readonly line: HeadsetAudio;
  /** Whether the client may still act; the token may have been removed meanwhile. */
  readonly mayAct: () => Promise<boolean>;
};

/**
 * A supervisor's headset over a WebSocket. Each binary message, in both directions, is one frame:
 * 20 ms, 640 bytes slin16 little-endian. A text message says what is to be heard (`headsetWish`).
 */
export class HeadsetSocket {
  #state: State = { name: 'waiting' };

  /** Sends one frame to the client; the buffer may be reused afterwards. */
  frame(frame: Buffer): void {
    if (this.#state.name !== 'open') {
      return;
    }
    const { socket } = this.#state;
    if (socket.bufferedAmount < MAX_WAITING_BYTES) {
      // A copy, because the socket may keep it while the caller reuses the buffer.
      socket.send(Buffer.from(frame));
    }
  }

  end(): void {
    if (this.#state.name === 'open') {
      this.#state.socket.close(NORMAL, OFF);
    }
    this.#state = { name: 'ended' };
  }

  /** Connects the line with a socket until either of them ends. */
  carry(socket: WebSocket, { line, mayAct }: CarryOptions): void {
    if (this.#state.name === 'ended') {
      socket.close(NORMAL, OFF);
      return;
    }
    this.#state = { name: 'open', socket };
    let answered = true;
    const check = setInterval(() => {
      if (!answered) {
        socket.terminate();
        return;
      }
      answered = false;
      socket.ping();
      void mayAct().then((allowed) => {
        if (!allowed) {
          socket.close(POLICY_VIOLATION, 'The token was removed.');
        }
      });
    }, CHECK_MS);
    socket.on('pong', () => {
      answered = true;
    });
    socket.on('message', (data: RawData, isBinary: boolean) => {
      if (!isBinary) {
        choose(socket, line, data);
      } else if (Buffer.isBuffer(data) && data.length === FRAME_BYTES) {
        line.send(data);
      } else {
        socket.close(UNSUPPORTED_DATA, `Send binary messages of ${FRAME_BYTES} bytes.`);
      }
    });
    socket.on('error', () => {
      socket.terminate();
    });
    socket.on('close', () => {
      clearInterval(check);
      this.#state = { name: 'ended' };
      line.close();
    });
  }
}

/** Carries out a text message, which says in JSON what is to be heard. */
function choose(socket: WebSocket, line: HeadsetAudio, data: RawData): void {
  const wish = headsetWish.safeParse(parsed(data));
  if (!wish.success) {
    socket.close(UNSUPPORTED_DATA, 'Send text such as {"sides":"caller"} or {"live":true}.');
  } else if ('sides' in wish.data) {
    line.hear(wish.data.sides);
  } else {
    line.goLive();
  }
}

function parsed(data: RawData): unknown {
  try {
    return Buffer.isBuffer(data) ? JSON.parse(data.toString()) : null;
  } catch {
    return null;
  }
}
