import { EventEmitter } from 'node:events';
import { describe, expect, it, vi } from 'vitest';
import { silentLog } from '#main/observability/log';
import { cordboardError } from '#main/util/errors';
import { done, fail } from '#main/util/result';
import { createHeadsetPorts } from '#shell/ipc/headsetPort';
import { FakeSupervisor } from '#support/api/fakeSupervisor';
import { callWith } from '#support/calls';

vi.mock('electron', () => ({ ipcMain: {} }));

class FakePort extends EventEmitter {
  readonly posted: unknown[] = [];
  readonly start = vi.fn();
  readonly close = vi.fn();
  postMessage(message: unknown): void {
    this.posted.push(message);
  }
}

function setUp() {
  const control = new FakeSupervisor([callWith()]);
  const pagePorts: FakePort[] = [];
  const ports = createHeadsetPorts({
    control,
    createChannel: (() => {
      const port1 = new FakePort();
      pagePorts.push(port1);
      return { port1, port2: 'the page end' };
    }) as never,
    log: silentLog,
  });
  const sender = { postMessage: vi.fn() };
  const open = (callId = 'call-1') => {
    const result = ports.open(callId, sender);
    const [port, headset] = [pagePorts.at(-1), control.headsets.at(-1)];
    if (port === undefined || headset === undefined) {
      throw new Error('nothing was opened');
    }
    return { result, port, headset };
  };
  return { control, ports, pagePorts, sender, open };
}

describe("the window's headset", () => {
  it('carries what is heard to the page and the microphone to the call', () => {
    const { sender, open } = setUp();
    const { result, port, headset } = open();
    expect(result).toEqual(done);
    expect(sender.postMessage).toHaveBeenCalledExactlyOnceWith('headset:port', 'call-1', [
      'the page end',
    ]);
    headset.handlers.onFrame(Buffer.alloc(640, 1), null);
    expect(port.posted).toEqual([new Uint8Array(640).fill(1).buffer]);
    port.emit('message', { data: new Uint8Array(640).fill(2).buffer });
    expect(headset.sent).toEqual([Buffer.alloc(640, 2)]);
  });

  it('closes with the page, and tells the page when the call is over', () => {
    const { open } = setUp();
    const first = open();
    first.port.emit('close');
    expect(first.headset.closed).toBe(true);
    const second = open();
    second.headset.handlers.onClose();
    expect(second.port.posted).toEqual([null]);
    expect(second.port.close).toHaveBeenCalledOnce();
  });

  it('is one: opening it on another call closes it on this one', () => {
    const { open, ports } = setUp();
    const first = open();
    const second = open('call-2');
    expect([first.headset.closed, second.headset.closed]).toEqual([true, false]);
    ports.close();
    expect(second.headset.closed).toBe(true);
  });

  it.each([
    ['of another size', new ArrayBuffer(10)],
    ['that are none', 'text'],
  ])('is closed by frames %s', (_what, data) => {
    const { open } = setUp();
    const { port, headset } = open();
    port.emit('message', { data });
    expect([headset.sent, headset.closed]).toEqual([[], true]);
  });

  it('passes on why it cannot be opened', () => {
    const { control, ports, sender, pagePorts } = setUp();
    control.outcome = fail(cordboardError('invalid-state', 'Somebody listens already.'));
    expect(ports.open('call-1', sender)).toEqual(control.outcome);
    expect(sender.postMessage).not.toHaveBeenCalled();
    expect(pagePorts[0]?.close).toHaveBeenCalledOnce();
  });
});
