import { act, fireEvent, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { phrase } from '#model/phrases/phrase';
import { turnWith } from '#support/calls';
import { aCall } from '#support/window/callFixtures';
import { focusOn } from '#window/state/focusPlaces';
import { axeFaults, renderApp } from '../../support/window/renderApp';

const TOOL = {
  name: 'find_order',
  state: 'done',
  args: '{"number":"A-17"}',
  result: `{"list":"${'x'.repeat(700)}","state":"the order is on its way"}`,
  tookMs: 90,
} as const;

const turns = [
  turnWith({ text: 'Where is my órder?' }),
  turnWith({
    id: 1,
    speaker: 'agent',
    status: 'truncated',
    text: 'Your ORDER comes on Monday.',
    heardChars: 7,
  }),
  turnWith({ id: 2, speaker: 'system', note: phrase('note.voice-changed', { voice: 'Puck' }) }),
  turnWith({
    id: 3,
    speaker: 'system',
    tool: TOOL,
    note: phrase('note.tool-answered', { what: '', tookMs: 90 }),
  }),
];

const open = () =>
  renderApp({
    calls: [aCall(), aCall({ id: 'call-2', meterId: 2, callerNumber: '222' })],
    transcripts: { 'call-1': turns },
  });

const press = (key: string, extra = {}) => {
  fireEvent.keyDown(document.activeElement ?? document.body, { key, code: key, ...extra });
};
const field = () => screen.getByRole<HTMLInputElement>('textbox', { name: 'Search in the call' });
const bar = () => screen.queryByRole('search');
const count = () => bar()?.querySelector('[role="status"]')?.textContent;
const marked = () => [...document.querySelectorAll('.hit-mark')].map((mark) => mark.textContent);
const shown = () => [...document.querySelectorAll('.hit-now')].map((mark) => mark.textContent);

async function searchFor(text: string): Promise<void> {
  await open();
  act(() => {
    focusOn('detail');
  });
  press('f', { ctrlKey: true });
  fireEvent.change(field(), { target: { value: text } });
}

describe('the search in a call', () => {
  it('marks what it finds, whatever its case and accents, and counts it', async () => {
    await searchFor('order');
    expect(document.activeElement).toBe(field());
    expect(marked()).toEqual(['órder', 'OR', 'DER', 'order']);
    expect(count()).toBe('1 of 4');
    expect(shown()).toEqual(['órder']);
    expect(await axeFaults()).toEqual([]);
  });

  it('goes to the next and the one before by Enter, round and round', async () => {
    await searchFor('order');
    press('Enter');
    expect([count(), shown()]).toEqual(['2 of 4', ['OR', 'DER']]);
    press('Enter', { shiftKey: true });
    press('Enter', { shiftKey: true });
    expect(count()).toBe('4 of 4');
    press('Enter');
    expect(count()).toBe('1 of 4');
  });

  it('opens a tool in whose answer it stands, also where that is cut', async () => {
    await searchFor('on its way');
    expect([count(), shown()]).toEqual(['1 of 1', ['on its way']]);
  });

  it('finds notes of Cordboard, and says when there is nothing', async () => {
    await searchFor('puck');
    expect([count(), marked()]).toEqual(['1 of 1', ['Puck']]);
    fireEvent.change(field(), { target: { value: 'nothing such' } });
    expect(count()).toBe('0 of 0');
  });

  it('goes on with what is said meanwhile', async () => {
    const bridge = await open();
    press('f', { ctrlKey: true });
    fireEvent.change(field(), { target: { value: 'monday' } });
    expect(count()).toBe('1 of 1');
    act(() => {
      const turn = turnWith({ id: 4, text: 'On Monday? Good.' });
      bridge.emit({ type: 'turnChanged', callId: 'call-1', turn });
    });
    expect([count(), shown()]).toEqual(['1 of 2', ['Monday']]);
  });

  it('closes by Escape, and gives the focus back', async () => {
    await searchFor('order');
    press('Escape');
    expect(bar()).toBeNull();
    expect(marked()).toEqual([]);
    expect(document.activeElement?.id).toBe('call-detail');
  });

  it('leads back into its field when it is open already', async () => {
    await searchFor('order');
    act(() => {
      focusOn('detail');
    });
    press('f', { ctrlKey: true });
    expect(document.activeElement).toBe(field());
    expect(field().value).toBe('order');
  });

  it('ends with the selection of another call', async () => {
    await searchFor('order');
    fireEvent.click(screen.getByRole('row', { name: /^222/ }));
    fireEvent.click(screen.getByRole('row', { name: /111 222/ }));
    expect(bar()).toBeNull();
  });
});
