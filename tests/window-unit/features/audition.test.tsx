import { act, fireEvent, screen, within } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Turn } from '#model/transcript';
import type { SampleRequest } from '#model/voiceSample';
import { aProfile } from '#support/profiles';
import { aCall } from '#support/window/callFixtures';
import type { FakeBridge } from '#support/window/fakeBridge';
import { SamplePlayer } from '#window/audio/samplePlayer';
import { chooseForHeadset } from '#window/features/headset/headsetChoices';
import { axeFaults, renderApp, settle } from '../../support/window/renderApp';

const CALL = aCall({ voice: 'Kore', profileId: 'sales', model: 'gemini-3.8-live' });

function said(id: number, speaker: Turn['speaker'], text: string): Turn {
  return {
    ...{ id, speaker, text, status: 'final', note: null, heardChars: null },
    ...{ startMs: id * 1_000, endMs: id * 1_000 + 900, timeToFirstAudioMs: null },
  };
}

const TALK = [
  said(0, 'agent', 'Good morning.'),
  said(1, 'caller', 'Where is my parcel?'),
  said(2, 'agent', 'It comes today.'),
];

const button = (name: RegExp | string) => screen.getByRole('button', { name });
const candidates = () =>
  within(screen.getByRole('group', { name: 'Voices' })).getAllByRole('button');
const asked = (bridge: FakeBridge) =>
  bridge.requests
    .filter(({ name }) => name === 'voices:sample')
    .map(({ input }) => input as SampleRequest);
const press = (key: string) => fireEvent.keyDown(document.activeElement ?? document.body, { key });

async function click(element: HTMLElement): Promise<void> {
  fireEvent.click(element);
  await settle();
}

/** Opens the dialog from the menu of voices. */
async function openDialog(): Promise<FakeBridge> {
  const bridge = await renderApp({ calls: [CALL], transcripts: { [CALL.id]: TALK } });
  bridge.profiles.list = {
    problem: null,
    profiles: [aProfile({ id: 'sales', name: 'Sales', greeting: 'Sales, good day.' })],
  };
  await click(screen.getByRole('combobox', { name: 'Voice' }));
  await click(button('Compare voices…'));
  return bridge;
}

/** What the speaker was given, and how it is told that it has ended. */
let played: Parameters<SamplePlayer['play']>[];
let hasSpeaker: boolean;

beforeEach(() => {
  played = [];
  hasSpeaker = true;
  vi.spyOn(SamplePlayer.prototype, 'play').mockImplementation((...playing) => {
    played.push(playing);
    return Promise.resolve(hasSpeaker);
  });
});

