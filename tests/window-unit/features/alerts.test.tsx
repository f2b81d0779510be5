import { act, fireEvent, screen, within } from '@testing-library/react';
import { beforeEach, describe, expect, it, type MockInstance, vi } from 'vitest';
import type { CallAlert } from '#model/alert';
import type { Call } from '#model/call';
import { TIMELINE_BUCKET_BYTES } from '#model/timeline';
import { alertWith, turnWith } from '#support/calls';
import { saying } from '#support/phrases';
import { aCall } from '#support/window/callFixtures';
import type { FakeBridge } from '#support/window/fakeBridge';
import { HeadsetAudio } from '#window/audio/headsetAudio';
import { cuePlayer } from '#window/features/alerts/cues';
import { chooseSound, savedSound } from '#window/features/alerts/soundChoices';
import { useAxisView } from '#window/features/callWaves/axisView';
import { useTimelineStore } from '#window/features/callWaves/callTimeline';
import { stopListening } from '#window/features/headset/headset';
import { useHeadsetStore } from '#window/features/headset/headsetStore';
import { callsByAttention } from '#window/state/callOrder';
import { useCallsStore } from '#window/state/callsStore';
import { useUiStore } from '#window/state/uiStore';
import { axeFaults, renderApp, settle } from '../../support/window/renderApp';

/** Sound devices as far as listening uses them. */
const DEVICES = {
  setVolume: () => undefined,
  setSpeaker: () => Promise.resolve(true),
  close: () => Promise.resolve(),
} as unknown as HeadsetAudio;

let playCue: MockInstance<typeof cuePlayer.play>;

const asks = (change: Partial<CallAlert> = {}): CallAlert =>
  alertWith('The caller asks for a person.', {
    id: 'asks-for-person@5',
    signal: 'asks-for-person',
    phrase: saying('The caller asks for a person.'),
    at: 5,
    ...change,
  });

const silent = (change: Partial<CallAlert> = {}): CallAlert =>
  alertWith('Nobody speaks.', { id: 'both-silent@9', signal: 'both-silent', at: 9, ...change });

function change(bridge: FakeBridge, id: string, alerts: readonly CallAlert[]): void {
  act(() => {
    bridge.emit({ type: 'callChanged', call: aCall({ id, alerts }) });
  });
}

const selected = () => useCallsStore.getState().selection?.callId;

const press = (key: string, more: Partial<KeyboardEventInit> = {}): void => {
  fireEvent.keyDown(document.body, { key, ...more });
};

/** Levels of two minutes. */
const aLongCall = {
  ...{ levelsFromMs: 0, firstBucket: 0, events: [], acts: [], samples: [] },
  levels: new Uint8Array(1_200 * TIMELINE_BUCKET_BYTES),
};

beforeEach(() => {
  playCue = vi.spyOn(cuePlayer, 'play').mockReturnValue();
});

