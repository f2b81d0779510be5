/**
 * One direction of a phone call, put together from its RTP packets (RFC 3550; G.711 by RFC 3551).
 *
 *   track.samples // 8 kHz audio from the first packet on, silence where nothing was sent
 *   track.epochMsAt(index) // when it was on the wire: compares tracks of one machine
 *   track.gaps               // every pause, loss and time jump between two packets
 *
 * Samples are placed by their RTP time stamp, so network jitter does not tear the audio; time comes
 * from the packet the sample arrived in.
 */
import { decodeAlaw, decodeUlaw } from '../audio/g711';
import type { UdpPacket } from './pcap';

export type RtpPacket = {
  /** Arrival in epoch ms, with a fraction. */
  readonly arrivalEpochMs: number;
  readonly sequence: number;
  /** In samples at 8 kHz. */
  readonly timestamp: number;
  readonly ssrc: number;
  readonly payloadType: number;
  /** Decoded G.711 audio; empty for another payload, such as a telephone event (RFC 4733). */
  readonly samples: Int16Array;
  /** The key of a telephone event (RFC 4733); undefined for audio. */
  readonly key?: string;
};

/** An irregularity between two packets. */
type RtpGap = {
  /** Arrival of the packet before the gap, epoch ms. */
  readonly atEpochMs: number;
  /** Time between the two arrivals, ms; 20 is regular. */
  readonly arrivalMs: number;
  /** Silence between them by the RTP time stamps, ms; 0 is regular. */
  readonly missingMs: number;
  /** Packets lost by the sequence numbers. */
  readonly lostPackets: number;
};

export type RtpTrack = {
  /** The packets with audio, in order of arrival. */
  readonly packets: readonly RtpPacket[];
  /** 8 kHz audio; empty when there was no packet. */
  readonly samples: Int16Array;
  /** Keys that were pressed, in order. */
  readonly keys: string;
  /** Arrival of the first packet, epoch ms; NaN when there was none. */
  readonly startEpochMs: number;
  /** Pauses longer than 40 ms between arrivals, losses and time-stamp jumps, in order. */
  readonly gaps: readonly RtpGap[];
  /** Time of a sample on the wire, epoch ms. */
  epochMsAt(sampleIndex: number): number;
  /**
   * Index of the sample that was on the wire at that time, clamped to the track. While a packet is
   * late, that is the first sample of the packet that is waited for.
   */
  sampleIndexAt(epochMs: number): number;
};

const RTP_HEADER_BYTES = 12;
/**
 * Payload of a telephone event: the event is its first byte, 0 to 15 are the keys (RFC 4733,
 * sections 2.3 and 3.2).
 */
const EVENT_BYTES = 4;
const KEYS = '0123456789*#ABCD';
const PCMU = 0;
const PCMA = 8;
const SAMPLES_PER_MS = 8;
const GAP_MS = 40;
/** A time stamp this far from the arrival time is a new time base, not a pause. */
const REBASE_SAMPLES = 8_000;

/**
 * Parses a UDP payload as RTP; undefined for anything else (RTCP has its types from 64 to 95 here,
 * RFC 5761).
 */
export function parseRtp(packet: UdpPacket): RtpPacket | undefined {
  const { payload } = packet;
  if (payload.length < RTP_HEADER_BYTES || ((payload[0] ?? 0) & 0xc0) !== 0x80) {
    return undefined;
  }
  const payloadType = (payload[1] ?? 0) & 0x7f;
  if (payloadType >= 64 && payloadType < 96) {
    return undefined;
  }
  const view = new DataView(payload.buffer, payload.byteOffset, payload.byteLength);
  const content = payload.subarray(RTP_HEADER_BYTES + ((payload[0] ?? 0) & 0x0f) * 4);
  const key = keyOf(payloadType, content);
  return {
    arrivalEpochMs: packet.epochMs,
    sequence: view.getUint16(2),
    timestamp: view.getUint32(4),
    ssrc: view.getUint32(8),
    payloadType,
    samples: decodeAudio(payloadType, content),
    ...(key === undefined ? {} : { key }),
  };
}

/** The key of a telephone event, which has a dynamic payload type. */
function keyOf(payloadType: number, content: Uint8Array): string | undefined {
  return payloadType >= 96 && content.length === EVENT_BYTES ? KEYS[content[0] ?? 0] : undefined;
}

function decodeAudio(payloadType: number, audio: Uint8Array): Int16Array {
  if (payloadType === PCMU) {
    return decodeUlaw(audio);
  }
  return payloadType === PCMA ? decodeAlaw(audio) : new Int16Array(0);
}

