import { describe, expect, it } from 'vitest';
import type { ConsoleEventBatch } from '#model/events';
import { keepAwakeDuringCalls } from '#shell/keepAwake';
import { callWith } from '#support/calls';

describe('keepAwakeDuringCalls', () => {
  it('blocks sleep from the first live call to the end of the last', () => {
    const told: string[] = [];
    let listener: (batch: ConsoleEventBatch) => void = () => undefined;
    keepAwakeDuringCalls(
      {
        onBatch: (follow) => {
          listener = follow;
          return () => undefined;
        },
      },
      {
        start: (type) => {
          told.push(`start ${type}`);
          return 7;
        },
        stop: (id) => {
          told.push(`stop ${String(id)}`);
          return true;
        },
      },
    );
    const change = (id: string, state: 'live' | 'ended'): void => {
      const call = callWith({ id, state });
      listener({ baseRevision: 0, revision: 1, events: [{ type: 'callChanged', call }] });
    };
    change('a', 'live');
    change('b', 'live');
    change('a', 'ended');
    expect(told).toEqual(['start prevent-app-suspension']);
    change('b', 'ended');
    expect(told).toEqual(['start prevent-app-suspension', 'stop 7']);
    change('c', 'live');
    expect(told.slice(2)).toEqual(['start prevent-app-suspension']);
  });
});
