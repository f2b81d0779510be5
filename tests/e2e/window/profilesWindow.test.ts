/** The editor of profiles in the real program, with the real file behind it. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addToken } from '#main/api/access/tokenFile';
import { type ConsoleWindow, openConsole } from '../stage/consoleWindow';

let console_: ConsoleWindow;

beforeAll(async () => {
  console_ = await openConsole();
  await console_.page.getByRole('navigation').getByRole('button', { name: 'Profiles' }).click();
  await editor().waitFor();
});

afterAll(async () => {
  await console_.close();
});

const editor = (): Locator => console_.page.getByRole('form', { name: 'Profile' });
const field = (name: string): Locator => editor().getByLabel(name, { exact: true });
const press = (name: string): Promise<void> =>
  console_.page.getByRole('button', { name, exact: true }).click();

/** The profiles as they are on disk. */
function saved(): readonly Record<string, unknown>[] {
  const text = readFileSync(path.join(console_.dataDir, 'profiles.json'), 'utf8');
  return (JSON.parse(text) as { profiles: Record<string, unknown>[] }).profiles;
}

async function makeProfile(name: string, number: string): Promise<void> {
  await press('New profile');
  await field('Name').first().fill(name);
  await field('Dialled numbers').fill(number);
}

describe('the editor of profiles', () => {
  it('makes a profile with tools, which is on disk then', async () => {
    const { page } = console_;
    await makeProfile('Night shift', '1100');
    await field('System instruction').fill('You answer at night.');
    await field('Voice').selectOption('Kore');
    await field('Take a message').check();
    await field('Before it takes a message').check();
    await press('Add an HTTP tool');
    await field('Function name').fill('order_status');
    await field('Description').fill('Tells where an order is.');
    await field('Address').fill('https://shop.example/orders');
    await page.keyboard.press('Control+s');
    await page.getByText(/^Saved\./).waitFor();
    expect(saved()[1]).toMatchObject({
      id: 'night-shift',
      numbers: ['1100'],
      systemInstruction: 'You answer at night.',
      voice: 'Kore',
      tools: {
        endCall: true,
        takeMessage: true,
        approval: { transferCall: false, takeMessage: true },
        http: [{ name: 'order_status', url: 'https://shop.example/orders' }],
      },
    });
  });

  it('says at its fields what is wrong, and saves once that is mended', async () => {
    const { page } = console_;
    await makeProfile('Day shift', '1100');
    await field('Speech that counts').fill('soon');
    await press('Save');
    await editor().getByText('Must be a number, 0.02 to 2.').waitFor();
    await field('Speech that counts').fill('0.3');
    await press('Save');
    await editor().getByText('1100 belongs to the profile Night shift').waitFor();
    expect(await field('Dialled numbers').evaluate((node) => node === document.activeElement)).toBe(
      true,
    );
    await field('Dialled numbers').fill('1200');
    await press('Save');
    await page.getByText(/^Saved\./).waitFor();
    expect(saved().map(({ id }) => id)).toEqual(['default', 'day-shift', 'night-shift']);
  });

  it('asks before changes are lost', async () => {
    const { page } = console_;
    await page.getByRole('button', { name: /^Day shift/ }).click();
    await field('Name').first().fill('Early shift');
    await page.getByRole('button', { name: /^Night shift/ }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Keep editing' }).click();
    expect(await field('Name').first().inputValue()).toBe('Early shift');
    await press('Discard changes');
    expect(await field('Name').first().inputValue()).toBe('Day shift');
  });

  it('shows at once what a client of the API saves', async () => {
    const { page, dataDir } = console_;
    const token = await addToken(path.join(dataDir, 'api-tokens.json'), 'e2e', 'act', Date.now());
    const info = await page.evaluate(() => window.cordboard?.request('app:info', null));
    const apiUrl = info?.ok === true ? info.value.apiUrl : '';
    const saving = await fetch(`${apiUrl}/profiles/api-made`, {
      method: 'PUT',
      headers: {
        authorization: `Bearer ${token.ok ? token.value : ''}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ id: 'api-made', name: 'Made elsewhere' }),
    });
    expect(saving.status).toBe(200);
    await page.getByRole('button', { name: /^Made elsewhere/ }).waitFor({ timeout: 2_000 });
    const removing = await fetch(`${apiUrl}/profiles/api-made`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${token.ok ? token.value : ''}` },
    });
    expect(removing.status).toBe(204);
    await page.getByRole('button', { name: /^Made elsewhere/ }).waitFor({ state: 'detached' });
  });

  it('removes a profile after a question, and both stand in the audit', async () => {
    const { page } = console_;
    await press('Remove');
    await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click();
    await page.getByRole('alertdialog').waitFor({ state: 'detached' });
    await expect.poll(() => saved().map(({ id }) => id)).toEqual(['default', 'night-shift']);
    await page.getByRole('navigation').getByRole('button', { name: 'Audit' }).click();
    await page
      .getByRole('row', { name: /Removed a profile/ })
      .first()
      .waitFor();
    expect(await page.getByRole('row', { name: /Saved a profile/ }).count()).toBe(3);
    await page.getByRole('navigation').getByRole('button', { name: 'Profiles' }).click();
  });

  it.each(['light', 'dark'] as const)(
    'has nothing for axe to find in the %s theme',
    async (theme) => {
      const { page } = console_;
      await page.emulateMedia({ colorScheme: theme });
      await page.getByRole('button', { name: /^Night shift/ }).click();
      await field('Function name').fill('1');
      await press('Save');
      await editor().getByText('no digit first').waitFor();
      expect(await console_.axeViolations()).toEqual([]);
      await press('Discard changes');
      expect(await console_.axeViolations()).toEqual([]);
    },
  );
});
