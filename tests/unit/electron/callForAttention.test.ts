import { beforeEach, describe, expect, it } from 'vitest';
import type { CallAlert } from '#model/alert';
import type { Call } from '#model/call';
import type { ConsoleEvent, ConsoleEventBatch } from '#model/events';
import { wordsOf } from '#model/phrases/phrase';
import { callForAttention } from '#shell/callForAttention';
import { alertWith, callWith } from '#support/calls';

let told: string[];
let isFocused: boolean;
let clicks: (() => void)[];
let listener: (batch: ConsoleEventBatch) => void;

beforeEach(() => {
  told = [];
  clicks = [];
  isFocused = false;
  callForAttention({
    desk: {
      follow: (follow) => {
        listener = follow;
        return () => undefined;
      },
    },
    isFocused: () => isFocused,
    notify: (call, summons, onClick) => {
      told.push(`${call.id}: ${wordsOf(summons.phrase)}`);
      clicks.push(onClick);
      return { close: () => told.push(`close ${call.id}`) };
    },
    count: (calls) => told.push(`count ${String(calls)}`),
    flash: () => told.push('flash'),
    open: (callId) => told.push(`open ${callId}`),
  });
});

const tell = (event: ConsoleEvent): void => {
  listener({ baseRevision: 0, revision: 1, events: [event] });
};
const put = (id: string, alerts: readonly CallAlert[], change: Partial<Call> = {}): void => {
  tell({ type: 'callChanged', call: callWith({ id, alerts, ...change }) });
};

describe('an alert while the window is not in front', () => {
  it('is notified and counted once, and leads to its call', () => {
    put('a', [alertWith('No audio.')]);
    put('a', [alertWith('No audio.')]);
    expect(told).toEqual(['a: No audio.', 'flash', 'count 1']);
    clicks[0]?.();
    expect(told.at(-1)).toBe('open a');
  });

  it('has the number of calls that need somebody on the icon, whatever they wait for', () => {
    put('a', [], { state: 'ringing' });
    put('b', [alertWith('No audio.', { severity: 'info' })]);
    put('c', [alertWith('No audio.')]);
    expect(told.slice(3)).toEqual(['c: No audio.', 'flash', 'count 2']);
    put('a', [], { state: 'live' });
    expect(told.slice(-2)).toEqual(['close a', 'count 1']);
  });

  it('is notified again when it gets worse, in place of the one before', () => {
    put('a', [alertWith('No audio.')]);
    put('a', [alertWith('Still none.', { severity: 'danger' })]);
    expect(told.slice(3)).toEqual(['close a', 'a: Still none.', 'flash']);
  });

  it('is, of several at once, the worst', () => {
    put('a', [alertWith('No audio.'), alertWith('On fire.', { id: 'fire', severity: 'danger' })]);
    expect(told).toEqual(['a: On fire.', 'flash', 'count 1']);
  });

  it('goes when somebody has seen to it, when it is over, and with its call', () => {
    const acknowledged = { by: 'window:ann', at: 9 };
    put('a', [alertWith('No audio.')]);
    put('a', [alertWith('No audio.', { acknowledged })]);
    expect(told.slice(3)).toEqual(['close a', 'count 0']);
    put('b', [alertWith('No audio.')]);
    put('b', [alertWith('No audio.')], { state: 'ended' });
    expect(told.slice(-2)).toEqual(['close b', 'count 0']);
    put('c', [alertWith('No audio.')]);
    tell({ type: 'callRemoved', callId: 'c' });
    expect(told.slice(-2)).toEqual(['close c', 'count 0']);
  });

  it('is only counted while the window has the focus, and where it only informs not even that', () => {
    isFocused = true;
    put('a', [alertWith('No audio.')]);
    put('b', [alertWith('Something.', { severity: 'info' })]);
    expect(told).toEqual(['count 1']);
  });
});

describe('somebody who waits while the window is not in front', () => {
  it('is notified once: a caller who rings, and an AI that asks', () => {
    const question = { kind: 'question', text: 'May I?', fallback: '', deadline: 9 } as const;
    put('a', [], { state: 'ringing' });
    put('a', [], { state: 'ringing', callerSpeaking: true });
    expect(told).toEqual(['a: Waits to be answered', 'flash', 'count 1']);
    put('b', [], { questions: [{ ...question, id: 'q1', askedAt: 1 }] });
    expect(told.slice(3)).toEqual(['b: The AI asks you something', 'flash', 'count 2']);
    put('b', [], { questions: [{ ...question, id: 'q2', askedAt: 2 }] });
    expect(told.slice(6)).toEqual(['close b', 'b: The AI asks you something', 'flash']);
    put('b', []);
    expect(told.slice(-2)).toEqual(['close b', 'count 1']);
  });
});
