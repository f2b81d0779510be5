import { act, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { aCall } from '#support/window/callFixtures';
import { HeadsetAudio } from '#window/audio/headsetAudio';
import { stopListening } from '#window/features/headset/headset';
import { chooseForHeadset } from '#window/features/headset/headsetChoices';
import { useHeadsetStore } from '#window/features/headset/headsetStore';
import { renderApp, settle } from '../../support/window/renderApp';

const SPEAKER = { kind: 'audiooutput', deviceId: 'out-1', label: 'Loudspeaker' };
const EARPIECE = { kind: 'audiooutput', deviceId: 'out-2', label: 'Headset' };

let plugged = [SPEAKER, EARPIECE];
let sentTo: string[] = [];
let canSend = true;

/** The machine's devices, as the page sees them come and go. */
const devices = Object.assign(new EventTarget(), {
  enumerateDevices: () => Promise.resolve(plugged),
});

const standIn = {
  setVolume: () => undefined,
  setSpeaker: (id: string) => {
    sentTo.push(id);
    return Promise.resolve(canSend);
  },
  close: () => Promise.resolve(),
};

async function plug(...now: (typeof plugged)[number][]): Promise<void> {
  plugged = now;
  act(() => {
    devices.dispatchEvent(new Event('devicechange'));
  });
  await settle();
  await settle();
}

async function listen(speaker: string): Promise<void> {
  await renderApp({ calls: [aCall()] });
  chooseForHeadset({ speaker });
  fireEvent.click(screen.getByRole('button', { name: 'Listen' }));
  await screen.findByText(/^Listening to/);
}

const said = () => screen.queryByText(/hear nobody. Choose another one/);

beforeEach(() => {
  stopListening();
  plugged = [SPEAKER, EARPIECE];
  sentTo = [];
  canSend = true;
  vi.spyOn(HeadsetAudio, 'open').mockResolvedValue(standIn as unknown as HeadsetAudio);
  Object.defineProperty(navigator, 'mediaDevices', { configurable: true, value: devices });
});

afterEach(() => {
  stopListening();
  Reflect.deleteProperty(navigator, 'mediaDevices');
});

describe('the speaker that calls are heard by', () => {
  it('is missed as soon as it is unplugged, and taken again when it is back', async () => {
    await listen('out-2');
    expect(said()).toBeNull();
    await plug(SPEAKER);
    expect(said()).not.toBeNull();
    const alert = within(said()!.closest<HTMLElement>('[role="alert"]')!);
    expect(alert.getByRole('button', { name: 'Microphone, speaker and volume' })).toBeTruthy();
    sentTo = [];
    await plug(SPEAKER, EARPIECE);
    expect(sentTo).toEqual(['out-2']);
    expect(said()).toBeNull();
  });

  it('is whatever the system has, where none was chosen, as long as that sounds', async () => {
    await listen('');
    await plug(SPEAKER);
    expect(said()).toBeNull();
    canSend = false;
    await plug();
    expect(said()).not.toBeNull();
  });

  it('hides nothing else that is wrong, and is not hidden by it', async () => {
    await listen('out-2');
    const microphone = (what: 'lost' | null) => {
      act(() => {
        useHeadsetStore.setState({ problem: what === null ? null : { callId: 'call-1', what } });
      });
    };
    const lost = () => screen.queryByText(/microphone was disconnected/);
    microphone('lost');
    await plug(SPEAKER);
    expect([lost() !== null, said() !== null]).toEqual([true, true]);
    microphone(null);
    expect(said()).not.toBeNull();
    microphone('lost');
    await plug(SPEAKER, EARPIECE);
    expect([lost() !== null, said() !== null]).toEqual([true, false]);
  });

  it('is not spoken of any more once that was read, or nothing is heard', async () => {
    await listen('out-2');
    await plug(SPEAKER);
    const alert = within(said()!.closest<HTMLElement>('[role="alert"]')!);
    fireEvent.click(alert.getByRole('button', { name: 'Dismiss' }));
    expect(said()).toBeNull();
    await plug(SPEAKER);
    expect(said()).not.toBeNull();
    act(() => {
      stopListening();
    });
    expect(said()).toBeNull();
  });

  it('says so when it cannot be used, until another one is chosen that can', async () => {
    canSend = false;
    await listen('out-2');
    expect(said()).not.toBeNull();
    canSend = true;
    act(() => {
      chooseForHeadset({ speaker: 'out-1' });
    });
    await settle();
    await settle();
    expect(sentTo.at(-1)).toBe('out-1');
    expect(said()).toBeNull();
  });

  it('is not looked for while nothing is heard', async () => {
    await renderApp({ calls: [aCall()] });
    await plug();
    expect(sentTo).toEqual([]);
    expect(said()).toBeNull();
  });
});
