import { fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { phrase } from '#model/phrases/phrase';
import type { FakeBridge } from '#support/window/fakeBridge';
import { axeFaults, renderApp, settle } from '../../support/window/renderApp';

const trial = () => within(screen.getByRole('group', { name: 'Test of the tool' }));

async function press(name: string): Promise<void> {
  fireEvent.click(screen.getByRole('button', { name }));
  await settle();
}

function type(name: string, value: string): void {
  fireEvent.change(trial().getByLabelText(name), { target: { value } });
}

/** Opens the form of a profile with an HTTP tool. */
async function openTool(): Promise<FakeBridge> {
  const bridge = await renderApp();
  fireEvent.click(
    within(screen.getByRole('navigation', { name: 'Screens' })).getByText('Profiles'),
  );
  await settle();
  await press('Add an HTTP tool');
  return bridge;
}

const sent = (bridge: FakeBridge) =>
  bridge.requests.filter(({ name }) => name === 'profiles:tryTool').map(({ input }) => input);

describe('the test of an HTTP tool', () => {
  it('makes the request as the form has it, and shows what the agent would get', async () => {
    const bridge = await openTool();
    type('Sample arguments', '{"order": "7"}');
    type('Number of a sample caller', '2001');
    await press('Test the tool');
    expect(sent(bridge)).toMatchObject([
      {
        ...{ index: 0, args: { order: '7' }, caller: { callerNumber: '2001' } },
        profile: { tools: { http: [{ url: 'https://' }] } },
      },
    ]);
    expect(trial().getByRole('status').textContent).toMatch(/^Answered after 80 ms/);
    expect(trial().getByText('{ "output": 7 }')).toBeTruthy();
    expect(await axeFaults()).toEqual([]);
  });

  it('says why it failed, and what is to be corrected first', async () => {
    const bridge = await openTool();
    const why = phrase('tool.status', { status: 503 });
    bridge.triedTool = { state: 'tried', outcome: { state: 'failed', ms: 40, phrase: why } };
    await press('Test the tool');
    expect(trial().getByRole('status').textContent).toMatch(/^Failed after 40 ms: .*503/);
    const problems = [{ path: 'tools.http.0.url', phrase: phrase('text', { text: 'is empty.' }) }];
    bridge.triedTool = { state: 'invalid', problems };
    await press('Test the tool');
    expect(trial().getByRole('alert').textContent).toMatch(/Correct the marked fields/);
    expect(screen.getByText('Is empty.')).toBeTruthy();
  });

  it('asks nothing with arguments that are no JSON object', async () => {
    const bridge = await openTool();
    type('Sample arguments', '[1]');
    await press('Test the tool');
    expect(trial().getByRole('alert').textContent).toMatch(/must be a JSON object/);
    expect(sent(bridge)).toEqual([]);
  });
});
