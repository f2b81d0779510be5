/** The `realtimeInput` message around base64 text, as the SDK writes it. */
const HEAD = Buffer.from('{"realtimeInput":{"audio":{"data":"');
const TAIL = Buffer.from('","mimeType":"audio/pcm;rate=16000"}}}');

/**
 * The message that carries 16-bit PCM at 16 kHz, byte for byte as the SDK makes it, for both
 * services. The SDK's own way converts the message, writes it as JSON and encodes that, for every
 * frame of every call.
 */
export function audioMessage(pcm: Buffer): Buffer {
  const base64 = pcm.toString('base64');
  // Not one buffer for all messages: the socket may still hold the one before.
  const message = Buffer.allocUnsafe(HEAD.length + base64.length + TAIL.length);
  message.set(HEAD);
  message.write(base64, HEAD.length, 'latin1');
  message.set(TAIL, HEAD.length + base64.length);
  return message;
}
