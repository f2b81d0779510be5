import { act, fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { phrase } from '#model/phrases/phrase';
import type { ToolUse } from '#model/toolUse';
import { turnWith } from '#support/calls';
import { aCall } from '#support/window/callFixtures';
import { axeFaults, renderApp } from '../../support/window/renderApp';

const STOCK: ToolUse = {
  name: 'find_stock',
  state: 'running',
  args: '{"article":"Chair 12"}',
  result: null,
  tookMs: null,
};
const DONE: ToolUse = { ...STOCK, state: 'done', result: '{"pieces":3}', tookMs: 840 };

const toolTurn = (tool: ToolUse, note = phrase('note.tool-answered', { what: '', tookMs: 0 })) =>
  turnWith({ id: 1, speaker: 'system', text: '', note, tool });

const open = (tool: ToolUse, note?: ReturnType<typeof phrase>) =>
  renderApp({ calls: [aCall()], transcripts: { 'call-1': [turnWith(), toolTurn(tool, note)] } });

const head = () => screen.getByRole('button', { name: /^Tool/ });
const row = () => head().closest('.turn') as HTMLElement;

describe('a call of a tool in the transcript', () => {
  it('says which tool it is, how far it is and after how long', async () => {
    const bridge = await open(STOCK);
    expect(head().textContent).toMatch(/^Toolfind_stockrunning/);
    act(() => {
      bridge.emit({ type: 'turnChanged', callId: 'call-1', turn: toolTurn(DONE) });
    });
    expect(head().textContent).toBe('Toolfind_stockdone840 ms');
  });

  it.each([
    ['waiting', 'waits for approval'],
    ['failed', 'failed'],
    ['cancelled', 'called off'],
  ] as const)('says of one that is %s: %s', async (state, words) => {
    await open({ ...STOCK, state });
    expect(head().textContent).toContain(words);
  });

  it('opens and shows what was asked and answered, one value a line', async () => {
    await open(DONE);
    expect(head().getAttribute('aria-expanded')).toBe('false');
    expect(screen.queryByText('Answer')).toBeNull();
    fireEvent.click(head());
    expect(head().getAttribute('aria-expanded')).toBe('true');
    expect(within(row()).getByText('Asked').nextElementSibling?.textContent).toBe(
      '{\n  "article": "Chair 12"\n}',
    );
    expect(within(row()).getByText('Answer').nextElementSibling?.textContent).toBe(
      '{\n  "pieces": 3\n}',
    );
    expect(await axeFaults()).toEqual([]);
    fireEvent.click(head());
    expect(screen.queryByText('Answer')).toBeNull();
  });

  it('cuts a long answer until somebody asks for all of it', async () => {
    const long = `{"list":"${'x'.repeat(900)} the end"}`;
    await open({ ...DONE, result: long });
    fireEvent.click(head());
    expect(row().textContent).not.toContain('the end');
    fireEvent.click(within(row()).getByRole('button', { name: /^Show all \d+ characters$/ }));
    expect(row().textContent).toContain('the end');
  });

  it('shows why it failed, and as it is what is no JSON any more', async () => {
    await open({ ...DONE, state: 'failed', args: '{"article":"Ch…', result: 'No answer.' });
    fireEvent.click(head());
    expect(within(row()).getByText('Why it failed').nextElementSibling?.textContent).toBe(
      'No answer.',
    );
    expect(row().textContent).toContain('{"article":"Ch…');
  });

  it('says of arguments that nobody may read what there is to know of them', async () => {
    const what = phrase('note.tool', { tool: 'send_dtmf', args: phrase('tool.keys', { keys: 6 }) });
    await open({ ...DONE, args: null }, phrase('note.tool-answered', { what, tookMs: 840 }));
    fireEvent.click(head());
    expect(within(row()).getByText('Asked').nextElementSibling?.textContent).toContain('6 keys');
  });

  it('is announced when it is over, without its JSON', async () => {
    const bridge = await open({ ...STOCK });
    act(() => {
      const turn = { ...toolTurn(DONE), id: 2 };
      bridge.emit({ type: 'turnChanged', callId: 'call-1', turn });
    });
    expect(screen.getByTestId('announcer').textContent).toBe('Tool find_stock: done');
  });
});
