import { act, fireEvent, screen } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { aCall, aNotice } from '#support/window/callFixtures';
import { resetSound } from '#support/window/fakeSound';
import { click } from '#support/window/headsetSteps';
import { aRecord, aRecordedCall } from '#support/window/historyFixtures';
import { useCallsStore } from '#window/state/callsStore';
import { focusOn } from '#window/state/focusPlaces';
import { showInspector } from '#window/state/inspector';
import { closeDialog, openDialog, useUiStore } from '#window/state/uiStore';
import { renderApp, settle } from '../../support/window/renderApp';

const CALLS = ['111', '222', '333'].map((callerNumber, index) =>
  aCall({ id: `call-${callerNumber}`, meterId: index + 1, callerNumber }),
);
const open = () => renderApp({ calls: CALLS });
const row = (number: string) => screen.getByRole('row', { name: new RegExp(`^${number}`) });
const focused = () => document.activeElement?.getAttribute('data-call-id');

/** The call ended long ago, and its time in the list is over. */
function leave(callId: string): void {
  act(() => {
    const { byId } = useCallsStore.getState();
    const call = byId[callId] ?? aCall();
    const ended = { ...call, state: 'ended', endedAt: Date.now() } as const;
    useCallsStore.setState({
      byId: { ...byId, [callId]: ended },
      endedSeenAt: { [callId]: Date.now() - 60_000 },
    });
    useCallsStore.getState().sweep(Date.now());
  });
}

describe('the way to a call from outside the screens', () => {
  const calls = [
    aCall(),
    aCall({ id: 'alarm', meterId: 2, callerNumber: '+492', notices: [aNotice()] }),
  ];
  const detail = () => screen.getByRole('region', { name: 'Selected call' });

  beforeEach(resetSound);

  it('takes the focus along, so that the keys act there', async () => {
    const bridge = await renderApp({ calls });
    const counter = screen.getByRole('button', { name: /call needs you/ });
    counter.focus();
    fireEvent.click(counter);
    await settle();
    expect(document.activeElement).toBe(detail());
    fireEvent.keyDown(detail(), { key: 'h' });
    await settle();
    expect(bridge.commands).toEqual([{ kind: 'hold' }]);
  });

  it('does so from another screen, too', async () => {
    await renderApp({ calls });
    await click('Listen');
    await click('History');
    const back = screen.getByRole('button', { name: 'Go to the call' });
    back.focus();
    await click('Go to the call');
    expect(document.activeElement).toBe(detail());
  });
});

describe('the focus', () => {
  it('goes to the row below when the focused one leaves the list', async () => {
    await open();
    fireEvent.click(row('111'));
    act(() => {
      row('222').focus();
    });
    leave('call-222');
    expect(screen.queryByRole('row', { name: /^222/ })).toBeNull();
    expect(focused()).toBe('call-333');
  });

  it('goes to the row above when the focused one was the last', async () => {
    await open();
    fireEvent.click(row('111'));
    act(() => {
      row('333').focus();
    });
    leave('call-333');
    expect(focused()).toBe('call-222');
  });

  it('goes to the list when a filter leaves no row', async () => {
    await open();
    act(() => {
      row('222').focus();
      useUiStore.getState().set({ search: 'nobody' });
    });
    expect(document.activeElement?.getAttribute('role')).toBe('rowgroup');
  });

  it('stays where it is when another row leaves', async () => {
    await open();
    fireEvent.click(row('111'));
    act(() => {
      row('333').focus();
    });
    leave('call-222');
    expect(focused()).toBe('call-333');
  });

  it('goes to the next call when the selected one leaves with it', async () => {
    await open();
    const selected = useCallsStore.getState().selection?.callId ?? '';
    act(() => {
      screen.getByRole('log', { name: 'Transcript' }).focus();
    });
    leave(selected);
    expect(useCallsStore.getState().selection?.callId).not.toBe(selected);
    expect(document.activeElement?.id).toBe('call-detail');
  });

  it.each([
    ['#call-detail', 'Listen'],
    ['#call-detail', 'Voice'],
    ['#call-detail', 'End call'],
    ['#call-detail', 'Words for the AI alone'],
    ['.inspector', 'Hold'],
    ['.inspector', 'Transfer'],
    ['.inspector', 'Figures'],
  ])('in %s is on the whole of it for the next call, and not on %s', async (part, label) => {
    await open();
    fireEvent.click(row('111'));
    act(() => {
      showInspector('controls');
    });
    act(() => {
      const [control] = [...document.querySelectorAll<HTMLElement>(`${part} *`)].filter(
        (element) => (element.getAttribute('aria-label') ?? element.textContent) === label,
      );
      control?.focus();
    });
    expect(document.activeElement?.parentElement?.closest(part)).not.toBeNull();
    act(() => {
      useCallsStore.getState().select('call-222');
    });
    expect(document.activeElement?.matches(part)).toBe(true);
  });

  it('goes to the call when what opened a dialog is gone', async () => {
    await open();
    fireEvent.click(row('111'));
    act(() => {
      row('222').focus();
      openDialog({ name: 'shortcuts' });
    });
    await settle();
    leave('call-222');
    act(closeDialog);
    await settle();
    expect(document.activeElement?.id).toBe('call-detail');
  });
});

describe('the notes of the selected call', () => {
  it('are opened and get the focus by N', async () => {
    await renderApp({ calls: CALLS.slice(0, 1) }, (bridge) => {
      bridge.history.records = { 'call-111': aRecord({ call: aRecordedCall({ id: 'call-111' }) }) };
    });
    act(() => {
      focusOn('detail');
    });
    fireEvent.keyDown(document.activeElement ?? document.body, { key: 'n', code: 'KeyN' });
    await settle();
    const field = screen.getByRole('textbox', { name: 'New note' });
    expect(document.activeElement).toBe(field);
    act(() => {
      focusOn('detail');
    });
    fireEvent.keyDown(document.activeElement ?? document.body, { key: 'n', code: 'KeyN' });
    expect(document.activeElement).toBe(field);
  });
});
