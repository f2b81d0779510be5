import { act, fireEvent, screen } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Call } from '#model/call';
import { aCall } from '#support/window/callFixtures';
import type { FakeBridge } from '#support/window/fakeBridge';
import {
  HeadsetAudio,
  type MicrophoneHandlers,
  type MicrophoneResult,
} from '#window/audio/headsetAudio';
import { listenBack, stopListening } from '#window/features/headset/headset';
import { axeFaults, renderApp, settle } from '../../support/window/renderApp';

type Sound = {
  microphone: MicrophoneResult;
  canPlay: boolean;
  handlers: MicrophoneHandlers | null;
  played: ArrayBuffer[];
  closed: number;
};

/** What the stand-in for the sound devices does and has been asked. */
const sound: Sound = {
  microphone: { ok: true, label: 'Desk microphone' },
  canPlay: true,
  handlers: null,
  played: [],
  closed: 0,
};

/** Sound devices as far as the headset uses them. */
const standIn = {
  play: (frame: ArrayBuffer) => sound.played.push(frame),
  openMicrophone: (handlers: MicrophoneHandlers) => {
    sound.handlers = sound.microphone.ok ? handlers : null;
    return Promise.resolve(sound.microphone);
  },
  closeMicrophone: () => {
    sound.handlers = null;
  },
  close: () => {
    sound.handlers = null;
    sound.closed += 1;
    return Promise.resolve();
  },
};

const button = (name: string | RegExp) => screen.getByRole('button', { name });
const frame = (): ArrayBuffer => new ArrayBuffer(640);

async function click(name: string | RegExp): Promise<void> {
  fireEvent.click(button(name));
  await settle();
  await settle();
}

async function becomes(bridge: FakeBridge, patch: Partial<Call>): Promise<void> {
  act(() => {
    bridge.emit({ type: 'callChanged', call: aCall(patch) });
  });
  await settle();
}

beforeEach(() => {
  vi.spyOn(HeadsetAudio, 'open').mockImplementation(() =>
    sound.canPlay
      ? Promise.resolve(standIn as unknown as HeadsetAudio)
      : Promise.reject(new Error('no sound')),
  );
  stopListening();
  Object.assign(sound, {
    microphone: { ok: true, label: 'Desk microphone' },
    canPlay: true,
    handlers: null,
    played: [],
    closed: 0,
  });
});

