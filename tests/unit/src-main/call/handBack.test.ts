import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AS_IT_IS } from '#main/call/life/callValue';
import { saidLast } from '#main/call/talk/prompts';
import type { FakeAgent } from '#support/call/fakes';
import { TalkBench } from '#support/call/talkBench';

describe('a supervisor who hands a call back', () => {
  let bench: TalkBench;

  beforeEach(async () => {
    vi.useFakeTimers();
    bench = new TalkBench((ms) => vi.advanceTimersByTime(ms));
    await bench.begin();
    bench.callerListens(100);
  });

  afterEach(() => {
    bench.talk.end();
    bench.talk.close();
    vi.useRealTimers();
  });

  /** Who writes down what is said: the caller (1), the supervisor (2). */
  const listener = (index: 1 | 2): FakeAgent => {
    const agent = bench.agents[index];
    if (agent === undefined) {
      throw new Error('nobody writes down what is said');
    }
    return agent;
  };

  it('tells the agent the brief that the supervisor has edited, and has it begin as they want', () => {
    bench.talk.takeOver();
    listener(2).handlers.onCallerText('I will send the invoice on Monday. Is that all?');
    expect(bench.talk.brief?.text).toBe(
      'Promised to the caller: I will send the invoice on Monday.\n' +
        'Supervisor: I will send the invoice on Monday. Is that all?',
    );
    bench.toldAgent();
    bench.talk.handBack({
      ...{ brief: 'They get the invoice on Monday.', briefOf: null, firstSentence: 'Back again.' },
      by: 'window:ann',
    });
    const [context, said, ...others] = bench.toldAgent();
    expect(context).toMatch(/^context .*They get the invoice on Monday\./su);
    expect(said).toBe('say Back again.');
    expect(others).toEqual([]);
    bench.callerListens(3_000);
    expect(bench.toldAgent().filter((told) => told.startsWith('context'))).toEqual([]);
    expect(bench.talk.brief).toBeNull();
  });

  it('tells the agent what was said after the supervisor began to edit the brief', async () => {
    bench.talk.takeOver();
    listener(2).handlers.onCallerText('I will send');
    const briefOf = bench.talk.brief?.of ?? null;
    listener(2).handlers.onCallerText(' the invoice.');
    listener(1).handlers.onCallerText('To my new address.');
    bench.toldAgent();
    const brief = 'They get an invoice.';
    bench.talk.handBack({ brief, briefOf, firstSentence: null, by: null });
    const [context] = bench.toldAgent();
    expect(context).toContain(
      'They get an invoice.\nSupervisor: the invoice.\nCaller: To my new address.',
    );
    listener(1).handlers.onCallerText(' Number 5.');
    bench.callerListens(2_000);
    await vi.advanceTimersByTimeAsync(0);
    expect(bench.toldAgent()).toEqual([`context ${saidLast('Caller: Number 5.')}`]);
  });

  it('tells the agent the last words once it has said its first sentence', async () => {
    bench.talk.takeOver();
    listener(2).handlers.onCallerText('Good bye');
    bench.toldAgent();
    bench.talk.handBack({ ...AS_IT_IS, firstSentence: 'Back again.' });
    const [context, said] = bench.toldAgent();
    expect(context).toContain('Supervisor: Good bye\n');
    expect(said).toBe('say Back again.');
    bench.agentSays(3_000);
    listener(2).handlers.onCallerText(' then, on Monday.');
    bench.callerListens(2_500);
    await vi.advanceTimersByTimeAsync(0);
    expect(bench.toldAgent(), 'it would be broken off').toEqual([]);
    bench.callerListens(2_000);
    await vi.advanceTimersByTimeAsync(0);
    expect(bench.toldAgent()).toEqual([`context ${saidLast('Supervisor: then, on Monday.')}`]);
  });

  it('tells the agent what both said when the call is handed back', () => {
    bench.talk.takeOver();
    listener(2).handlers.onCallerText('Hello, I can ');
    listener(2).handlers.onCallerText('help you.');
    bench.callerSays(400);
    listener(1).handlers.onCallerText('Thank you.');
    bench.callerListens(800);
    bench.talk.handBack();
    listener(2).handlers.onCallerText('Bye.');
    bench.toldAgent();
    bench.callerSays(200);
    bench.callerListens(2_000);
    const [context] = bench.toldAgent().filter((line) => line.startsWith('context'));
    expect(context).toContain(
      'Supervisor: Hello, I can help you.\nCaller: Thank you.\nSupervisor: Bye.',
    );
    expect(bench.agent.frames).toBeGreaterThan(0);
    expect(listener(1).told.at(-1)).toBe('close');
    expect(listener(2).told.at(-1)).toBe('close');
    expect(bench.turns.map(({ text }) => text)).toEqual([
      'Supervisor took over',
      'Supervisor: Hello, I can help you.',
      'Thank you.',
      'Supervisor handed back',
      'Supervisor: Bye.',
    ]);
    expect(bench.agent.options.history()).toEqual([
      { role: 'model', text: 'Supervisor: Hello, I can help you.' },
      { role: 'user', text: 'Thank you.' },
      { role: 'model', text: 'Supervisor: Bye.' },
    ]);
  });

  it('tells the agent the end of what the caller was saying when they were taken over', () => {
    bench.callerSays(600);
    bench.agent.handlers.onCallerText('I want to move my booking');
    bench.talk.takeOver();
    bench.callerSays(400);
    listener(1).handlers.onCallerText(' from Tuesday to Friday.');
    bench.callerListens(3_000);
    listener(2).handlers.onCallerText('I can do that.');
    expect(bench.talk.brief?.text).toBe(
      'Caller: I want to move my booking from Tuesday to Friday.\nSupervisor: I can do that.',
    );
  });

  it('tells the agent what was said in both take-overs when the second follows at once', () => {
    bench.talk.takeOver();
    listener(2).handlers.onCallerText('One moment.');
    bench.talk.handBack();
    bench.callerListens(500);
    bench.talk.takeOver();
    bench.agents[4]?.handlers.onCallerText('Here I am.');
    bench.talk.handBack();
    bench.toldAgent();
    bench.callerListens(5_000);
    const contexts = bench.toldAgent().filter((line) => line.startsWith('context'));
    expect(contexts).toHaveLength(1);
    expect(contexts[0]).toContain('Supervisor: One moment.\nSupervisor: Here I am.');
  });
});
