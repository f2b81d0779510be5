/** The window on its history: three recorded calls, and what is found of them on the screen. */
import { fireEvent, screen } from '@testing-library/react';
import type { FakeBridge } from './fakeBridge';
import { aHit, aRecord } from './historyFixtures';
import { renderApp, settle } from './renderApp';

export const three = ['111', '222', '333'].map((callerNumber) =>
  aHit({ id: `rec-${callerNumber}`, callerNumber }),
);
export const row = (name: RegExp) => screen.getByRole('row', { name });
export const page = () => screen.getByRole('region', { name: 'Recorded call' });

export async function openHistory(prepare: (bridge: FakeBridge) => void = () => undefined) {
  const bridge = await renderApp();
  bridge.history.hits = three;
  bridge.history.records = Object.fromEntries(
    three.map(({ call }) => [call.id, aRecord({ call })]),
  );
  prepare(bridge);
  fireEvent.click(screen.getByRole('button', { name: 'History' }));
  await settle();
  return bridge;
}
