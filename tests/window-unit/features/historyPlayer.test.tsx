/** The recording of a call, in step with what was said. */
import { act, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CallRecord } from '#model/history';
import { phrase } from '#model/phrases/phrase';
import { alertWith } from '#support/calls';
import { aRecord, aRecordedCall } from '#support/window/historyFixtures';
import { openHistory, page, row } from '#support/window/historyScreen';
import { search, useHistoryStore } from '#window/features/history/historyStore';
import { marksOf, neighbour, stretchesOf } from '#window/features/history/player/marks';
import { move, seek, usePlayerStore } from '#window/features/history/player/playerStore';
import { momentOf, silencesOf } from '#window/features/history/player/timeline';
import { useHitStore } from '#window/features/history/record/hitStore';
import { NO_FILTERS } from '#window/features/history/search/historyFilters';
import { turnWith } from '../../support/calls';
import { axeFaults, settle } from '../../support/window/renderApp';

const call = aRecordedCall({ id: 'rec-111' });
/** The recording began in mid-call, and a second one later. */
const recordings = [
  { path: 'recordings/a.wav', startMs: 1_000, durationMs: 10_000, bytes: 4 },
  { path: 'recordings/b.wav', startMs: 20_000, durationMs: 5_000, bytes: 4 },
];

beforeEach(() => {
  vi.spyOn(HTMLMediaElement.prototype, 'play').mockImplementation(function (
    this: HTMLMediaElement,
  ) {
    fireEvent.play(this);
    return Promise.resolve();
  });
  vi.spyOn(HTMLMediaElement.prototype, 'pause').mockImplementation(function (
    this: HTMLMediaElement,
  ) {
    fireEvent.pause(this);
  });
});

afterEach(() => {
  vi.restoreAllMocks();
});

async function openCall(patch: Partial<CallRecord> = {}): Promise<HTMLAudioElement> {
  await openHistory((bridge) => {
    bridge.history.records = { 'rec-111': aRecord({ call, recordings, ...patch }) };
    bridge.history.callHits = [
      { turnId: 0, marks: [[2, 6]] },
      { turnId: 1, marks: [[0, 2]] },
    ];
  });
  fireEvent.click(row(/^111/));
  await settle();
  return sound();
}

function sound(): HTMLAudioElement {
  const audio = page().querySelector('audio');
  if (audio === null) {
    throw new Error('no recording on the page');
  }
  return audio;
}

const playedTurn = () => page().querySelector('.turn-played')?.getAttribute('data-turn-id');

