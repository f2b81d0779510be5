import { act, fireEvent, screen } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import type { OpenLine } from '#contract/openLine';
import { aCall } from '#support/window/callFixtures';
import type { FakeBridge } from '#support/window/fakeBridge';
import { resetSound } from '#support/window/fakeSound';
import { click } from '#support/window/headsetSteps';
import { axeFaults, renderApp, settle } from '../../support/window/renderApp';

const line = (part: OpenLine['part'], callId = 'call-1'): OpenLine => ({
  ...{ callId, part, since: Date.now() },
});

async function elsewhere(bridge: FakeBridge, ...lines: readonly OpenLine[]): Promise<void> {
  act(() => {
    bridge.tellLines(lines);
  });
  await settle();
}

const bar = () => screen.queryByRole('region', { name: 'Your headset in another window' });
const left = (bridge: FakeBridge): number =>
  bridge.sent.filter((name) => name === 'windows:leaveLines').length;

beforeEach(resetSound);

describe('a headset that another window has', () => {
  it('is in the bar, loudly while it speaks, and ended from here', async () => {
    const bridge = await renderApp({ calls: [aCall({ floor: 'supervisor' })] });
    await elsewhere(bridge, line('listening'));
    expect(bar()?.textContent).toContain('Listening to +34 600 111 222 in another window');
    expect(bar()?.dataset['speaking']).toBe('false');
    await elsewhere(bridge, line('speaking'));
    expect(bar()?.textContent).toContain('+34 600 111 222 hears you by another window');
    expect(bar()?.dataset['speaking']).toBe('true');
    expect(screen.getByRole('row', { name: /your microphone is open/ })).toBeTruthy();
    expect(await axeFaults()).toEqual([]);
    await click('Stop and hand back');
    expect(left(bridge)).toBe(1);
    await elsewhere(bridge);
    expect(bar()).toBeNull();
  });

  it('is no call that waits for a voice, as long as its microphone is open', async () => {
    const bridge = await renderApp({ calls: [aCall({ floor: 'supervisor' })] });
    const waits = () => screen.queryByText(/your microphone is not connected/);
    await elsewhere(bridge, line('speaking'));
    expect(waits()).toBeNull();
    await elsewhere(bridge, line('listening'));
    expect(waits()).not.toBeNull();
  });

  it('is left by the key that leaves everything', async () => {
    const bridge = await renderApp({ calls: [aCall()] });
    await elsewhere(bridge, line('speaking'));
    fireEvent.keyDown(document.body, { key: 'M', ctrlKey: true, shiftKey: true });
    await settle();
    expect(left(bridge)).toBe(1);
  });

  it('is said to have gone there, where it was', async () => {
    const bridge = await renderApp({ calls: [aCall()] });
    await click('Listen');
    act(() => {
      bridge.headsets[0]?.handlers.onClose();
    });
    await elsewhere(bridge, line('listening'));
    expect(
      screen.getByText(/Another window hears a call now: you no longer hear \+34 600 111 222/),
    ).toBeTruthy();
  });

  it('lets no test call begin while it speaks', async () => {
    const bridge = await renderApp({ calls: [aCall()] });
    await elsewhere(bridge, line('speaking'));
    await click('Test call');
    expect(screen.getByRole('dialog', { name: 'Test call' }).textContent).toContain(
      'You speak in the call with +34 600 111 222.',
    );
  });

  it('gives way to a caller who is taken over here, as the caller of a test', async () => {
    const bridge = await renderApp({ calls: [aCall()] });
    await elsewhere(bridge, line('testing', 'test-1'));
    expect(bar()?.textContent).toContain('You are the caller of a test call in another window');
    await click('Take over');
    await click('Take over');
    expect(left(bridge)).toBe(1);
    expect(bridge.commands).toEqual([{ kind: 'takeOver' }]);
  });
});
