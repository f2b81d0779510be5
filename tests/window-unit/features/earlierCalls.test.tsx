import { fireEvent, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { aCall } from '#support/window/callFixtures';
import { aRecordedCall } from '#support/window/historyFixtures';
import { openHistory, row } from '#support/window/historyScreen';
import { axeFaults, renderApp, settle } from '../../support/window/renderApp';

const EARLIER = {
  ...{ total: 7, sameDay: 2 },
  last: aRecordedCall({ outcome: 'refund' }),
};

it('of a live caller are counted, and lead to the history', async () => {
  // The first one is selected by itself.
  const other = aCall({ id: 'other', callerNumber: '+34600333444' });
  const bridge = await renderApp({
    calls: [
      other,
      aCall({ id: 'ours', callerNumber: '+34600111222', startedAt: other.startedAt + 1 }),
    ],
  });
  bridge.history.earlier = EARLIER;
  const rows = screen.getAllByRole('row', { selected: false });
  fireEvent.click(rows.find((each) => each.dataset['callId'] !== undefined) ?? document.body);
  await settle();
  await settle();
  const link = screen.getByRole('button', { name: /earlier calls/ });
  expect(link.textContent).toBe('7 earlier calls · 2 on the same day · last: refund');
  expect(await axeFaults()).toEqual([]);
  fireEvent.click(link);
  await expect
    .poll(() => bridge.requests.at(-1))
    .toMatchObject({
      name: 'history:search',
      input: { query: { caller: expect.stringMatching(/^\+34600/) as string } },
    });
});

it('of a recorded call are counted too, and say how the last one ended without a summary', async () => {
  await openHistory(({ history }) => {
    history.earlier = { total: 1, sameDay: 0, last: aRecordedCall() };
  });
  fireEvent.click(row(/^111/));
  await settle();
  await settle();
  expect(screen.getByRole('button', { name: /earlier call/ }).textContent).toBe(
    '1 earlier call · last: the caller hung up',
  );
});

it('are told to somebody who sees only the end of the number, who cannot search by it', async () => {
  const bridge = await renderApp({ calls: [aCall({ id: 'c1', callerNumber: '…222' })] }, (made) => {
    made.history.earlier = EARLIER;
  });
  await settle();
  const words = screen.getByText(/^7 earlier calls · 2 on the same day · last: refund/);
  expect(words.textContent).toMatch(/the number is hidden from you, so they cannot be listed$/);
  expect(screen.queryByRole('button', { name: /earlier calls/ })).toBeNull();
  expect(bridge.sent).not.toContain('history:search');
});

it('are not spoken of where there is none', async () => {
  await openHistory();
  fireEvent.click(row(/^111/));
  await settle();
  await settle();
  expect(screen.queryByRole('button', { name: /earlier call/ })).toBeNull();
});
