/**
 * A small reader for what tcpdump writes: classic pcap files (libpcap file format, "man
 * pcap-savefile") with Ethernet or Linux loopback frames carrying UDP over IPv4.
 */

/** One UDP packet of a capture. */
export type UdpPacket = {
  /** Kernel's time of the packet in epoch ms with a fraction, on the clock of Date.now(). */
  readonly epochMs: number;
  readonly sourcePort: number;
  readonly destinationPort: number;
  /** UDP payload; a view into the capture. */
  readonly payload: Uint8Array;
};

const FILE_HEADER_BYTES = 24;
const RECORD_HEADER_BYTES = 16;
const MAGIC_MICROSECONDS = 0xa1b2c3d4;
const MAGIC_NANOSECONDS = 0xa1b23c4d;
const ETHERNET = 1;
const ETHERNET_HEADER_BYTES = 14;
const ETHERTYPE_IPV4 = 0x0800;
const UDP = 17;
const UDP_HEADER_BYTES = 8;

/**
 * Parses a capture, also one that is still being written: an unfinished last record is left out.
 * Throws when it is not a little-endian pcap file with Ethernet frames.
 */
export function parsePcap(bytes: Uint8Array): UdpPacket[] {
  if (bytes.length < FILE_HEADER_BYTES) {
    return [];
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const magic = view.getUint32(0, true);
  if (magic !== MAGIC_MICROSECONDS && magic !== MAGIC_NANOSECONDS) {
    throw new Error('not a pcap file');
  }
  if ((view.getUint32(20, true) & 0xffff) !== ETHERNET) {
    throw new Error('not a capture of Ethernet frames');
  }
  const fractionPerMs = magic === MAGIC_MICROSECONDS ? 1_000 : 1_000_000;
  const packets: UdpPacket[] = [];
  for (let at = FILE_HEADER_BYTES; at + RECORD_HEADER_BYTES <= bytes.length;) {
    const capturedBytes = view.getUint32(at + 8, true);
    const start = at + RECORD_HEADER_BYTES;
    if (start + capturedBytes > bytes.length) {
      break;
    }
    const epochMs = view.getUint32(at, true) * 1000 + view.getUint32(at + 4, true) / fractionPerMs;
    const packet = parseFrame(bytes.subarray(start, start + capturedBytes), epochMs);
    if (packet !== undefined) {
      packets.push(packet);
    }
    at = start + capturedBytes;
  }
  return packets;
}

function parseFrame(frame: Uint8Array, epochMs: number): UdpPacket | undefined {
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
  const ip = ETHERNET_HEADER_BYTES;
  if (frame.length < ip + 20 || view.getUint16(12) !== ETHERTYPE_IPV4) {
    return undefined;
  }
  if (view.getUint8(ip + 9) !== UDP) {
    return undefined;
  }
  const udp = ip + (view.getUint8(ip) & 0x0f) * 4;
  if (frame.length < udp + UDP_HEADER_BYTES) {
    return undefined;
  }
  const end = Math.min(frame.length, udp + view.getUint16(udp + 4));
  return {
    epochMs,
    sourcePort: view.getUint16(udp),
    destinationPort: view.getUint16(udp + 2),
    payload: frame.subarray(udp + UDP_HEADER_BYTES, end),
  };
}
