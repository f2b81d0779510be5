import { act, fireEvent, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { aCall } from '#support/window/callFixtures';
import type { FakeBridge } from '#support/window/fakeBridge';
import { aRecord, aRecordedCall } from '#support/window/historyFixtures';
import { useCallsStore } from '#window/state/callsStore';
import { showInspector } from '#window/state/inspector';
import { renderApp, settle } from '../../support/window/renderApp';

const IDS = ['call-111', 'call-222'];

/** The notes of the first of two calls, which are shown. */
async function openNotes(): Promise<FakeBridge> {
  const bridge = await renderApp({ calls: IDS.map((id) => aCall({ id })) }, ({ history }) => {
    history.records = Object.fromEntries(
      IDS.map((id) => [id, aRecord({ call: aRecordedCall({ id }) })]),
    );
  });
  await select('call-111');
  return bridge;
}

/** Selects a call; its notes are shown. */
async function select(callId: string): Promise<void> {
  act(() => {
    useCallsStore.getState().select(callId);
  });
  await showPage('notes');
}

async function showPage(tab: 'notes' | 'metrics'): Promise<void> {
  act(() => {
    showInspector(tab);
  });
  await settle();
}

const field = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'New note' });

function write(value: string): void {
  fireEvent.change(field(), { target: { value } });
}

async function add(): Promise<void> {
  fireEvent.keyDown(field(), { key: 'Enter', ctrlKey: true });
  await settle();
}

describe('a half-written note', () => {
  it('stays with its call while another call is looked at', async () => {
    await openNotes();
    write('Half a');
    await select('call-222');
    expect(field().value).toBe('');
    await select('call-111');
    expect(field().value).toBe('Half a');
  });

  it('is still there after another page of the inspector, and when a call has left', async () => {
    const bridge = await openNotes();
    write('Half a');
    await showPage('metrics');
    act(() => {
      bridge.emit({ type: 'callRemoved', callId: 'call-222' });
    });
    await showPage('notes');
    expect(field().value).toBe('Half a');
  });

  it('keeps its call selected, though the window had chosen the call by itself', async () => {
    await openNotes();
    act(() => {
      useCallsStore.setState({ selection: { callId: 'call-111', by: 'auto' } });
    });
    write('Half a');
    expect(useCallsStore.getState().selection).toEqual({ callId: 'call-111', by: 'user' });
  });

  it('is gone once it is added, but not what was written meanwhile', async () => {
    const bridge = await openNotes();
    write('All of it.');
    await add();
    await showPage('metrics');
    await showPage('notes');
    expect(field().value).toBe('');
    write('Another');
    const release = bridge.hold('history:addNote');
    await add();
    write('Another, longer');
    release();
    await settle();
    expect(field().value).toBe('Another, longer');
  });
});
