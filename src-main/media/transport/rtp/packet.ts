/**
 * RTP packets (RFC 3550, 5.1): the fixed header. Contributing sources and extension are skipped.
 */

/** Bytes of the header without contributing sources and extension. */
export const RTP_HEADER_BYTES = 12;

const VERSION = 2;

/** The header of a packet; the receiver reuses one object for all packets. */
export type RtpHeader = {
  payloadType: number;
  /** First packet after silence (RFC 3551, 4.1). */
  marker: boolean;
  /** 16 bits. */
  sequence: number;
  /** In samples of the format, 32 bits. */
  timestamp: number;
  /** Synchronization source, 32 bits. */
  ssrc: number;
  /** Where the payload begins and ends, bytes. */
  payloadStart: number;
  payloadEnd: number;
};

export function emptyRtpHeader(): RtpHeader {
  return {
    payloadType: 0,
    marker: false,
    sequence: 0,
    timestamp: 0,
    ssrc: 0,
    payloadStart: 0,
    payloadEnd: 0,
  };
}

/**
 * Reads a packet into `header`. Returns false, with `header` in any state, when it is not RTP;
 * never throws.
 */
export function readRtp(packet: Buffer, header: RtpHeader): boolean {
  if (packet.length < RTP_HEADER_BYTES) {
    return false;
  }
  const first = packet.readUInt8(0);
  const second = packet.readUInt8(1);
  if (first >> 6 !== VERSION) {
    return false;
  }
  header.marker = (second & 0x80) !== 0;
  header.payloadType = second & 0x7f;
  header.sequence = packet.readUInt16BE(2);
  header.timestamp = packet.readUInt32BE(4);
  header.ssrc = packet.readUInt32BE(8);
  let start = RTP_HEADER_BYTES + 4 * (first & 0x0f);
  if ((first & 0x10) !== 0) {
    if (packet.length < start + 4) {
      return false;
    }
    start += 4 + 4 * packet.readUInt16BE(start + 2);
  }
  const padding = (first & 0x20) === 0 ? 0 : packet.readUInt8(packet.length - 1);
  header.payloadStart = start;
  header.payloadEnd = packet.length - padding;
  return header.payloadEnd >= start && ((first & 0x20) === 0 || padding > 0);
}

/** Writes the fixed header to the beginning of `packet`; numbers that are too large wrap. */
export function writeRtpHeader(
  packet: Buffer,
  fields: {
    readonly payloadType: number;
    readonly marker: boolean;
    readonly sequence: number;
    readonly timestamp: number;
    readonly ssrc: number;
  },
): void {
  packet.writeUInt8(VERSION << 6, 0);
  packet.writeUInt8((fields.marker ? 0x80 : 0) | fields.payloadType, 1);
  packet.writeUInt16BE(fields.sequence & 0xffff, 2);
  packet.writeUInt32BE(fields.timestamp >>> 0, 4);
  packet.writeUInt32BE(fields.ssrc >>> 0, 8);
}
