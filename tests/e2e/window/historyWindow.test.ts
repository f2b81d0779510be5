/** The history and the audit in the real program: simulated calls, a real record on disk. */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ConsoleWindow, openConsole, requestIn } from '../stage/consoleWindow';

let console_: ConsoleWindow;
/** The call that was ended in the window. */
let callId = '';
let callerNumber = '';

beforeAll(async () => {
  console_ = await openConsole({ env: { ENABLE_CALL_RECORDING: 'true' } });
  const { page } = console_;
  // Not a withheld number: that of many callers cannot be deleted as one.
  const row = page.locator('[role="row"][data-call-id]:not([aria-label^="Withheld"])').first();
  await row.waitFor({ timeout: 20_000 });
  callId = (await row.getAttribute('data-call-id')) ?? '';
  await page.locator(`[role="row"][data-call-id="${callId}"]`).click();
  callerNumber = (await page.locator('#call-detail h2').textContent()) ?? '';
  // Some of the talk has to be over before it can be searched.
  const transcript = page.getByRole('log', { name: 'Transcript' });
  await transcript.locator('[data-status="final"] .turn-text').nth(1).waitFor({ timeout: 40_000 });
  await page.getByRole('button', { name: 'End call' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'End call' }).click();
  await page
    .getByText(/the supervisor hung up/i)
    .first()
    .waitFor();
});

afterAll(async () => {
  await console_.close();
});

function screen(name: string): Promise<void> {
  return console_.page.getByRole('navigation').getByRole('button', { name, exact: true }).click();
}

function hits(): Locator {
  return console_.page.getByRole('grid', { name: 'Calls found' }).locator('[data-call-id]');
}

function ours(): Locator {
  return console_.page.locator(`.hit-row[data-call-id="${callId}"]`);
}

function recordPage(): Locator {
  return console_.page.getByRole('region', { name: 'Recorded call' });
}

async function openOurs(): Promise<void> {
  const { page } = console_;
  await screen('History');
  const clear = page.getByRole('button', { name: 'Clear filters' });
  if ((await clear.count()) > 0) {
    await clear.first().click();
  }
  await expect
    .poll(async () => {
      await page.getByRole('button', { name: 'Search again' }).click();
      return ours().textContent();
    })
    .toContain('the supervisor hung up');
  await ours().click();
  await recordPage().getByRole('heading', { name: callerNumber }).waitFor();
}

/** Also those that the demo has begun: its few people call again and again. */
async function endOtherCallsOfOurs(): Promise<void> {
  const live = async () => {
    const snapshot = await requestIn(console_, 'app:snapshot', null);
    const calls = snapshot.ok ? snapshot.value.calls : [];
    return calls.filter((call) => call.callerNumber === callerNumber && call.state !== 'ended');
  };
  await expect
    .poll(async () => {
      for (const call of await live()) {
        await requestIn(console_, 'calls:command', { callId: call.id, command: { kind: 'end' } });
      }
      return live();
    })
    .toEqual([]);
}

