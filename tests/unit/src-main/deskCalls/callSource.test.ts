import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CallLeg, CallLegHandlers } from '#main/call/callLeg';
import { DeskCallSource } from '#main/deskCalls/callSource';
import { FrameClock } from '#main/media/clock/frameClock';
import { done } from '#main/util/result';
import { type Phrase, phrase } from '#model/phrases/phrase';
import { aProfile } from '#support/profiles';

const profile = aProfile({ id: 'sales', numbers: ['1200'] });

function setUp(options: { readonly demo?: boolean; readonly refusal?: Phrase | null } = {}) {
  const source = new DeskCallSource({
    clock: new FrameClock((error) => {
      throw error;
    }),
    demo: options.demo ?? false,
    refusal: () => options.refusal ?? null,
  });
  const legs: CallLeg[] = [];
  const heard: (number | null)[] = [];
  const closed = vi.fn();
  const open = () =>
    source.openTest(profile, 'ann', {
      onFrame: (samples) => heard.push(samples?.[0] ?? null),
      onClose: closed,
    });
  return { source, legs, heard, closed, open };
}

/** A test call that is answered, with its media open. */
async function answered() {
  const bench = setUp();
  bench.source.start((leg) => bench.legs.push(leg));
  const opened = bench.open();
  const [leg] = bench.legs;
  if (!opened.ok || leg === undefined) {
    throw new Error('no call came');
  }
  const ends: unknown[] = [];
  leg.start({ onEnded: (end: unknown) => ends.push(end) } as unknown as CallLegHandlers);
  await leg.answer();
  const media = await leg.connectMedia(1_000);
  if (!media.ok) {
    throw new Error(media.error.message);
  }
  const frames: number[] = [];
  const onClose = vi.fn();
  media.value.start({
    onFrame: (frame) => frames.push(frame.readInt16LE(0)),
    onPause: () => undefined,
    onResume: () => undefined,
    onMark: () => undefined,
    onQueueLength: () => undefined,
    onClose,
  });
  return { ...bench, line: opened.value, leg, ends, transport: media.value, frames, onClose };
}

describe('a test call', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('arrives like a call of a telephone, marked, with the profile that is tried', () => {
    const { source, legs, open } = setUp();
    source.start((leg) => legs.push(leg));
    const opened = open();
    expect(legs.map(({ caller }) => caller)).toEqual([
      {
        callId: opened.ok ? opened.value.callId : '',
        callerNumber: '',
        callerName: 'ann',
        dialedNumber: '1200',
        demo: false,
        direction: 'inbound',
        profileId: 'sales',
        trial: { mark: { kind: 'test' }, past: null, profile },
        adopted: false,
      },
    ]);
  });

  it('carries the microphone to the call and the agent to the speaker, a frame each 20 ms', async () => {
    const { line, transport, frames, heard } = await answered();
    for (const value of [1, 2, 3]) {
      line.send(new Int16Array(320).fill(value));
    }
    const frame = Buffer.alloc(640);
    frame.writeInt16LE(77, 0);
    transport.sendFrame(frame);
    await vi.advanceTimersByTimeAsync(100);
    expect(frames).toEqual([1, 2, 3, 0, 0]);
    expect(heard).toEqual([77, null, null, null, null]);
    transport.close();
  });

  it('ends when its caller hangs up, and frees its clock', async () => {
    const { line, leg, ends, closed, onClose } = await answered();
    line.close();
    line.close();
    expect(ends).toEqual([{ by: 'caller' }]);
    expect(closed).toHaveBeenCalledTimes(1);
    await leg.release();
    expect(onClose).toHaveBeenCalledExactlyOnceWith({ by: 'remote', code: 1000 });
    expect(vi.getTimerCount()).toBe(0);
  });

  it.each([
    ['hung up', (leg: CallLeg) => leg.hangUp('normal')],
    ['given to the fallback', (leg: CallLeg) => leg.sendToFallback(null)],
    ['transferred', (leg: CallLeg) => leg.transfer('200')],
    ['refused', (leg: CallLeg) => leg.refuse()],
  ])('tells its caller once that it was %s', async (_how, act) => {
    const { leg, ends, closed } = await answered();
    expect(await act(leg)).toEqual(done);
    await leg.release();
    expect(ends).toEqual([]);
    expect(closed).toHaveBeenCalledTimes(1);
    expect(await leg.checkMedia()).toMatchObject({ error: { kind: 'not-found' } });
  });

  it('cannot be connected with a telephone', async () => {
    const { leg } = await answered();
    expect(await leg.joinWith('call-2')).toMatchObject({
      error: { kind: 'invalid-state', phrase: { code: 'trial.not-a-telephone' } },
    });
    await leg.release();
  });

  it('is refused with the reason while none can be made', () => {
    const { source, legs, open } = setUp({ refusal: phrase('call.full', { max: 2 }) });
    expect(open()).toMatchObject({ error: { phrase: { code: 'call.program-ends' } } });
    source.start((leg) => legs.push(leg));
    expect(open()).toMatchObject({
      error: { kind: 'invalid-state', phrase: { code: 'call.full' } },
    });
    expect(legs).toEqual([]);
  });
});
