import { act, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { phrase } from '#model/phrases/phrase';
import { turnWith } from '#support/calls';
import { aCall } from '#support/window/callFixtures';
import type { FakeBridge } from '#support/window/fakeBridge';
import { aRecord } from '#support/window/historyFixtures';
import { takeAhead, useAheadStore } from '#window/features/ahead/aheadStore';
import { restToSay } from '#window/features/ahead/restToSay';
import { unheardFrom } from '#window/features/ahead/unheardWords';
import { changeDraft, draftOf } from '#window/state/drafts';
import { axeFaults, renderApp, settle } from '../../support/window/renderApp';

const AHEAD = { turnId: 1, heardChars: 8, heardShare: 0.3, aheadMs: 4_200, goesOnInMs: null };
const cut = turnWith({
  id: 1,
  speaker: 'agent',
  status: 'truncated',
  text: 'I can offer Friday or Monday.',
  heardChars: 18,
});
const strip = () => within(screen.getByRole('group', { name: 'Ahead of the caller' }));
const press = (key: string, init: KeyboardEventInit = {}) =>
  fireEvent.keyDown(document.activeElement ?? document.body, { key, ...init });
const becomes = async (bridge: FakeBridge, patch: Parameters<typeof aCall>[0]) => {
  act(() => {
    bridge.emit({ type: 'callChanged', call: aCall(patch) });
  });
  await settle();
};

/** A call whose AI speaks, and is 4.2 s ahead of what is heard. */
async function speaking(): Promise<FakeBridge> {
  const bridge = await renderApp({ calls: [aCall()], transcripts: { 'call-1': [turnWith()] } });
  bridge.ahead = AHEAD;
  await becomes(bridge, { agentState: 'speaking' });
  return bridge;
}

afterEach(() => {
  vi.useRealTimers();
});

describe('what the AI will say', () => {
  it('is shown as long as it waits, without a fault', async () => {
    const bridge = await speaking();
    expect(strip().getByText('4.2 s ahead')).toBeTruthy();
    expect(await axeFaults()).toEqual([]);
    await becomes(bridge, { agentState: 'listening' });
    expect(strip().getByText('Nothing ahead of the caller')).toBeTruthy();
    const reason = strip()
      .getByRole('button', { name: /Stop the AI/u })
      .getAttribute('aria-description');
    expect(reason).toBe('The AI is not speaking.');
  });

  it('is stopped by the full stop, and the words to whisper can be typed at once', async () => {
    const bridge = await speaking();
    press('.');
    await settle();
    expect(bridge.commands).toEqual([{ kind: 'cutAgent' }]);
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Words for the AI alone');
  });

  it('is held by the comma, and goes on by it', async () => {
    const bridge = await speaking();
    press(',');
    await settle();
    await becomes(bridge, { agentState: 'speaking', sentenceHeld: true });
    press(',');
    await settle();
    expect(bridge.commands).toEqual([{ kind: 'holdSentence' }, { kind: 'releaseSentence' }]);
  });

  it('counts down while it is held, and is told to a screen reader before it goes on', async () => {
    const bridge = await speaking();
    bridge.ahead = { ...AHEAD, goesOnInMs: 7_400 };
    await becomes(bridge, { agentState: 'listening' });
    await becomes(bridge, { agentState: 'speaking', sentenceHeld: true });
    expect(strip().getByText('Held, on in 8 s. 4.2 s ahead')).toBeTruthy();
    expect(strip().getByRole('status').textContent).toBe('');
    act(() => {
      takeAhead('call-1', { ...AHEAD, goesOnInMs: 2_900 });
    });
    expect(strip().getByText('Held, on in 3 s. 4.2 s ahead')).toBeTruthy();
    const told = strip().getByRole('status').textContent;
    expect(told).toBe('The held sentence goes on in 3 s');
    act(() => {
      takeAhead('call-1', { ...AHEAD, goesOnInMs: 1_100 });
    });
    expect(strip().getByRole('status').textContent, 'once is enough').toBe(told);
  });

  it('is held and stopped with Ctrl while words are typed', async () => {
    const bridge = await speaking();
    screen.getByRole('textbox', { name: 'Words for the AI alone' }).focus();
    press(',');
    press(';', { ctrlKey: true });
    await settle();
    press('.');
    press('.', { ctrlKey: true });
    await settle();
    expect(bridge.commands).toEqual([{ kind: 'holdSentence' }, { kind: 'cutAgent' }]);
  });

  it('is marked in the turn that is heard and in those that come', () => {
    const turn = turnWith({ id: 1, speaker: 'agent', status: 'partial' });
    expect(unheardFrom(turn, AHEAD)).toBe(8);
    expect(unheardFrom({ ...turn, id: 2, status: 'final' }, AHEAD)).toBe(0);
    expect(unheardFrom({ ...turn, id: 0, status: 'final' }, AHEAD)).toBeNull();
    expect(unheardFrom({ ...turn, speaker: 'caller' }, AHEAD)).toBeNull();
    expect(unheardFrom({ ...turn, status: 'truncated' }, AHEAD)).toBeNull();
    expect(unheardFrom(turn, null)).toBe(0);
    expect(unheardFrom({ ...turn, status: 'final' }, null)).toBeNull();
  });

  it('never takes back what was heard of a turn', () => {
    takeAhead('call-1', AHEAD);
    takeAhead('call-1', { ...AHEAD, heardChars: 5 });
    expect(useAheadStore.getState().ahead?.heardChars).toBe(8);
    takeAhead('call-1', { ...AHEAD, turnId: 2, heardChars: 0 });
    expect(useAheadStore.getState().ahead?.heardChars).toBe(0);
  });
});

describe('the rest that an interruption cut off', () => {
  const open = () => renderApp({ calls: [aCall()], transcripts: { 'call-1': [turnWith(), cut] } });
  const offer = () => screen.queryByRole('group', { name: 'What was cut off' });

  it('can be taken back, and is offered again; what is typed meanwhile stays', async () => {
    const bridge = await open();
    changeDraft('call-1', { text: 'half a thought' });
    fireEvent.click(screen.getByRole('button', { name: 'Say the rest' }));
    fireEvent.click(await screen.findByRole('button', { name: 'Undo' }));
    await settle();
    expect(offer()).not.toBeNull();
    expect(draftOf('call-1').text).toBe('half a thought');
    expect(bridge.commands).toEqual([]);
  });

  it('is said word for word, and is then not offered again', async () => {
    const bridge = await open();
    vi.useFakeTimers();
    fireEvent.click(screen.getByRole('button', { name: 'Say the rest' }));
    expect(bridge.commands).toEqual([]);
    await act(() => vi.advanceTimersByTimeAsync(1_500));
    vi.useRealTimers();
    expect(bridge.commands).toEqual([{ kind: 'say', text: 'or Monday.' }]);
    expect(offer()).toBeNull();
  });

  it('is offered for another call and another cut, and can be skipped', async () => {
    const bridge = await renderApp({
      calls: [aCall()],
      transcripts: { 'call-1': [turnWith(), { ...cut, id: 7 }] },
    });
    fireEvent.click(screen.getByRole('button', { name: 'Skip' }));
    expect(offer()).toBeNull();
    expect(bridge.commands).toEqual([]);
    act(() => {
      bridge.emit({ type: 'turnChanged', callId: 'call-1', turn: { ...cut, id: 9 } });
    });
    expect(offer()).not.toBeNull();
  });

  it('is that of the newest cut, if anything was left of it', () => {
    expect(restToSay([cut, { ...cut, id: 2, heardChars: 21, endMs: 9_000 }])).toEqual({
      turnId: 2,
      text: 'Monday.',
    });
    expect(restToSay([{ ...cut, heardChars: cut.text.length }])).toBeNull();
    expect(restToSay([turnWith()])).toBeNull();
  });

  it('is that of all turns that the same cut took, in their order', () => {
    const before = { ...cut, id: 0, text: 'An earlier cut.', heardChars: 3, endMs: 1_000 };
    const behind = { ...cut, id: 2, text: 'Which one suits you?', heardChars: 0 };
    expect(restToSay([before, cut, turnWith({ id: 3 }), behind])).toEqual({
      turnId: 2,
      text: 'or Monday. Which one suits you?',
    });
    expect(restToSay([{ ...cut, heardChars: cut.text.length }, behind])?.text).toBe(behind.text);
  });
});

describe('what the caller did not hear', () => {
  it('is shown in place of the transcript, with holds from the record, and without a fault', async () => {
    const bridge = await renderApp({
      calls: [aCall()],
      transcripts: { 'call-1': [turnWith(), cut] },
    });
    const events = [
      { atMs: 61_000, kind: 'hold', phrase: phrase('event.held-by-supervisor') },
      { atMs: 73_000, kind: 'hold', phrase: phrase('event.hold-ended') },
    ];
    bridge.history.records = { 'call-1': aRecord({ events }) };
    fireEvent.click(screen.getByRole('button', { name: 'Not heard' }));
    await settle();
    const list = within(screen.getByRole('list', { name: 'What the caller did not hear' }));
    expect(list.getAllByRole('listitem').map((item) => item.textContent)).toEqual([
      expect.stringMatching(/Cut off .*or Monday\./u),
      expect.stringContaining('On hold for 12.0 s'),
    ]);
    expect(screen.queryByRole('log')).toBeNull();
    expect(await axeFaults()).toEqual([]);
    fireEvent.click(screen.getByRole('button', { name: 'Not heard' }));
    expect(screen.getByRole('log', { name: 'Transcript' })).toBeTruthy();
  });

  it('says so where no record of holds and mutes can be read', async () => {
    await renderApp({ calls: [aCall()], transcripts: { 'call-1': [turnWith()] } });
    fireEvent.click(screen.getByRole('button', { name: 'Not heard' }));
    await settle();
    expect(screen.getByText(/No record of this call can be read/u)).toBeTruthy();
    expect(screen.getByText('The caller heard all of it.')).toBeTruthy();
  });
});

describe('the brief before hand-back', () => {
  const taken = async (brief: string) => {
    const bridge = await renderApp({ calls: [aCall({ floor: 'supervisor' })] });
    bridge.brief = { text: brief, of: [5] };
    press('b');
    await settle();
    return bridge;
  };
  const card = () => within(screen.getByRole('dialog', { name: 'Hand back to the AI' }));

  it('is shown, and Enter hands back with what was said to the last word', async () => {
    const bridge = await taken('Caller: Well?');
    const field = card().getByLabelText<HTMLTextAreaElement>('What the AI is told');
    expect(field.value).toBe('Caller: Well?');
    expect(bridge.commands).toEqual([]);
    expect(document.activeElement).toBe(card().getByLabelText(/What the AI says first/u));
    fireEvent.submit(field);
    await settle();
    expect(bridge.commands).toEqual([{ kind: 'handBack' }]);
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('is sent as it was edited, with the first sentence', async () => {
    const bridge = await taken('Caller: Well?');
    const field = card().getByLabelText('What the AI is told');
    fireEvent.change(field, { target: { value: 'Refund agreed.' } });
    fireEvent.change(card().getByLabelText(/What the AI says first/u), {
      target: { value: 'I am back.' },
    });
    fireEvent.submit(field);
    await settle();
    expect(bridge.commands).toEqual([
      { kind: 'handBack', brief: 'Refund agreed.', briefOf: [5], firstSentence: 'I am back.' },
    ]);
  });

  it('says that more was said since it was edited, which is told, too', async () => {
    const bridge = await taken('Caller: Well?');
    const field = card().getByLabelText<HTMLTextAreaElement>('What the AI is told');
    fireEvent.change(field, { target: { value: 'Refund agreed.' } });
    bridge.brief = { text: 'Caller: Well? Yes.\nSupervisor: Good.', of: [10, 5] };
    await screen.findByText(/^2 lines were said since you began to write/u, {}, { timeout: 3_000 });
    fireEvent.change(field, { target: { value: 'Refund agreed, and more.' } });
    fireEvent.submit(field);
    await settle();
    expect(bridge.commands).toEqual([
      { kind: 'handBack', brief: 'Refund agreed, and more.', briefOf: [5] },
    ]);
  });

  it('is left out by Shift+B', async () => {
    const bridge = await renderApp({ calls: [aCall({ floor: 'supervisor' })] });
    press('B', { shiftKey: true });
    await settle();
    expect(bridge.commands).toEqual([{ kind: 'handBack' }]);
  });
});
