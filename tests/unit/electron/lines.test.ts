import { describe, expect, it, vi } from 'vitest';
import type { OpenLine } from '#contract/openLine';
import { silentLog } from '#main/observability/log';
import { LIVE } from '#model/headset';
import { createLines } from '#shell/lines';
import { callWith } from '#support/calls';
import { DeskBench } from '#support/desk/deskBench';
import { FakeCallControl } from '#support/desk/fakeCallControl';
import { FakePort } from '#support/desk/fakePort';

const TRIED = { kind: 'saved', profileId: 'default' } as const;
const at = (callId: string) => ({ callId, listening: LIVE, scan: false });

/** Two windows; `sent`: what their pages were told. */
function setUp() {
  const { desk } = new DeskBench({ control: new FakeCallControl([callWith()]) });
  const { calls, trials } = desk.as({ kind: 'window', name: 'ann' });
  const ports: FakePort[] = [];
  const sent: [page: number, channel: string, payload: unknown][] = [];
  const up = new Set([1, 2]);
  const shortcuts = { register: vi.fn(() => true), unregister: vi.fn() };
  const lines = createLines({
    ...{ calls, trials, shortcuts, log: silentLog },
    windows: {
      windowOf: (page) => ({
        canAnswer: up.has(page),
        send: (channel, payload) => sent.push([page, channel, payload]),
      }),
      sendEach: (channel, payloadFor) => {
        for (const page of up) {
          sent.push([page, channel, payloadFor(page)]);
        }
      },
    },
    createChannel: (() => {
      const port1 = new FakePort();
      ports.push(port1);
      return { port1, port2: 'the page end' };
    }) as never,
  });
  lines.panicKey.choose('F9');
  const page = (frameTreeNodeId: number) => ({ frameTreeNodeId, postMessage: vi.fn() });
  /** The lines of others, as a page was told last. */
  const toldTo = (asked: number) =>
    sent.findLast(([to, channel]) => to === asked && channel === 'lines:elsewhere')?.[2] as
      readonly OpenLine[] | undefined;
  const panics = () =>
    sent.filter(([, channel, id]) => channel === 'app:command' && id === 'headset.panic');
  return { lines, page, ports, toldTo, panics, up, shortcuts };
}

const SPOKEN = new ArrayBuffer(640);

describe('the lines of all windows', () => {
  it('are known to the others, with whether the microphone is open', async () => {
    const { lines, page, ports, toldTo } = setUp();
    await lines.headset.open(at('call-1'), page(1));
    expect(toldTo(2)).toMatchObject([{ callId: 'call-1', part: 'listening' }]);
    ports.at(-1)?.emit('message', { data: SPOKEN });
    expect(toldTo(2)).toMatchObject([{ callId: 'call-1', part: 'speaking' }]);
    expect([toldTo(1), lines.elsewhere(1)]).toEqual([[], []]);
    lines.closeOn(1);
    expect(toldTo(2)).toEqual([]);
  });

  it('move with the headset, and a test call is one of them', async () => {
    const { lines, page, toldTo } = setUp();
    await lines.headset.open(at('call-1'), page(1));
    await lines.headset.open(at('call-1'), page(2));
    expect([toldTo(1), toldTo(2)]).toMatchObject([[{ part: 'listening' }], []]);
    await lines.testCalls.open(TRIED, page(1));
    expect(toldTo(2)).toMatchObject([{ callId: 'test-1', part: 'testing' }]);
    expect(lines.elsewhere(1)).toMatchObject([{ part: 'listening' }]);
  });

  it('are no test call while a caller hears somebody by any window', async () => {
    const { lines, page, ports } = setUp();
    await lines.headset.open(at('call-1'), page(1));
    ports.at(-1)?.emit('message', { data: SPOKEN });
    for (const from of [1, 2]) {
      expect(await lines.testCalls.open(TRIED, page(from))).toMatchObject({
        error: { phrase: { code: 'headset.elsewhere' } },
      });
    }
    lines.close();
  });

  it('are ended from another window by the page that has them, if it can', async () => {
    const { lines, page, panics, toldTo, up } = setUp();
    await lines.headset.open(at('call-1'), page(1));
    lines.leaveElsewhere(1);
    expect(panics()).toEqual([]);
    lines.leaveElsewhere(2);
    expect(panics().map(([to]) => to)).toEqual([1]);
    up.delete(1);
    lines.leaveElsewhere(2);
    expect(toldTo(2)).toEqual([]);
  });

  it('are ended by the key, each by its window', async () => {
    const { lines, page, panics, shortcuts } = setUp();
    await lines.headset.open(at('call-1'), page(1));
    await lines.testCalls.open(TRIED, page(2));
    expect(shortcuts.register).toHaveBeenCalledOnce();
    const [, onPanic] = shortcuts.register.mock.calls[0] as unknown as [string, () => void];
    onPanic();
    expect(panics().map(([to]) => to)).toEqual([1, 2]);
  });
});
