import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { MediaTransportHandlers } from '#main/media/transport/mediaTransport';
import { ok } from '#main/util/result';
import { FakeTransport } from '#support/call/fakes';
import { SessionBench } from '#support/call/sessionBench';

/** A connection that broke before it came into use. */
class BrokenTransport extends FakeTransport {
  override start(handlers: MediaTransportHandlers): void {
    super.start(handlers);
    queueMicrotask(() => {
      handlers.onClose({ by: 'remote', code: 1006 });
    });
  }
}

describe('a call’s audio connection', () => {
  let bench: SessionBench;

  beforeEach(async () => {
    vi.useFakeTimers();
    bench = new SessionBench();
    await bench.goLive();
  });

  afterEach(async () => {
    await bench.session.shutDown('hangup');
    vi.useRealTimers();
  });

  const lose = (transport: FakeTransport): void => {
    transport.handlers?.onClose({ by: 'remote', code: 1006 });
  };

  it('is made again at once when it breaks', async () => {
    lose(bench.transport);
    expect(bench.call.notices).toMatchObject([{ kind: 'media', severity: 'danger' }]);
    await bench.settle();
    expect(bench.leg.transports).toHaveLength(2);
    expect(bench.call).toMatchObject({ state: 'live', notices: [] });
  });

  it('is made once more when the new one breaks the moment it comes into use', async () => {
    const connect = bench.leg.connectMedia.bind(bench.leg);
    bench.leg.connectMedia = () => {
      bench.leg.connectMedia = connect;
      return Promise.resolve(ok(new BrokenTransport()));
    };
    lose(bench.transport);
    await vi.advanceTimersByTimeAsync(100);
    expect(bench.leg.transports).toHaveLength(2);
    expect(bench.call).toMatchObject({ state: 'live', notices: [] });
  });

  it('is given up when it breaks again and again', async () => {
    for (let loss = 0; loss < 6; loss += 1) {
      lose(bench.transport);
      await bench.settle();
    }
    expect(bench.call).toMatchObject({ state: 'ended', endReason: 'media-failed' });
    expect(bench.leg.told).toContain('sendToFallback');
  });
});
