import { describe, expect, it, vi } from 'vitest';
import { silentLog } from '#main/observability/log';
import { cordboardError } from '#main/util/errors';
import { fail, ok } from '#main/util/result';
import { createTestCallPorts } from '#shell/ipc/testCallPort';
import { DeskBench } from '#support/desk/deskBench';
import { FakePort } from '#support/desk/fakePort';
import { saying } from '#support/phrases';

const TRIED = { kind: 'saved', profileId: 'default' } as const;

function setUp() {
  const { desk, testCalls } = new DeskBench();
  const pagePorts: FakePort[] = [];
  const watched: boolean[] = [];
  const ports = createTestCallPorts({
    trials: desk.as({ kind: 'window', name: 'ann' }).trials,
    createChannel: () => {
      const port1 = new FakePort();
      pagePorts.push(port1);
      return { port1, port2: 'the page end' } as never;
    },
    onChanged: (line) => {
      watched.push(line !== null);
      return line !== null;
    },
    log: silentLog,
  });
  const sender = { postMessage: vi.fn() };
  const open = async () => {
    const result = await ports.open(TRIED, sender);
    const [port, call] = [pagePorts.at(-1), testCalls.calls.at(-1)];
    if (port === undefined || call === undefined) {
      throw new Error('no test call was made');
    }
    return { result, port, call };
  };
  return { testCalls, ports, pagePorts, sender, open, watched };
}

describe("the window's test call", () => {
  it('carries the microphone to the call and what is heard to the page', async () => {
    const { sender, open } = setUp();
    const { result, port, call } = await open();
    expect(result).toEqual(ok({ callId: 'test-1', panicKey: true }));
    expect(sender.postMessage).toHaveBeenCalledExactlyOnceWith('testCall:port', 'test-1', [
      'the page end',
    ]);
    call.handlers.onFrame(new Int16Array(320).fill(5));
    call.handlers.onFrame(null);
    expect(port.posted).toEqual([new Int16Array(320).fill(5).buffer]);
    port.emit('message', { data: new Int16Array(320).fill(-7).buffer });
    expect(call.sent).toEqual([-7]);
  });

  it('is hung up with the page, and tells the page when it is over', async () => {
    const { open } = setUp();
    const first = await open();
    first.port.emit('close');
    expect(first.call.hungUp).toBe(true);
    const second = await open();
    second.call.handlers.onClose();
    expect([second.port.posted, second.port.closed]).toEqual([[null], 1]);
  });

  it('has the key that hangs it up from anywhere for as long as it lasts', async () => {
    const { open, ports, watched } = setUp();
    const first = await open();
    expect(watched.at(-1)).toBe(true);
    first.call.handlers.onClose();
    expect(watched.at(-1)).toBe(false);
    await open();
    expect(watched.at(-1)).toBe(true);
    ports.close();
    expect(watched.at(-1)).toBe(false);
  });

  it('is one: a second hangs the first up', async () => {
    const { open, ports } = setUp();
    const first = await open();
    const second = await open();
    expect([first.call.hungUp, second.call.hungUp]).toEqual([true, false]);
    ports.close();
    expect(second.call.hungUp).toBe(true);
  });

  it.each([
    ['of another size', new ArrayBuffer(10)],
    ['that are none', 'text'],
  ])('is hung up by frames %s', async (_what, data) => {
    const { open } = setUp();
    const { port, call } = await open();
    port.emit('message', { data });
    expect([call.sent, call.hungUp]).toEqual([[], true]);
  });

  it('passes on why it cannot be made', async () => {
    const { testCalls, ports, sender, pagePorts } = setUp();
    const refusal = cordboardError('invalid-state', saying('There are 5 calls already.'));
    testCalls.refusal = refusal;
    expect(await ports.open(TRIED, sender)).toEqual(fail(refusal));
    expect(sender.postMessage).not.toHaveBeenCalled();
    expect(pagePorts[0]?.closed).toBe(1);
  });

  it('is hung up when the page cannot be given its end any more', async () => {
    const { testCalls, ports } = setUp();
    const gone = () => {
      throw new Error('Render frame was disposed');
    };
    expect(await ports.open(TRIED, { postMessage: gone })).toMatchObject({
      error: { kind: 'cancelled' },
    });
    expect(testCalls.calls).toMatchObject([{ hungUp: true }]);
  });
});