describe('the history', () => {
  it('has the call that was ended, with what was said', async () => {
    await openOurs();
    const turns = recordPage().locator('.turn');
    expect(await turns.count()).toBeGreaterThan(1);
    expect(await recordPage().textContent()).toMatch(/Ended: the supervisor hung up/);
  });

  it.each(['light', 'dark'] as const)(
    'has nothing for axe to find in the %s theme',
    async (theme) => {
      await console_.page.emulateMedia({ colorScheme: theme });
      await openOurs();
      expect(await console_.axeViolations()).toEqual([]);
      for (const tab of ['Events', 'Figures', 'Notes']) {
        await recordPage().getByRole('tab', { name: tab }).click();
        expect(await console_.axeViolations()).toEqual([]);
      }
      await screen('Audit');
      await console_.page.getByRole('grid', { name: 'Entries' }).waitFor();
      expect(await console_.axeViolations()).toEqual([]);
    },
  );

  it('finds a call by words that were said, and marks them', async () => {
    const { page } = console_;
    await openOurs();
    const said = await recordPage().locator('.turn-text').allTextContents();
    const word = said.join(' ').match(/[A-Za-z]{5,}/)?.[0] ?? '';
    // The last word may be incomplete, and case does not count.
    await page
      .getByRole('textbox', { name: 'Search what was said' })
      .fill(word.slice(0, 4).toUpperCase());
    await ours().locator('mark').first().waitFor();
    expect((await ours().locator('mark').first().textContent())?.toLowerCase()).toContain(
      word.slice(0, 4).toLowerCase(),
    );
    await ours().click();
    await recordPage().locator('.turn-hit').waitFor();
    await page.getByRole('textbox', { name: 'Search what was said' }).fill('xylophonequartz');
    await page.getByText('No call matches the filters.').waitFor();
  });

  it('keeps tags and notes, and finds a call by its tag', async () => {
    const { page } = console_;
    await openOurs();
    const tag = recordPage().getByRole('textbox', { name: 'Add a tag' });
    await tag.fill('follow up');
    await tag.press('Enter');
    await recordPage().getByRole('button', { name: 'Remove the tag follow up' }).waitFor();
    await recordPage().getByRole('tab', { name: /Notes/ }).click();
    await recordPage().getByRole('textbox', { name: 'New note' }).fill('Called back.');
    await recordPage().getByRole('button', { name: 'Add note' }).click();
    await recordPage().getByRole('listitem').getByText('Called back.').waitFor();
    await page.getByLabel('Tag', { exact: true }).fill('follow up');
    await expect.poll(() => hits().count()).toBe(1);
    expect(await hits().first().getAttribute('data-call-id')).toBe(callId);
  });

  it('plays the recording, and jumps in it', async () => {
    await openOurs();
    const player = recordPage().locator('audio');
    // It has no controls of its own, so it is not to be seen.
    await player.waitFor({ state: 'attached' });
    // Who has only opened the call has not heard it.
    const audit = await requestIn(console_, 'audit:list', { query: { limit: 100 } });
    const heard = (audit.ok ? audit.value : []).filter(
      ({ action, callId: of }) => action === 'recording.read' && of === callId,
    );
    expect(heard).toEqual([]);
    const facts = await player.evaluate(async (element) => {
      const audio = element as HTMLAudioElement;
      if (audio.readyState < 1) {
        audio.preload = 'metadata';
        audio.load();
        await new Promise((resolve, reject) => {
          audio.addEventListener('loadedmetadata', resolve, { once: true });
          audio.addEventListener(
            'error',
            () => {
              reject(new Error(`the player failed: ${audio.error?.message ?? ''}`));
            },
            { once: true },
          );
        });
      }
      audio.currentTime = audio.duration / 2;
      await new Promise((resolve) => {
        audio.addEventListener('seeked', resolve, { once: true });
      });
      return { duration: audio.duration, at: audio.currentTime };
    });
    expect(facts.duration).toBeGreaterThan(1);
    expect(facts.at).toBeCloseTo(facts.duration / 2, 0);
  });

  it('draws the wave and plays from the word that is clicked', async () => {
    await openOurs();
    await recordPage().locator('.wave-picture canvas').first().waitFor();
    const record = await requestIn(console_, 'history:call', { callId });
    if (!record.ok) {
      throw new Error(record.error.message);
    }
    const { turns, recordings } = record.value;
    const turn = turns.findLast(({ speaker, endMs }) => speaker === 'agent' && endMs !== null);
    const words = recordPage()
      .locator(`[data-turn-id="${turn?.id ?? -1}"] [data-from]`)
      .first();
    await words.click({ position: { x: 2, y: 8 } });
    const audio = recordPage().locator('audio');
    const played = () => audio.evaluate((element) => (element as HTMLAudioElement).currentTime);
    const fromSeconds = ((turn?.startMs ?? 0) - (recordings[0]?.startMs ?? 0)) / 1000;
    await expect.poll(played).toBeGreaterThan(fromSeconds);
    expect(await played()).toBeLessThan(fromSeconds + 5);
    expect(await recordPage().locator('.turn-played').count()).toBe(1);
    await recordPage().getByRole('button', { name: 'Pause' }).click();
  });

  it('exports a call to the file that was chosen', async () => {
    const { page, app, dataDir } = console_;
    await openOurs();
    const file = path.join(dataDir, 'export.txt');
    await app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
    }, file);
    await recordPage().getByRole('button', { name: 'Export' }).click();
    await page.getByRole('menuitem', { name: 'Transcript as text' }).click();
    await page.getByText(`Saved as ${file}.`).waitFor();
    const text = readFileSync(file, 'utf8');
    expect(text).toContain(callId);
    expect(text).toMatch(/\[\d\d:\d\d\.\d\] (AI|Caller): \w/);
  });

  it('seals calls into a folder, and a changed byte is found in it', async () => {
    const { page, app, dataDir } = console_;
    await openOurs();
    await app.evaluate(({ dialog }, folder) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [folder] });
    }, dataDir);
    await ours().getByRole('checkbox').check();
    const bar = page.getByRole('group', { name: 'Checked calls' });
    await bar.getByRole('button', { name: 'Export' }).click();
    await page.getByRole('menuitem', { name: 'Sealed folder that can be checked later' }).click();
    const told = await page.getByText(/1 call was written to/).textContent();
    await bar.getByRole('button', { name: 'Uncheck all' }).click();
    const [folder = ''] = readdirSync(dataDir).filter((name) =>
      name.startsWith('cordboard-sealed'),
    );
    const root = path.join(dataDir, folder);
    const check = () =>
      spawnSync(process.execPath, [path.join(root, 'verify.mjs')], { encoding: 'utf8' }).stdout;
    const seal = /[0-9a-f]{64}/.exec(told ?? '')?.[0] ?? 'no seal was told';
    expect(check()).toContain(seal);
    const [call = ''] = readdirSync(path.join(root, 'calls'));
    const recording = path.join(root, 'calls', call, 'recording.wav');
    const bytes = readFileSync(recording);
    bytes.writeUInt8(bytes.readUInt8(100) ^ 1, 100);
    writeFileSync(recording, bytes);
    expect(check()).toContain(`calls/${call}/recording.wav was changed`);
  });

  it.each([
    { width: 860, zoom: 1 },
    { width: 1_280, zoom: 2 },
  ])('has everything in sight at $width pixels and zoom $zoom', async ({ width, zoom }) => {
    const { page, app } = console_;
    await openOurs();
    const resize = (wide: number, factor: number) =>
      app.evaluate(
        ({ BrowserWindow }, to) => {
          const [window] = BrowserWindow.getAllWindows();
          window?.setContentSize(to.wide, 800);
          window?.webContents.setZoomFactor(to.factor);
        },
        { wide, factor },
      );
    await resize(width, zoom);
    await expect.poll(() => page.evaluate(() => window.innerWidth)).toBe(width / zoom);
    const cut = await page.evaluate(() =>
      [...document.querySelectorAll('.history, .history *')]
        .filter((part) => part.getBoundingClientRect().right > window.innerWidth + 0.5)
        .map((part) => `${part.tagName} ${part.id} ends beyond the window`)
        .concat(
          [...document.querySelectorAll('.history-panes > *')]
            .filter((pane) => pane.getBoundingClientRect().width < 200)
            .map((pane) => `${pane.tagName} ${pane.id} is squeezed`),
        ),
    );
    await resize(1_280, 1);
    expect(cut).toEqual([]);
  });

  it('is worked by keyboard alone', async () => {
    const { page } = console_;
    await openOurs();
    await page.keyboard.press('Control+1');
    await page.getByRole('grid', { name: 'Live calls' }).waitFor();
    await page.keyboard.press('Control+2');
    await hits().first().waitFor();
    await page.keyboard.press('j');
    await expect
      .poll(() =>
        hits().evaluateAll((rows) => rows.includes(document.activeElement as HTMLElement)),
      )
      .toBe(true);
    await page.keyboard.press('Enter');
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('record-page');
    await page.keyboard.press('/');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('history-search');
  });
});

