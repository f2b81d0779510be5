import { act, fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { aCall, aNotice } from '#support/window/callFixtures';
import type { FakeBridge } from '#support/window/fakeBridge';
import { SOUND_DEVICES } from '#support/window/soundDevices';
import { HeadsetAudio } from '#window/audio/headsetAudio';
import {
  chooseKey,
  chooseKeys,
  keysOf,
  useKeyChoices,
} from '#window/features/commands/keys/bindings';
import { stopListening } from '#window/features/headset/headset';
import { useCallsStore } from '#window/state/callsStore';
import { changeDraft } from '#window/state/drafts';
import { axeFaults, renderApp } from '../../support/window/renderApp';

const CALLS = [
  aCall({ id: 'calm', meterId: 1, callerNumber: '1001' }),
  aCall({ id: 'alarm', meterId: 2, callerNumber: '1002', notices: [aNotice()] }),
  aCall({ id: 'rings', meterId: 3, callerNumber: '1003', state: 'ringing' }),
];

async function pass(ms: number): Promise<void> {
  await act(async () => {
    await vi.advanceTimersByTimeAsync(ms);
  });
}

async function press(key: string, shiftKey = false, ctrlKey = false): Promise<void> {
  fireEvent.keyDown(document.body, { key, shiftKey, ctrlKey });
  await pass(0);
}

const heard = (bridge: FakeBridge): readonly string[] =>
  bridge.headsets.map(({ callId }) => callId);
const open = (bridge: FakeBridge): readonly string[] =>
  bridge.headsets.filter(({ closed }) => !closed).map(({ callId }) => callId);
const ended = (bridge: FakeBridge): number =>
  bridge.sent.filter((name) => name === 'calls:endScan').length;
const strip = () => screen.queryByRole('group', { name: 'Listening through the calls' });

beforeEach(() => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  vi.spyOn(HeadsetAudio, 'open').mockResolvedValue(SOUND_DEVICES);
  stopListening();
});

afterEach(async () => {
  await press('Escape');
  vi.useRealTimers();
});

