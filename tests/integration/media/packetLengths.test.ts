/** Asterisk makes one message of each packet of a phone, whatever its length. */
import { afterEach, describe, expect, it } from 'vitest';
import type { MediaTransport } from '#main/media/transport/mediaTransport';
import { connect, serve } from '#support/media/dialBench';
import type { ChanPeer } from '#support/media/fakeChanWebSocket';
import { listenFor } from '#support/media/listenBench';
import type { RecordingHandlers } from '#support/media/recordingHandlers';
import { noise } from '#support/media/signals';

type Ends = {
  readonly transport: MediaTransport;
  readonly handlers: RecordingHandlers;
  readonly peer: ChanPeer;
};

/** 1.2 s. */
const audio = Buffer.from(noise(60 * 320, 1).buffer);
const BYTES_PER_MS = 32;

const cleanUps: (() => Promise<void>)[] = [];

afterEach(async () => {
  await Promise.all(cleanUps.splice(0).map((cleanUp) => cleanUp()));
});

async function dialled(): Promise<Ends> {
  const server = await serve('json');
  cleanUps.push(() => server.stop());
  return connect(server, 'json');
}

async function listenedFor(): Promise<Ends> {
  const ends = await listenFor('json');
  cleanUps.push(ends.stop);
  return ends;
}

describe.each([
  ['dialled', dialled],
  ['listened for', listenedFor],
] as const)('a media connection that was %s', (_name, open) => {
  it.each([10, 20, 30, 40, 60])(
    'delivers all audio of a phone with packets of %i ms',
    async (ptimeMs) => {
      const { transport, handlers, peer } = await open();
      peer.say(audio, ptimeMs);
      await expect.poll(() => handlers.frames.length).toBe(60);
      expect(Buffer.concat(handlers.frames).equals(audio)).toBe(true);
      expect(transport.counters).toMatchObject({ framesIn: 60, framesLost: 0 });
    },
  );

  it('delivers all audio of a phone that changes its packets in the call', async () => {
    const { handlers, peer } = await open();
    // Each stretch is an odd number of 10 ms, so that the next one begins in the middle of a frame.
    const stretch = 210 * BYTES_PER_MS;
    [30, 20, 10, 60, 20, 40].forEach((ptimeMs, index) => {
      peer.say(audio.subarray(index * stretch, (index + 1) * stretch), ptimeMs);
    });
    await expect.poll(() => handlers.frames.length).toBe(60);
    expect(Buffer.concat(handlers.frames).equals(audio)).toBe(true);
  });
});
