import { describe, expect, it, vi } from 'vitest';
import { COMMAND_CHANNEL } from '#contract/channels';
import { cordboardError } from '#main/util/errors';
import { done, fail } from '#main/util/result';
import { lockNow } from '#shell/station';
import { saying } from '#support/phrases';

describe('the lock of the menu', () => {
  it('asks no window', () => {
    const send = vi.fn();
    lockNow({ lock: () => done }, { send });
    expect(send).not.toHaveBeenCalled();
  });

  it('has the window in front say why it is refused', () => {
    const send = vi.fn();
    const refusal = fail(cordboardError('invalid-state', saying('You are speaking.')));
    lockNow({ lock: () => refusal }, { send });
    expect(send).toHaveBeenCalledExactlyOnceWith(COMMAND_CHANNEL, 'window.lock');
  });
});
