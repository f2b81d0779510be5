import { fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { RequestInput } from '#contract/requests';
import type { LookUp } from '#model/lookUp';
import { phrase } from '#model/phrases/phrase';
import { answered } from '#support/lookUps';
import { aCall } from '#support/window/callFixtures';
import type { FakeBridge } from '#support/window/fakeBridge';
import { aHit, aRecord } from '#support/window/historyFixtures';
import { openHistory, page, row, three } from '#support/window/historyScreen';
import { axeFaults, renderApp, settle } from '../../support/window/renderApp';

const FAILED: LookUp = {
  ...{ state: 'failed', ms: 1_500, status: null, message: '' },
  phrase: phrase('look-up.late', { timeoutMs: 1_500 }),
};

/** The group of the form. */
const group = () => within(screen.getByRole('region', { name: 'Look-up' }));

const field = (name: string) => group().getByLabelText<HTMLInputElement>(name);

const type = (name: string, value: string) => {
  fireEvent.change(field(name), { target: { value } });
};

async function press(name: string): Promise<void> {
  fireEvent.click(screen.getByRole('button', { name }));
  await settle();
}

/** Opens the form of a profile with the look-up switched on. */
async function openForm(): Promise<FakeBridge> {
  const bridge = await renderApp();
  fireEvent.click(
    within(screen.getByRole('navigation', { name: 'Screens' })).getByText('Profiles'),
  );
  await settle();
  fireEvent.click(field('Look callers up'));
  type('Address', 'https://crm.example/callers');
  type('Facts of the answer', 'name\ntier');
  return bridge;
}

const lastInput = <Name extends 'profiles:save' | 'profiles:tryLookUp'>(
  bridge: FakeBridge,
  name: Name,
) =>
  bridge.requests.findLast((sent) => sent.name === name)?.input as RequestInput<Name> | undefined;

describe('the look-up of a profile', () => {
  it('is written in its form, and its facts are placeholders', async () => {
    const bridge = await openForm();
    expect(screen.getByText(/\{lookup\.name\} \{lookup\.tier\}$/)).toBeTruthy();
    await press('Save');
    expect(lastInput(bridge, 'profiles:save')?.profile['lookUp']).toEqual({
      ...{ method: 'GET', url: 'https://crm.example/callers', headers: {} },
      ...{ fromCall: { number: '{caller.number}' }, timeoutMs: 1_500, facts: ['name', 'tier'] },
    });
    fireEvent.click(field('Look callers up'));
    await press('Save');
    expect(lastInput(bridge, 'profiles:save')?.profile['lookUp']).toBeNull();
  });

  it('is tried as it stands in the form, with a sample caller', async () => {
    const bridge = await openForm();
    type('Number of a sample caller', '+34600111222');
    type('Their name', 'Ana');
    await press('Test the look-up');
    expect(lastInput(bridge, 'profiles:tryLookUp')).toMatchObject({
      profile: { lookUp: { url: 'https://crm.example/callers' } },
      caller: { callerNumber: '+34600111222', callerName: 'Ana', dialedNumber: '' },
    });
    expect(group().getByText('Look-up answered 200 in 120 ms')).toBeTruthy();
    expect(group().getByText('Ana Reyes, customer since 2019.')).toBeTruthy();
    expect(group().getByText('Greet {lookup.name}.')).toBeTruthy();
    expect(await axeFaults()).toEqual([]);
  });

  it('says why it failed', async () => {
    const bridge = await openForm();
    bridge.tried = { state: 'tried', outcome: FAILED };
    await press('Test the look-up');
    expect(
      group().getByText('Look-up failed after 1500 ms. There was no answer within 1500 ms.'),
    ).toBeTruthy();
  });

  it('shows mistakes at their fields', async () => {
    const bridge = await openForm();
    const problems = [{ path: 'lookUp.url', phrase: phrase('url-template.no-address') }];
    bridge.tried = { state: 'invalid', problems };
    await press('Test the look-up');
    expect(group().getByRole('alert').textContent).toBe('Correct the marked fields first.');
    expect(field('Address').getAttribute('aria-invalid')).toBe('true');
  });
});

describe('what was looked up', () => {
  it.each([
    [{ state: 'asking' }, 'Looking the caller up…'],
    [{ state: 'called-off' }, 'Look-up called off: the call ended'],
    [FAILED, 'Look-up failed after 1500 ms. There was no answer within 1500 ms.'],
    [
      answered({ context: '', voice: null, language: null, greeting: null, facts: {} }),
      'Nothing is known of this caller.',
    ],
    [answered({ ignored: ['voice'] }), 'Left out, not as it must be'],
  ] as const)('stands on the call: %j', async (lookUp, words) => {
    await renderApp({ calls: [aCall({ lookUp })] });
    const detail = within(screen.getByRole('region', { name: 'Selected call' }));
    expect(detail.getByText(words)).toBeTruthy();
    expect(await axeFaults()).toEqual([]);
  });

  it('stands in the record', async () => {
    const [{ call } = aHit()] = three;
    await openHistory(({ history }) => {
      history.records = { [call.id]: aRecord({ call, lookUp: answered() }) };
    });
    fireEvent.click(row(/^111/));
    await settle();
    expect(within(page()).getByText('Ana Reyes, customer since 2019.')).toBeTruthy();
    expect(await axeFaults()).toEqual([]);
  });
});
