import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { MediaTransportHandlers } from '#main/media/transport/mediaTransport';
import { cordboardError } from '#main/util/errors';
import { done, fail, ok } from '#main/util/result';
import { FakeTransport } from '#support/call/fakes';
import { SessionBench } from '#support/call/sessionBench';
import { saying } from '#support/phrases';

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

  /** Nothing comes over the connection, and that is watched for. */
  const silentFor = async (ms: number): Promise<void> => {
    const { settings } = bench;
    bench.settings = { ...settings, watchdogs: { ...settings.watchdogs, noMediaMs: 5_000 } };
    await vi.advanceTimersByTimeAsync(ms);
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

  it('is left alone while the caller’s telephone sends nothing, and Asterisk says it is whole', async () => {
    await silentFor(16_000);
    expect(bench.leg.told.filter((each) => each === 'checkMedia')).toHaveLength(3);
    expect(bench.leg.transports).toHaveLength(1);
    expect(bench.call.notices).toMatchObject([{ kind: 'no-media', severity: 'info' }]);
    bench.transport.hear(1_000, 0, (ms) => vi.advanceTimersByTime(ms));
    expect(bench.call.notices).toEqual([]);
  });

  it('is left alone when Asterisk cannot say whether it is whole', async () => {
    bench.leg.checkResult = fail(cordboardError('timeout', saying('No answer.')));
    await silentFor(6_000);
    expect(bench.leg.told).toContain('checkMedia');
    expect(bench.leg.transports).toHaveLength(1);
  });

  it('is made anew when no audio comes and Asterisk says that it is broken', async () => {
    bench.leg.checkResult = ok('broken');
    await silentFor(6_000);
    expect(bench.leg.transports).toHaveLength(2);
    bench.transport.hear(1_000, 0, (ms) => vi.advanceTimersByTime(ms));
    expect(bench.call).toMatchObject({ state: 'live', notices: [] });
  });

  it('is made anew when Asterisk hears the caller begin to talk, and nothing comes here', async () => {
    bench.transport.hear(100, 0, (ms) => vi.advanceTimersByTime(ms));
    await vi.advanceTimersByTimeAsync(2_000);
    bench.leg.handlers?.onTalking(true);
    bench.leg.handlers?.onTalking(false);
    await silentFor(6_000);
    expect(bench.leg.told).not.toContain('checkMedia');
    expect(bench.leg.transports).toHaveLength(2);
    await silentFor(6_000);
    expect(bench.leg.told, 'nobody talks on the new one').toContain('checkMedia');
    expect(bench.leg.transports).toHaveLength(2);
  });

  it('is left alone when the caller’s packets stop while they talk', async () => {
    bench.transport.hear(100, 3_000, (ms) => vi.advanceTimersByTime(ms));
    vi.advanceTimersByTime(50);
    // Asterisk's events come a little later than its frames.
    bench.leg.handlers?.onTalking(true);
    await silentFor(16_000);
    expect(bench.leg.transports).toHaveLength(1);
    expect(bench.call.notices).toMatchObject([{ kind: 'no-media' }]);
  });

  it('is not made anew twice when it is lost while Asterisk is asked about it', async () => {
    let answer = (): void => undefined;
    bench.leg.checkMedia = () =>
      new Promise((resolve) => {
        answer = () => {
          resolve(ok('broken'));
        };
      });
    await silentFor(5_500);
    lose(bench.transport);
    await bench.settle();
    answer();
    await bench.settle();
    expect(bench.leg.transports).toHaveLength(2);
  });

  it('is given up when its own way is closed, although Asterisk answers', async () => {
    bench.leg.mediaResult = fail(cordboardError('network', saying('No way through.')));
    lose(bench.transport);
    await vi.advanceTimersByTimeAsync(6_900);
    expect(bench.call.state).toBe('live');
    await vi.advanceTimersByTimeAsync(200);
    expect(bench.call).toMatchObject({ state: 'ended', endReason: 'media-failed' });
  });

  it('gets all its attempts after Asterisk was silent, and is connected by the last', async () => {
    bench.leg.mediaResult = fail(cordboardError('timeout', saying('No answer.')));
    bench.leg.checkResult = fail(cordboardError('timeout', saying('No answer.')));
    lose(bench.transport);
    await vi.advanceTimersByTimeAsync(40_000);
    expect(bench.call.state).toBe('live');
    bench.leg.checkResult = ok('broken');
    await vi.advanceTimersByTimeAsync(6_000);
    bench.leg.mediaResult = done;
    await vi.advanceTimersByTimeAsync(5_000);
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
