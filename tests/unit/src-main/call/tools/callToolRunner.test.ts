import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CallToolRunner } from '#main/call/tools/callToolRunner';
import type { Tool } from '#main/call/tools/toolRunner';
import { silentLog } from '#main/observability/log';
import { cordboardError } from '#main/util/errors';
import { fail, ok, type Result } from '#main/util/result';
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
function slowTool(calledOff: 'stops' | 'goes-on' = 'stops', scheduling: ToolScheduling = 'wait') {
  const signals: AbortSignal[] = [];
  let answer: (result: Result<{ output: string }>) => void = () => undefined;
  const tool = aTool(
    (_args, signal) => {
      signals.push(signal);
      return new Promise((resolve) => {
        answer = resolve;
      });
    },
    'look_up',
    scheduling,
  );
  const finish = async (result: Result<{ output: string }> = ok({ output: 'sent' })) => {
    answer(result);
    await vi.advanceTimersByTimeAsync(0);
  };
  return { tool: { ...tool, calledOff }, signals, finish };
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
    expect(notes()).toEqual(['Tool look_up({"order":"A-17"}): answered in 0 ms']);
  });

  it('tell the agent what went wrong', async () => {
    const refused = aTool(() =>
      Promise.resolve(fail(cordboardError('refused', saying('No such order.')))),
    );
    const { runner, notes, results } = setUp(refused);
    runner.run([CALL]);
    await vi.advanceTimersByTimeAsync(0);
    expect(results).toMatchObject([{ response: { error: 'No such order.' } }]);
    expect(notes()).toEqual(['Tool look_up({"order":"A-17"}): failed. No such order.']);
  });

  it('are one turn each, from the call to its end', async () => {
    const { tool, finish } = slowTool();
    const { runner, turns } = setUp(tool);
    runner.run([CALL]);
    const running = { name: 'look_up', state: 'running', args: '{"order":"A-17"}' };
    expect(turns.map((turn) => turn.map(({ use }) => use))).toEqual([
      [{ ...running, result: null, tookMs: null }],
    ]);
    await vi.advanceTimersByTimeAsync(120);
    await finish(ok({ output: 'sent' }));
    expect(turns).toHaveLength(1);
    expect(turns[0]?.at(-1)?.use).toEqual({
      ...running,
      state: 'done',
      result: '{"output":"sent"}',
      tookMs: 120,
    });
  });

  it('show why they failed', async () => {
    const { runner, turns } = setUp();
    runner.run([{ ...CALL, name: 'unknown' }]);
    await vi.advanceTimersByTimeAsync(0);
    expect(turns[0]?.at(-1)?.use).toMatchObject({
      state: 'failed',
      result: 'There is no tool of this name.',
    });
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
    runner.run([CALL, { ...CALL, id: '2', args: { order: 'A-18' } }]);
    await vi.advanceTimersByTimeAsync(30);
    runner.cancel(['1', 'unknown']);
    await vi.advanceTimersByTimeAsync(0);
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
    expect(notes()).toEqual(['Tool look_up({"order":"A-17"}): cancelled']);
    expect(results).toEqual([]);
  });

  it('are aborted at the end of the call, with a last note in the transcript', async () => {
    const { tool, signals } = slowTool();
    const { runner, turns, notes, results } = setUp(tool);
    runner.run([CALL]);
    runner.close();
    runner.close();
    runner.run([{ ...CALL, id: '2' }]);
    await vi.advanceTimersByTimeAsync(0);
    expect(signals).toHaveLength(1);
    expect(signals[0]?.aborted).toBe(true);
    expect(notes()).toEqual(['Tool look_up({"order":"A-17"}): the call ended']);
    expect(turns[0]?.at(-1)?.use).toMatchObject({ state: 'cancelled', result: null });
    expect(results).toEqual([]);
  });

  it('go on at the end of the call when they may have been carried out already', async () => {
    const { tool, signals, finish } = slowTool('goes-on');
    const { runner, results } = setUp(tool);
    runner.run([CALL]);
    runner.close();
    expect(signals[0]?.aborted).toBe(false);
    await finish();
    expect(results).toEqual([]);
  });

  it('are carried out once for equal calls at the same time, and each gets the result', async () => {
    const { tool, signals, finish } = slowTool('goes-on');
    const { runner, results } = setUp(tool);
    runner.run([CALL, { ...CALL, id: '2' }, { ...CALL, id: '3' }]);
    runner.cancel(['3']);
    await finish();
    expect(signals).toHaveLength(1);
    expect(results).toMatchObject([{ id: '1' }, { id: '2' }]);
  });

  it('are not carried out twice for one id, nor more than eight at once', async () => {
    const { tool, signals } = slowTool();
    const { runner, results } = setUp(tool);
    const ids = ['1', '1', '2', '3', '4', '5', '6', '7', '8', '9'];
    runner.run(ids.map((id) => ({ ...CALL, id, args: { order: `A-${id}` } })));
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
    expect(notes()[0]?.length).toBeLessThan(400);
  });
});

