import { fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Rehearsals } from '#model/rehearsal';
import { aResult, aScenario } from '#support/rehearsals';
import type { FakeBridge } from '#support/window/fakeBridge';
import { axeFaults, renderApp, settle } from '../../support/window/renderApp';

const NONE: Rehearsals = { scenarios: [], results: [], running: null, estimates: {} };

const dialog = () => within(screen.getByRole('dialog', { name: /^Rehearsal/ }));

async function press(name: string): Promise<void> {
  fireEvent.click(screen.getByRole('button', { name }));
  await settle();
}

function type(name: string, value: string): void {
  fireEvent.change(dialog().getByLabelText(name), { target: { value } });
}

async function openRehearsals(patch: Partial<Rehearsals> = {}): Promise<FakeBridge> {
  const bridge = await renderApp();
  bridge.rehearsals = { ...NONE, ...patch };
  fireEvent.click(
    within(screen.getByRole('navigation', { name: 'Screens' })).getByText('Profiles'),
  );
  await settle();
  await press('Rehearse');
  return bridge;
}

const sent = (bridge: FakeBridge, name: string) =>
  bridge.requests.filter((each) => each.name === name).map(({ input }) => input);

async function confirmRemoval(): Promise<void> {
  await press('Remove');
  const asked = within(screen.getByRole('alertdialog'));
  fireEvent.click(asked.getByRole('button', { name: 'Remove' }));
  await settle();
}

