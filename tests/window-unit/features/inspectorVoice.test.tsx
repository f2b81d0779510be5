import { act, fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { aCall } from '#support/window/callFixtures';
import { showInspector } from '#window/state/inspector';
import { axeFaults, renderApp, settle } from '../../support/window/renderApp';

const page = () => within(screen.getByRole('tabpanel', { name: 'Voice' }));

describe('the voice page of the inspector', () => {
  it('says how the AI sounds, and that another voice is coming', async () => {
    await renderApp({ calls: [aCall({ pendingVoice: 'Puck', model: 'gemini-live' })] });
    act(() => {
      showInspector('voice');
    });
    await settle();
    expect(page().getByText('Kore')).toBeTruthy();
    expect(page().getByText('Firm')).toBeTruthy();
    expect(page().getByText('gemini-live')).toBeTruthy();
    expect(page().getByText("Puck is heard from the AI's next pause on.")).toBeTruthy();
    expect(await axeFaults()).toEqual([]);
  });

  it('shows the instruction in force, and leads to changing it', async () => {
    const bridge = await renderApp({ calls: [aCall()] });
    bridge.instruction = { text: 'You are Robin.\nBe kind.', changed: true };
    act(() => {
      showInspector('voice');
    });
    await settle();
    expect(page().getByText('Changed for this call.')).toBeTruthy();
    expect(page().getByText(/You are Robin\.\s+Be kind\./)).toBeTruthy();
    fireEvent.click(page().getByRole('button', { name: /^Instruct/ }));
    expect(screen.getByRole('dialog', { name: 'Change the instruction' })).toBeTruthy();
  });
});
