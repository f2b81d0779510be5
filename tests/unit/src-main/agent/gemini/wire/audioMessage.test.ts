import { describe, expect, it } from 'vitest';
import { audioMessage } from '#main/agent/gemini/wire/audioMessage';
import { loadGeminiSdk } from '#main/agent/gemini/wire/sdk';

const BYTES_PER_MS = 32;

/** What the SDK sends for this audio. */
async function messageOfSdk(pcm: Buffer, service: 'gemini' | 'vertex'): Promise<string> {
  const { Session } = await loadGeminiSdk();
  const sent: string[] = [];
  const socket = { send: (message: string) => sent.push(message), connect: ignore, close: ignore };
  // The SDK does not export the class of the client that a session asks.
  const client = { isVertexAI: () => service === 'vertex' };
  const session = Reflect.construct(Session, [socket, client]) as InstanceType<typeof Session>;
  session.sendRealtimeInput({
    audio: { data: pcm.toString('base64'), mimeType: 'audio/pcm;rate=16000' },
  });
  return sent.join('');
}

function ignore(): void {
  // The session is neither opened nor closed.
}

describe('audioMessage', () => {
  it.each([0, 1, 2, 3, 20 * BYTES_PER_MS, 40 * BYTES_PER_MS, 641, 16_384])(
    'is what the SDK sends for %i bytes, to either service',
    async (length) => {
      const pcm = Buffer.from(Array.from({ length }, (_, index) => (index * 167 + 255) % 256));
      const message = audioMessage(pcm).toString('utf8');
      expect(message).toBe(await messageOfSdk(pcm, 'gemini'));
      expect(message).toBe(await messageOfSdk(pcm, 'vertex'));
    },
  );

  it('is as long as its own audio after a longer one', () => {
    const short = audioMessage(Buffer.alloc(640, 1)).toString('utf8');
    audioMessage(Buffer.alloc(16_384, 2));
    expect(audioMessage(Buffer.alloc(640, 1)).toString('utf8')).toBe(short);
  });
});
