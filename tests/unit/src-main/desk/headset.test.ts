import { describe, expect, it, vi } from 'vitest';
import { openHeadset } from '#main/desk/headset';
import { cordboardError } from '#main/util/errors';
import { fail } from '#main/util/result';
import { callWith } from '#support/calls';
import { FakeCallControl } from '#support/desk/fakeCallControl';
import { saying } from '#support/phrases';

const frame = (sample: number): Buffer => {
  const bytes = Buffer.alloc(640);
  for (let at = 0; at < bytes.length; at += 2) {
    bytes.writeInt16LE(sample, at);
  }
  return bytes;
};

function setUp(control = new FakeCallControl([callWith(), callWith({ id: 'other' })])) {
  const heard: number[] = [];
  const closed = vi.fn();
  let following = 0;
  const onBatch = control.onBatch.bind(control);
  control.onBatch = (listener) => {
    following += 1;
    const stop = onBatch(listener);
    return () => {
      following -= 1;
      stop();
    };
  };
  const handlers = {
    onFrame: (mixed: Buffer) => heard.push(mixed.readInt16LE(100)),
    onClose: closed,
  };
  const opened = openHeadset(control, 'call-1', handlers, 'window:ann');
  return { control, heard, closed, opened, following: () => following };
}

const floor = (control: FakeCallControl, id: string, holder: 'agent' | 'supervisor') => {
  control.store.putCall(callWith({ id, floor: holder }));
  // Takes what waits to the listeners.
  control.snapshot();
};

describe('a headset on a call', () => {
  it('hears both sides together, clipped at full scale', () => {
    const { control, heard } = setUp();
    const { handlers } = control.headsets[0]!;
    handlers.onFrame(frame(1_000), frame(200));
    handlers.onFrame(frame(30_000), frame(30_000));
    handlers.onFrame(frame(-30_000), frame(-30_000));
    handlers.onFrame(frame(7), null);
    expect(heard).toEqual([1_200, 32_767, -32_768, 7]);
  });

  it('hears the caller alone while the supervisor speaks on this call', () => {
    const { control, heard } = setUp();
    const { handlers } = control.headsets[0]!;
    floor(control, 'other', 'supervisor');
    handlers.onFrame(frame(1_000), frame(200));
    floor(control, 'call-1', 'supervisor');
    handlers.onFrame(frame(1_000), frame(200));
    floor(control, 'call-1', 'agent');
    handlers.onFrame(frame(1_000), frame(200));
    expect(heard).toEqual([1_200, 1_000, 1_200]);
  });

  it('knows from the start that the call is taken over', () => {
    const { control, heard } = setUp(new FakeCallControl([callWith({ floor: 'supervisor' })]));
    control.headsets[0]!.handlers.onFrame(frame(1_000), frame(200));
    expect(heard).toEqual([1_000]);
  });

  it('follows the call until it is closed, or cannot be opened', () => {
    const open = setUp();
    expect(open.following()).toBe(1);
    if (open.opened.ok) {
      open.opened.value.close();
      open.opened.value.close();
    }
    expect([open.following(), open.closed.mock.calls.length]).toEqual([0, 1]);
    const control = new FakeCallControl();
    control.outcome = fail(cordboardError('not-found', saying('There is no such call.')));
    const refused = setUp(control);
    expect([refused.opened, refused.following()]).toEqual([control.outcome, 0]);
  });
});
