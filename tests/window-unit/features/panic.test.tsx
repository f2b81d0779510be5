import { fireEvent } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { aCall } from '#support/window/callFixtures';
import { resetSound, sound } from '#support/window/fakeSound';
import { button, click, takeOver } from '#support/window/headsetSteps';
import { renderApp, settle } from '../../support/window/renderApp';

beforeEach(resetSound);

async function panic(): Promise<void> {
  fireEvent.keyDown(document.body, { key: 'M', ctrlKey: true, shiftKey: true });
  await settle();
}

describe('the key that closes every microphone', () => {
  it('gives a caller back whose take-over is granted only after it', async () => {
    const bridge = await renderApp({ calls: [aCall()] });
    await click('Take over');
    const release = bridge.hold('calls:command');
    await click('Take over');
    await panic();
    expect(sound.handlers).toBeNull();
    release();
    await settle();
    expect(bridge.commands).toEqual([{ kind: 'takeOver' }, { kind: 'handBack' }]);
    expect(bridge.headsets[0]?.closed).toBe(true);
  });

  it('gives them back when their take-over was granted, and is not seen yet', async () => {
    const bridge = await renderApp({ calls: [aCall()] });
    await takeOver();
    await panic();
    expect(bridge.commands).toEqual([{ kind: 'takeOver' }, { kind: 'handBack' }]);
    expect(bridge.headsets[0]?.closed).toBe(true);
  });

  it('hangs up somebody who is being asked before a transfer, seen or not', async () => {
    const bridge = await renderApp({ calls: [aCall()] });
    fireEvent.keyDown(document.body, { key: 'x' });
    await settle();
    fireEvent.change(document.activeElement!, { target: { value: '204' } });
    await click('Ask first');
    bridge.failNext('calls:command', 'The call is not taken over.');
    await panic();
    expect(bridge.commands.map(({ kind }) => kind)).toEqual([
      'consult',
      'handBack',
      'cancelTransfer',
    ]);
  });
});

describe('a take-over', () => {
  it('is undone when the microphone is lost before it is granted', async () => {
    const bridge = await renderApp({ calls: [aCall()] });
    await click('Take over');
    const release = bridge.hold('calls:command');
    fireEvent.click(button('Take over'));
    await settle();
    await settle();
    sound.handlers?.onLost();
    release();
    await settle();
    expect(bridge.commands).toEqual([{ kind: 'takeOver' }, { kind: 'handBack' }]);
  });
});
