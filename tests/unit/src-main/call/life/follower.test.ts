import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Follower } from '#main/call/life/follower';
import { cordboardError } from '#main/util/errors';
import { done, fail, type Result } from '#main/util/result';
import { saying } from '#support/phrases';

const NO = fail(cordboardError('refused', saying('No.')));
const LOST = fail(cordboardError('timeout', saying('No answer.')));

describe('Follower', () => {
  let sent: string[];
  let answers: Result<void>[];
  let over: AbortController;
  let follower: Follower<string>;

  beforeEach(() => {
    vi.useFakeTimers();
    sent = [];
    answers = [];
    over = new AbortController();
    follower = new Follower<string>({
      actual: { is: 'known', state: 'off' },
      send: (state) => {
        sent.push(state);
        return Promise.resolve(answers.shift() ?? done);
      },
      same: (one, other) => one === other,
      over: over.signal,
    });
  });

  afterEach(() => {
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
  });

  it('sends nothing for what is so already', async () => {
    expect(await follower.want('off')).toEqual(done);
    expect(sent).toEqual([]);
  });

  it('sends the newest wish only, after the command under way', async () => {
    const first = follower.want('on');
    const second = follower.want('loud');
    const third = follower.want('off');
    expect(await Promise.all([first, second, third])).toEqual([done, done, done]);
    expect(sent).toEqual(['on', 'off']);
  });

  it('begins anew for a wish that comes in the moment the last one is true', async () => {
    const wished = follower.want('on').then(() => follower.want('off'));
    expect(await wished).toEqual(done);
    expect(sent).toEqual(['on', 'off']);
  });

  it('fails as the other side refuses, and knows that nothing has changed', async () => {
    answers = [NO];
    expect(await follower.want('on')).toEqual(NO);
    expect(await follower.want('off')).toEqual(done);
    expect(sent).toEqual(['on']);
  });

  it('repeats what may not have arrived until it is known', async () => {
    answers = [LOST, LOST];
    const wished = follower.want('on');
    await vi.advanceTimersByTimeAsync(5_000);
    expect(await wished).toEqual(done);
    expect(sent).toEqual(['on', 'on', 'on']);
  });

  it('does not take a refusal for the last word while it does not know the state', async () => {
    answers = [LOST, NO, NO];
    const wished = follower.want('on');
    await vi.advanceTimersByTimeAsync(5_000);
    expect(await wished).toEqual(done);
    expect(sent).toEqual(['on', 'on', 'on', 'on']);
  });

  describe('when something else has changed the state', () => {
    it('sends the newest wish again', async () => {
      await follower.want('on');
      follower.anew();
      await vi.advanceTimersByTimeAsync(0);
      expect(sent).toEqual(['on', 'on']);
      await follower.want('on');
      expect(sent).toEqual(['on', 'on']);
    });

    it('does not believe the answer to a command from before', async () => {
      const wished = follower.want('on');
      follower.anew();
      expect(await wished).toEqual(done);
      expect(sent).toEqual(['on', 'on']);
    });

    it('sends nothing that nobody has wished for', async () => {
      follower.anew();
      await vi.advanceTimersByTimeAsync(5_000);
      expect(sent).toEqual([]);
    });
  });

  it('undoes what may have arrived although it was wished for before', async () => {
    answers = [LOST];
    const wished = follower.want('on');
    await vi.advanceTimersByTimeAsync(0);
    void follower.want('off');
    await vi.advanceTimersByTimeAsync(5_000);
    expect(await wished).toEqual(done);
    expect(sent).toEqual(['on', 'off']);
  });

  it('stops repeating when nothing is wished any more', async () => {
    answers = [LOST, LOST, LOST];
    const wished = follower.want('on');
    await vi.advanceTimersByTimeAsync(0);
    over.abort();
    expect(await wished).toEqual(LOST);
  });
});