/** The call again, with its arguments in another order. */
const AGAIN = { ...CALL, id: '2', args: { count: 2, order: 'A-17' } };
const FIRST = { ...CALL, args: { order: 'A-17', count: 2 } };
const SENT = { response: { output: 'sent' } };

describe('a call whose session is gone', () => {
  it('goes on, and the next session is told what it brought', async () => {
    const { tool, signals, finish } = slowTool('goes-on', 'when-idle');
    const { runner, results, late } = setUp(tool);
    runner.run([FIRST]);
    runner.sessionGone();
    expect(runner.pending).toEqual(['when-idle']);
    expect(signals[0]?.aborted).toBe(false);
    await finish();
    expect(results).toEqual([]);
    expect(late).toEqual([{ name: 'look_up', args: FIRST.args, scheduling: 'when-idle', ...SENT }]);
    expect(runner.pending).toEqual([]);
  });

  it('answers an equal call of the next session, and is not carried out again', async () => {
    const { tool, signals, finish } = slowTool('goes-on');
    const { runner, results, late } = setUp(tool);
    runner.run([FIRST]);
    runner.sessionGone();
    runner.run([AGAIN]);
    await finish();
    expect(signals).toHaveLength(1);
    expect(results).toMatchObject([{ id: '2', ...SENT }]);
    expect(late).toEqual([]);
  });

  it('is another one with other arguments, also under the same id', async () => {
    const { tool, signals } = slowTool('goes-on');
    const { runner } = setUp(tool);
    runner.run([FIRST]);
    runner.sessionGone();
    runner.run([{ ...FIRST, args: { order: 'B-2' } }]);
    await vi.advanceTimersByTimeAsync(0);
    expect(signals).toHaveLength(2);
  });

  it.each([
    [29_000, 1],
    [31_000, 2],
  ])(
    'answers an equal call %i ms after its result with it, or runs: %i in all',
    async (ms, runs) => {
      const { tool, signals, finish } = slowTool('goes-on');
      const { runner, results } = setUp(tool);
      runner.run([FIRST]);
      await finish();
      runner.agentSpeaks();
      runner.sessionGone();
      await vi.advanceTimersByTimeAsync(ms);
      runner.run([AGAIN]);
      await finish();
      expect(signals).toHaveLength(runs);
      expect(results).toMatchObject([
        { id: '1', ...SENT },
        { id: '2', ...SENT },
      ]);
    },
  );

  it('is carried out again when the agent makes it twice in one session', async () => {
    const { tool, signals, finish } = slowTool('goes-on');
    const { runner } = setUp(tool);
    runner.run([FIRST]);
    await finish();
    runner.sessionGone();
    runner.run([AGAIN]);
    runner.run([{ ...AGAIN, id: '3' }]);
    await vi.advanceTimersByTimeAsync(0);
    expect(signals).toHaveLength(2);
  });

  it('may be tried again after it has failed', async () => {
    const { tool, signals, finish } = slowTool('goes-on');
    const { runner, late } = setUp(tool);
    runner.run([FIRST]);
    runner.sessionGone();
    await finish(fail(cordboardError('refused', saying('Closed today.'))));
    expect(late).toMatchObject([{ response: { error: 'Closed today.' } }]);
    runner.run([AGAIN]);
    await vi.advanceTimersByTimeAsync(0);
    expect(signals).toHaveLength(2);
  });

  it('is told again, once, if the session went before the agent spoke about its result', async () => {
    const { tool, finish } = slowTool('goes-on');
    const { runner, late } = setUp(tool);
    runner.run([FIRST]);
    await finish();
    runner.sessionGone();
    runner.sessionGone();
    expect(late).toMatchObject([SENT]);
  });

  it('is not told again when its result asked for no words', async () => {
    const { tool, finish } = slowTool('goes-on', 'silent');
    const { runner, late } = setUp(tool);
    runner.run([FIRST]);
    await finish();
    runner.sessionGone();
    expect(late).toEqual([]);
  });

  it('is not told again once the agent has spoken about its result', async () => {
    const { tool, finish } = slowTool('goes-on');
    const { runner, late } = setUp(tool);
    runner.run([FIRST]);
    await finish();
    runner.agentSpeaks();
    runner.sessionGone();
    expect(late).toEqual([]);
  });
});

