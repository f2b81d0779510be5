import { act, fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { aCall } from '#support/window/callFixtures';
import {
  HeadsetAudio,
  type MicrophoneHandlers,
  type MicrophoneResult,
} from '#window/audio/headsetAudio';
import { stopListening } from '#window/features/headset/headset';
import { chooseForHeadset, savedChoices } from '#window/features/headset/headsetChoices';
import { hangUp } from '#window/features/testCall/testCall';
import { axeFaults, renderApp, settle } from '../../support/window/renderApp';

type Sound = {
  microphone: MicrophoneResult;
  handlers: MicrophoneHandlers | null;
  /** Ids of the devices that were asked for. */
  microphones: string[];
  speakers: string[];
  hasSpeaker: boolean;
  played: number;
  closed: number;
};

/** What the stand-in for the sound devices does and has been asked. */
const sound: Sound = {
  microphone: { ok: true, label: 'Desk microphone' },
  handlers: null,
  microphones: [],
  speakers: [],
  hasSpeaker: true,
  played: 0,
  closed: 0,
};

const standIn = {
  setVolume: () => undefined,
  play: () => (sound.played += 1),
  setSpeaker: (id: string) => {
    sound.speakers.push(id);
    return Promise.resolve(sound.hasSpeaker);
  },
  openMicrophone: (handlers: MicrophoneHandlers, id: string) => {
    sound.handlers = sound.microphone.ok ? handlers : null;
    sound.microphones.push(id);
    return Promise.resolve(sound.microphone);
  },
  closeMicrophone: () => undefined,
  close: () => {
    sound.closed += 1;
    return Promise.resolve();
  },
};

const DEVICES = [
  { kind: 'audioinput', deviceId: 'default', label: 'Default' },
  { kind: 'audioinput', deviceId: 'mic-2', label: 'Headset' },
  { kind: 'audiooutput', deviceId: 'out-2', label: 'Loudspeaker' },
];

beforeEach(() => {
  hangUp();
  Object.assign(sound, { microphone: { ok: true, label: 'Desk microphone' }, handlers: null });
  Object.assign(sound, { microphones: [], speakers: [], hasSpeaker: true, played: 0, closed: 0 });
  vi.spyOn(HeadsetAudio, 'open').mockResolvedValue(standIn as unknown as HeadsetAudio);
  Object.defineProperty(navigator, 'mediaDevices', {
    configurable: true,
    value: Object.assign(new EventTarget(), {
      enumerateDevices: () => Promise.resolve(DEVICES),
    }),
  });
});

afterEach(() => {
  Reflect.deleteProperty(navigator, 'mediaDevices');
});

const button = (name: string) => screen.getByRole('button', { name });

async function openDialogOf() {
  const bridge = await renderApp();
  await openTestCallNow();
  return bridge;
}

async function openTestCallNow(): Promise<void> {
  const [first] = screen.getAllByRole('button', { name: 'Test call' });
  fireEvent.click(first!);
  await settle();
  await settle();
}

async function callNow(): Promise<void> {
  fireEvent.click(button('Call'));
  await settle();
  await settle();
}

describe('the test call of the window', () => {
  it('shows whether the microphone hears before anything is called, and can be read by all', async () => {
    await openDialogOf();
    const meter = screen.getByRole('meter', { name: 'Loudness of your microphone' });
    expect(meter.getAttribute('aria-valuenow')).toBe('0');
    act(() => {
      for (let at = 0; at < 5; at += 1) {
        sound.handlers?.onFrame(new Int16Array(320).fill(32_767).buffer);
      }
    });
    expect(meter.getAttribute('aria-valuenow')).toBe('100');
    expect(await axeFaults()).toEqual([]);
  });

  it('uses the devices that are chosen', async () => {
    await openDialogOf();
    fireEvent.change(screen.getByLabelText('Microphone'), { target: { value: 'mic-2' } });
    fireEvent.change(screen.getByLabelText('Speaker'), { target: { value: 'out-2' } });
    await settle();
    expect(sound.microphones).toEqual(['', 'mic-2']);
    expect(sound.speakers).toEqual(['out-2']);
  });

  it('begins with the devices of the headset, and keeps those that are chosen here', async () => {
    await renderApp();
    chooseForHeadset({ microphone: 'mic-2', speaker: 'out-2' });
    await openTestCallNow();
    expect([sound.microphones, sound.speakers]).toEqual([['mic-2'], ['out-2']]);
    const field = screen.getByLabelText<HTMLSelectElement>('Microphone');
    expect(field.selectedOptions[0]?.textContent).toBe('Headset');
    fireEvent.change(field, { target: { value: '' } });
    await settle();
    expect(sound.microphones).toEqual(['mic-2', '']);
    expect(savedChoices()).toMatchObject({ microphone: '', speaker: 'out-2' });
  });

  it('says that a chosen speaker is gone, and keeps the choice', async () => {
    await renderApp();
    chooseForHeadset({ speaker: 'unplugged' });
    sound.hasSpeaker = false;
    await openTestCallNow();
    const field = screen.getByLabelText<HTMLSelectElement>('Speaker');
    expect(field.selectedOptions[0]?.textContent).toBe('Not plugged in');
    expect(screen.getByText(/not plugged in or cannot be used/)).toBeTruthy();
    expect(savedChoices().speaker).toBe('unplugged');
  });

  it('says why there is no microphone, and calls nobody without one', async () => {
    sound.microphone = { ok: false, problem: 'none-found' };
    const bridge = await openDialogOf();
    expect(screen.getByText(/No microphone was found/)).toBeTruthy();
    expect(button('Call')).toHaveProperty('disabled', true);
    expect(bridge.headsets).toEqual([]);
  });

  it('speaks as the caller until it is hung up, and says so on every screen', async () => {
    const bridge = await openDialogOf();
    await callNow();
    expect(bridge.requests.at(-1)).toEqual({
      name: 'openTestCall',
      input: { kind: 'saved', profileId: 'default' },
    });
    const [line] = bridge.headsets;
    const frame = new ArrayBuffer(640);
    sound.handlers?.onFrame(frame);
    expect(line?.sent).toEqual([frame]);
    line?.handlers.onFrame(new ArrayBuffer(640));
    expect(sound.played).toBe(1);
    fireEvent.click(button('History'));
    await settle();
    expect(screen.getByText(/You are the caller of a test call/)).toBeTruthy();
    fireEvent.click(button('Hang up'));
    await settle();
    expect([line?.closed, sound.closed]).toEqual([true, 1]);
    expect(screen.queryByText(/You are the caller of a test call/)).toBeNull();
  });

  it('ends with the call, and says when the microphone is lost meanwhile', async () => {
    const bridge = await openDialogOf();
    await callNow();
    act(() => {
      sound.handlers?.onLost();
    });
    expect(screen.getByText(/the AI no longer hears you/)).toBeTruthy();
    act(() => {
      bridge.headsets[0]?.handlers.onClose();
    });
    expect(screen.queryByText(/the AI no longer hears you/)).toBeNull();
    expect(sound.closed).toBe(1);
  });

  it('says why it was refused, and gives the microphone back when it is closed', async () => {
    const bridge = await openDialogOf();
    bridge.failNext('openTestCall', 'There are 5 calls already.');
    await callNow();
    expect(screen.getByText('There are 5 calls already.')).toBeTruthy();
    fireEvent.click(button('Cancel'));
    await settle();
    expect(sound.closed).toBe(1);
  });

  it('is hung up at once when its dialog was closed before it was there', async () => {
    const bridge = await openDialogOf();
    fireEvent.click(button('Call'));
    fireEvent.click(button('Cancel'));
    await settle();
    await settle();
    expect(bridge.headsets).toMatchObject([{ closed: true }]);
    expect(screen.queryByText(/You are the caller of a test call/)).toBeNull();
  });

  it('is hung up by the key that closes every microphone, from a dialog too', async () => {
    const bridge = await openDialogOf();
    await callNow();
    const bar = screen.getByRole('region', { name: 'Test call' });
    expect(bar.dataset['speaking']).toBe('true');
    expect(bar.textContent).toContain('Your microphone: Desk microphone');
    fireEvent.click(button('Settings'));
    fireEvent.keyDown(document.activeElement!, { key: 'M', ctrlKey: true, shiftKey: true });
    expect([bridge.headsets[0]?.closed, sound.closed]).toEqual([true, 1]);
    await settle();
    expect(screen.queryByRole('region', { name: 'Test call' })).toBeNull();
  });

  it('makes room for a caller who is taken over, and says so', async () => {
    const bridge = await renderApp({ calls: [aCall()] });
    await openTestCallNow();
    await callNow();
    fireEvent.click(screen.getByRole('row', { name: /^\+34/ }));
    await settle();
    fireEvent.click(button('Take over'));
    await settle();
    expect(screen.getByRole('dialog').textContent).toContain('Your test call is hung up first');
    fireEvent.click(button('Take over'));
    await settle();
    await settle();
    expect(bridge.headsets[0]?.closed).toBe(true);
    expect(screen.getByText(/^Your test call was hung up/)).toBeTruthy();
    expect(bridge.commands).toEqual([{ kind: 'takeOver' }]);
    act(() => {
      stopListening();
    });
  });

  it('is not made while a caller hears the supervisor', async () => {
    const bridge = await renderApp({ calls: [aCall({ floor: 'supervisor' })] });
    fireEvent.click(button('Listen'));
    await settle();
    await settle();
    await openTestCallNow();
    const dialog = screen.getByRole('dialog', { name: 'Test call' });
    expect(dialog.textContent).toContain('You speak in the call with +34 600 111 222.');
    expect(sound.microphones).toEqual([]);
    await callNow();
    expect(bridge.requests.map(({ name }) => name)).not.toContain('openTestCall');
    act(() => {
      stopListening();
    });
  });

  it('can be neither heard nor taken over by who is its caller, and is marked as theirs', async () => {
    await renderApp({ calls: [aCall({ id: 'test-1', trial: { kind: 'test' } })] });
    await openTestCallNow();
    await callNow();
    for (const name of [/^Listen.*You are the caller/, /^Take over.*You are the caller/]) {
      expect(screen.getByRole('button', { name }).getAttribute('aria-disabled')).toBe('true');
    }
    expect(screen.getByRole('row', { name: /test call/ }).textContent).toContain(
      'your microphone is open',
    );
    expect(await axeFaults()).toEqual([]);
  });

  it('tries a profile as its form has it', async () => {
    const bridge = await renderApp();
    fireEvent.click(button('Profiles'));
    await settle();
    fireEvent.change(screen.getByLabelText('Name'), { target: { value: 'Not saved' } });
    fireEvent.click(button('Talk to it now'));
    await settle();
    await settle();
    await callNow();
    expect(bridge.requests.find(({ name }) => name === 'openTestCall')?.input).toMatchObject({
      kind: 'draft',
      draft: { id: 'default', name: 'Not saved' },
    });
  });

  it('is marked in the list and on its page', async () => {
    await renderApp({ calls: [aCall({ trial: { kind: 'test' } })] });
    expect(screen.getByRole('row', { name: /test call/ })).toBeTruthy();
  });
});