describe('the rehearsals of a profile', () => {
  it('are written as a scenario with pass marks, and run', async () => {
    const bridge = await openRehearsals();
    await press('Add a scenario');
    type('Name of the scenario', 'Parcel');
    await press('Save and run');
    expect(sent(bridge, 'rehearsals:run')).toEqual([]);
    type('Lines of the caller', 'Hello?\nWhere is it?');
    await press('Add a pass mark');
    type('What', 'turns');
    type('Words, tool or number', '2');
    await press('Save and run');
    expect(bridge.rehearsals.scenarios).toMatchObject([
      {
        ...{ name: 'Parcel', caller: { kind: 'scripted', lines: ['Hello?', 'Where is it?'] } },
        ...{ tools: 'samples', marks: [{ kind: 'turns', most: 2 }] },
      },
    ]);
    expect(sent(bridge, 'rehearsals:run')).toMatchObject([
      { tried: { kind: 'saved', profileId: 'default' } },
    ]);
    expect(await axeFaults()).toEqual([]);
  });

  it('are closed by their button', async () => {
    await openRehearsals();
    await press('Close');
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('show what each run would cost, and mark by mark how the last ones went', async () => {
    const missed = { kind: 'answer-ms', most: 500 } as const;
    await openRehearsals({
      scenarios: [aScenario()],
      estimates: { s1: 0.02 },
      results: [
        aResult({ outcome: 'not-passed', marks: [{ mark: missed, passed: false, found: 640 }] }),
        aResult({ at: 1 }),
      ],
    });
    expect(dialog().getByText(/^A run costs about/)).toBeTruthy();
    const items = dialog()
      .getAllByRole('listitem')
      .map(({ textContent }) => textContent);
    expect(items).toContain('Missed Each answer begins within ms: 500 (longest: 640 ms)');
    expect(items).toContain('Met The AI says: on its way (said in line 2)');
    expect(items).toContain('AI: It is on its way. after 640 ms');
  });

  it('show the one that goes on, and stop it', async () => {
    const running = {
      ...{ profileId: 'default', scenarioId: 's1' },
      lines: [{ of: 'caller', text: 'Hello?' }] as const,
    };
    const bridge = await openRehearsals({ scenarios: [aScenario()], running });
    expect(dialog().getByText('The rehearsal is going on…')).toBeTruthy();
    expect(dialog().getByText('Hello?')).toBeTruthy();
    await press('Stop');
    expect(sent(bridge, 'rehearsals:stop')).toHaveLength(1);
  });

  it('show one of another profile only as a reason not to begin', async () => {
    const lines = [{ of: 'caller', text: 'Hello?' }] as const;
    const running = { profileId: 'sales', scenarioId: 's9', lines };
    const bridge = await openRehearsals({ scenarios: [aScenario()], running });
    expect(dialog().getByText('A rehearsal of another profile is going on.')).toBeTruthy();
    expect(dialog().queryByText('Hello?')).toBeNull();
    expect(dialog().queryByRole('button', { name: 'Stop' })).toBeNull();
    await press('Save and run');
    expect(sent(bridge, 'rehearsals:run')).toEqual([]);
  });

  it('say at each scenario what its last rehearsal came to, also that it had no marks', async () => {
    await openRehearsals({
      scenarios: [aScenario(), aScenario({ id: 's2', name: 'Angry caller', marks: [] })],
      results: [
        aResult({ scenarioId: 's2', outcome: 'unmarked', marks: [] }),
        aResult({ at: 2, outcome: 'not-passed' }),
        aResult({ at: 1 }),
      ],
    });
    const list = within(dialog().getByRole('list', { name: 'Scenarios' }));
    expect(list.getAllByRole('button').map(({ textContent }) => textContent)).toEqual([
      'Where is my parcelNot passed',
      'Angry callerNo marks',
    ]);
    expect(await axeFaults()).toEqual([]);
  });

  it('are run one after the other, until one is stopped', async () => {
    const estimates = { s1: 0.02, s2: 0.01 };
    const bridge = await openRehearsals({ ...TWO, estimates });
    expect(dialog().getByText(/^All cost about .*0\.03/)).toBeTruthy();
    await press('Run all');
    expect(sent(bridge, 'rehearsals:run')).toMatchObject([
      { scenarioId: 's1' },
      { scenarioId: 's2' },
    ]);
    bridge.rehearsed = aResult({ outcome: 'not-passed', end: { how: 'stopped' } });
    await press('Run all');
    expect(sent(bridge, 'rehearsals:run')).toHaveLength(3);
  });

  it('are run all only once the changes are saved', async () => {
    const bridge = await openRehearsals(TWO);
    type('Name of the scenario', 'Changed');
    await press('Run all');
    expect(sent(bridge, 'rehearsals:run')).toEqual([]);
  });

  const TWO = { scenarios: [aScenario(), aScenario({ id: 's2', name: 'Angry caller' })] };
  const name = () => dialog().getByLabelText<HTMLInputElement>('Name of the scenario').value;
  const question = () => screen.queryByRole('alertdialog', { name: 'Discard the changes?' });

  it('ask before another scenario takes the place of one that is changed', async () => {
    await openRehearsals(TWO);
    type('Name of the scenario', 'Changed');
    await press('Angry caller');
    await press('Keep editing');
    expect(name()).toBe('Changed');
    await press('Add a scenario');
    expect(question()).not.toBeNull();
    await press('Keep editing');
    await press('Angry caller');
    await press('Discard changes');
    expect(name()).toBe('Angry caller');
  });

  it('ask before they are closed over changes, and no more once these are saved', async () => {
    await openRehearsals(TWO);
    type('Name of the scenario', 'Changed');
    fireEvent.keyDown(screen.getByRole('dialog'), { key: 'Escape' });
    await settle();
    expect(question()).not.toBeNull();
    await press('Keep editing');
    await press('Close');
    expect(question()).not.toBeNull();
    await press('Keep editing');
    await press('Save');
    await press('Close');
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('remove a scenario only after a question, and show it still when that is refused', async () => {
    const bridge = await openRehearsals(TWO);
    await press('Remove');
    expect(screen.getByText('Remove the scenario Where is my parcel?')).toBeTruthy();
    await press('Keep it');
    expect(bridge.rehearsals.scenarios).toHaveLength(2);
    bridge.failNext('rehearsals:saveScenarios', 'The disk is full.');
    await confirmRemoval();
    expect(dialog().getByText('The disk is full.')).toBeTruthy();
    expect(name()).toBe('Where is my parcel');
    await confirmRemoval();
    expect(bridge.rehearsals.scenarios.map(({ id }) => id)).toEqual(['s2']);
    expect(dialog().getByText('Choose a scenario, or add one.')).toBeTruthy();
  });
});
