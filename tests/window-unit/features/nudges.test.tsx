import { act, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import type { Nudge } from '#model/nudge';
import { aNudge } from '#support/nudges';
import { saying } from '#support/phrases';
import { aCall, anAlert } from '#support/window/callFixtures';
import { axeFaults, renderApp } from '../../support/window/renderApp';

const alertOf = ({ reason }: Nudge) =>
  anAlert({ id: reason, signal: 'nudge', topic: reason, phrase: saying(reason) });

const list = () => screen.getByRole('list', { name: 'What rules of the profile did' });

afterEach(() => {
  document.documentElement.dataset['theme'] = 'dark';
});

describe('what rules of the profile did', () => {
  it.each(['dark', 'light'])('stands on the call with its reason (%s)', async (theme) => {
    const nudges = [
      aNudge(),
      aNudge({ id: '2', reason: 'Silence', severity: 'info', act: 'whisper' }),
      aNudge({
        id: '3',
        reason: 'Threatens',
        severity: 'danger',
        act: 'hand-over',
        failure: saying('Nobody is there.'),
      }),
    ];
    await renderApp({ calls: [aCall({ nudges, alerts: nudges.map(alertOf) })] });
    document.documentElement.dataset['theme'] = theme;
    const items = within(list()).getAllByRole('listitem');
    expect(items.map((item) => item.textContent)).toEqual([
      expect.stringContaining('Warning:Rule: Asks for a refund'),
      expect.stringContaining('Note:Rule: Silence. Whispered to the AI'),
      expect.stringContaining('It could not be done. Nobody is there.'),
    ]);
    expect(within(list()).getByRole('alert').textContent).toContain('Threatens');
    expect(await axeFaults()).toEqual([]);
  });

  it('stands there until somebody has seen to it', async () => {
    const nudges = [aNudge(), aNudge({ id: '2', reason: 'Silence' })];
    const alerts = nudges.map(alertOf);
    const bridge = await renderApp({ calls: [aCall({ nudges, alerts })] });
    expect(within(list()).getAllByRole('listitem')).toHaveLength(2);
    act(() => {
      const acknowledged = { by: 'window:ann', at: 2 };
      const [first, ...others] = alerts;
      const seenTo = first === undefined ? [] : [{ ...first, acknowledged, over: 2 }];
      bridge.emit({ type: 'callChanged', call: aCall({ nudges, alerts: [...seenTo, ...others] }) });
    });
    expect(within(list()).getAllByRole('listitem')).toHaveLength(1);
    expect(list().textContent).toContain('Silence');
  });

  it('marks the row of its call', async () => {
    const bridge = await renderApp({ calls: [aCall()] });
    expect(screen.queryByRole('row', { name: /Asks for a refund/ })).toBeNull();
    act(() => {
      const alerts = [anAlert({ signal: 'nudge', phrase: saying('Asks for a refund') })];
      bridge.emit({ type: 'callChanged', call: aCall({ nudges: [aNudge()], alerts }) });
    });
    expect(screen.getByRole('row', { name: /Asks for a refund/ }).textContent).toContain(
      'Asks for a refund',
    );
    expect(screen.getByRole('row', { name: 'Needs you (1)' })).toBeTruthy();
  });
});