describe('the audit', () => {
  it('has what was done in the window, in a chain that holds', async () => {
    const { page } = console_;
    await screen('Audit');
    const row = page
      .getByRole('grid', { name: 'Entries' })
      .getByRole('row', { name: /Ended the call/ })
      .first();
    await row.waitFor();
    expect(await row.getAttribute('aria-label')).toMatch(/, Done$/);
    await row.click();
    await page.getByText(new RegExp(`call\\.end ${callId}`)).waitFor();
    await page.getByRole('button', { name: 'Verify chain' }).click();
    await page.getByText(/The chain is intact/).waitFor();
  });

  it('has that a caller was deleted, and nothing of the caller is left', async () => {
    const { page, dataDir } = console_;
    await openOurs();
    const recordings = () =>
      readdirSync(path.join(dataDir, 'recordings'), { recursive: true })
        .map(String)
        .filter((name) => name.includes(callId.replaceAll(/[^\w.-]/g, '_')));
    expect(recordings()).toHaveLength(1);
    await recordPage().getByRole('button', { name: 'Delete caller' }).click();
    const dialog = page.getByRole('alertdialog');
    expect(await dialog.getByRole('button', { name: 'Delete' }).isDisabled()).toBe(true);
    expect(await console_.axeViolations()).toEqual([]);
    await dialog.getByRole('textbox').fill(callerNumber);
    await requestIn(console_, 'calls:place', { number: callerNumber, profileId: 'default' });
    await dialog.getByRole('button', { name: 'Delete' }).click();
    await dialog.getByText(/This caller is on the line/).waitFor();
    await endOtherCallsOfOurs();
    await dialog.getByRole('button', { name: 'Delete' }).click();
    await page.getByText(/was removed|were removed/).waitFor();
    await expect.poll(() => ours().count()).toBe(0);
    expect(recordings()).toEqual([]);
    await screen('Audit');
    const entries = page.getByRole('grid', { name: 'Entries' });
    await entries
      .getByRole('row', { name: /Deleted a caller/ })
      .first()
      .waitFor();
    const text = await entries.textContent();
    expect(text).not.toContain(callerNumber);
    await page.getByRole('button', { name: 'Verify chain' }).click();
    await page.getByText(/The chain is intact/).waitFor();
  });
});
