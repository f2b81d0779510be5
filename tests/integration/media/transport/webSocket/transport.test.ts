import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { connect, dial, frame, serve, warnings } from '#support/media/dialBench';
import type { ChanPeer, FakeMediaServer } from '#support/media/fakeChanWebSocket';
import { RecordingHandlers } from '#support/media/recordingHandlers';

let server: FakeMediaServer;

afterEach(async () => {
  await server.stop();
});

describe.each(['json', 'plain'] as const)(
  'a dialled media connection with %s control',
  (format) => {
    beforeEach(async () => {
      server = await serve(format);
    });

    it('asks for the subprotocol and no compression', async () => {
      await connect(server, format);
      expect(server.requests).toEqual([
        { url: '/media/conn-1', protocol: 'media', extensions: '' },
      ]);
    });

    it('carries frames both ways, one in a message, unchanged', async () => {
      const { transport, handlers, peer } = await connect(server, format);
      for (let k = 0; k < 200; k += 1) {
        peer.socket.send(frame(k));
      }
      const out = frame(0);
      for (let k = 0; k < 200; k += 1) {
        // One buffer for all frames: it may be reused after each call.
        out.fill(k);
        expect(transport.sendFrame(out)).toBe(true);
      }
      await expect.poll(() => [handlers.frames.length, peer.audio.length]).toEqual([200, 200]);
      for (let k = 0; k < 200; k += 1) {
        expect(handlers.frames[k]?.equals(frame(k))).toBe(true);
        expect(peer.audio[k]?.equals(frame(k))).toBe(true);
      }
      expect(transport.counters).toEqual({
        framesIn: 200,
        framesOut: 200,
        framesLost: 0,
        framesLate: 0,
      });
    });

    it('speaks the control format', async () => {
      const { transport, handlers, peer } = await connect(server, format);
      transport.flush();
      transport.mark('1.25');
      transport.mark('not a mark');
      transport.requestQueueLength();
      await expect.poll(() => peer.commands.length).toBe(4);
      expect(peer.commands).toEqual(
        format === 'json'
          ? [
              '{"command":"FLUSH_MEDIA"}',
              '{"command":"CONTINUE_MEDIA"}',
              '{"command":"MARK_MEDIA","correlation_id":"1.25"}',
              '{"command":"GET_STATUS"}',
            ]
          : ['FLUSH_MEDIA', 'CONTINUE_MEDIA', 'MARK_MEDIA 1.25', 'GET_STATUS'],
      );
      peer.event('MEDIA_XOFF');
      peer.event('MEDIA_XON');
      peer.event('MEDIA_MARK_PROCESSED', { correlation_id: '1.25' });
      peer.event('STATUS', { queue_length: 17, xon_level: 800, media_paused: false });
      await expect
        .poll(() => handlers.events)
        .toEqual(['pause', 'resume', 'mark 1.25', 'length 17']);
    });

    it('tells once how it ended', async () => {
      const first = await connect(server, format);
      first.transport.close();
      first.transport.close();
      expect(first.handlers.closes).toEqual([{ by: 'local' }]);
      await expect.poll(() => first.peer.closed).toEqual({ code: 1000 });
      expect(first.handlers.closes).toHaveLength(1);
      expect(first.transport.sendFrame(frame(1))).toBe(false);

      const second = await connect(server, format);
      second.peer.socket.close(1001);
      await expect.poll(() => second.handlers.closes).toEqual([{ by: 'remote', code: 1001 }]);

      const third = await connect(server, format);
      third.peer.socket.terminate();
      await expect.poll(() => third.handlers.closes).toEqual([{ by: 'remote', code: 1006 }]);
      third.transport.close();
      expect(third.handlers.closes).toHaveLength(1);
    });
  },
);

