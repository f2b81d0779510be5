import { describe, expect, it, vi } from 'vitest';
import { RecordedResults, replayed } from '#main/call/tools/replayedTools';
import type { Tool } from '#main/call/tools/toolRunner';
import { ok } from '#main/util/result';
import type { ToolState, ToolUse } from '#model/toolUse';

function recorded(
  args: object | null,
  result: object | string | null,
  state: ToolState = 'done',
): ToolUse {
  return {
    ...{ name: 'order_status', state, tookMs: 3 },
    args: args === null ? null : JSON.stringify(args),
    result: typeof result === 'object' && result !== null ? JSON.stringify(result) : result,
  };
}

function aTool(name: string) {
  const run = vi.fn(() => Promise.resolve(ok({ acted: true })));
  const tool: Tool = {
    declaration: { name, description: '', parameters: {}, scheduling: 'wait' },
    run,
  };
  return { tool, run };
}

describe('the results that a record has', () => {
  it('answer the same arguments first, in whatever order they are written', () => {
    const results = new RecordedResults([
      recorded({ order: 'A' }, { state: 'first' }),
      recorded({ order: 'B', lang: 'en' }, { state: 'second' }),
    ]);
    expect(results.answer('order_status', { lang: 'en', order: 'B' })).toEqual(
      ok({ state: 'second' }),
    );
  });

  it('answer other arguments with the next result of the tool, each once', () => {
    const results = new RecordedResults([
      recorded({ order: 'A' }, { state: 'first' }),
      recorded({ order: 'B' }, { state: 'second' }),
    ]);
    const said = [1, 2, 3].map((order) => results.answer('order_status', { order }));
    expect(said).toMatchObject([
      { ok: true, value: { state: 'first' } },
      { ok: true, value: { state: 'second' } },
      { ok: false, error: { phrase: { code: 'tool.not-recorded' } } },
    ]);
  });

  it('fail where nothing was kept, and as it failed then', () => {
    const results = new RecordedResults([
      recorded({}, null),
      recorded({}, '{"output":"too long to be ke…'),
      recorded(null, 'The shop is closed.', 'failed'),
    ]);
    expect(results.answer('order_status', {})).toMatchObject({
      error: { message: 'The shop is closed.' },
    });
    expect(results.answer('order_status', {})).toMatchObject({ error: { kind: 'not-found' } });
    expect(results.answer('other', {})).toMatchObject({ error: { kind: 'not-found' } });
  });
});

describe('a tool in a replay', () => {
  it('never acts', async () => {
    const { tool, run } = aTool('order_status');
    const made = replayed(tool, new RecordedResults([recorded({}, { state: 'sent' })]));
    expect(await made.run({}, new AbortController().signal)).toEqual(ok({ state: 'sent' }));
    expect(run).not.toHaveBeenCalled();
  });

  it('takes no message, and says that it did', async () => {
    const { tool, run } = aTool('take_message');
    const made = replayed(tool, new RecordedResults([]));
    expect(await made.run({}, new AbortController().signal)).toMatchObject({ ok: true });
    expect(run).not.toHaveBeenCalled();
  });

  it.each(['end_call', 'transfer_call'])('%s still ends the replay', async (name) => {
    const { tool, run } = aTool(name);
    await replayed(tool, new RecordedResults([])).run({}, new AbortController().signal);
    expect(run).toHaveBeenCalledTimes(1);
  });
});
