import { expect, it } from 'vitest';
import { firstValue } from '#main/call/life/callValue';
import { LiveCall } from '#main/call/liveCall';
import { DEFAULT_ALERT_RULES } from '#model/alertRules';
import { FakeLeg } from '#support/call/fakes';

it('tells all followers of each change in the order in which they happened', () => {
  const first = firstValue({
    caller: new FakeLeg().caller,
    meterId: 1,
    settings: {
      profileId: 'default',
      profileName: 'Default',
      model: 'gemini-live',
      voice: 'Puck',
      bargeIn: 'immediate',
      disclosure: '',
      lookUp: null,
    },
    hasAgent: true,
    sharedLine: false,
    origin: { startedAt: 0, answeredAt: null },
  });
  const call = new LiveCall(
    first,
    () => undefined,
    () => DEFAULT_ALERT_RULES.trouble,
  );
  const told: boolean[] = [];
  call.follow(({ callerHolds, awayMusic }) => {
    if (callerHolds && !awayMusic) {
      call.input({ type: 'away-music', on: true });
      expect(call.value.awayMusic, 'counts at once').toBe(true);
    }
  });
  call.follow(({ awayMusic }) => {
    told.push(awayMusic);
  });
  call.input({ type: 'caller-holds', held: true });
  expect(told).toEqual([false, true]);
});
