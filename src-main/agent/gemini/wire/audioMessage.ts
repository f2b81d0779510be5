/** The `realtimeInput` message around base64 text, as the SDK writes it. */
const HEAD = Buffer.from('{"realtimeInput":{"audio":{"data":"');
const TAIL = Buffer.from('","mimeType":"audio/pcm;rate=16000"}}}');

/** Where every message is made. It grows to the longest. */
let place = Buffer.from(HEAD);

/**
 * The message that carries 16-bit PCM at 16 kHz, byte for byte as the SDK makes it, for both
 * services. The SDK's own way converts the message, writes it as JSON and encodes that, for every
 * frame of every call.
 *
 * @returns Valid until the next call: with a buffer for each message, what they left behind made
 * the collector go over the whole heap several times a second.
 */
export function audioMessage(pcm: Buffer): Buffer {
  const base64 = pcm.toString('base64');
  const end = HEAD.length + base64.length;
  if (place.length < end + TAIL.length) {
    place = Buffer.allocUnsafeSlow(2 * (end + TAIL.length));
    place.set(HEAD);
  }
  place.write(base64, HEAD.length, 'latin1');
  place.set(TAIL, end);
  return place.subarray(0, end + TAIL.length);
}