/** Puts the packets of one direction together. */
export function buildTrack(allPackets: readonly RtpPacket[]): RtpTrack {
  const packets = allPackets.filter((packet) => packet.samples.length > 0);
  const startEpochMs = packets[0]?.arrivalEpochMs ?? Number.NaN;
  const positions = placePackets(packets, startEpochMs);
  const last = packets.length - 1;
  const samples = new Int16Array((positions[last] ?? 0) + (packets[last]?.samples.length ?? 0));
  packets.forEach((packet, index) => {
    samples.set(
      packet.samples.subarray(0, samples.length - (positions[index] ?? 0)),
      positions[index],
    );
  });
  return {
    packets,
    samples,
    keys: keysOf(allPackets),
    startEpochMs,
    gaps: findGaps(packets, positions, lossesBefore(allPackets)),
    epochMsAt: (sampleIndex) => {
      const at = lastNotAbove(positions, sampleIndex);
      const arrival = packets[at]?.arrivalEpochMs ?? Number.NaN;
      return arrival + (sampleIndex - (positions[at] ?? 0)) / SAMPLES_PER_MS;
    },
    sampleIndexAt: (epochMs) => {
      const arrivals = packets.map((packet) => packet.arrivalEpochMs);
      const at = lastNotAbove(arrivals, epochMs);
      const index = (positions[at] ?? 0) + (epochMs - (arrivals[at] ?? 0)) * SAMPLES_PER_MS;
      return Math.max(0, Math.min(positions[at + 1] ?? samples.length, Math.round(index)));
    },
  };
}

/** All packets of one telephone event have its first time stamp (RFC 4733, section 2.2). */
function keysOf(allPackets: readonly RtpPacket[]): string {
  const byTimestamp = new Map(
    allPackets.flatMap(({ timestamp, key }) => (key === undefined ? [] : [[timestamp, key]])),
  );
  return [...byTimestamp.values()].join('');
}

/** Sample position of each packet from the start of the track. Positions never go back. */
function placePackets(packets: readonly RtpPacket[], startEpochMs: number): number[] {
  const positions: number[] = [];
  let ssrc: number | undefined;
  let base = 0;
  let previous = 0;
  let end = 0;
  for (const packet of packets) {
    const byArrival = Math.round((packet.arrivalEpochMs - startEpochMs) * SAMPLES_PER_MS);
    // "| 0" takes the difference modulo 2^32, so that a wrapping time stamp does no harm.
    let position = previous + ((packet.timestamp - base) | 0);
    if (packet.ssrc !== ssrc || Math.abs(position - byArrival) > REBASE_SAMPLES) {
      position = Math.max(end, byArrival);
      ssrc = packet.ssrc;
    }
    position = Math.max(position, previous);
    positions.push(position);
    base = packet.timestamp;
    previous = position;
    end = Math.max(end, position + packet.samples.length);
  }
  return positions;
}

/** Lost packets before each packet with audio; telephone events count in the same sequence. */
function lossesBefore(allPackets: readonly RtpPacket[]): number[] {
  const losses: number[] = [];
  let previous: RtpPacket | undefined;
  let lost = 0;
  for (const packet of allPackets) {
    const step = (packet.sequence - (previous?.sequence ?? 0)) & 0xffff;
    if (packet.ssrc === previous?.ssrc && step < 0x8000) {
      lost += Math.max(0, step - 1);
    }
    previous = packet;
    if (packet.samples.length === 0) {
      continue;
    }
    losses.push(lost);
    lost = 0;
  }
  return losses;
}

function findGaps(
  packets: readonly RtpPacket[],
  positions: readonly number[],
  losses: readonly number[],
): RtpGap[] {
  const gaps: RtpGap[] = [];
  for (let index = 1; index < packets.length; index += 1) {
    const before = packets[index - 1];
    const after = packets[index];
    if (before === undefined || after === undefined) {
      continue;
    }
    const arrivalMs = after.arrivalEpochMs - before.arrivalEpochMs;
    const lostPackets = losses[index] ?? 0;
    const expected = (positions[index - 1] ?? 0) + before.samples.length;
    const missingMs = ((positions[index] ?? 0) - expected) / SAMPLES_PER_MS;
    if (arrivalMs > GAP_MS || lostPackets > 0 || missingMs !== 0) {
      gaps.push({ atEpochMs: before.arrivalEpochMs, arrivalMs, missingMs, lostPackets });
    }
  }
  return gaps;
}

/** Index of the last value of an ascending list that is not above `limit`; 0 when all are. */
function lastNotAbove(values: readonly number[], limit: number): number {
  let low = 0;
  let high = values.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((values[middle] ?? 0) <= limit) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return low;
}
