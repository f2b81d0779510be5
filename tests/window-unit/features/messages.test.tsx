import { act, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { FakeBridge } from '#support/window/fakeBridge';
import { aHit, aMessage, aRecord, START } from '#support/window/historyFixtures';
import { axeFaults, renderApp, settle } from '../../support/window/renderApp';

const three = [
  aMessage({ id: 3, callerNumber: '333', text: 'Third', callBack: '555 100' }),
  aMessage({ id: 2, callerNumber: '', text: 'Second', done: { by: 'api:crm', at: START } }),
  aMessage({ id: 1, callerNumber: '111', callerName: 'Ana', text: 'First' }),
];

async function openMessages(prepare: (bridge: FakeBridge) => void = () => undefined) {
  const bridge = await renderApp();
  bridge.history.messages = three;
  prepare(bridge);
  fireEvent.keyDown(document.body, { key: '3', ctrlKey: true });
  await settle();
  return bridge;
}

const table = () => screen.getByRole('table', { name: 'Messages' });
const texts = () =>
  within(table())
    .queryAllByRole('row')
    .slice(1)
    .map((row) => row.querySelector('p')?.textContent);
const mark = (name: RegExp) => screen.getByRole<HTMLInputElement>('checkbox', { name });
const show = async (filter: string) => {
  fireEvent.change(screen.getByRole('combobox', { name: 'Show' }), { target: { value: filter } });
  await settle();
};

afterEach(() => {
  vi.useRealTimers();
});

describe('the way to the inbox', () => {
  it('says how many messages are open, and goes with them', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const bridge = await renderApp();
    bridge.history.messages = three;
    await act(async () => {
      await vi.advanceTimersByTimeAsync(10_000);
    });
    expect(screen.getByRole('button', { name: 'Messages, 2 open' }).textContent).toBe('Messages 2');
    expect(await axeFaults()).toEqual([]);
    bridge.history.messages = [];
    await act(async () => {
      await vi.advanceTimersByTimeAsync(10_000);
    });
    expect(screen.getByRole('button', { name: 'Messages' }).textContent).toBe('Messages');
  });
});

describe('the inbox', () => {
  it('shows the open messages first, with who left them and how to reach them', async () => {
    await openMessages();
    expect(texts()).toEqual(['Third', 'First']);
    expect(screen.getByText('2 open')).toBeTruthy();
    expect(table().textContent).toContain('From Ana Ruiz, to be reached at 555 100');
    expect(table().textContent).toContain('Ana · Default');
    expect(await axeFaults()).toEqual([]);
  });

  it('shows what is done and by whom, or all, when asked', async () => {
    const bridge = await openMessages();
    await show('done');
    expect(bridge.requests.at(-1)).toEqual({
      name: 'messages:list',
      input: { query: { state: 'done' } },
    });
    expect(texts()).toEqual(['Second']);
    expect(table().textContent).toContain('crm (API), ');
    expect(mark(/^Done: message of/).checked).toBe(true);
    await show('any');
    expect(texts()).toEqual(['Third', 'Second', 'First']);
    expect(await axeFaults()).toEqual([]);
  });

  it('marks a message as done, keeps it in sight, and takes the mark back', async () => {
    const bridge = await openMessages();
    fireEvent.click(mark(/of 333/));
    await settle();
    expect(bridge.requests.at(-1)).toEqual({ name: 'messages:mark', input: { id: 3, done: true } });
    expect(mark(/of 333/).checked).toBe(true);
    expect(table().textContent).toContain('ann, ');
    expect(screen.getByText('1 open')).toBeTruthy();
    expect(texts()).toEqual(['Third', 'First']);
    fireEvent.click(mark(/of 333/));
    await settle();
    expect(mark(/of 333/).checked).toBe(false);
    expect(screen.getByText('2 open')).toBeTruthy();
    fireEvent.click(mark(/of 333/));
    await settle();
    fireEvent.click(screen.getByRole('button', { name: 'Read again' }));
    await settle();
    expect(texts()).toEqual(['First']);
  });

  it('says why a mark was refused, and leaves the message open', async () => {
    const bridge = await openMessages();
    bridge.failNext('messages:mark', 'The disk is full.');
    fireEvent.click(mark(/of 111/));
    await settle();
    expect(screen.getByText('The disk is full.')).toBeTruthy();
    expect(mark(/of 111/).checked).toBe(false);
  });

  it('sends one mark at a time for a message', async () => {
    const bridge = await openMessages();
    const answer = bridge.hold('messages:mark');
    fireEvent.click(mark(/of 111/));
    await settle();
    fireEvent.click(mark(/of 111/));
    answer();
    await settle();
    expect(bridge.sent.filter((name) => name === 'messages:mark')).toHaveLength(1);
    expect(mark(/of 111/).checked).toBe(true);
  });

  it('leads to the call', async () => {
    await openMessages((bridge) => {
      bridge.history.hits = [aHit()];
      bridge.history.records = { 'rec-1': aRecord() };
    });
    fireEvent.click(within(table()).getAllByRole('button', { name: 'rec-1' })[0]!);
    await settle();
    expect(screen.getByRole('region', { name: 'Recorded call' }).textContent).toContain(
      'I want my money back.',
    );
  });

  it('shows older messages when asked', async () => {
    const bridge = await openMessages((each) => {
      each.history.pageSize = 1;
    });
    expect(texts()).toEqual(['Third']);
    fireEvent.click(screen.getByRole('button', { name: 'Show older messages' }));
    await settle();
    expect(bridge.requests.at(-1)?.input).toEqual({ query: { state: 'open', before: 3 } });
    expect(texts()).toEqual(['Third', 'First']);
    expect(screen.queryByRole('button', { name: 'Show older messages' })).toBeNull();
  });

  it('says that there are none, or why they cannot be read, and tries again', async () => {
    await openMessages((bridge) => {
      bridge.history.messages = [];
      bridge.failNext('messages:list', 'The record is locked.');
    });
    expect(screen.getByRole('alert').textContent).toContain('The record is locked.');
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await settle();
    expect(screen.getByText(/^No open message/)).toBeTruthy();
    expect(await axeFaults()).toEqual([]);
  });
});
