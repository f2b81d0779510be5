import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ConsoleWindow, openConsole, requestIn } from '../../stage/consoleWindow';

/** Simulated callers are enough here: what is looked at is who may do what at the window. */
let console_: ConsoleWindow;
beforeAll(async () => {
  console_ = await openConsole({ env: { AUTO_LOCK_TIMEOUT: '30' } });
});
afterAll(async () => {
  await console_.close();
});

const rows = () => console_.page.locator('[role="row"][data-call-id]');

async function signIn(name: string, pin: string): Promise<void> {
  const form = console_.page.getByRole('form', { name: 'Sign in' });
  await form.getByLabel('Name').selectOption(name);
  await form.getByLabel('PIN').fill(pin);
  await form.getByRole('button', { name: 'Sign in' }).click();
}

async function addOperator(name: string, role: string, pin: string): Promise<void> {
  const { page } = console_;
  await page.getByRole('button', { name: 'Operators' }).click();
  const dialog = page.getByRole('dialog', { name: 'Operators' });
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByLabel('Role').selectOption(role);
  await dialog.getByLabel('New PIN', { exact: true }).fill(pin);
  await dialog.getByLabel('New PIN again').fill(pin);
  await dialog.getByRole('button', { name: 'Add an operator' }).click();
}

/** By the switch of a window, as the tray does for all. */
async function muteAlerts(page: Page, muted: boolean): Promise<void> {
  await page.getByRole('button', { name: 'Sound of alerts' }).click();
  await page.getByRole('checkbox', { name: 'Mute alerts' }).setChecked(muted);
  await page.keyboard.press('Escape');
}

describe('windows of one program', () => {
  it('show history in a second one while the calls go on in the first, and mute together', async () => {
    const { page, app } = console_;
    await page
      .getByRole('button', { name: /^History/ })
      .first()
      .click();
    const opened = app.waitForEvent('window');
    await page.getByRole('button', { name: 'Open History in a window' }).click();
    const second = await opened;
    await second.getByRole('main', { name: 'History' }).waitFor();
    expect(second.url()).toContain('?screen=history');
    await second.getByRole('button', { name: /^Live/ }).click();
    await page.getByRole('button', { name: /^Live/ }).click();
    for (const each of [page, second]) {
      await each.locator('[role="row"][data-call-id]').first().waitFor();
    }
    await muteAlerts(page, true);
    await second.locator('[title="Sound of alerts: off"]').waitFor();
    await muteAlerts(second, false);
    await page.locator('[title="Sound of alerts: on"]').waitFor();
    await app.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()
        .find((each) => each.webContents.getURL().includes('screen='))
        ?.close();
    });
    await expect.poll(() => app.windows().length).toBe(1);
    expect(await rows().count()).toBeGreaterThan(0);
  });

  it('ask when the main one is closed with live calls and there is no tray', async () => {
    const { page, app } = console_;
    await app.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]?.close();
    });
    await page.getByRole('button', { name: 'Keep running' }).click();
    expect(await rows().count()).toBeGreaterThan(0);
  });
});

describe('the dialog about the program', () => {
  it('has the licences of its packages, and axe finds no fault in it', async () => {
    const { page } = console_;
    await page.getByRole('button', { name: 'About Cordboard' }).click();
    const dialog = page.getByRole('dialog', { name: 'About Cordboard' });
    const fastify = dialog.getByRole('listitem').filter({
      has: page.getByText('fastify', { exact: true }),
    });
    await fastify.getByText('fastify', { exact: true }).click();
    await fastify.getByText(/Permission is hereby granted/).waitFor();
    expect(await console_.axeViolations()).toEqual([]);
    await dialog.getByRole('button', { name: 'Close' }).click();
  });
});

describe('operators', () => {
  it('lock the window as soon as there is one, and a wrong PIN does not open it', async () => {
    const { page } = console_;
    await addOperator('Ann', 'admin', '2468');
    await page.getByRole('heading', { name: 'Locked' }).waitFor();
    await signIn('Ann', '1111');
    await page.getByText('The PIN is wrong.').waitFor();
    expect(await console_.axeViolations()).toEqual([]);
    await signIn('Ann', '2468');
    await page.getByText('Ann, Admin').waitFor();
    expect(await rows().count()).toBeGreaterThan(0);
  });

  it('are named for what they do in a call', async () => {
    const { page } = console_;
    const snapshot = await requestIn(console_, 'app:snapshot', null);
    const calls = snapshot.ok ? snapshot.value.calls : [];
    // The one that came last: it does not end meanwhile.
    const callId = calls.findLast(({ state }) => state === 'live')?.id ?? '';
    await page.locator(`[role="row"][data-call-id="${callId}"]`).click();
    const command = { kind: 'whisper', text: 'Be kind.' } as const;
    expect(await requestIn(console_, 'calls:command', { callId, command })).toMatchObject({
      ok: true,
    });
    const note = page.locator('.turn').filter({ hasText: 'Whispered to the AI: Be kind.' });
    await note.getByText('Ann', { exact: true }).waitFor();
    await page.getByRole('tab', { name: /^Events/ }).click();
    // Beside the name in the transcript it is read out, too.
    await page.getByRole('button', { name: /Ann: Whispered to the AI$/ }).waitFor();
  });

  it('who are viewers cannot end a call: the button says why, the program refuses all the same', async () => {
    const { page } = console_;
    await addOperator('Bob', 'viewer', '1357');
    await page.getByText('Bob', { exact: true }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Lock' }).click();
    await signIn('Bob', '1357');
    await page.getByText('Bob, Viewer').waitFor();
    await rows().first().click();
    const end = page.getByRole('button', { name: 'End call' });
    expect(await end.getAttribute('aria-description')).toBe('Needs the role lead.');
    const callId = (await rows().first().getAttribute('data-call-id')) ?? '';
    const input = { callId, command: { kind: 'end' } } as const;
    expect(await requestIn(console_, 'calls:command', input)).toMatchObject({
      ok: false,
      error: { message: 'Needs the role lead.' },
    });
  });

  it('who leave the window alone find it locked, with nothing personal in it', async () => {
    const { page } = console_;
    const number = /\+?\d[\d ]{6,}/;
    expect((await rows().allTextContents()).join(' ')).toMatch(number);
    await page.getByRole('heading', { name: 'Locked' }).waitFor({ timeout: 45_000 });
    await rows().first().waitFor();
    expect((await rows().allTextContents()).join(' ')).not.toMatch(number);
    expect(await requestIn(console_, 'settings:list', null)).toMatchObject({ ok: false });
  });
});
