import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { phrase } from '#model/phrases/phrase';
import { SessionBench } from '#support/call/sessionBench';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('a call says that another profile was probably meant', async () => {
  const profileDoubt = phrase('profile.lookalike', {
    dialed: '2025550123',
    name: 'Sales',
    number: '+12025550123',
  });
  const doubted = new SessionBench({ profileDoubt });
  doubted.session.begin();
  await doubted.settle();
  expect(doubted.call.notices).toMatchObject([
    {
      kind: 'profile',
      severity: 'warn',
      message: expect.stringContaining('PHONE_COUNTRY') as string,
    },
  ]);
  const sure = new SessionBench();
  sure.session.begin();
  await sure.settle();
  expect(sure.call.notices).toEqual([]);
});
