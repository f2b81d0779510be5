/**
 * The one request that an RTP port of Asterisk answers: a STUN binding request (RFC 8489, sections
 * 5 and 6). The answer shows that UDP gets through in both directions, and that the other side is
 * still there. With icesupport=yes in rtp.conf the answer is an error, because Asterisk does not
 * know who asks; it shows the same.
 */
import { randomBytes } from 'node:crypto';

const HEADER_BYTES = 20;
const BINDING_REQUEST = 0x0001;
const BINDING_ANSWERS = [0x0101, 0x0111];
const MAGIC_COOKIE = 0x2112a442;

/** A binding request with a new transaction id, 20 bytes. */
export function stunRequest(): Buffer {
  const request = Buffer.alloc(HEADER_BYTES);
  request.writeUInt16BE(BINDING_REQUEST, 0);
  request.writeUInt32BE(MAGIC_COOKIE, 4);
  randomBytes(12).copy(request, 8);
  return request;
}

/** Whether a packet is STUN, not RTP: its first two bits are zero (RFC 8489, 5). */
export function isStun(packet: Buffer): boolean {
  return (
    packet.length >= HEADER_BYTES &&
    packet.readUInt8(0) < 0x40 &&
    packet.readUInt32BE(4) === MAGIC_COOKIE
  );
}

/** Whether a packet answers this request. */
export function isStunAnswer(packet: Buffer, request: Buffer): boolean {
  return (
    packet.length >= HEADER_BYTES &&
    BINDING_ANSWERS.includes(packet.readUInt16BE(0)) &&
    packet.compare(request, 4, HEADER_BYTES, 4, HEADER_BYTES) === 0
  );
}
