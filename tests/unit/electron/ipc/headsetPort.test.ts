import { describe, expect, it, vi } from 'vitest';
import type { OpenLine } from '#contract/openLine';
import { silentLog } from '#main/observability/log';
import { cordboardError } from '#main/util/errors';
import { fail, ok } from '#main/util/result';
import { LIVE } from '#model/headset';
import { createHeadsetPorts } from '#shell/ipc/headsetPort';
import { onOnePage } from '#shell/ipc/onOnePage';
import { callWith } from '#support/calls';
import { DeskBench } from '#support/desk/deskBench';
import { FakeCallControl } from '#support/desk/fakeCallControl';
import { FakePort } from '#support/desk/fakePort';
import { saying } from '#support/phrases';

const at = (callId: string, scan = false) => ({ callId, listening: LIVE, scan });

function setUp() {
  const bench = new DeskBench({ control: new FakeCallControl([callWith()]) });
  const { control, desk } = bench;
  const { calls } = desk.as({ kind: 'window', name: 'ann' });
  const pagePorts: FakePort[] = [];
  const told: (OpenLine | null)[] = [];
  let opensNow: Promise<void> = Promise.resolve();
  const ports = createHeadsetPorts({
    calls: {
      openHeadset: async (callId, listening, handlers) => {
        await opensNow;
        return calls.openHeadset(callId, listening, handlers);
      },
      scanTo: (...stop) => calls.scanTo(...stop),
    },
    createChannel: (() => {
      const port1 = new FakePort();
      pagePorts.push(port1);
      return { port1, port2: 'the page end' };
    }) as never,
    onChanged: (line) => {
      told.push(line);
      return true;
    },
    log: silentLog,
  });
  const sender = { postMessage: vi.fn() };
  const open = async (callId = 'call-1') => {
    const result = await ports.open(at(callId), sender);
    const [port, headset] = [pagePorts.at(-1), control.headsets.at(-1)];
    if (port === undefined || headset === undefined) {
      throw new Error('nothing was opened');
    }
    return { result, port, headset };
  };
  /** Holds openings back until the returned function is called. */
  const holdBack = (): (() => void) => {
    let goOn = (): void => undefined;
    opensNow = new Promise((resolve) => {
      goOn = resolve;
    });
    return goOn;
  };
  return { bench, calls, control, ports, told, pagePorts, sender, open, holdBack };
}

