import { type AddressInfo, createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { ListenRetry } from '#main/media/transport/listenRetry';
import { WebSocketListenFactory } from '#main/media/transport/webSocket/listenFactory';
import { silentLog } from '#main/observability/log';
import { connectAsAsterisk } from '#support/media/fakeChanWebSocket';
import { ON_LOOPBACK } from '#support/media/listenBench';

const cleanUps: (() => Promise<void> | void)[] = [];

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) {
    await cleanUp();
  }
});

async function takePort(): Promise<{ port: number; free: () => void }> {
  const other = createServer();
  await new Promise<void>((resolve) => {
    other.listen(0, '127.0.0.1', resolve);
  });
  const free = (): void => {
    other.close();
  };
  cleanUps.push(free);
  return { port: (other.address() as AddressInfo).port, free };
}

function retryOn(port: number): { retry: ListenRetry; outcomes: string[] } {
  const outcomes: string[] = [];
  const factory = new WebSocketListenFactory({
    ...ON_LOOPBACK,
    port,
    controlFormat: 'json',
    log: silentLog,
  });
  const retry = new ListenRetry({
    listen: () => factory.listen(),
    onOutcome: (error) => outcomes.push(error?.message ?? 'ready'),
    retryMs: 50,
  });
  cleanUps.push(async () => {
    retry.stop();
    await factory.close();
  });
  return { retry, outcomes };
}

describe('a media port that another program has', () => {
  it('is tried again until it is free, and then takes connections', async () => {
    const { port, free } = await takePort();
    const { retry, outcomes } = retryOn(port);
    await retry.start();
    expect(outcomes).toEqual([expect.stringContaining(`EXTERNAL_MEDIA_PORT ${port}`)]);
    await expect.poll(() => outcomes.length).toBeGreaterThan(1);
    expect(outcomes).not.toContain('ready');
    free();
    await expect.poll(() => outcomes.at(-1)).toBe('ready');
    const asterisk = await connectAsAsterisk({ port, channelId: 'chan-1' });
    asterisk.socket.terminate();
    const tries = outcomes.length;
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(outcomes).toHaveLength(tries);
  });

  it('is not tried again once stopped', async () => {
    const { port, free } = await takePort();
    const { retry, outcomes } = retryOn(port);
    await retry.start();
    retry.stop();
    free();
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(outcomes).toHaveLength(1);
  });
});
