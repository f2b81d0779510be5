import { afterEach, expect, it } from 'vitest';
import { type ConsoleWindow, openConsole } from '../stage/consoleWindow';

let console_: ConsoleWindow | null = null;
afterEach(async () => {
  await console_?.close();
  console_ = null;
});

it('takes no call over while the microphone is refused, and says what to do', async () => {
  console_ = await openConsole({ args: ['--use-fake-device-for-media-stream'] });
  const { page, app } = console_;
  await app.evaluate(({ session }) => {
    session.defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => {
      answer(false);
    });
    session.defaultSession.setPermissionCheckHandler(() => false);
  });
  const row = page.getByRole('grid', { name: 'Live calls' }).locator('[data-ended="false"]');
  await row.first().click({ timeout: 20_000 });
  const takeOver = page.getByRole('button', { name: 'Take over', exact: true });
  await expect
    .poll(() => takeOver.getAttribute('aria-disabled'), { timeout: 10_000 })
    .toBe('false');
  await takeOver.click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('does not let Cordboard use the microphone').waitFor();
  expect(await dialog.getByRole('button', { name: 'Take over' }).isDisabled()).toBe(true);
  await page.keyboard.press('Escape');
  expect(await takeOver.isVisible()).toBe(true);
  expect(console_.output()).not.toContain('call.takeOver');
  // Listening needs none.
  const listen = page.getByRole('button', { name: 'Listen', exact: true });
  await listen.click();
  await page.getByText(/^Listening to/).waitFor();
  expect(await listen.getAttribute('aria-pressed')).toBe('true');
  expect(await console_.axeViolations()).toEqual([]);
});