describe('a call whose tool may be wanted once more', () => {
  it('is carried out anew by a later session', async () => {
    const { tool, signals, finish } = slowTool('goes-on');
    const { runner } = setUp({ ...tool, repeated: 'anew' });
    runner.run([FIRST]);
    await finish();
    runner.sessionGone();
    runner.run([AGAIN]);
    expect(signals).toHaveLength(2);
  });

  it('is joined while it is under way', async () => {
    const { tool, signals, finish } = slowTool('goes-on');
    const { runner, results } = setUp({ ...tool, repeated: 'anew' });
    runner.run([FIRST]);
    runner.sessionGone();
    runner.run([AGAIN]);
    await finish();
    expect(signals).toHaveLength(1);
    expect(results).toMatchObject([{ id: '2', ...SENT }]);
  });
});

describe('a call that the agent calls off', () => {
  it('goes on where it may have been carried out, and answers the same call later', async () => {
    const { tool, signals, finish } = slowTool('goes-on');
    const { runner, results, late } = setUp(tool);
    runner.run([FIRST]);
    runner.cancel(['1']);
    expect(signals[0]?.aborted).toBe(false);
    expect(runner.pending).toEqual([]);
    await finish();
    expect([results, late], 'nobody wants it').toEqual([[], []]);
    runner.sessionGone();
    expect(late).toEqual([]);
    runner.run([AGAIN]);
    await vi.advanceTimersByTimeAsync(0);
    expect(signals).toHaveLength(1);
    expect(results).toMatchObject([{ id: '2', ...SENT }]);
  });

  it('is joined while it is under way', async () => {
    const { tool, signals, finish } = slowTool('goes-on');
    const { runner, results } = setUp(tool);
    runner.run([FIRST]);
    runner.cancel(['1']);
    runner.run([AGAIN]);
    expect(runner.pending).toEqual(['wait']);
    await finish();
    expect(signals).toHaveLength(1);
    expect(results).toMatchObject([{ id: '2', ...SENT }]);
  });

  it('runs again where it only looks something up', async () => {
    const { tool, signals } = slowTool('stops');
    const { runner } = setUp(tool);
    runner.run([FIRST]);
    runner.cancel(['1']);
    runner.run([AGAIN]);
    await vi.advanceTimersByTimeAsync(0);
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
  });
});