describe("the window's headset", () => {
  it('tells when it is open and when it is not, whoever closes it', async () => {
    const { ports, told, open } = setUp();
    const { headset } = await open();
    expect(told.at(-1)).toMatchObject({ callId: 'call-1', part: 'listening' });
    headset.handlers.onClose();
    expect(told.at(-1)).toBeNull();
    await open();
    expect(told.at(-1)).toMatchObject({ part: 'listening' });
    ports.close();
    expect(told.at(-1)).toBeNull();
  });

  it('tells when its microphone is open, and when it is shut, as its frames come', async () => {
    vi.useFakeTimers();
    const { told, open } = setUp();
    const { port } = await open();
    const speak = (): void => {
      port.emit('message', { data: new ArrayBuffer(640) });
    };
    speak();
    expect(told.at(-1)).toMatchObject({ callId: 'call-1', part: 'speaking' });
    const before = told.length;
    for (let frame = 0; frame < 100; frame += 1) {
      vi.advanceTimersByTime(20);
      speak();
    }
    expect(told).toHaveLength(before);
    vi.advanceTimersByTime(1_000);
    expect(told.slice(before)).toMatchObject([{ part: 'listening' }]);
    vi.useRealTimers();
  });

  it('tells nothing of its microphone once it is closed', async () => {
    vi.useFakeTimers();
    const { ports, told, open } = setUp();
    const { port } = await open();
    port.emit('message', { data: new ArrayBuffer(640) });
    ports.close();
    const before = told.length;
    vi.advanceTimersByTime(5_000);
    expect(told).toHaveLength(before);
    expect(told.at(-1)).toBeNull();
    vi.useRealTimers();
  });

  it('carries what is heard to the page and the microphone to the call', async () => {
    const { sender, open } = setUp();
    const { result, port, headset } = await open();
    expect(result).toEqual(ok({ behindMs: 0, keepsPast: true, panicKey: true }));
    expect(sender.postMessage).toHaveBeenCalledExactlyOnceWith('headset:port', 'call-1', [
      'the page end',
    ]);
    headset.handlers.onFrame(Buffer.alloc(640, 1));
    expect(port.posted).toEqual([new Uint8Array(640).fill(1).buffer]);
    port.emit('message', { data: new Uint8Array(640).fill(2).buffer });
    expect(headset.sent).toEqual([Buffer.alloc(640, 2)]);
  });

  it('closes with the page, and tells the page when the call is over', async () => {
    const { open } = setUp();
    const first = await open();
    first.port.emit('close');
    expect(first.headset.closed).toBe(true);
    const second = await open();
    second.headset.handlers.onClose();
    expect(second.port.posted).toEqual([null]);
    expect(second.port.closed).toBe(1);
  });

  it('is one: opening it on another call closes it on this one', async () => {
    const { open, ports } = setUp();
    const first = await open();
    const second = await open('call-2');
    expect([first.headset.closed, second.headset.closed]).toEqual([true, false]);
    ports.close();
    expect(second.headset.closed).toBe(true);
  });

  it('is not taken by another window from somebody who speaks', async () => {
    const { ports, pagePorts, control } = setUp();
    const shared = onOnePage(ports, () => ports.elsewhere);
    const page = (frameTreeNodeId: number) => ({ frameTreeNodeId, postMessage: vi.fn() });
    await shared.open(at('call-1'), page(1));
    expect(await shared.open(at('call-1'), page(2))).toMatchObject({ ok: true });
    pagePorts.at(-1)?.emit('message', { data: new ArrayBuffer(640) });
    expect(await shared.open(at('call-1'), page(1))).toMatchObject({
      ok: false,
      error: { kind: 'invalid-state', phrase: { code: 'headset.elsewhere' } },
    });
    expect(control.headsets.at(-1)?.closed).toBe(false);
    expect(await shared.open(at('call-1'), page(2))).toMatchObject({ ok: true });
  });

  it.each([
    ['of another size', new ArrayBuffer(10)],
    ['that are none', 'text'],
    ['of a wish that nobody knows', { sides: 'left' }],
  ])('is closed by frames %s', async (_what, data) => {
    const { open } = setUp();
    const { port, headset } = await open();
    port.emit('message', { data });
    expect([headset.sent, headset.closed]).toEqual([[], true]);
  });

  it('is told by the page what it wants to hear', async () => {
    const { open } = setUp();
    const { port, headset } = await open();
    port.emit('message', { data: { sides: 'caller' } });
    port.emit('message', { data: { live: true } });
    expect([headset.wishes, headset.closed]).toEqual([[LIVE, 'caller', 'live'], false]);
  });

  it('tells the page how far behind it is once something was skipped', async () => {
    const { open } = setUp();
    const { port, headset } = await open();
    headset.handlers.onSkip?.(1_200);
    expect([port.posted, headset.closed]).toEqual([[{ behindMs: 1_200 }], false]);
  });

  it('is noted once for a whole walk through the calls', async () => {
    const { bench, calls, ports, sender } = setUp();
    for (const callId of ['call-1', 'call-2', 'call-1']) {
      await ports.open(at(callId, true), sender);
    }
    expect(bench.audited).toEqual([]);
    calls.endScan();
    calls.endScan();
    expect(bench.audited).toMatchObject([
      { action: 'calls.scan', callId: null, params: { calls: ['call-1', 'call-2'] } },
    ]);
  });

  it('passes on why it cannot be opened', async () => {
    const { control, ports, sender, pagePorts } = setUp();
    control.outcome = fail(cordboardError('invalid-state', saying('Somebody listens already.')));
    expect(await ports.open(at('call-1'), sender)).toEqual(control.outcome);
    expect(sender.postMessage).not.toHaveBeenCalled();
    expect(pagePorts[0]?.closed).toBe(1);
  });

  it('that was closed while it was being opened leaves nothing open', async () => {
    const { control, ports, pagePorts, sender, holdBack } = setUp();
    const goOn = holdBack();
    const opening = ports.open(at('call-1'), sender);
    ports.close();
    goOn();
    expect(await opening).toMatchObject({ ok: false, error: { kind: 'cancelled' } });
    expect(control.headsets).toMatchObject([{ closed: true }]);
    expect(pagePorts).toMatchObject([{ closed: 1 }]);
    expect(sender.postMessage).not.toHaveBeenCalled();
  });

  it('is the newest of two that are opened at once', async () => {
    const { control, ports, sender, holdBack } = setUp();
    const goOn = holdBack();
    const [first, second] = [ports.open(at('call-1'), sender), ports.open(at('call-2'), sender)];
    goOn();
    expect(await first).toMatchObject({ ok: false, error: { kind: 'cancelled' } });
    expect(await second).toEqual(ok({ behindMs: 0, keepsPast: true, panicKey: true }));
    expect(control.headsets).toMatchObject([
      { callId: 'call-1', closed: true },
      { callId: 'call-2', closed: false },
    ]);
  });

  it('is closed when the page cannot be given its end any more', async () => {
    const { control, ports, pagePorts } = setUp();
    const gone = () => {
      throw new Error('Render frame was disposed');
    };
    expect(await ports.open(at('call-1'), { postMessage: gone })).toMatchObject({
      error: { kind: 'cancelled', phrase: { code: 'headset.closed-meanwhile' } },
    });
    expect(control.headsets).toMatchObject([{ closed: true }]);
    expect(pagePorts).toMatchObject([{ closed: 1 }]);
  });
});
