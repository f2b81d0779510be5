import { act, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { phrase } from '#model/phrases/phrase';
import { aSummary } from '#support/summaries';
import type { FakeBridge } from '#support/window/fakeBridge';
import { aHit, aRecord, aRecordedCall } from '#support/window/historyFixtures';
import { openHistory, page, row, three } from '#support/window/historyScreen';
import { axeFaults, rowNumbers, settle } from '../../support/window/renderApp';

afterEach(() => {
  vi.useRealTimers();
});

describe('what can be done to a recorded call', () => {
  async function openFirst(prepare?: (bridge: FakeBridge) => void) {
    const bridge = await openHistory(prepare);
    fireEvent.click(row(/^111/));
    await settle();
    return bridge;
  }

  it('takes notes, and keeps the text when one is refused', async () => {
    const bridge = await openFirst();
    fireEvent.mouseDown(screen.getByRole('tab', { name: 'Notes' }));
    const field = screen.getByRole('textbox', { name: 'New note' });
    fireEvent.change(field, { target: { value: 'Called back.' } });
    bridge.failNext('history:addNote', 'The disk is full.');
    fireEvent.keyDown(field, { key: 'Enter', ctrlKey: true });
    await settle();
    expect(screen.getByRole('alert').textContent).toBe('The disk is full.');
    expect(field).toHaveProperty('value', 'Called back.');
    fireEvent.click(screen.getByRole('button', { name: 'Add note' }));
    await settle();
    await settle();
    expect(field).toHaveProperty('value', '');
    expect(within(page()).getByText('Called back.').tagName).toBe('P');
    expect(screen.getByRole('tab', { name: /Notes/ }).textContent).toBe('Notes1');
  });

  it('adds and removes tags, in the page and in the list', async () => {
    await openFirst();
    const field = screen.getByRole('textbox', { name: 'Add a tag' });
    fireEvent.change(field, { target: { value: ' refund ' } });
    fireEvent.keyDown(field, { key: 'Enter' });
    await settle();
    await settle();
    expect(within(page()).getByText('refund')).toBeTruthy();
    expect(row(/^111/).textContent).toContain('refund');
    fireEvent.click(screen.getByRole('button', { name: 'Remove the tag refund' }));
    await settle();
    await settle();
    expect(within(page()).queryByText('refund')).toBeNull();
  });

  it('shows the summary, and why it could not be made anew', async () => {
    const bridge = await openFirst();
    const part = () => screen.getByRole('region', { name: 'Summary' });
    expect(part().textContent).toContain('There is none.');
    bridge.failNext('history:redoSummary', 'The profile makes none.');
    fireEvent.click(within(part()).getByRole('button', { name: 'Make a summary' }));
    await settle();
    expect(within(part()).getByRole('alert').textContent).toBe('The profile makes none.');
    fireEvent.click(within(part()).getByRole('button', { name: 'Make a summary' }));
    await settle();
    await settle();
    expect(part().textContent).toContain('The caller wants their money back.');
    expect(within(part()).getByRole('list', { name: 'To do' }).textContent).toBe(
      'Pay the money back.',
    );
    expect(within(part()).getByRole('button', { name: 'Make it anew' })).toBeTruthy();
    expect(row(/^111/).textContent).toContain('refund');
    expect(await axeFaults()).toEqual([]);
  });

  it('shows a summary that is still made, once it has come', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const call = aRecordedCall({ id: 'rec-111', callerNumber: '111' });
    const bridge = await openFirst(({ history }) => {
      const record = aRecord({ call, summary: { state: 'waiting', at: 1 } });
      history.records = { ...history.records, 'rec-111': record };
    });
    const part = () => screen.getByRole('region', { name: 'Summary' });
    expect(part().textContent).not.toContain('wants their money back');
    const done = aRecord({ call, summary: aSummary() });
    bridge.history.records = { ...bridge.history.records, 'rec-111': done };
    await act(async () => {
      await vi.advanceTimersByTimeAsync(3_000);
    });
    expect(part().textContent).toContain('The caller wants their money back.');
    const asked = bridge.requests.length;
    await act(async () => {
      await vi.advanceTimersByTimeAsync(9_000);
    });
    expect(bridge.requests.slice(asked).map(({ name }) => name)).not.toContain('history:call');
  });

  it('says why there is no summary', async () => {
    const reason = phrase('summary.blocked', { reason: 'SAFETY' });
    await openFirst(({ history }) => {
      history.records = {
        'rec-111': aRecord({
          call: aRecordedCall({ id: 'rec-111', callerNumber: '111' }),
          summary: { state: 'failed', at: 1, reason },
        }),
      };
    });
    expect(screen.getByRole('region', { name: 'Summary' }).textContent).toContain(
      'It could not be made: Gemini does not sum this call up (SAFETY).',
    );
  });

  it('exports, and says where to', async () => {
    const bridge = await openFirst();
    fireEvent.keyDown(screen.getByRole('button', { name: 'Export' }), { key: 'Enter' });
    fireEvent.click(screen.getByRole('menuitem', { name: 'Transcript as text' }));
    await settle();
    expect(bridge.requests.at(-1)).toEqual({
      name: 'history:export',
      input: { callId: 'rec-111', format: 'text' },
    });
    expect(screen.getByText('Saved as /home/ana/call.txt.')).toBeTruthy();
  });

  it('deletes a caller only once the number was typed', async () => {
    const bridge = await openFirst();
    fireEvent.click(screen.getByRole('button', { name: 'Delete caller…' }));
    const dialog = screen.getByRole('alertdialog');
    const button = within(dialog).getByRole('button', { name: 'Delete' });
    const field = within(dialog).getByRole('textbox');
    expect(document.activeElement).toBe(field);
    expect(button).toHaveProperty('disabled', true);
    fireEvent.change(field, { target: { value: '11' } });
    fireEvent.submit(field.closest('form')!);
    await settle();
    expect(bridge.sent).not.toContain('history:deleteCaller');
    expect(await axeFaults()).toEqual([]);
    fireEvent.change(field, { target: { value: '1 11' } });
    expect(button).toHaveProperty('disabled', false);
    fireEvent.click(button);
    fireEvent.submit(field.closest('form')!);
    await settle();
    await settle();
    expect(bridge.requests.filter((each) => each.name === 'history:deleteCaller')).toEqual([
      { name: 'history:deleteCaller', input: { callerNumber: '111', spellings: ['111'] } },
    ]);
    expect(screen.queryByRole('alertdialog')).toBeNull();
    expect(screen.getByText('1 call of 111 was removed.')).toBeTruthy();
    expect(rowNumbers()).toEqual(['222', '333']);
    expect(within(page()).getByText(/Choose a call/)).toBeTruthy();
  });

  it('says why a caller was not deleted', async () => {
    const bridge = await openFirst();
    bridge.failNext('history:deleteCaller', 'The record is read-only.');
    fireEvent.click(screen.getByRole('button', { name: 'Delete caller…' }));
    await settle();
    const field = within(screen.getByRole('alertdialog')).getByRole('textbox');
    fireEvent.change(field, { target: { value: '111' } });
    fireEvent.submit(field.closest('form')!);
    await settle();
    expect(screen.getByRole('alert').textContent).toBe('The record is read-only.');
  });

  it('shows all spellings of a number, and deletes those that stay checked', async () => {
    const bridge = await openFirst((each) => {
      each.history.spellings = [
        { number: '111', calls: 1, lastAt: 0 },
        { number: '00111', calls: 2, lastAt: 0 },
        { number: '+111', calls: 1, lastAt: 0 },
      ];
    });
    fireEvent.click(screen.getByRole('button', { name: 'Delete caller…' }));
    await settle();
    const dialog = screen.getByRole('alertdialog');
    fireEvent.click(within(dialog).getByRole('checkbox', { name: '+111' }));
    expect(within(dialog).getByText(/^2 calls, the last/)).toBeTruthy();
    expect(await axeFaults()).toEqual([]);
    fireEvent.change(within(dialog).getByRole('textbox'), { target: { value: '111' } });
    fireEvent.click(within(dialog).getByRole('button', { name: 'Delete' }));
    await settle();
    expect(bridge.requests.find(({ name }) => name === 'history:deleteCaller')?.input).toEqual({
      callerNumber: '111',
      spellings: ['111', '00111'],
    });
  });

  it.each(['', 'anonymous'])('deletes a withheld call alone: %j', async (callerNumber) => {
    const bridge = await openFirst((each) => {
      each.history.hits = [...three, aHit({ id: 'w', callerNumber })];
      each.history.records = {
        ...each.history.records,
        w: aRecord({ call: aRecordedCall({ id: 'w', callerNumber }) }),
      };
    });
    fireEvent.click(row(/^Withheld/));
    await settle();
    fireEvent.click(screen.getByRole('button', { name: 'Delete call…' }));
    expect(await axeFaults()).toEqual([]);
    fireEvent.click(screen.getByRole('button', { name: 'Delete' }));
    await settle();
    await settle();
    expect(bridge.requests.find(({ name }) => name === 'history:deleteCall')?.input).toEqual({
      callId: 'w',
    });
    expect(screen.getByText('The call was removed.')).toBeTruthy();
    expect(rowNumbers()).toEqual(['111', '222', '333']);
  });
});