describe('the player of a call', () => {
  it('plays a turn from its place in the recording, and marks what is played', async () => {
    const audio = await openCall();
    fireEvent.click(within(page()).getByRole('button', { name: 'Play from 00:03.2' }));
    expect(audio.currentTime).toBeCloseTo(2.2);
    expect(usePlayerStore.getState().state).toBe('playing');
    expect(playedTurn()).toBe('1');
  });

  it('plays from the word that is clicked', async () => {
    const audio = await openCall();
    const words = within(page()).getByText('Of course, the refund');
    const offsetNode = words.firstChild!;
    Object.assign(document, { caretPositionFromPoint: () => ({ offsetNode, offset: 11 }) });
    fireEvent.click(words);
    // 11 of the 21 characters that were heard between 3.2 s and 5 s; the recording begins at 1 s.
    expect(audio.currentTime).toBeCloseTo(2.2 + (1.8 * 11) / 21);
  });

  it('goes to the other recording of the call, and on there once it is loaded', async () => {
    await openCall();
    act(() => {
      fireEvent.keyDown(within(page()).getByRole('slider'), { key: 'End' });
    });
    fireEvent.change(screen.getByRole('combobox', { name: 'Part of the recording' }), {
      target: { value: '1' },
    });
    expect(sound().getAttribute('src')).toBe('console://app/recordings/rec-111/1');
    fireEvent.loadedMetadata(sound());
    expect(sound().currentTime).toBe(0);
    expect(usePlayerStore.getState().atMs).toBe(20_000);
  });

  const press = (key: string): void => {
    fireEvent.keyDown(document.activeElement ?? document.body, { key });
  };

  it('is worked by keys on the page, but not from a field', async () => {
    const audio = await openCall();
    fireEvent.keyDown(row(/^111/), { key: 'Enter' });
    expect(document.activeElement).toBe(page());
    press('ArrowRight');
    expect(audio.currentTime).toBeCloseTo(5);
    press(' ');
    expect(usePlayerStore.getState().state).toBe('playing');
    within(page()).getByRole('textbox', { name: 'Add a tag' }).focus();
    press(' ');
    expect(usePlayerStore.getState().state).toBe('playing');
    within(page()).getByRole('tabpanel').focus();
    press(' ');
    expect(usePlayerStore.getState().state).toBe('paused');
  });

  it('goes to marks by comma and full stop, without a word on the live screen', async () => {
    await openCall();
    page().focus();
    press('.');
    expect(usePlayerStore.getState().atMs).toBe(5_000);
    within(page()).getByRole('tabpanel').focus();
    press('.');
    press(',');
    await settle();
    expect(screen.queryByText('Open the live screen first')).toBeNull();
  });

  it('leaves a key to what presses or moves by it', async () => {
    const audio = await openCall();
    within(page()).getByRole('button', { name: 'Play' }).focus();
    press(' ');
    expect(usePlayerStore.getState().state).toBe('idle');
    press('ArrowRight');
    expect(audio.currentTime).toBeCloseTo(5);
    const [tab] = within(page()).getAllByRole('tab');
    tab?.focus();
    press('ArrowRight');
    await settle();
    expect(audio.currentTime).toBeCloseTo(5);
    const exports = within(page()).getByRole('button', { name: 'Export' });
    fireEvent.keyDown(exports, { key: 'Enter' });
    fireEvent.keyDown(screen.getAllByRole('menuitem')[0]!, { key: ']' });
    fireEvent.keyDown(screen.getAllByRole('menuitem')[0]!, { key: 'ArrowRight' });
    expect(audio.currentTime).toBeCloseTo(5);
  });

  describe('whose page was left', () => {
    beforeEach(() => {
      // As in a browser: the element says later that it pauses, and is gone by then.
      vi.spyOn(HTMLMediaElement.prototype, 'pause').mockImplementation(() => undefined);
    });

    it.each([
      ['its row was clicked again', () => fireEvent.click(row(/^111/))],
      [
        'another screen was shown',
        async () => {
          fireEvent.click(screen.getByRole('button', { name: 'Audit' }));
          await settle();
          fireEvent.click(screen.getByRole('button', { name: 'History' }));
        },
      ],
    ])('stands still where it was, once %s', async (_, leaveAndReturn) => {
      await openCall();
      fireEvent.click(within(page()).getByRole('button', { name: 'Play from 00:03.2' }));
      expect(within(page()).getByRole('button', { name: 'Pause' })).toBeTruthy();
      await leaveAndReturn();
      await settle();
      fireEvent.loadedMetadata(sound());
      expect(within(page()).getByRole('button', { name: 'Play' })).toBeTruthy();
      expect(usePlayerStore.getState().state).toBe('paused');
      expect(sound().currentTime).toBeCloseTo(2.2);
    });

    it('does not go on by itself with a recording that was still being loaded', async () => {
      await openCall();
      fireEvent.click(within(page()).getByRole('button', { name: 'Play from 00:03.2' }));
      fireEvent.ended(sound());
      fireEvent.click(row(/^111/));
      await settle();
      fireEvent.loadedMetadata(sound());
      expect(usePlayerStore.getState()).toMatchObject({ state: 'paused', atMs: 20_000 });
    });

    it('tries a recording again that could not be played', async () => {
      const audio = await openCall();
      fireEvent.error(audio);
      expect(within(page()).getByRole('alert').textContent).toContain('cannot be played');
      fireEvent.click(row(/^111/));
      await settle();
      expect(within(page()).queryByRole('alert')).toBeNull();
      expect(within(page()).getByRole('button', { name: 'Play' })).toBeTruthy();
    });
  });

  it('takes a start that was called off for no failure', async () => {
    await openCall();
    vi.spyOn(HTMLMediaElement.prototype, 'play').mockRejectedValue(
      new DOMException('The play() request was interrupted', 'AbortError'),
    );
    fireEvent.click(within(page()).getByRole('button', { name: 'Play' }));
    await settle();
    expect(within(page()).queryByRole('alert')).toBeNull();
  });

  it('skips silence only when it is told to', async () => {
    const audio = await openCall();
    act(() => {
      usePlayerStore.setState({ state: 'playing', silences: [{ fromMs: 3_000, toMs: 8_000 }] });
    });
    audio.currentTime = 3;
    fireEvent.timeUpdate(audio);
    expect(audio.currentTime).toBe(3);
    fireEvent.click(screen.getByRole('checkbox', { name: 'Skip silence' }));
    fireEvent.timeUpdate(audio);
    expect(audio.currentTime).toBeCloseTo(6.75);
  });

  it('goes from place to place of the words that were searched for', async () => {
    useHistoryStore.setState(({ filters }) => ({ filters: { ...filters, text: 'want' } }));
    await openCall();
    useHistoryStore.setState(({ filters }) => ({ filters: { ...filters, text: 'want' } }));
    await settle();
    expect(screen.getByText('1 of 2')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Next place' }));
    expect(page().querySelector('.turn-hit')?.getAttribute('data-turn-id')).toBe('1');
    expect(usePlayerStore.getState().atMs).toBe(3_200);
  });

  it('plays from the first place that was found, and only when it is told to', async () => {
    await openHistory((bridge) => {
      bridge.history.records = { 'rec-111': aRecord({ call, recordings }) };
      bridge.history.callHits = [{ turnId: 1, marks: [[15, 21]] }];
    });
    act(() => {
      useHistoryStore.setState({ filters: { ...NO_FILTERS, text: 'refund' } });
    });
    fireEvent.click(row(/^111/));
    await settle();
    expect(usePlayerStore.getState()).toMatchObject({ state: 'idle', atMs: 3_200 });
    fireEvent.click(within(page()).getByRole('button', { name: 'Play' }));
    expect(sound().currentTime).toBeCloseTo(2.2);
    expect(playedTurn()).toBe('1');
    // The same search again, as the screen makes it whenever it is shown.
    act(() => {
      move(4_000);
    });
    await act(search);
    await settle();
    expect(usePlayerStore.getState()).toMatchObject({ state: 'playing', atMs: 7_200 });
  });

  it('says that a call was not recorded', async () => {
    await openHistory((bridge) => {
      bridge.history.records = { 'rec-111': aRecord({ call }) };
    });
    fireEvent.click(row(/^111/));
    await settle();
    expect(within(page()).getByText(/was not recorded/)).toBeTruthy();
    expect(within(page()).queryByRole('button', { name: /Play from/ })).toBeNull();
  });
});

describe('the turn that is played', () => {
  /** The turns that were brought into view, in their order. */
  const shown: (string | null)[] = [];

  beforeEach(() => {
    shown.length = 0;
    vi.spyOn(Element.prototype, 'scrollIntoView').mockImplementation(function (this: Element) {
      shown.push(this.getAttribute('data-turn-id'));
    });
  });

  const playFrom = (atMs: number): void => {
    act(() => {
      seek(atMs, true);
    });
  };

  /** The reader scrolls the transcript, and the turn that is played to this place of it. */
  function scroll(top: number): void {
    const turn = page().querySelector('.turn-played')!;
    const panel = within(page()).getByRole('tabpanel');
    vi.spyOn(turn, 'getBoundingClientRect').mockReturnValue(new DOMRect(0, top, 400, 40));
    vi.spyOn(panel, 'getBoundingClientRect').mockReturnValue(new DOMRect(0, 100, 400, 300));
    fireEvent.scroll(panel);
  }

  const followButton = () => within(page()).queryByRole('button', { name: 'Follow' });

  it('is kept in view, also while it is a place that was found', async () => {
    await openCall();
    act(() => {
      useHitStore.setState({ hits: [{ turnId: 1, marks: [[0, 2]] }] });
    });
    shown.length = 0;
    playFrom(2_000);
    playFrom(3_200);
    expect(shown).toEqual(['0', '1']);
    scroll(150);
    expect(followButton()).toBeNull();
  });

  it('is left alone once the reader scrolls away, until they ask for it', async () => {
    await openCall();
    playFrom(2_000);
    scroll(500);
    shown.length = 0;
    playFrom(3_200);
    expect(shown).toEqual([]);
    expect(await axeFaults()).toEqual([]);
    followButton()?.focus();
    fireEvent.click(followButton()!);
    expect(shown).toEqual(['1']);
    expect(followButton()).toBeNull();
    expect(document.activeElement).toBe(page());
  });

  it('is followed again once the reader scrolls back to it, or plays from a place', async () => {
    await openCall();
    playFrom(3_200);
    scroll(20);
    expect(followButton()).toBeTruthy();
    scroll(380);
    expect(followButton()).toBeNull();
    scroll(20);
    fireEvent.click(within(page()).getByRole('button', { name: 'Play from 00:03.2' }));
    expect(followButton()).toBeNull();
  });
});

describe('the marks of a call', () => {
  const record = aRecord({
    events: [
      { atMs: 100, kind: 'notice-warn', phrase: phrase('text', { text: 'Look.' }) },
      { atMs: 2_000, kind: 'hold', phrase: phrase('event.held-by-supervisor') },
      { atMs: 4_000, kind: 'hold', phrase: phrase('event.hold-ended') },
      { atMs: 6_000, kind: 'recording', phrase: phrase('event.recording-paused') },
    ],
    acts: [{ atMs: 900, actor: 'window:ann', action: 'call.whisper' }],
  });

  it('are also the alerts that are measured, and stand among the events with their words', async () => {
    const alert = alertWith('The caller asks for a person.', {
      signal: 'asks-for-person',
      at: call.startedAt + 700,
    });
    const asked = { ...record, call, alerts: [alert] };
    expect(marksOf(asked).map(({ atMs, kind }) => `${atMs} ${kind}`)).toContain('700 alert');
    await openHistory((bridge) => {
      bridge.history.records = { 'rec-111': asked };
    });
    fireEvent.click(row(/^111/));
    await settle();
    fireEvent.mouseDown(within(page()).getByRole('tab', { name: /^Events/ }));
    expect(within(page()).getByText('The caller asks for a person.')).toBeTruthy();
  });

  it('are alerts, deeds and cuts in their order', () => {
    expect(marksOf(record).map((mark) => ({ ...mark, text: mark.text() }))).toEqual([
      { atMs: 100, kind: 'alert', text: 'Look.' },
      { atMs: 900, kind: 'act', text: 'Whispered to the AI (ann)' },
      { atMs: 5_000, kind: 'cut', text: 'The caller cut the AI short' },
    ]);
    expect(neighbour(marksOf(record), 900, 1)?.atMs).toBe(5_000);
    expect(neighbour(marksOf(record), 900, -1)?.atMs).toBe(100);
  });

  it('have the stretches of hold and of paused recording', () => {
    expect(stretchesOf(record.events, 9_000)).toEqual([
      { kind: 'hold', fromMs: 2_000, toMs: 4_000 },
      { kind: 'paused', fromMs: 6_000, toMs: 9_000 },
    ]);
  });

  it('have the silences of both sides that last', () => {
    const peaks = new Uint8Array(2 * 200);
    peaks[2 * 10] = 90;
    peaks[2 * 120 + 1] = 90;
    expect(silencesOf({ bucketMs: 20, peaks }, 1_000)).toEqual([{ fromMs: 1_220, toMs: 3_400 }]);
  });

  it('take what the caller never heard for the end of the turn', () => {
    const turn = turnWith({ text: 'Yes of course', heardChars: 3, startMs: 100, endMs: 400 });
    expect(momentOf(turn, 3)).toBe(400);
    expect(momentOf(turn, 9)).toBe(400);
  });
});
