import { act, fireEvent, screen } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Call } from '#model/call';
import { aCall } from '#support/window/callFixtures';
import type { FakeBridge } from '#support/window/fakeBridge';
import { HeadsetAudio } from '#window/audio/headsetAudio';
import { takeOver } from '#window/features/commands/actions/controlActions';
import { stopListening } from '#window/features/headset/headset';
import { useHeadsetStore } from '#window/features/headset/headsetStore';
import { renderApp, settle } from '../../support/window/renderApp';

/** Sound devices as far as the headset uses them. */
const DEVICES = {
  setVolume: () => undefined,
  setSpeaker: () => Promise.resolve(true),
  openMicrophone: () => Promise.resolve({ ok: true, label: 'Desk microphone' }),
  closeMicrophone: () => undefined,
  close: () => Promise.resolve(),
} as unknown as HeadsetAudio;

const bens = aCall({ floor: 'supervisor', speaker: 'api:ben' });
const consulting = aCall({
  state: 'held',
  consultation: { target: '1002', state: 'talking' },
  speaker: 'api:ben',
});
const second = aCall({ id: 'call-2', meterId: 2, callerNumber: '+49301234567' });

function open(name: RegExp): void {
  fireEvent.click(screen.getByRole('row', { name }));
}

async function listen(name: RegExp): Promise<void> {
  open(name);
  fireEvent.click(screen.getByRole('button', { name: 'Listen' }));
  await settle();
  await settle();
}

async function becomes(bridge: FakeBridge, patch: Partial<Call>): Promise<void> {
  act(() => {
    bridge.emit({ type: 'callChanged', call: aCall(patch) });
  });
  await settle();
}

/** The first call, taken over at this window. */
async function renderOwn(): Promise<FakeBridge> {
  const bridge = await renderApp({ calls: [aCall(), second] });
  await act(() => takeOver('call-1'));
  await becomes(bridge, { floor: 'supervisor', speaker: 'window:owner' });
  return bridge;
}

beforeEach(() => {
  vi.spyOn(HeadsetAudio, 'open').mockResolvedValue(DEVICES);
  stopListening();
});

describe.each([
  ['taken over', bens],
  ['begun to ask somebody about', consulting],
])('a call that another supervisor has %s', (_what, others) => {
  it('lets the headset go to another call', async () => {
    const bridge = await renderApp({ calls: [others, second] });
    await listen(/^\+34/);
    await listen(/^\+49/);
    expect(bridge.headsets.map(({ callId, closed }) => [callId, closed])).toEqual([
      ['call-1', true],
      ['call-2', false],
    ]);
    expect(screen.queryByText(/You speak in the call with/)).toBeNull();
  });

  it('asks for no microphone', async () => {
    await renderApp({ calls: [others] });
    open(/^\+34/);
    expect(screen.queryByText(/your microphone is not connected/)).toBeNull();
  });

  it('is left to them by the way out of everything', async () => {
    const bridge = await renderApp({ calls: [others] });
    await listen(/^\+34/);
    fireEvent.keyDown(document.body, { key: 'M', ctrlKey: true, shiftKey: true });
    await settle();
    expect(bridge.commands).toEqual([]);
    expect(bridge.headsets.map(({ closed }) => closed)).toEqual([true]);
  });
});

describe('a call that was taken over at this window', () => {
  it('keeps the headset', async () => {
    const bridge = await renderOwn();
    await listen(/^\+49/);
    expect(screen.getByRole('alert').textContent).toContain('You speak in the call with +34');
    expect(bridge.headsets.map(({ callId }) => callId)).toEqual(['call-1']);
  });

  it('closes the microphone when another supervisor speaks in it instead', async () => {
    const bridge = await renderOwn();
    expect(useHeadsetStore.getState().headset.name).toBe('speaking');
    await becomes(bridge, { floor: 'supervisor', speaker: 'api:ben' });
    expect(useHeadsetStore.getState().headset.name).toBe('listening');
  });
});