describe('what calls for attention', () => {
  it('stands on its call with its reason, and is acknowledged there', async () => {
    const bridge = await renderApp({ calls: [aCall({ alerts: [asks()] })] });
    const list = within(screen.getByRole('list', { name: 'What calls for attention' }));
    fireEvent.click(
      list.getByRole('button', { name: 'Acknowledge: The caller asks for a person.' }),
    );
    expect(bridge.commands).toEqual([{ kind: 'acknowledgeAlert', alertId: 'asks-for-person@5' }]);
    expect(await axeFaults()).toEqual([]);
    await settle();
    change(bridge, 'call-1', [asks({ acknowledged: { by: 'window:ann', at: 9 }, over: 9 })]);
    expect(screen.queryByText('The caller asks for a person.')).toBeNull();
    expect(screen.getByText('No call needs you')).toBeTruthy();
  });

  it('is counted as the list groups it, with questions and calls that ring, and leads from one to the next in its order', async () => {
    await renderApp({
      calls: [
        aCall({ id: 'calm' }),
        aCall({ id: 'silent', alerts: [silent()] }),
        aCall({ id: 'asks', alerts: [asks({ severity: 'danger' }), silent()] }),
        aCall({ id: 'over', alerts: [silent({ over: 12 })] }),
        aCall({ id: 'noted', alerts: [silent({ severity: 'info' })] }),
        aCall({ id: 'rings', state: 'ringing', startedAt: 20 }),
      ],
    });
    const counter = screen.getByRole('button', { name: '3 calls need you' });
    const { needs } = callsByAttention(useCallsStore.getState(), Date.now());
    expect(needs).toEqual(['asks', 'silent', 'rings']);
    act(() => {
      useCallsStore.getState().select('calm');
    });
    for (const callId of [...needs, needs[0]]) {
      fireEvent.click(counter);
      expect(selected()).toBe(callId);
    }
  });

  it('is acknowledged by a key: the worst first, or all of the call at once', async () => {
    const bridge = await renderApp({
      calls: [
        aCall({
          id: 'a',
          alerts: [silent(), asks({ severity: 'danger' }), asks({ id: 'seen', over: 3 })],
        }),
      ],
    });
    act(() => {
      useCallsStore.getState().select('a');
    });
    press('e');
    expect(bridge.commands).toEqual([{ kind: 'acknowledgeAlert', alertId: 'asks-for-person@5' }]);
    await settle();
    press('E', { shiftKey: true });
    await settle();
    expect(bridge.commands.slice(1)).toEqual([
      { kind: 'acknowledgeAlert', alertId: 'both-silent@9' },
      { kind: 'acknowledgeAlert', alertId: 'asks-for-person@5' },
    ]);
  });

  it('is acknowledged in its row, which stays where it is', async () => {
    const bridge = await renderApp({ calls: [aCall({ id: 'a', alerts: [asks()] })] });
    const row = within(screen.getByRole('row', { name: /The caller asks for a person/ }));
    fireEvent.click(row.getByRole('button', { name: /^Acknowledge: / }));
    expect(bridge.commands).toEqual([{ kind: 'acknowledgeAlert', alertId: 'asks-for-person@5' }]);
  });

  it('leads to its second on the time axis and to its turn', async () => {
    const startedAt = Date.now() - 120_000;
    await renderApp({
      calls: [aCall({ id: 'a', startedAt, alerts: [asks({ at: startedAt + 30_000, turnId: 7 })] })],
      transcripts: { a: [turnWith({ id: 7, text: 'A person, please.', startMs: 30_000 })] },
    });
    act(() => {
      useCallsStore.getState().select('a');
      useTimelineStore.getState().timeline?.levels.take(aLongCall);
    });
    const sought = vi.fn();
    Element.prototype.scrollIntoView = sought;
    fireEvent.click(screen.getByTitle(/Show this second of the call$/));
    expect(useAxisView.getState().end).toBe(40_000);
    expect(sought.mock.contexts[0]).toMatchObject({ dataset: { turn: '7' } });
    expect(useUiStore.getState().following).toBe(false);
  });

  it.each([
    [
      'a key',
      () => {
        press('O', { shiftKey: true });
      },
    ],
    [
      'a click',
      () => {
        const row = screen.getByRole('row', { name: /The caller asks for a person/ });
        fireEvent.click(within(row).getByRole('button', { name: 'Listen to this call' }));
      },
    ],
  ])('is reached by %s, with the headset on its call', async (_how, go) => {
    const opened = vi.spyOn(HeadsetAudio, 'open').mockRejectedValue(new Error('No speaker.'));
    await renderApp({ calls: [aCall({ id: 'calm' }), aCall({ id: 'asks', alerts: [asks()] })] });
    act(() => {
      useCallsStore.getState().select('calm');
    });
    go();
    await settle();
    expect(selected()).toBe('asks');
    expect(opened).toHaveBeenCalledOnce();
    expect(useHeadsetStore.getState().problem).toMatchObject({ callId: 'asks' });
  });

  it('is reached from a notice of the system, with the headset on what led to it', async () => {
    vi.spyOn(HeadsetAudio, 'open').mockResolvedValue(DEVICES);
    const now = Date.now();
    const alerts = [asks({ at: now - 5_000 })];
    const bridge = await renderApp({
      calls: [aCall({ id: 'calm' }), aCall({ id: 'asks', alerts })],
    });
    vi.spyOn(Date, 'now').mockReturnValue(now);
    act(() => {
      bridge.askToShow('asks');
    });
    await settle();
    expect(selected()).toBe('asks');
    expect(bridge.headsets).toMatchObject([{ callId: 'asks' }]);
    expect(bridge.headsets[0]?.wishes).toMatchObject([{ behindMs: 15_000 }]);
    vi.mocked(Date.now).mockRestore();
    stopListening();
    act(() => {
      bridge.askToShow('calm');
    });
    await settle();
    expect(selected()).toBe('calm');
    expect(bridge.headsets).toHaveLength(1);
  });

  it('is heard from its own moment on, not from that of a graver one', async () => {
    vi.spyOn(HeadsetAudio, 'open').mockResolvedValue(DEVICES);
    const now = Date.now();
    const alerts = [
      asks({ severity: 'danger', at: now - 2_000 }),
      silent({ phrase: saying('Nobody speaks.'), at: now - 30_000 }),
    ];
    const bridge = await renderApp({ calls: [aCall({ id: 'a', alerts })] });
    fireEvent.click(screen.getByRole('button', { name: '1 more' }));
    const list = within(screen.getByRole('list', { name: 'What calls for attention' }));
    const item = list.getByText('Nobody speaks.').closest('li');
    vi.spyOn(Date, 'now').mockReturnValue(now);
    fireEvent.click(within(item!).getByRole('button', { name: 'Listen to this call' }));
    await settle();
    expect(bridge.headsets.map(({ wishes }) => wishes)).toMatchObject([[{ behindMs: 40_000 }]]);
    vi.mocked(Date.now).mockRestore();
    stopListening();
  });

  it('is heard once when it begins and once when it gets worse, by the worst of all', async () => {
    const bridge = await renderApp({ calls: [aCall({ id: 'a', alerts: [silent()] })] });
    expect(playCue).not.toHaveBeenCalled();
    change(bridge, 'a', [silent(), asks()]);
    change(bridge, 'a', [silent(), asks()]);
    expect(playCue.mock.calls).toEqual([['warn', 0.5]]);
    change(bridge, 'a', [silent({ severity: 'danger' }), asks()]);
    expect(playCue.mock.calls).toEqual([
      ['warn', 0.5],
      ['danger', 0.5],
    ]);
  });

  it('is heard too when a caller begins to ring, and when an AI begins to ask', async () => {
    const bridge = await renderApp({ calls: [aCall({ id: 'a' })] });
    const put = (call: Partial<Call>): void => {
      act(() => {
        bridge.emit({ type: 'callChanged', call: aCall({ id: 'a', ...call }) });
      });
    };
    put({ state: 'ringing' });
    put({ state: 'ringing', callerSpeaking: true });
    expect(playCue).toHaveBeenCalledTimes(1);
    const asked = { id: 'q', askedAt: 1, deadline: 9 };
    put({ questions: [{ ...asked, kind: 'question', text: 'May I?', fallback: '' }] });
    expect(playCue).toHaveBeenCalledTimes(2);
  });

  it('is heard from one window only, the first that is open', async () => {
    let takeTurn: () => unknown = () => undefined;
    vi.spyOn(navigator.locks, 'request').mockImplementation(((
      _name: string,
      run: () => unknown,
    ) => {
      takeTurn = run;
      return new Promise(() => undefined);
    }) as never);
    const bridge = await renderApp({ calls: [aCall({ id: 'a' })] });
    change(bridge, 'a', [silent()]);
    expect(playCue).not.toHaveBeenCalled();
    void takeTurn();
    change(bridge, 'a', [silent(), asks()]);
    expect(playCue).toHaveBeenCalledOnce();
  });

  it('is only seen where its rule is silent', async () => {
    const bridge = await renderApp({ calls: [aCall({ id: 'a' })] });
    change(bridge, 'a', [silent({ sound: false })]);
    expect(playCue).not.toHaveBeenCalled();
  });

  it('is as loud as this window is told, with a try of each sound', async () => {
    const bridge = await renderApp({ calls: [aCall({ id: 'a' })] });
    fireEvent.click(screen.getByRole('button', { name: 'Sound of alerts' }));
    fireEvent.change(screen.getByLabelText('Volume'), { target: { value: '0.8' } });
    fireEvent.click(screen.getByRole('button', { name: 'Hear a danger' }));
    change(bridge, 'a', [silent()]);
    expect(playCue.mock.calls).toEqual([
      ['danger', 0.8],
      ['warn', 0.8],
    ]);
    expect(savedSound()).toEqual({ muted: false, volume: 0.8, onlyAway: false });
  });

  it('has a choice of sounds without a fault of access', async () => {
    await renderApp();
    fireEvent.click(screen.getByRole('button', { name: 'Sound of alerts' }));
    expect(await axeFaults()).toEqual([]);
  });

  it('is not heard while it is muted, or while the window is in front where that was chosen', async () => {
    const bridge = await renderApp({ calls: [aCall({ id: 'a' })] });
    const isInFront = vi.spyOn(document, 'hasFocus').mockReturnValue(true);
    chooseSound({ onlyAway: true });
    change(bridge, 'a', [silent({ id: 'one' })]);
    chooseSound({ onlyAway: false, muted: true });
    change(bridge, 'a', [silent({ id: 'two' })]);
    chooseSound({ onlyAway: true, muted: false });
    isInFront.mockReturnValue(false);
    change(bridge, 'a', [silent({ id: 'three' })]);
    expect(playCue.mock.calls.map(([, volume]) => volume)).toEqual([0, 0, 0.5]);
  });
});
