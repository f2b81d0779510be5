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
 * The formats of an external media channel, and how each direction of it is coded. Asterisk sends slin16 as payload type 118, but takes
 * only static payload types in (rtp_engine.c: numbers above 34 are known to a channel only by SDP, and here is none); anything else it
 * drops without a word. So linear audio goes to it as type 11, which it takes for 8 kHz. The caller's audio stays wideband.
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

/** The timestamp of what is sent counts at 8 kHz in every format. */
const TICKS_PER_MS = 8;
const TICKS_PER_FRAME = TICKS_PER_MS * FRAME_MS;

/** What is filled of one gap, bytes (60 ms); beyond it is silence, and no audio is made of it. */
const MAX_CONCEALED_BYTES = 3 * FRAME_BYTES;
/** Packets that are written to in turn: the kernel has taken each of them long before its turn comes again. */
const PACKETS = 8;

/** What an RtpReceiver gives; none of them may throw. */
export interface RtpReceiverHandlers {
  /**
   * Audio of the caller, slin16, as long as their packet was, or what was made up for lost packets.
   * Valid only during the call.
   */
  onAudio(pcm: Buffer): void;
  /** Another source sends from now on. */
  onNewSource(): void;
  /** Packets did not come: so many frames were, or are spoiled by, what is missing. */
  onLost(frames: number): void;
  /** A packet that came too late. */
  onLate(): void;
}

/** Makes audio of RTP packets of any length: order, loss, format. */
export class RtpReceiver {
  readonly #handlers: RtpReceiverHandlers;
  readonly #codec: FrameCodec;
  readonly #payloadType: number;
  readonly #header = emptyRtpHeader();
  readonly #concealer = new LossConcealer();
  readonly #jitter: JitterBuffer;
  #ssrc: number | null = null;
  /** Audio of the newest packet, bytes: a lost one is taken to have been as long. */
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

  /** Takes one packet; false when it is no RTP at all. Other payload types (comfort noise, keys) are passed over. */
  push(packet: Buffer): boolean {
    const header = this.#header;
    if (!readRtp(packet, header)) {
      return false;
    }
    if (header.payloadType !== this.#payloadType) {
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
    if (audio.length === 0) {
      // A packet that only keeps the way open (RFC 6263).
      return;
    }
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
   * Number and time of the first packet are read from the clock, not random (RFC 3550, 5.1): Asterisk hands both on to the side of the
   * phone, which takes everything behind what it has had for too late, though it comes from another channel. A connection made anew within
   * the call, by another run of this program too, must go on ahead of the one before.
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

  /** The packet of a frame at its place in the stream (20 ms units); valid until seven more were made. */
  packet(frame: Buffer, slot: number): Buffer {
    const packet = this.#packets[this.#sent % PACKETS] ?? Buffer.alloc(0);
    writeRtpHeader(packet, {
      payloadType: this.#payloadType,
      // A stream without silence in it begins once.
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
