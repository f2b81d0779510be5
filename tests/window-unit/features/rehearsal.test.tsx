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
        aResult({ passed: false, marks: [{ mark: missed, passed: false, found: 640 }] }),
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
});
