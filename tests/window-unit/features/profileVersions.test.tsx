import { fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Profile } from '#model/profile';
import type { ProfileVersion } from '#model/profileVersion';
import { anHttpTool, aProfile } from '#support/profiles';
import type { FakeBridge } from '#support/window/fakeBridge';
import { changesBetween } from '#window/features/profileVersions/profileDiff';
import { aroundChanges, diffTexts } from '#window/features/profileVersions/textDiff';
import { axeFaults, renderApp, settle } from '../../support/window/renderApp';

const aVersion = (number: number, patch: Partial<Profile>, by = 'window:ann'): ProfileVersion => ({
  ...{ number, by, at: Date.UTC(2026, 0, number), restored: null },
  profile: aProfile({ id: 'default', name: 'Default', ...patch }),
});

const VERSIONS = [
  aVersion(3, { systemInstruction: 'Be short.\nSay the price first.', voice: 'Kore' }),
  aVersion(2, { systemInstruction: 'Be short.\nSay the price.', voice: 'Kore' }),
  aVersion(1, { systemInstruction: 'Be short.\nSay the price.' }, ''),
];

async function openVersions(versions: readonly ProfileVersion[] = VERSIONS): Promise<FakeBridge> {
  const bridge = await renderApp();
  bridge.profiles.kept = versions;
  fireEvent.click(
    within(screen.getByRole('navigation', { name: 'Screens' })).getByText('Profiles'),
  );
  await settle();
  await press('Versions');
  return bridge;
}

async function press(name: string | RegExp): Promise<void> {
  fireEvent.click(screen.getByRole('button', { name }));
  await settle();
}

const dialog = () => within(screen.getByRole('dialog', { name: 'Versions of Default' }));

describe('the versions of a profile', () => {
  it('show who saved what, and what it changed', async () => {
    await openVersions();
    const entries = dialog().getAllByRole('button', { name: /^Version/ });
    expect(entries.map(({ textContent }) => textContent)).toEqual([
      expect.stringMatching(/^Version 3 · in use now.*by window:ann$/),
      expect.stringMatching(/^Version 2.*by window:ann$/),
      expect.stringMatching(/^Version 1.*found here, not saved at this desk$/),
    ]);
    const changes = within(dialog().getByRole('region', { name: 'One field is different' }));
    expect(changes.getByRole('heading', { name: 'System instruction' })).toBeTruthy();
    expect(changes.getByText('first', { exact: false }).closest('ins')).toBeTruthy();
    await press(/^Version 2/);
    expect(dialog().getByRole('heading', { name: 'Voice' })).toBeTruthy();
    expect(await axeFaults()).toEqual([]);
  });

  it('are compared with what is in use, and gone back to', async () => {
    const bridge = await openVersions();
    await press(/^Version 1/);
    fireEvent.change(dialog().getByLabelText('Compare with'), { target: { value: 'current' } });
    expect(dialog().getByText('2 fields are different')).toBeTruthy();
    await press('Go back to version 1');
    expect(bridge.requests.findLast(({ name }) => name === 'profiles:restore')?.input).toEqual({
      ...{ id: 'default', number: 1 },
    });
    fireEvent.click(dialog().getByRole('button', { name: 'Close' }));
    expect(screen.getByLabelText<HTMLTextAreaElement>('System instruction').value).toBe(
      'Be short.\nSay the price.',
    );
  });

  it('are not gone back to over changes that are not saved', async () => {
    const bridge = await openVersions();
    fireEvent.click(dialog().getByRole('button', { name: 'Close' }));
    fireEvent.change(screen.getByLabelText('Name'), { target: { value: 'Other' } });
    await press('Versions');
    await press(/^Version 2/);
    expect(dialog().getByText(/has changes that are not saved/)).toBeTruthy();
    await press('Go back to version 2');
    expect(bridge.requests.some(({ name }) => name === 'profiles:restore')).toBe(false);
  });

  it('say that there are none yet, and are closed by their button', async () => {
    await openVersions([]);
    expect(dialog().getByRole('status').textContent).toMatch(/Nothing is kept yet/);
    await press('Close');
    expect(screen.queryByRole('dialog')).toBeNull();
  });
});

describe('the difference of two profiles', () => {
  it('names each field by its place, lists by the names of their items', () => {
    const { tools } = aProfile();
    const tool = (url: string) => ({ ...tools, http: [anHttpTool({ name: 'get_order', url })] });
    const before = aProfile({ numbers: ['1'], tools: tool('https://a.example/') });
    const after = aProfile({ numbers: ['1', '2'], tools: tool('https://b.example/') });
    expect(
      changesBetween(before, after).map(({ label, before: was, after: is }) => [label, was, is]),
    ).toEqual([
      ['Dialled numbers', '1', '1\n2'],
      ['Tools › HTTP tools › get_order › Address', 'https://a.example/', 'https://b.example/'],
    ]);
  });

  it('of a text are its lines, and inside of them its words', () => {
    expect(diffTexts('One\nTwo three\nFour', 'One\nTwo tree\nFour\nFive')).toEqual([
      { kind: 'same', text: 'One\nTwo ' },
      { kind: 'removed', text: 'three' },
      { kind: 'added', text: 'tree' },
      { kind: 'same', text: '\nFour' },
      { kind: 'added', text: '\nFive' },
    ]);
    expect(diffTexts('', 'New')).toEqual([{ kind: 'added', text: 'New' }]);
    expect(diffTexts('Same', 'Same')).toEqual([{ kind: 'same', text: 'Same' }]);
  });

  it('can be put together again', () => {
    const [before, after] = ['a b c\nd e\nf', 'a x c\ne d\n\nf g'];
    const parts = diffTexts(before, after);
    const without = (kind: string) =>
      parts
        .filter((part) => part.kind !== kind)
        .map(({ text }) => text)
        .join('');
    expect([without('added'), without('removed')]).toEqual([before, after]);
  });

  it('leaves out lines that are far from a change', () => {
    const lines = Array.from({ length: 9 }, (_, index) => `${index}\n`).join('');
    expect(aroundChanges(diffTexts(`${lines}old`, `${lines}new`))[0]?.text).toBe('⋯\n7\n8\n');
  });
});
