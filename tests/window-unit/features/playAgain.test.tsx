import { act, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { CallRecord } from '#model/history';
import { turnWith } from '#support/calls';
import { aReplay } from '#support/replays';
import { aRecord } from '#support/window/historyFixtures';
import { openHistory, page, row, three } from '#support/window/historyScreen';
import { axeFaults, settle } from '../../support/window/renderApp';

const CALL = three[0]?.call ?? aRecord().call;
const REPLAY = aReplay({
  turns: [
    turnWith({ id: 0, speaker: 'agent', text: 'Of course, you get it back.', startMs: 4_000 }),
  ],
});

const dialog = () => within(screen.getByRole('dialog', { name: 'Play it again from here' }));

/** The page of the first call, with the dialog for its first turn. */
async function openDialog(patch: Partial<CallRecord> = {}) {
  const bridge = await openHistory(({ history }) => {
    history.records = { ...history.records, [CALL.id]: aRecord({ call: CALL, ...patch }) };
  });
  fireEvent.click(row(/111/));
  await settle();
  const [first] = within(page()).getAllByRole('button', { name: 'Play again from here' });
  if (first === undefined) {
    throw new Error('no turn can be played again');
  }
  fireEvent.click(first);
  await settle();
  return bridge;
}

afterEach(() => {
  vi.useRealTimers();
});

describe('playing a call again', () => {
  it('tells the cost first, and sends only what was changed', async () => {
    const bridge = await openDialog();
    expect(dialog().getByRole('status').textContent).toContain('Estimated cost: $0.02');
    expect(await axeFaults()).toEqual([]);
    fireEvent.change(dialog().getByLabelText('Instruction'), { target: { value: 'Be kind.' } });
    fireEvent.change(dialog().getByLabelText('Voice'), { target: { value: 'Kore' } });
    fireEvent.click(dialog().getByRole('button', { name: 'Play again' }));
    await settle();
    expect(bridge.requests.findLast(({ name }) => name === 'replays:start')?.input).toEqual({
      ...{ callId: CALL.id, turnId: 0, turns: 3 },
      changes: { instruction: 'Be kind.', voice: 'Kore' },
    });
  });

  it('cannot be started where nothing can be played, and says why', async () => {
    const bridge = await openHistory();
    bridge.failNext('replays:estimate', 'Its audio is not recorded.');
    fireEvent.click(row(/111/));
    await settle();
    const [first] = within(page()).getAllByRole('button', { name: 'Play again from here' });
    fireEvent.click(first ?? page());
    await settle();
    expect(dialog().getByRole('status').textContent).toBe('Its audio is not recorded.');
    const start = dialog().getByRole<HTMLButtonElement>('button', { name: 'Play again' });
    expect(start.disabled).toBe(true);
  });

  it('runs until it is stopped, then shows both sides with what differs', async () => {
    const bridge = await openDialog();
    vi.useFakeTimers();
    fireEvent.click(dialog().getByRole('button', { name: 'Play again' }));
    await act(() => vi.advanceTimersByTimeAsync(0));
    fireEvent.click(dialog().getByRole('button', { name: 'Stop' }));
    await act(() => vi.advanceTimersByTimeAsync(0));
    expect(bridge.requests.findLast(({ name }) => name === 'calls:command')?.input).toEqual({
      callId: 'replay-1',
      command: { kind: 'end' },
    });
    const record = aRecord({ call: CALL, replays: [REPLAY] });
    bridge.history.records = { ...bridge.history.records, [CALL.id]: record };
    await act(() => vi.advanceTimersByTimeAsync(1_100));
    const result = dialog().getByRole('region', { name: 'Replay' });
    expect(result.querySelector('ins')?.textContent).toContain('you get it back.');
    expect(result.querySelector('del')).not.toBeNull();
    expect(within(result).getByRole('table').textContent).toContain('$0.01');
    vi.useRealTimers();
    expect(await axeFaults()).toEqual([]);
  });

  it('shows the results of earlier replays', async () => {
    const failed = aReplay({ ...REPLAY, endReason: 'agent-unavailable' });
    await openDialog({ replays: [failed] });
    const earlier = within(dialog().getByRole('list', { name: 'Earlier replays' }));
    fireEvent.click(earlier.getByRole('button'));
    const result = dialog().getByRole('region', { name: 'Replay' });
    expect(result.textContent).toContain('Kore');
    expect(result.textContent).toContain('Be kind.');
    expect(result.textContent).toContain('the voice agent could not be reached');
    expect(await axeFaults()).toEqual([]);
  });

  it('leads to the call that played it, which says what failed', async () => {
    const bridge = await openDialog({ replays: [REPLAY] });
    const earlier = within(dialog().getByRole('list', { name: 'Earlier replays' }));
    fireEvent.click(earlier.getByRole('button'));
    fireEvent.click(dialog().getByRole('button', { name: 'Open its call' }));
    await settle();
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(bridge.requests.findLast(({ name }) => name === 'history:call')?.input).toEqual({
      callId: REPLAY.id,
    });
  });
});