describe('a dialled media connection', () => {
  beforeEach(async () => {
    server = await serve('plain');
  });

  it('answers in the format of Asterisk, not in the requested one', async () => {
    const { transport, peer } = await connect(server, 'json');
    transport.flush();
    await expect.poll(() => peer.commands).toEqual(['FLUSH_MEDIA', 'CONTINUE_MEDIA']);
  });

  it.each<[string, (peer: ChanPeer) => void, number]>([
    [
      'a message of 1 MB audio',
      (peer) => {
        peer.socket.send(Buffer.alloc(1_000_000, 1));
      },
      50,
    ],
    [
      'a message of 1 MB text',
      (peer) => {
        peer.socket.send('x'.repeat(1_000_000));
      },
      0,
    ],
    [
      'an unknown event',
      (peer) => {
        peer.socket.send('MEDIA_SPARKLE a:b');
      },
      0,
    ],
    [
      'broken JSON',
      (peer) => {
        peer.socket.send('{"event":');
      },
      0,
    ],
    [
      'a second MEDIA_START',
      (peer) => {
        peer.start('ulaw', 160);
      },
      0,
    ],
    [
      'text that is not UTF-8',
      (peer) => {
        peer.socket.send(Buffer.from([0xff, 0xfe, 0x80]), { binary: false });
      },
      0,
    ],
    [
      'control text in a binary message',
      (peer) => {
        peer.socket.send(Buffer.from('MEDIA_XOFF'));
      },
      0,
    ],
    [
      'an empty binary message',
      (peer) => {
        peer.socket.send(Buffer.alloc(0));
      },
      0,
    ],
    [
      'an empty text message',
      (peer) => {
        peer.socket.send('');
      },
      0,
    ],
    [
      'half a frame',
      (peer) => {
        peer.socket.send(Buffer.alloc(320));
      },
      0,
    ],
    [
      'one byte',
      (peer) => {
        peer.socket.send(Buffer.alloc(1));
      },
      0,
    ],
    [
      'three frames and a bit',
      (peer) => {
        peer.socket.send(Buffer.alloc(3 * 640 + 7));
      },
      3,
    ],
    [
      'a fragmented message',
      (peer) => {
        peer.socket.send(Buffer.alloc(320), { fin: false });
        peer.socket.send(Buffer.alloc(320), { fin: true });
      },
      1,
    ],
    [
      'an ERROR event',
      (peer) => {
        peer.event('ERROR', { error_text: 'no such thing\n' });
      },
      0,
    ],
    [
      'a status that makes no sense',
      (peer) => {
        peer.event('STATUS', { queue_length: 'many' });
      },
      0,
    ],
  ])('survives %s', async (_what, misbehave, framesFromIt) => {
    const { transport, handlers, peer } = await connect(server, 'plain');
    misbehave(peer);
    peer.socket.send(frame(42));
    // Bytes that do not fill a frame begin the next one.
    await expect.poll(() => handlers.frames.at(-1)?.at(-1)).toBe(42);
    expect(handlers.frames).toHaveLength(framesFromIt + 1);
    expect(handlers.frames.every((f) => f.length === 640)).toBe(true);
    expect(handlers.closes).toEqual([]);
    expect(handlers.events).toEqual([]);
    expect(transport.sendFrame(frame(1))).toBe(true);
  });

  it('counts messages that it could not use', async () => {
    const { transport, handlers, peer } = await connect(server, 'plain');
    peer.socket.send(Buffer.alloc(60 * 640));
    peer.socket.send('WHAT');
    peer.event('ERROR', { error_text: 'bad luck' });
    peer.socket.send(frame(42));
    await expect.poll(() => handlers.frames.at(-1)?.[0]).toBe(42);
    expect(transport.sendFrame(Buffer.alloc(639))).toBe(false);
    expect(transport.counters.framesLost).toBe(10 + 1);
    expect(transport.counters.framesIn).toBe(50 + 1);
    expect(transport.diagnostics).toEqual({
      unknownControl: 1,
      controlErrors: 1,
      lastControlError: 'bad luck',
      handlerErrors: 0,
    });
  });

  it('counts frames that come late', async () => {
    const { transport, handlers, peer } = await connect(server, 'plain');
    peer.socket.send(frame(1));
    await expect.poll(() => handlers.frames.length).toBe(1);
    await new Promise((resolve) => {
      setTimeout(resolve, 100);
    });
    peer.socket.send(frame(2));
    peer.socket.send(frame(3));
    await expect.poll(() => handlers.frames.length).toBe(3);
    expect(transport.counters.framesLate).toBe(1);
  });

  it('gives frames at even addresses, also after text of odd length in the same read', async () => {
    const { handlers, peer } = await connect(server, 'plain');
    const tcp = (peer.socket as unknown as { _socket: { cork(): void; uncork(): void } })._socket;
    tcp.cork();
    for (let k = 0; k < 20; k += 1) {
      peer.socket.send('x'.repeat(5 + (k % 2)));
      peer.socket.send(frame(k));
    }
    tcp.uncork();
    await expect.poll(() => handlers.frames.length).toBe(20);
    expect(handlers.offsets.every((offset) => offset % 2 === 0)).toBe(true);
    expect(handlers.frames.every((f, k) => f.equals(frame(k)))).toBe(true);
  });

  it('neither pings nor pongs', async () => {
    const { handlers, peer } = await connect(server, 'plain');
    peer.socket.ping('hello');
    peer.socket.send(frame(1));
    await expect.poll(() => handlers.frames.length).toBe(1);
    expect([peer.pings, peer.pongs]).toEqual([0, 0]);
  });

  it('keeps up to 2 s of audio that comes before MEDIA_START, and no other audio that comes before start', async () => {
    server.onPeer = (peer) => {
      for (let k = 0; k < 105; k += 1) {
        peer.socket.send(frame(k));
      }
      peer.start();
      peer.socket.send(frame(105));
    };
    const result = await dial(server.ariBaseUrl(), 'plain');
    expect(result.ok).toBe(true);
    const early = new RecordingHandlers();
    if (result.ok) {
      await expect.poll(() => result.value.counters.framesIn).toBe(106);
      result.value.start(early);
    }
    expect(early.frames.map((f) => f[0])).toEqual(Array.from({ length: 100 }, (_, k) => k + 6));

    server.onPeer = (peer) => {
      peer.start();
      peer.socket.send(frame(1));
    };
    const second = await dial(server.ariBaseUrl(), 'plain');
    const late = new RecordingHandlers();
    if (second.ok) {
      await expect.poll(() => second.value.counters.framesIn).toBe(1);
      second.value.start(late);
    }
    expect(second.ok).toBe(true);
    expect(late.frames).toEqual([]);
  });

  it('goes on when a handler throws', async () => {
    const lines: [object, string][] = [];
    const { handlers, peer, transport } = await connect(server, 'plain', warnings(lines));
    vi.spyOn(handlers, 'onFrame').mockImplementationOnce(() => {
      throw new Error('bad listener');
    });
    vi.spyOn(handlers, 'onPause').mockImplementationOnce(() => {
      throw new Error('bad listener');
    });
    peer.socket.send(frame(1));
    peer.event('MEDIA_XOFF');
    peer.socket.send(frame(2));
    await expect.poll(() => handlers.frames.length).toBe(1);
    expect(transport.diagnostics.handlerErrors).toBe(2);
    // The first failure is logged at once, the others at the end.
    expect(lines.map(([, message]) => message)).toEqual(['a listener of media failed']);
    transport.close();
    expect(lines).toHaveLength(2);
    expect(lines[1]?.[0]).toMatchObject({ mediaChannelId: 'chan-1', handlerErrors: 2 });
  });

  it('logs nothing about a connection without faults', async () => {
    const lines: [object, string][] = [];
    const { handlers, peer, transport } = await connect(server, 'plain', warnings(lines));
    peer.socket.send(frame(1));
    await expect.poll(() => handlers.frames.length).toBe(1);
    transport.close();
    expect(lines).toEqual([]);
  });

  it('refuses frames instead of piling them up when Asterisk does not read', async () => {
    const { peer, transport } = await connect(server, 'plain');
    peer.socket.pause();
    let sent = 0;
    const deadline = performance.now() + 5000;
    while (performance.now() < deadline && transport.sendFrame(frame(sent))) {
      sent += 1;
      if (sent % 500 === 0) {
        await new Promise((resolve) => {
          setImmediate(resolve);
        });
      }
    }
    expect(transport.sendFrame(frame(0))).toBe(false);
    peer.socket.resume();
    await expect.poll(() => peer.audio.length, { timeout: 5000 }).toBe(sent);
    // Nothing was overwritten while it waited.
    expect(peer.audio.every((f, k) => f.equals(frame(k)))).toBe(true);
    expect(transport.sendFrame(frame(0))).toBe(true);
  });

  it('tells a late user that it has ended', async () => {
    const result = await dial(server.ariBaseUrl(), 'plain');
    const peer = server.peers[0]!;
    peer.socket.close(1001);
    await expect.poll(() => peer.closed).not.toBeNull();
    await new Promise((resolve) => {
      setTimeout(resolve, 20);
    });
    const handlers = new RecordingHandlers();
    if (result.ok) {
      result.value.start(handlers);
    }
    await expect.poll(() => handlers.closes).toEqual([{ by: 'remote', code: 1001 }]);
  });
});
