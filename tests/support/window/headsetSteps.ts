/** What a supervisor does with their headset, in the tests of the window. */
import { act, fireEvent, screen } from '@testing-library/react';
import type { Call } from '#model/call';
import { aCall } from './callFixtures';
import type { FakeBridge } from './fakeBridge';
import { settle } from './renderApp';

export const button = (name: string | RegExp) => screen.getByRole('button', { name });

/** The bar of the headset. */
export const bar = () => screen.getByRole('region', { name: 'Your headset' });

export async function click(name: string | RegExp): Promise<void> {
  fireEvent.click(button(name));
  await settle();
  await settle();
}

/** Takes the call over, which asks first. */
export async function takeOver(): Promise<void> {
  await click('Take over');
  await click('Take over');
}

/** The call changes for whatever reason. */
export async function becomes(bridge: FakeBridge, patch: Partial<Call>): Promise<void> {
  act(() => {
    bridge.emit({ type: 'callChanged', call: aCall(patch) });
  });
  await settle();
}