describe("the supervisor's headset", () => {
  it('plays the call that is listened to, without a microphone', async () => {
    const bridge = await renderApp({ calls: [aCall()] });
    await click('Listen');
    const heard = frame();
    bridge.headsets[0]?.handlers.onFrame(heard);
    expect(sound.played).toEqual([heard]);
    expect(sound.handlers).toBeNull();
    expect(button('Listen').getAttribute('aria-pressed')).toBe('true');
    await click('Listen');
    expect(bridge.headsets[0]?.closed).toBe(true);
    expect(sound.closed).toBe(1);
  });

  it('hears the side that is chosen, of this call and of the next one', async () => {
    const bridge = await renderApp({ calls: [aCall()] });
    await click('Listen');
    expect(bridge.headsets[0]?.wishes).toEqual([{ sides: 'both', behindMs: 0 }]);
    fireEvent.change(screen.getByLabelText('What you hear'), { target: { value: 'line' } });
    expect(bridge.headsets[0]?.wishes.at(-1)).toBe('line');
    await click('Listen');
    await click('Listen');
    expect(bridge.headsets[1]?.wishes).toEqual([{ sides: 'line', behindMs: 0 }]);
    fireEvent.change(screen.getByLabelText('What you hear'), { target: { value: 'both' } });
  });

  it('hears what was said before, and says how far behind it is', async () => {
    const bridge = await renderApp({ calls: [aCall()] });
    await click('Listen');
    expect(screen.getByText('You hear this call live.')).toBeTruthy();
    vi.useFakeTimers({ toFake: ['Date'] });
    await click('Hear the last 10 s');
    vi.useRealTimers();
    expect(bridge.headsets.map(({ closed }) => closed)).toEqual([true, false]);
    expect(bridge.headsets[1]?.wishes).toEqual([{ sides: 'both', behindMs: 10_000 }]);
    expect(screen.getByText('10 s behind, catching up')).toBeTruthy();
    expect(await axeFaults()).toEqual([]);
  });

  it('hears a call from 10 s before a moment on, at most a minute back', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const bridge = await renderApp({ calls: [aCall()] });
    const { id } = aCall();
    await listenBack(id, Date.now() - 4_000);
    await listenBack(id, Date.now() - 300_000);
    vi.useRealTimers();
    expect(bridge.headsets.map(({ wishes }) => wishes)).toMatchObject([
      [{ behindMs: 14_000 }],
      [{ behindMs: 60_000 }],
    ]);
  });

  it('remembers which side is heard', async () => {
    await renderApp({ calls: [aCall()] });
    await click('Listen');
    fireEvent.change(screen.getByRole('combobox', { name: 'What you hear' }), {
      target: { value: 'line' },
    });
    vi.resetModules();
    const { useListeningStore } = await import('#window/features/headset/listeningStore');
    expect(useListeningStore.getState().sides).toBe('line');
    fireEvent.change(screen.getByLabelText('What you hear'), { target: { value: 'both' } });
  });

  it('names who else listens, in the head of the call and in its row, but not itself', async () => {
    const listeners = ['window:ann', 'api:ben', 'window:cem'];
    const bridge = await renderApp({ calls: [aCall({ listeners: listeners.slice(1) })] });
    const row = () => screen.getByRole('row', { name: /live/ });
    expect(screen.getByText('Listening: ben (API), cem')).toBeTruthy();
    expect(row().textContent).toContain('2');
    await click('Listen');
    await becomes(bridge, { listeners: ['window:ann', 'api:ben'] });
    expect(screen.getByText('Listening: ben (API)')).toBeTruthy();
    expect(row().getAttribute('aria-label')).toContain('Listening: ben (API)');
    expect(await axeFaults()).toEqual([]);
    await becomes(bridge, { listeners: ['window:ann'] });
    expect(screen.queryByText(/^Listening: /)).toBeNull();
  });

  it('opens the microphone before the call is taken over, and closes it when it is handed back', async () => {
    const bridge = await renderApp({ calls: [aCall()] });
    await click('Take over');
    expect(bridge.commands).toEqual([{ kind: 'takeOver' }]);
    await becomes(bridge, { floor: 'supervisor' });
    expect(screen.getByText('Your microphone is live: Desk microphone')).toBeTruthy();
    const said = frame();
    sound.handlers?.onFrame(said);
    expect(bridge.headsets[0]?.sent).toEqual([said]);
    await click('Hand back');
    await becomes(bridge, { floor: 'agent' });
    expect(sound.handlers).toBeNull();
    expect(button('Listen').getAttribute('aria-pressed')).toBe('true');
  });

  it('closes the microphone when somebody else hands the call back', async () => {
    const bridge = await renderApp({ calls: [aCall()] });
    await click('Take over');
    await becomes(bridge, { floor: 'supervisor' });
    await becomes(bridge, { floor: 'agent' });
    expect(sound.handlers).toBeNull();
  });

  it.each([
    ['none-found', 'No microphone was found'],
    ['denied', 'does not let Cordboard use the microphone'],
    ['in-use', 'in use by another program'],
    ['failed', 'could not be opened'],
  ] as const)(
    'without a microphone (%s) takes no call over, and says why',
    async (problem, why) => {
      sound.microphone = { ok: false, problem };
      const bridge = await renderApp({ calls: [aCall()] });
      await click('Take over');
      expect(screen.getByRole('alert').textContent).toContain(why);
      expect(bridge.commands).toEqual([]);
      await click('Dismiss');
      expect(screen.queryByRole('alert')).toBeNull();
    },
  );

  it('says so when the microphone is lost, and takes it again', async () => {
    const bridge = await renderApp({ calls: [aCall()] });
    await click('Take over');
    await becomes(bridge, { floor: 'supervisor' });
    act(() => {
      sound.handlers?.onLost();
    });
    expect(screen.getByRole('alert').textContent).toContain('The microphone was disconnected');
    expect(screen.getByText(/your microphone is not connected/)).toBeTruthy();
    await click('Connect microphone');
    expect(screen.getByText(/Your microphone is live/)).toBeTruthy();
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('closes the microphone when the take-over fails', async () => {
    const bridge = await renderApp({ calls: [aCall()] });
    bridge.failNext('calls:command', 'The call is on hold.');
    await click('Take over');
    expect(sound.handlers).toBeNull();
    expect(screen.getByRole('alert').textContent).toBe('The call is on hold.');
  });

  it('says why a call cannot be listened to', async () => {
    const bridge = await renderApp({ calls: [aCall()] });
    bridge.failNext('openHeadset', 'Somebody listens already.');
    await click('Listen');
    expect(screen.getByRole('alert').textContent).toContain('Somebody listens already.');
    expect(button('Listen').getAttribute('aria-pressed')).toBe('false');
    sound.canPlay = false;
    await click('Listen');
    expect(screen.getByRole('alert').textContent).toContain('Sound could not be opened');
  });

  it('goes off with the call', async () => {
    const bridge = await renderApp({ calls: [aCall()] });
    await click('Listen');
    act(() => {
      bridge.headsets[0]?.handlers.onClose();
    });
    expect(button('Listen').getAttribute('aria-pressed')).toBe('false');
    expect(sound.closed).toBe(1);
  });

  it('speaks to the party of a consultation', async () => {
    const bridge = await renderApp({ calls: [aCall()] });
    await click(/^Transfer/);
    fireEvent.change(screen.getByLabelText('Extension or number'), { target: { value: '204' } });
    await click('Ask first');
    expect(bridge.requests.at(-1)).toMatchObject({
      input: { command: { kind: 'consult', target: '204' } },
    });
    await becomes(bridge, { consultation: { target: '204', state: 'talking' } });
    expect(sound.handlers).not.toBeNull();
    await becomes(bridge, {});
    expect(sound.handlers).toBeNull();
  });
});
