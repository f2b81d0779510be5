import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { connect, frame, serve } from '#support/media/dialBench';
import type { FakeMediaServer } from '#support/media/fakeChanWebSocket';

describe('a media connection whose other side falls silent', () => {
  let server: FakeMediaServer;

  beforeEach(async () => {
    server = await serve('json');
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  });

  afterEach(async () => {
    vi.useRealTimers();
    await server.stop();
  });

  it('is given up when Asterisk does not answer any more', async () => {
    const { handlers, peer } = await connect(server, 'json');
    peer.socket.send(frame(1));
    await expect.poll(() => handlers.frames.length).toBe(1);
    // Frozen: the connection stays open, nothing is read from it.
    peer.socket.pause();
    vi.advanceTimersByTime(9_000);
    await expect.poll(() => handlers.closes).toMatchObject([{ by: 'error' }]);
    expect(JSON.stringify(handlers.closes)).toContain('neither sends audio nor answers');
  });

  it('stays when only the frames stop, as on hold, and Asterisk still answers', async () => {
    const { handlers, peer } = await connect(server, 'json');
    peer.socket.send(frame(1));
    await expect.poll(() => handlers.frames.length).toBe(1);
    for (let second = 1; second <= 30; second += 1) {
      vi.advanceTimersByTime(1_000);
      const asked = Math.max(0, second - 2);
      await expect.poll(() => peer.commands.length).toBeGreaterThanOrEqual(asked);
      peer.event('STATUS', { queue_length: 0, xon_level: 800, media_paused: false });
      await expect.poll(() => handlers.events.length).toBe(second);
    }
    expect(peer.commands.at(-1)).toBe('{"command":"GET_STATUS"}');
    expect(handlers.closes).toEqual([]);
  });
});
