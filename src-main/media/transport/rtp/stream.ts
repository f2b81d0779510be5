import { randomInt } from 'node:crypto';
import { FRAME_BYTES, FRAME_MS } from '#model/audio';
import { createFrameCodec, type FrameCodec, type WireFormat } from '../../audio/frameCodec';
import { JitterBuffer } from './jitterBuffer';
import { LossConcealer } from './lossConcealer';
import { emptyRtpHeader, readRtp, RTP_HEADER_BYTES, writeRtpHeader } from './packet';

/** How one direction of a stream is coded. */
type RtpCoding = {
  readonly format: WireFormat;
  readonly payloadType: number;
};

/**
 * The formats of an external media channel, and how each direction of it is coded. Asterisk sends
 * slin16 as payload type 118, but accepts only static payload types (rtp_engine.c: a channel knows
 * numbers above 34 only from SDP, and there is none here); it drops any other without a word. So
 * linear audio goes to Asterisk as type 11, which it takes for 8 kHz. The caller's audio stays
 * wideband.
 */
const RTP_CODINGS: Readonly<
  Record<WireFormat, { readonly incoming: RtpCoding; readonly outgoing: RtpCoding }>
> = {
  slin16: {
    incoming: { format: 'slin16', payloadType: 118 },
    outgoing: { format: 'slin', payloadType: 11 },
  },
  slin: {
    incoming: { format: 'slin', payloadType: 10 },
    outgoing: { format: 'slin', payloadType: 11 },
  },
  ulaw: {
    incoming: { format: 'ulaw', payloadType: 0 },
    outgoing: { format: 'ulaw', payloadType: 0 },
  },
  alaw: {
    incoming: { format: 'alaw', payloadType: 8 },
    outgoing: { format: 'alaw', payloadType: 8 },
  },
};

/** Timestamps of sent packets count at 8 kHz in every format. */
const TICKS_PER_MS = 8;
const TICKS_PER_FRAME = TICKS_PER_MS * FRAME_MS;

/**
 * How much of a gap is filled, bytes (60 ms). No audio is made for the rest, which would be silent.
 */
const MAX_CONCEALED_BYTES = 3 * FRAME_BYTES;
/**
 * Packets that are written to in turn: the kernel has taken a packet long before it is written to
 * again.
 */
const PACKETS = 8;

/** What an RtpReceiver gives; no handler may throw. */
interface RtpReceiverHandlers {
  /**
   * Audio of one packet of the caller, slin16, or audio made up for lost packets. Valid only during
   * the call.
   */
  onAudio(pcm: Buffer): void;
  /** Another source sends from here on. */
  onNewSource(): void;
  /** Packets are missing: this number of frames is lost or damaged. */
  onLost(frames: number): void;
  /** A packet came too late to be used. */
  onLate(): void;
}

/** Makes audio of RTP packets of any length: puts them in order, fills losses, decodes. */
export class RtpReceiver {
  readonly #handlers: RtpReceiverHandlers;
  readonly #codec: FrameCodec;
  readonly #payloadType: number;
  readonly #header = emptyRtpHeader();
  readonly #concealer = new LossConcealer();
  readonly #jitter: JitterBuffer;
  #ssrc: number | null = null;
  /** Audio of the newest packet, bytes: a lost packet is taken to have the same length. */
  #packetBytes = FRAME_BYTES;

  /** @param format Format of the external media channel. */
  constructor(format: WireFormat, handlers: RtpReceiverHandlers) {
    const { incoming } = RTP_CODINGS[format];
    this.#handlers = handlers;
    this.#codec = createFrameCodec(incoming.format, 'big-endian');
    this.#payloadType = incoming.payloadType;
    this.#jitter = new JitterBuffer({
      onPayload: (payload) => {
        this.#onPayload(payload);
      },
      onLost: (packets) => {
        const bytes = packets * this.#packetBytes;
        handlers.onLost(Math.ceil(bytes / FRAME_BYTES));
        handlers.onAudio(this.#concealer.conceal(Math.min(bytes, MAX_CONCEALED_BYTES)));
      },
      onLate: () => {
        handlers.onLate();
      },
    });
  }

  /**
   * Takes one packet; false when it is not RTP. Packets of other payload types (comfort noise,
   * keys), and empty ones that only keep the connection alive (RFC 6263), are skipped.
   */
  push(packet: Buffer): boolean {
    const header = this.#header;
    if (!readRtp(packet, header)) {
      return false;
    }
    if (header.payloadType !== this.#payloadType) {
      if (header.ssrc === this.#ssrc) {
        this.#jitter.skip(header.sequence);
      }
      return true;
    }
    if (header.ssrc !== this.#ssrc) {
      this.#ssrc = header.ssrc;
      this.#jitter.reset();
      this.#handlers.onNewSource();
    }
    this.#jitter.push(header.sequence, packet.subarray(header.payloadStart, header.payloadEnd));
    return true;
  }

  /** Idempotent. */
  close(): void {
    this.#jitter.reset();
  }

  #onPayload(payload: Buffer): void {
    const audio = this.#codec.decode(payload);
    this.#packetBytes = audio.length;
    this.#concealer.received(audio);
    this.#handlers.onAudio(audio);
  }
}

/** Makes RTP packets of frames. */
export class RtpSender {
  readonly #codec: FrameCodec;
  readonly #payloadType: number;
  readonly #packets: readonly Buffer[];
  readonly #ssrc = randomInt(2 ** 32);
  /**
   * Number and time of the first packet come from the clock; they are not random as in RFC 3550,
   * 5.1. Asterisk passes both on to the phone. The phone takes every packet behind the newest one
   * for too late, even when it comes from another channel. So a new connection within the call,
   * also of a restarted Cordboard, must be ahead of the one before.
   */
  readonly #firstSequence: number;
  readonly #firstTimestamp: number;
  #sent = 0;

  /** @param format Format of the external media channel. */
  constructor(format: WireFormat) {
    const { outgoing } = RTP_CODINGS[format];
    const epochMs = Math.floor(performance.timeOrigin + performance.now());
    this.#firstSequence = Math.floor(epochMs / FRAME_MS);
    this.#firstTimestamp = epochMs * TICKS_PER_MS;
    this.#codec = createFrameCodec(outgoing.format, 'big-endian');
    this.#payloadType = outgoing.payloadType;
    this.#packets = Array.from({ length: PACKETS }, () =>
      Buffer.alloc(RTP_HEADER_BYTES + this.#codec.frameBytes),
    );
  }

  /**
   * The packet of a frame. `slot`: its place in the stream, in units of 20 ms. Valid until seven
   * more are made.
   */
  packet(frame: Buffer, slot: number): Buffer {
    const packet = this.#packets[this.#sent % PACKETS] ?? Buffer.alloc(0);
    writeRtpHeader(packet, {
      payloadType: this.#payloadType,
      // The marker follows silence, and this stream is never silent after its beginning.
      marker: this.#sent === 0,
      sequence: this.#firstSequence + this.#sent,
      timestamp: this.#firstTimestamp + slot * TICKS_PER_FRAME,
      ssrc: this.#ssrc,
    });
    this.#codec.encode(frame, packet, RTP_HEADER_BYTES);
    this.#sent += 1;
    return packet;
  }
}