describe('listening through the calls', () => {
  it('hears each call that can be heard for 4 s, the one with an alert first', async () => {
    const bridge = await renderApp({ calls: CALLS });
    await press('L', true);
    expect(strip()?.textContent).toContain('Call 1 of 2: 1002');
    expect(await axeFaults()).toEqual([]);
    expect(heard(bridge)).toEqual(['alarm']);
    await pass(4_000);
    expect(heard(bridge)).toEqual(['alarm', 'calm']);
    expect(open(bridge)).toEqual(['calm']);
    expect(strip()?.textContent).toContain('Nothing remarkable');
    await pass(4_000);
    expect([strip(), open(bridge), ended(bridge)]).toEqual([null, [], 1]);
    const listened = bridge.requests.filter(({ name }) => name === 'openHeadset');
    expect(listened).toMatchObject([{ input: { scan: true } }, { input: { scan: true } }]);
  });

  it('stays on a call with the space bar', async () => {
    const bridge = await renderApp({ calls: CALLS });
    await press('L', true);
    await press(' ');
    await pass(10_000);
    expect([strip(), open(bridge), ended(bridge)]).toEqual([null, ['alarm'], 1]);
  });

  it('is over for the audit once the headset has come to the last call', async () => {
    const bridge = await renderApp({ calls: CALLS });
    const release = bridge.hold('openHeadset');
    await press('L', true);
    await press(' ');
    expect([strip(), ended(bridge)]).toEqual([null, 0]);
    release();
    await pass(0);
    expect([open(bridge), ended(bridge)]).toEqual([['alarm'], 1]);
  });

  it('goes on and back with the arrows, and ends with Escape', async () => {
    const bridge = await renderApp({ calls: CALLS });
    await press('L', true);
    await press('ArrowRight');
    await press('ArrowLeft');
    expect(heard(bridge)).toEqual(['alarm', 'calm', 'alarm']);
    await press('Escape');
    await pass(10_000);
    expect([strip(), open(bridge), ended(bridge)]).toEqual([null, [], 1]);
  });

  it.each<[string, () => void | Promise<void>]>([
    [
      'the bar',
      () => {
        fireEvent.click(screen.getByRole('button', { name: 'Stop listening' }));
      },
    ],
    ['the way out of everything', () => press('M', true, true)],
    ['the key that listens', () => press('l')],
  ])('is over when %s takes the headset off', async (_what, takeOff) => {
    const bridge = await renderApp({ calls: CALLS });
    await press('L', true);
    await takeOff();
    await pass(0);
    expect([strip(), open(bridge), ended(bridge)]).toEqual([null, [], 1]);
    await pass(10_000);
    expect(heard(bridge)).toEqual(['alarm']);
  });

  it('is over when the headset goes to a call of their choice', async () => {
    const bridge = await renderApp({ calls: CALLS });
    await press('L', true);
    act(() => {
      useCallsStore.getState().select('calm');
    });
    await press('l');
    await pass(10_000);
    expect([strip(), open(bridge), ended(bridge)]).toEqual([null, ['calm'], 1]);
  });

  it('is over when the program closes the headset, as a lock does', async () => {
    const bridge = await renderApp({ calls: CALLS });
    await press('L', true);
    bridge.headsets[0]?.handlers.onClose();
    await pass(10_000);
    expect([strip(), heard(bridge), ended(bridge)]).toEqual([null, ['alarm'], 1]);
  });

  it('goes on when the call that is heard ends', async () => {
    const bridge = await renderApp({ calls: CALLS });
    await press('L', true);
    bridge.headsets[0]?.handlers.onClose();
    act(() => {
      bridge.emit({ type: 'callChanged', call: { ...CALLS[1]!, state: 'ended' } });
    });
    await pass(1_000);
    expect(open(bridge)).toEqual(['calm']);
  });

  it.each<[string, () => void]>([
    [
      'writes to the AI',
      () => {
        screen.getByRole('textbox', { name: 'Words for the AI alone' }).focus();
      },
    ],
    [
      'has left words for the AI unsent',
      () => {
        changeDraft('alarm', { text: 'Offer a refund' });
      },
    ],
    [
      'is asked whether to take it over',
      () => {
        fireEvent.keyDown(document.body, { key: 't' });
      },
    ],
  ])('stays with a call where the supervisor %s', async (_what, begin) => {
    const bridge = await renderApp({ calls: CALLS });
    await press('L', true);
    act(begin);
    await pass(10_000);
    expect([strip(), open(bridge)]).toEqual([null, ['alarm']]);
    expect(useCallsStore.getState().selection?.callId).toBe('alarm');
  });

  it('remembers how long each call is heard', async () => {
    await renderApp({ calls: CALLS });
    await press('L', true);
    const time = screen.getByRole('combobox', { name: 'Time for each call' });
    fireEvent.change(time, { target: { value: '8' } });
    vi.resetModules();
    const { useScanStore } = await import('#window/features/scan/scanStore');
    expect(useScanStore.getState().seconds).toBe('8');
    fireEvent.change(time, { target: { value: '4' } });
  });

  it('has keys that can be changed, and stand in the sheet with the others', async () => {
    const bridge = await renderApp({ calls: CALLS });
    act(() => {
      chooseKey('scan.next', 'm');
    });
    expect(keysOf('call.muteAgent', useKeyChoices.getState())).toEqual(['m']);
    await press('L', true);
    expect(strip()?.textContent).toContain('NextM');
    await press('m');
    expect([heard(bridge), bridge.commands]).toEqual([['alarm', 'calm'], []]);
    await press('Escape');
    await press('m');
    expect(bridge.commands).toMatchObject([{ kind: 'muteAgent' }]);
    await press('?');
    expect(screen.getByLabelText('Change the key for: Listening through: next call')).toBeTruthy();
    await press('Escape');
  });

  it('leaves single keys alone where they are switched off, and those of menus', async () => {
    const bridge = await renderApp({ calls: CALLS });
    await press('L', true);
    fireEvent.keyDown(screen.getByRole('button', { name: 'Theme' }), { key: 'Enter' });
    const menu = screen.getByRole('menu');
    fireEvent.keyDown(menu, { key: 'ArrowRight' });
    fireEvent.keyDown(menu, { key: 'w' });
    fireEvent.keyDown(menu, { key: 'Escape' });
    await pass(0);
    expect([strip() !== null, heard(bridge)]).toEqual([true, ['alarm']]);
    act(() => {
      chooseKeys({ characters: false });
    });
    await press(' ');
    await press('w');
    expect(strip()).not.toBeNull();
    await press('ArrowRight');
    expect(heard(bridge)).toEqual(['alarm', 'calm']);
  });

  it('goes on by its keys from the list, where the focus is', async () => {
    const bridge = await renderApp({ calls: CALLS });
    await press('L', true);
    const row = screen.getByRole('row', { name: /^1002/ });
    row.focus();
    fireEvent.keyDown(row, { key: 'ArrowRight' });
    await pass(0);
    expect(heard(bridge)).toEqual(['alarm', 'calm']);
  });

  it('stays where a whisper is to be written', async () => {
    const bridge = await renderApp({ calls: CALLS });
    await press('L', true);
    await press('w');
    expect(open(bridge)).toEqual(['alarm']);
    expect(document.activeElement?.tagName).toMatch(/INPUT|TEXTAREA/);
  });
});
