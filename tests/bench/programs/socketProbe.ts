/**
 * Watches the pipeline's sockets from inside its process without a change to the pipeline: every
 * send and every message of the WebSocket library passes here.
 */
import { WebSocket } from 'ws';
import { FRAME_BYTES } from '#model/audio';
import { nowUs, readStamps, STAMP_DIGITS } from './stamp';

/**
 * Where a message of the load peer carries its stamp, and what marks the first audio of a turn (see
 * voicePeer.ts).
 */
export const STAMP_PREFIX = '{"voiceActivity":"';

/** First character of the stamp's text in the first message of a turn. */
export const FIRST_OF_TURN = 'F';

const UPLINK_PREFIX = Buffer.from('{"realtimeInput":{"audio"', 'latin1');
const QUOTE = 0x22;
/** Base64 in which a whole frame is, wherever its beginning falls among the groups of four. */
const NEWEST_CHARS = 4 * Math.ceil(FRAME_BYTES / 3);
/** What stands before the audio in a message to the service. */
export const DATA_KEY = '"data":"';

/** Of so many messages to the service one is read. */
const READ_EVERY = 4;

type Send = (this: WebSocket, data: unknown, a: unknown, b: unknown) => void;
type Emit = (this: WebSocket, event: string, a: unknown, b: unknown) => boolean;

/** Delays, collected without allocation while they are measured. */
export class DelayList {
  readonly #us: Float64Array;
  #count = 0;

  constructor(capacity: number) {
    this.#us = new Float64Array(capacity);
  }

  add(us: number): void {
    if (this.#count < this.#us.length) {
      this.#us[this.#count] = us;
      this.#count += 1;
    }
  }

  /** In ms. */
  get values(): Float64Array {
    return this.#us.slice(0, this.#count).map((us) => us / 1_000);
  }

  clear(): void {
    this.#count = 0;
  }
}

/** The probe; one in a process. */
export class SocketProbe {
  /**
   * A caller's frame: handed to the kernel by Asterisk's side -> the message that it completes
   * handed to the kernel for the service.
   */
  readonly uplink = new DelayList(2_000_000);
  /**
   * First audio of a turn: handed to the kernel by the service's side -> its first frame handed to
   * the kernel for Asterisk.
   */
  readonly downlink = new DelayList(100_000);
  #messages = 0;
  /** Stamp of the first message of a turn while it is being handled; 0 otherwise. */
  #turnStampUs = 0;

  /** Puts itself between the library and its users. */
  install(): void {
    const { prototype } = WebSocket;
    const send = Reflect.get(prototype, 'send') as Send;
    const emit = Reflect.get(prototype, 'emit') as Emit;
    const afterSend = (data: unknown): void => {
      this.#sent(data);
    };
    const aroundMessage = (data: Buffer, deliver: () => boolean): boolean =>
      this.#received(data, deliver);
    // No event of the library has more than two values, and no frame of a caller costs a closure:
    // what the probe takes is the measured program's time.
    Reflect.set(
      prototype,
      'send',
      function (this: WebSocket, data: unknown, a: unknown, b: unknown) {
        send.call(this, data, a, b);
        afterSend(data);
      },
    );
    Reflect.set(
      prototype,
      'emit',
      function (this: WebSocket, event: string, a: unknown, b: unknown) {
        return event === 'message' && a instanceof Buffer && a.length !== FRAME_BYTES
          ? aroundMessage(a, () => emit.call(this, event, a, b))
          : emit.call(this, event, a, b);
      },
    );
  }

  #sent(data: unknown): void {
    if (!(data instanceof Buffer)) {
      return;
    }
    if (data.length !== FRAME_BYTES) {
      this.#messages += 1;
      const isRead = this.#messages % READ_EVERY === 0;
      if (isRead && data.subarray(0, UPLINK_PREFIX.length).equals(UPLINK_PREFIX)) {
        this.#audioSent(data);
      }
    } else if (this.#turnStampUs > 0) {
      this.downlink.add(nowUs() - this.#turnStampUs);
      this.#turnStampUs = 0;
    }
  }

  #audioSent(message: Buffer): void {
    const atUs = nowUs();
    const from = message.indexOf(DATA_KEY, 0, 'latin1') + DATA_KEY.length;
    const end = message.indexOf(QUOTE, from);
    // The newest frame stands at the end, and only that is decoded.
    const text = message.toString('latin1', Math.max(from, end - NEWEST_CHARS), end);
    const audio = Buffer.from(text, 'base64');
    // Whole samples, counted from the end.
    const { newestAgeUs } = readStamps(audio.subarray(audio.length % 2), atUs);
    if (newestAgeUs !== null) {
      this.uplink.add(newestAgeUs);
    }
  }

  #received(data: Buffer, deliver: () => boolean): boolean {
    if (data.length < STAMP_PREFIX.length + 1 + STAMP_DIGITS) {
      return deliver();
    }
    const from = STAMP_PREFIX.length;
    if (data.toString('latin1', from, from + 1) !== FIRST_OF_TURN) {
      return deliver();
    }
    this.#turnStampUs = Number(data.toString('latin1', from + 1, from + 1 + STAMP_DIGITS));
    const handled = deliver();
    this.#turnStampUs = 0;
    return handled;
  }
}
