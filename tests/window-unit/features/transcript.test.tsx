import { act, fireEvent, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { phrase } from '#model/phrases/phrase';
import { turnWith } from '#support/calls';
import { aCall } from '#support/window/callFixtures';
import { useUiStore } from '#window/state/uiStore';
import { axeFaults, renderApp } from '../../support/window/renderApp';

const open = (...turns: ReturnType<typeof turnWith>[]) =>
  renderApp({ calls: [aCall()], transcripts: { 'call-1': turns } });
const log = () => screen.getByRole('log', { name: 'Transcript' });
const cut = turnWith({
  id: 1,
  speaker: 'agent',
  status: 'truncated',
  text: 'I can offer Friday or Monday.',
  heardChars: 18,
  timeToFirstAudioMs: 1180,
});

describe('TranscriptView', () => {
  it('strikes through what the caller did not hear', async () => {
    await open(turnWith(), cut);
    const struck = log().querySelector('s');
    expect(struck?.textContent).toBe(' or Monday.');
    expect(log().textContent).toContain('I can offer Friday');
    expect(log().textContent).toContain('Cut short.');
  });

  it('shows how long the first audio took, with a mark when that is unusual for the call', async () => {
    const answer = (id: number, timeToFirstAudioMs: number) =>
      turnWith({ id, speaker: 'agent', timeToFirstAudioMs });
    await open(answer(0, 1_180), answer(1, 1_300), answer(2, 1_250), answer(3, 2_079));
    expect(screen.getByText('1,180 ms')).toBeTruthy();
    expect(screen.getByText('▲ 2,079 ms')).toBeTruthy();
    expect(screen.getByText('First audio after 2,079 ms')).toBeTruthy();
    expect(screen.queryByText(/▲ 1/)).toBeNull();
  });

  it('shows keys that were pressed one after the other as one row', async () => {
    const key = (id: number) =>
      turnWith({ id, speaker: 'system', text: '', note: phrase('note.key-pressed') });
    await open(turnWith(), key(1), key(2), key(3), key(4), turnWith({ id: 5 }), key(6));
    const notes = [...log().querySelectorAll('[data-speaker="system"]')];
    expect(notes.map((row) => row.lastElementChild?.textContent)).toEqual([
      'Caller pressed 4 keys',
      'Caller pressed a key',
    ]);
  });

  it('names the operators in their lines, where some are in use', async () => {
    const by = 'window:ann';
    const whisper = phrase('note.whispered', { text: 'Be kind.' });
    const says = phrase('note.supervisor-says', { words: 'Hello.' });
    const cutOff = phrase('note.cut-off', { who: 'ann' });
    const bridge = await open(
      ...[whisper, says, cutOff].map((note, id) => turnWith({ id, speaker: 'system', note, by })),
    );
    const rows = () => [...log().querySelectorAll('.turn')].map((row) => row.lastElementChild);
    const words = () => rows().map((row) => row?.textContent);
    const cut = 'Stopped by ann before the caller heard the rest';
    expect(words()).toEqual(['Whispered to the AI: Be kind.', 'SupervisorHello.', cut]);
    act(() => {
      bridge.tellStation({
        ...bridge.station,
        station: { state: 'open', operator: { name: 'bob', role: 'lead' } },
      });
    });
    expect(words()).toEqual(['annWhispered to the AI: Be kind.', 'annHello.', cut]);
  });

  it('keeps the node of a turn from partial to final', async () => {
    const bridge = await open(turnWith({ status: 'partial', text: 'Good', endMs: null }));
    const node = log().querySelector('.turn');
    expect(node?.getAttribute('data-status')).toBe('partial');
    act(() => {
      bridge.emit({ type: 'turnChanged', callId: 'call-1', turn: turnWith() });
    });
    expect(log().querySelector('.turn')).toBe(node);
    expect(node?.getAttribute('data-status')).toBe('final');
    expect(node?.textContent).toContain('Good morning.');
  });

  it('announces final turns only, and none of those from before it was opened', async () => {
    const bridge = await open(turnWith());
    const announced = () => screen.getByTestId('announcer').textContent;
    expect(announced()).toBe('');
    const turn = turnWith({ id: 1, speaker: 'agent', status: 'partial', text: 'Hello' });
    act(() => {
      bridge.emit({ type: 'turnChanged', callId: 'call-1', turn });
    });
    expect(announced()).toBe('');
    act(() => {
      bridge.emit({ type: 'turnChanged', callId: 'call-1', turn: { ...turn, status: 'final' } });
    });
    expect(announced()).toBe('AI: Hello');
    act(() => {
      bridge.emit({ type: 'turnChanged', callId: 'call-1', turn: { ...cut, id: 2 } });
    });
    expect(announced()).toBe('AI: HelloAI: I can offer Friday');
  });

  it('counts what is new while it does not follow, and follows again on demand', async () => {
    const bridge = await open(turnWith());
    act(() => {
      useUiStore.getState().set({ following: false });
    });
    act(() => {
      bridge.emit(
        { type: 'turnChanged', callId: 'call-1', turn: turnWith({ id: 1 }) },
        { type: 'turnChanged', callId: 'call-1', turn: turnWith({ id: 2 }) },
      );
    });
    fireEvent.click(screen.getByRole('button', { name: '2 new' }));
    expect(useUiStore.getState().following).toBe(true);
    expect(screen.queryByRole('button', { name: '2 new' })).toBeNull();
  });

  it('follows again when another call is opened', async () => {
    await renderApp({ calls: [aCall(), aCall({ id: 'call-2', meterId: 2, callerNumber: '222' })] });
    act(() => {
      useUiStore.getState().set({ following: false });
    });
    fireEvent.click(screen.getByRole('row', { name: /^222/ }));
    expect(useUiStore.getState().following).toBe(true);
  });

  it('says that nothing has been said yet', async () => {
    await open();
    expect(log().textContent).toBe('Nothing has been said yet.');
  });

  it('shows a note of Cordboard by its phrase, not by the English words beside it', async () => {
    const note = phrase('note.voice-changed', { voice: 'Puck' });
    await open(turnWith({ speaker: 'system', text: 'English words', note }));
    expect(log().textContent).toContain('Voice changed to Puck');
    expect(log().textContent).not.toContain('English words');
  });

  it('has no accessibility faults', async () => {
    await open(
      turnWith(),
      cut,
      turnWith({ id: 2, speaker: 'system', note: phrase('note.voice-changed', { voice: 'Puck' }) }),
    );
    expect(await axeFaults()).toEqual([]);
  });
});
