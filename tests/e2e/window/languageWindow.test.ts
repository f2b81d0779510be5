import type { Locator } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ConsoleWindow, openConsole } from '../stage/consoleWindow';

const DRAFT = 'Offer the caller a call back tomorrow';

let console_: ConsoleWindow;

beforeAll(async () => {
  console_ = await openConsole();
  await rows().nth(2).waitFor({ timeout: 20_000 });
});

afterAll(async () => {
  await console_.close();
});

function rows(): Locator {
  return console_.page.locator('[role="row"][data-call-id]');
}

function selected(): Locator {
  return console_.page.locator('[role="row"][data-call-id][aria-selected="true"]');
}

function draft(): Locator {
  return console_.page.locator('.composer textarea');
}

/** Labels of the native menus, and of the entries of all of them. */
function menuLabels(): Promise<readonly string[]> {
  return console_.app.evaluate(({ Menu }) =>
    (Menu.getApplicationMenu()?.items ?? []).flatMap((menu) => [
      menu.label,
      ...(menu.submenu?.items.map((entry) => entry.label) ?? []),
    ]),
  );
}

/** Chooses a language by the command palette. */
async function speak(name: string, language: string): Promise<void> {
  const { page } = console_;
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill(name);
  await page.getByRole('option', { name }).waitFor();
  await page.keyboard.press('Enter');
  await page.locator(`html[lang="${language}"]`).waitFor();
}

describe('the language of the window', () => {
  it('is another at once, and call, selection and draft stay', async () => {
    const { page } = console_;
    await rows().first().click();
    const callId = await selected().getAttribute('data-call-id');
    await draft().fill(DRAFT);
    await draft().evaluate((field) => {
      field.dataset['seen'] = 'before';
    });
    await speak('Deutsch', 'de');
    await page.getByRole('grid', { name: 'Laufende Anrufe' }).waitFor();
    expect(await selected().getAttribute('data-call-id')).toBe(callId);
    expect(await draft().inputValue()).toBe(DRAFT);
    // The same element, not another one with the same text: nothing was built anew.
    expect(await draft().getAttribute('data-seen')).toBe('before');
    await page.getByRole('button', { name: 'Auflegen' }).waitFor();
    await page.getByRole('log', { name: 'Transkript' }).waitFor();
    await expect.poll(menuLabels).toEqual(expect.arrayContaining(['&Datei', 'Ausgewählter Anruf']));
  });

  it('leaves no English text of a control behind', async () => {
    const { page } = console_;
    const english =
      /\b(Listen|Take over|Hold|Hang up|Transfer|Calls|Caller|Settings|Search|History|Notes|Figures|Whisper)\b/;
    const names = await page
      .locator('button, [role="tab"], [role="columnheader"], label, h1, h2, h3, nav a')
      .evaluateAll((elements) =>
        elements.map((each) => each.getAttribute('aria-label') ?? each.textContent),
      );
    expect(names.filter((name) => english.test(name))).toEqual([]);
  });

  it.each(['light', 'dark'] as const)(
    'leaves nothing for axe to find in the %s theme',
    async (theme) => {
      await console_.page.emulateMedia({ colorScheme: theme });
      expect(await console_.axeViolations()).toEqual([]);
    },
  );

  it('is kept over a reload, without a moment of another', async () => {
    const { page } = console_;
    await page.reload();
    await rows().first().waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('de');
    await page.getByRole('grid', { name: 'Laufende Anrufe' }).waitFor();
  });

  it('is what it was, on the way back', async () => {
    const { page } = console_;
    await speak('English', 'en');
    await page.getByRole('grid', { name: 'Live calls' }).waitFor();
    await expect.poll(menuLabels).toEqual(expect.arrayContaining(['&File', 'Selected call']));
  });
});
