import { fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { WebhookReceiver } from '#model/webhooks';
import { saying } from '#support/phrases';
import { receiverWith } from '#support/webhooks/fakeReceivers';
import { aComponent, aHealth, aSetting } from '#support/window/callFixtures';
import type { FakeBridge } from '#support/window/fakeBridge';
import { axeFaults, renderApp, settle } from '../../support/window/renderApp';

async function openReceivers(...receivers: readonly WebhookReceiver[]): Promise<FakeBridge> {
  const bridge = await renderApp();
  bridge.settings = [aSetting({ name: 'WEBHOOK_URLS', group: 'webhooks' })];
  bridge.receivers = receivers;
  fireEvent.click(screen.getByRole('button', { name: 'Settings' }));
  await settle();
  return bridge;
}
const list = () => within(screen.getByRole('region', { name: 'Receivers of webhooks' }));

describe('the receivers of webhooks', () => {
  it('show since when one refuses, its answer and what waits, and send it again', async () => {
    const fine = receiverWith({ id: 'f'.repeat(16), place: 2, refusal: null, waiting: 0 });
    const bridge = await openReceivers(receiverWith({ lost: 2 }), fine);
    const [refusing, taking] = list().getAllByRole('listitem');
    expect(refusing?.textContent).toContain('1. receiver.example');
    expect(refusing?.textContent).toContain('It answered with status 404.');
    expect(refusing?.textContent).toContain('3 events wait. 2 events were lost.');
    expect(taking?.textContent).toContain('Takes events. 0 events wait.');
    expect(await axeFaults()).toEqual([]);
    bridge.receivers = [receiverWith({ refusal: null, waiting: 0 }), fine];
    fireEvent.click(list().getByRole('button', { name: 'Send again' }));
    await settle();
    expect(bridge.requests).toContainEqual({
      name: 'webhooks:send',
      input: { receiver: '0123456789abcdef' },
    });
    expect(list().queryByRole('button', { name: 'Send again' })).toBeNull();
  });

  it('say that what waits is only in memory, and why it was not sent again', async () => {
    const bridge = await openReceivers(receiverWith({ kept: 'memory' }));
    expect(list().getByText(/what waits is lost when Cordboard ends/)).toBeTruthy();
    bridge.failNext('webhooks:send', 'No such receiver.');
    fireEvent.click(list().getByRole('button', { name: 'Send again' }));
    await settle();
    expect(list().getByRole('alert').textContent).toBe('No such receiver.');
  });

  it('stand in the status bar and in a banner when one refuses', async () => {
    const webhooks = aComponent({
      state: 'reconnecting',
      phrase: saying('Events for receiver.example wait.'),
    });
    await renderApp({ health: aHealth({ webhooks }) });
    expect(screen.getByRole('button', { name: /^Webhooks/ })).toBeTruthy();
    expect(screen.getByText('A receiver of webhooks refuses')).toBeTruthy();
  });
});
