import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CallToolRunner } from '#main/call/tools/callToolRunner';
import type { Tool } from '#main/call/tools/toolRunner';
import { silentLog } from '#main/observability/log';
import { cordboardError } from '#main/util/errors';
import { fail, ok } from '#main/util/result';
import type { ToolScheduling } from '#model/profile';
import { fakeToolHost } from '#support/call/toolHost';
import { saying } from '#support/phrases';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function aTool(run: Tool['run'], name = 'look_up', scheduling: ToolScheduling = 'wait'): Tool {
  const parameters = {
    type: 'object',
    properties: { order: { type: 'string' }, count: { type: 'integer' } },
    required: ['order'],
  };
  return { declaration: { name, description: 'Looks up.', parameters, scheduling }, run };
}

function setUp(...tools: readonly Tool[]) {
  const parts = fakeToolHost();
  return { ...parts, runner: new CallToolRunner(tools, parts.host, silentLog) };
}

const CALL = { id: '1', name: 'look_up', args: { order: 'A-17' } };

/** A tool that answers only when it is told to. */
function slowTool() {
  const signals: AbortSignal[] = [];
  const tool = aTool((_args, signal) => {
    signals.push(signal);
    return new Promise(() => undefined);
  });
  return { tool, signals };
}

describe('the tools of a call', () => {
  it('are carried out, answered and noted in the transcript', async () => {
    const run = vi.fn(() => Promise.resolve(ok({ output: { state: 'sent' } })));
    const { runner, notes, results } = setUp(aTool(run, 'look_up', 'when-idle'));
    runner.run([CALL]);
    await vi.advanceTimersByTimeAsync(0);
    expect(run).toHaveBeenCalledExactlyOnceWith({ order: 'A-17' }, expect.any(AbortSignal));
    expect(results).toEqual([
      {
        id: '1',
        name: 'look_up',
        response: { output: { state: 'sent' } },
        scheduling: 'when-idle',
      },
    ]);
    expect(notes).toEqual(['Tool look_up({"order":"A-17"}): answered in 0 ms']);
  });

  it('tell the agent what went wrong', async () => {
    const refused = aTool(() =>
      Promise.resolve(fail(cordboardError('refused', saying('No such order.')))),
    );
    const { runner, notes, results } = setUp(refused);
    runner.run([CALL]);
    await vi.advanceTimersByTimeAsync(0);
    expect(results).toMatchObject([{ response: { error: 'No such order.' } }]);
    expect(notes).toEqual(['Tool look_up({"order":"A-17"}): failed. No such order.']);
  });

  it.each([
    ['a missing argument', { ...CALL, args: {} }, 'order: '],
    ['an argument of another kind', { ...CALL, args: { order: 'x', count: 1.5 } }, 'count: '],
    ['a name that is none', { ...CALL, name: 'drop_table' }, 'There is no tool of this name.'],
  ])('are not carried out with %s', async (_what, call, message) => {
    const run = vi.fn(() => Promise.resolve(ok({})));
    const { runner, results } = setUp(aTool(run));
    runner.run([call]);
    await vi.advanceTimersByTimeAsync(0);
    expect(run).not.toHaveBeenCalled();
    expect(results).toMatchObject([
      { id: '1', response: { error: expect.stringContaining(message) as string } },
    ]);
  });

  it('may throw without harm', async () => {
    const broken = aTool(() => {
      throw new Error('oh dear');
    });
    const rejecting = aTool(() => Promise.reject(new Error('oh no')), 'other');
    const { runner, results } = setUp(broken, rejecting);
    runner.run([CALL, { ...CALL, id: '2', name: 'other' }]);
    await vi.advanceTimersByTimeAsync(0);
    expect(results.map(({ response }) => response)).toEqual([
      { error: 'The tool failed (oh dear).' },
      { error: 'The tool failed (oh no).' },
    ]);
  });

  it('are given up after a minute: the agent is told, and their work is aborted', async () => {
    const { tool, signals } = slowTool();
    const { runner, results } = setUp(tool);
    runner.run([CALL]);
    await vi.advanceTimersByTimeAsync(59_000);
    expect(results).toEqual([]);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(results).toMatchObject([
      { response: { error: 'The tool did not answer within 60 s.' } },
    ]);
    expect(signals[0]?.aborted).toBe(true);
  });

  it('are aborted and not answered when the agent cancels them', async () => {
    const { tool, signals } = slowTool();
    const { runner, notes, results } = setUp(tool);
    runner.run([CALL, { ...CALL, id: '2' }]);
    await vi.advanceTimersByTimeAsync(30);
    runner.cancel(['1', 'unknown']);
    await vi.advanceTimersByTimeAsync(0);
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
    expect(notes).toEqual(['Tool look_up({"order":"A-17"}): cancelled']);
    expect(results).toEqual([]);
  });

  it('are aborted at the end of the call, with a last note in the transcript', async () => {
    const { tool, signals } = slowTool();
    const { runner, notes, results } = setUp(tool);
    runner.run([CALL]);
    runner.close();
    runner.close();
    runner.run([{ ...CALL, id: '2' }]);
    await vi.advanceTimersByTimeAsync(0);
    expect(signals).toHaveLength(1);
    expect(signals[0]?.aborted).toBe(true);
    expect(notes).toEqual(['Tool look_up({"order":"A-17"}): the call ended']);
    expect(results).toEqual([]);
  });

  it('are not carried out twice for one id, nor more than eight at once', async () => {
    const { tool, signals } = slowTool();
    const { runner, results } = setUp(tool);
    const ids = ['1', '1', '2', '3', '4', '5', '6', '7', '8', '9'];
    runner.run(ids.map((id) => ({ ...CALL, id })));
    await vi.advanceTimersByTimeAsync(0);
    expect(signals).toHaveLength(8);
    expect(results).toMatchObject([
      { id: '9', response: { error: expect.stringContaining('Too many') as string } },
    ]);
  });

  it('are left out when their parameters are invalid, and count once by name', () => {
    const answer = () => Promise.resolve(ok({}));
    const wrong = aTool(answer, 'wrong');
    const { runner } = setUp(
      { ...wrong, declaration: { ...wrong.declaration, parameters: { type: 'OBJECT' } } },
      aTool(answer),
      aTool(answer),
    );
    expect(runner.declarations.map(({ name }) => name)).toEqual(['look_up']);
  });

  it('fill no transcript with endless arguments', async () => {
    const { runner, notes } = setUp(aTool(() => Promise.resolve(ok({}))));
    runner.run([{ ...CALL, args: { order: 'x'.repeat(10_000) } }]);
    await vi.advanceTimersByTimeAsync(0);
    expect(notes[0]?.length).toBeLessThan(400);
  });
});