describe('the comparison of voices', () => {
  it('tells its cost first, and has the last answer spoken by the voice of the call and others', async () => {
    const bridge = await openDialog();
    expect(screen.getByRole('dialog', { name: 'Compare voices' }).textContent).toContain(
      'Costs about $0.004.',
    );
    expect(asked(bridge)).toEqual([]);
    expect(await axeFaults()).toEqual([]);
    await click(button('Hear them'));
    expect(asked(bridge)).toHaveLength(4);
    expect(asked(bridge)[0]).toEqual({
      ...{ voice: 'Kore', model: 'gemini-3.8-live', text: 'It comes today.' },
    });
    expect(candidates()[0]?.textContent).toContain('Kore');
    expect(await axeFaults()).toEqual([]);
  });

  it('has the greeting of the profile or other words spoken, by as many voices as are wanted', async () => {
    const bridge = await openDialog();
    const words = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'What they say' });
    fireEvent.change(screen.getByRole('combobox', { name: 'Words' }), {
      target: { value: 'greeting' },
    });
    expect(words().value).toBe('Sales, good day.');
    fireEvent.change(words(), { target: { value: 'Hello there.' } });
    for (const number of [2, 3]) {
      const place = screen.getByRole('combobox', { name: `Voice ${number}` });
      fireEvent.change(place, { target: { value: '' } });
    }
    await click(button('Hear them'));
    expect(asked(bridge).map(({ text }) => text)).toEqual(['Hello there.', 'Hello there.']);
  });

  it('plays a voice by its number, and Enter takes it for the call, which can be undone', async () => {
    const bridge = await openDialog();
    await click(button('Hear them'));
    expect(document.activeElement).toBe(candidates()[0]);
    press('2');
    await settle();
    expect(played).toHaveLength(1);
    expect(candidates()[1]?.getAttribute('aria-pressed')).toBe('true');
    expect(candidates()[1]?.textContent).toContain('Playing');
    act(() => {
      played[0]?.[2]();
    });
    expect(candidates()[1]?.textContent).toContain('Ready');
    const { voice } = asked(bridge)[1] ?? { voice: '' };
    press('Enter');
    await settle();
    expect(bridge.commands).toEqual([{ kind: 'changeVoice', voice }]);
    await click(await screen.findByText('Back to Kore'));
    expect(bridge.commands.at(-1)).toEqual({ kind: 'changeVoice', voice: 'Kore' });
  });

  it('plays on the speaker of the headset as loud as calls, and says when that is gone', async () => {
    await openDialog();
    act(() => {
      chooseForHeadset({ speaker: 'out-2', volume: 0.4 });
    });
    await click(button('Hear them'));
    press('1');
    await settle();
    expect(played[0]?.[1]).toMatchObject({ speaker: 'out-2', volume: 0.4 });
    expect(screen.queryByRole('alert')).toBeNull();
    hasSpeaker = false;
    press('2');
    await settle();
    expect(screen.getByRole('alert').textContent).toContain('Your speaker is not plugged in');
    expect(candidates()[1]?.textContent).toContain('Ready');
  });

  it('saves a voice to the profile of the call, which keeps all else', async () => {
    const bridge = await openDialog();
    await click(button('Hear them'));
    press('3');
    await settle();
    await click(button('Save to the profile'));
    const { voice } = asked(bridge)[2] ?? { voice: '' };
    expect(bridge.profiles.find('sales')).toMatchObject({ voice, greeting: 'Sales, good day.' });
    expect(screen.getByRole('dialog').textContent).toContain('New calls of “Sales” speak as');
    expect(bridge.commands).toEqual([]);
  });

  it('hides the names and shuffles where only the sound shall decide', async () => {
    vi.spyOn(Math, 'random').mockReturnValueOnce(0.9).mockReturnValue(0.1);
    const bridge = await openDialog();
    fireEvent.click(screen.getByRole('checkbox', { name: 'Hide the names' }));
    await click(button('Hear them'));
    const voices = asked(bridge).map(({ voice }) => voice);
    expect(voices.at(-1)).toBe('Kore');
    const shown = () => screen.getByRole('group', { name: 'Voices' }).textContent;
    expect(voices.filter((voice) => shown().includes(voice))).toEqual([]);
    await click(button('Show the names'));
    expect(voices.filter((voice) => shown().includes(voice))).toEqual(voices);
  });

  it('says why a voice could not be heard, and of the one that the call has that it has it', async () => {
    const bridge = await openDialog();
    bridge.failNext('voices:sample', 'No quota left.');
    await click(button('Hear them'));
    expect(screen.getByRole('alert').textContent).toBe('No quota left.');
    press('1');
    expect(played).toEqual([]);
    expect(button('Use in this call').getAttribute('aria-description')).toBe(
      'The call has this voice.',
    );
    press('Enter');
    await settle();
    expect(bridge.commands).toEqual([]);
  });

  it('forgets an answer that comes after it was closed, and gives the focus back', async () => {
    const bridge = await openDialog();
    const release = bridge.hold('voices:sample');
    await click(button('Hear them'));
    expect(candidates()[0]?.textContent).toContain('Being spoken');
    press('Escape');
    release();
    await settle();
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(document.activeElement).toBe(screen.getByRole('combobox', { name: 'Voice' }));
  });
});
