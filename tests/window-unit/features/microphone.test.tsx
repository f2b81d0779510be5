import { act, fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { aCall } from '#support/window/callFixtures';
import { frame, resetSound, sound } from '#support/window/fakeSound';
import { bar, becomes, button, click, takeOver } from '#support/window/headsetSteps';
import { chooseForHeadset, savedChoices } from '#window/features/headset/headsetChoices';
import { useHeadsetStore } from '#window/features/headset/headsetStore';
import { renderApp, settle } from '../../support/window/renderApp';

const input = (deviceId: string, label: string, groupId: string) => ({
  ...{ kind: 'audioinput', deviceId, label, groupId },
});
const DESK = input('mic-1', 'Desk microphone', 'desk');
const HEADSET = input('mic-2', 'Headset', 'headset');
/** What the system chooses: one of the others, by another name. */
const usual = ({ groupId, label }: typeof DESK) => input('default', `Default - ${label}`, groupId);

let plugged = [DESK, HEADSET];

/** The machine's devices, as the page sees them come and go. */
const devices = Object.assign(new EventTarget(), {
  enumerateDevices: () => Promise.resolve(plugged),
});

async function plug(...now: typeof plugged): Promise<void> {
  plugged = now;
  act(() => {
    devices.dispatchEvent(new Event('devicechange'));
  });
  await settle();
  await settle();
}

async function speaking() {
  const bridge = await renderApp({ calls: [aCall()] });
  await takeOver();
  await becomes(bridge, { floor: 'supervisor' });
  return bridge;
}

async function choose(microphone: string): Promise<void> {
  act(() => {
    chooseForHeadset({ microphone });
  });
  await settle();
  await settle();
}

beforeEach(() => {
  resetSound();
  plugged = [DESK, HEADSET];
  Object.defineProperty(navigator, 'mediaDevices', { configurable: true, value: devices });
});

afterEach(() => {
  Reflect.deleteProperty(navigator, 'mediaDevices');
});

describe('the microphone that a caller hears', () => {
  it('can be changed while they hear it, without a break in its name or its time', async () => {
    const bridge = await speaking();
    const since = () => {
      const { headset } = useHeadsetStore.getState();
      return headset.name === 'speaking' ? headset.since : 0;
    };
    const before = since();
    await new Promise((resolve) => setTimeout(resolve, 5));
    sound.microphone = { ok: true, label: 'Headset' };
    await choose('mic-2');
    expect(sound.asked.at(-1)).toBe('mic-2');
    expect(bar().textContent).toContain('Your microphone: Headset');
    expect(since()).toBe(before);
    const said = frame();
    sound.handlers?.onFrame(said);
    expect(bridge.headsets[0]?.sent).toEqual([said]);
  });

  it('goes on when another one cannot be opened, and that is said with both names', async () => {
    const bridge = await speaking();
    sound.microphone = { ok: false, problem: 'in-use' };
    await choose('mic-2');
    expect(bar().textContent).toContain('hears you');
    const alert = screen.getByRole('alert').textContent;
    expect(alert).toContain('“Headset” could not be opened. “Desk microphone” stays open.');
    expect(alert).toContain('in use by another program');
    expect(savedChoices().microphone).toBe('');
    const said = frame();
    sound.handlers?.onFrame(said);
    expect(bridge.headsets[0]?.sent).toEqual([said]);
  });

  it('is not opened anew for who is heard by it already', async () => {
    const bridge = await renderApp({ calls: [aCall()] });
    await takeOver();
    await becomes(bridge, { floor: 'supervisor' });
    const asked = sound.asked.length;
    await becomes(bridge, {
      floor: 'supervisor',
      consultation: { target: '204', state: 'talking' },
    });
    await becomes(bridge, { consultation: { target: '204', state: 'talking' } });
    await click('Take over');
    expect(bridge.commands).toEqual([{ kind: 'takeOver' }, { kind: 'takeOver' }]);
    expect(sound.asked.length).toBe(asked);
    expect(bar().textContent).toContain('hears you');
  });

  it('is not called asleep while the system still asks whether it may be opened', async () => {
    await renderApp({ calls: [aCall()] });
    await click('Take over');
    let allow: (() => void) | undefined;
    sound.until = new Promise((resolve) => {
      allow = resolve;
    });
    vi.useFakeTimers();
    fireEvent.click(button('Take over'));
    await act(() => vi.advanceTimersByTimeAsync(5_000));
    vi.useRealTimers();
    expect(screen.queryByRole('alert')).toBeNull();
    allow?.();
    await settle();
    await settle();
    expect(bar().textContent).toContain('hears you');
  });
});

describe('another microphone that comes', () => {
  const offered = () => screen.queryByText('Another microphone is there: Headset');

  it('is offered at once to who speaks, and taken if they want it', async () => {
    plugged = [usual(DESK), DESK];
    await speaking();
    await plug(usual(HEADSET), DESK, HEADSET);
    expect(offered()).not.toBeNull();
    sound.microphone = { ok: true, label: 'Headset' };
    await click('Use Headset');
    expect(sound.asked.at(-1)).toBe('mic-2');
    expect(bar().textContent).toContain('Your microphone: Headset');
  });

  it('is offered when the system turns to it without its being plugged in', async () => {
    plugged = [usual(DESK), DESK, HEADSET];
    await speaking();
    await plug(usual(HEADSET), DESK, HEADSET);
    expect(offered()).not.toBeNull();
  });

  it('is offered to who listens, unless it would be taken anyway', async () => {
    plugged = [usual(DESK), DESK];
    await renderApp({ calls: [aCall()] });
    await click('Listen');
    await plug(usual(HEADSET), DESK, HEADSET);
    expect(offered()).toBeNull();
    await choose('mic-1');
    await plug(usual(DESK), DESK);
    await plug(usual(HEADSET), DESK, HEADSET);
    expect(offered()).not.toBeNull();
  });

  it('is nobody’s business while no call is heard', async () => {
    plugged = [usual(DESK), DESK];
    await renderApp({ calls: [aCall()] });
    await plug(usual(HEADSET), DESK, HEADSET);
    expect(offered()).toBeNull();
  });
});
