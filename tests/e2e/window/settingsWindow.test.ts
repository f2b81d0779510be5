import { rm } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { makeSpeech } from '#support/audio/speech';
import { type StandInGemini, startStandInGemini } from '#support/gemini/standInGemini';
import { createPhone, type SipPhone } from '#support/phone/sipPhone';
import { type ConsoleWindow, openConsole, untilConnected } from '../stage/consoleWindow';
import { openStage, QUESTION, type Stage, stageSettings } from '../stage/harness';

let stage: Stage;
let gemini: StandInGemini;
let window: ConsoleWindow | null = null;
let phone: SipPhone | null = null;

beforeAll(async () => {
  stage = await openStage();
  gemini = await startStandInGemini();
});

afterAll(async () => {
  await gemini.close();
  await stage.stop();
});

afterEach(async () => {
  await phone?.stop();
  phone = null;
  await window?.close();
  window = null;
});

async function call(): Promise<SipPhone> {
  phone = await createPhone(stage.lab, {
    user: 'phone-ana',
    voiceWav: await makeSpeech(QUESTION),
  });
  await phone.call('1000');
  return phone;
}

describe('the first run', () => {
  it('leads to an Asterisk and a Gemini that answer, and tells a wrong password in words', async () => {
    const { lab } = stage;
    window = await openConsole({
      firstRun: true,
      env: { GEMINI_BASE_URL: gemini.baseUrl, ARI_BASE_URL: lab.ariBaseUrl },
    });
    const { page } = window;
    const dialog = page.getByRole('dialog', { name: 'Set up real calls' });
    await dialog.waitFor();
    await dialog.getByLabel('Asterisk user').fill(lab.username);
    await dialog.getByLabel('Asterisk password').fill('not-the-password');
    const found = dialog.getByRole('list', { name: 'What was found' });
    await dialog.getByRole('button', { name: 'Test connection' }).click();
    await found.getByText(/Asterisk: does not work\./).waitFor();
    expect(await found.textContent()).toMatch(/password/i);
    expect(await window.axeViolations()).toEqual([]);

    await dialog.getByLabel('Asterisk password').fill(lab.password);
    await dialog.getByRole('button', { name: 'Test connection' }).click();
    await found.getByText(/login accepted/).waitFor();
    await found.getByText(/Dialplan: fine\./).waitFor();
    await found.getByText(/Audio path: fine\./).waitFor();

    await dialog.getByRole('button', { name: 'Gemini', exact: true }).click();
    await dialog.getByLabel('Gemini API key').fill(gemini.knobs.apiKey ?? '');
    await dialog.getByRole('button', { name: 'Test connection' }).click();
    await found.getByText(/key accepted/).waitFor();
    expect(window.output()).not.toContain(lab.password);

    await dialog.getByRole('button', { name: 'Sound' }).click();
    await dialog.getByRole('button', { name: 'Play a tone' }).waitFor();
    expect(await window.axeViolations()).toEqual([]);
  });
});

describe('the settings of a console with calls', () => {
  it('keep the lines of an instruction, and restart when the calls are over', async () => {
    window = await openConsole({ env: stageSettings(stage, gemini) });
    const { app, page } = window;
    await untilConnected(page);
    // What would start the program anew is only noted: the test ends with this process.
    await app.evaluate(({ app: program }) => {
      program.relaunch = () => {
        process.stdout.write('RELAUNCHED\n');
      };
    });
    // Asked for now: Playwright knows no process once it is gone.
    const gone = new Promise<number | null>((resolve) => {
      app.process().once('exit', resolve);
    });
    const onCall = await call();

    await page.getByRole('button', { name: 'Settings' }).first().click();
    const dialog = page.getByRole('dialog', { name: 'Settings' });
    await dialog
      .getByRole('textbox', { name: 'Search the settings' })
      .fill('instruction of the agent');
    const prompt = 'You are Ana.\n\nAsk one question.';
    await dialog.getByLabel('Instruction of the agent').fill(prompt);
    await dialog.getByRole('button', { name: 'Save', exact: true }).click();
    await dialog.getByText('Saved.', { exact: true }).waitFor();
    expect(await dialog.getByLabel('Instruction of the agent').inputValue()).toBe(prompt);

    await dialog.getByRole('textbox', { name: 'Search the settings' }).fill('gemini connects');
    await dialog.getByLabel('Audio kept while Gemini connects').fill('48000');
    await dialog.getByRole('button', { name: 'Save, restart when calls are over' }).click();
    await dialog.getByText(/^Saved\. Restart/).waitFor();
    await dialog.getByRole('button', { name: 'Close' }).click();
    await page.getByText('Waiting to restart').waitFor();
    expect(window.output()).not.toContain('RELAUNCHED');

    await onCall.hangUp();
    expect(await gone).toBe(0);
    expect(window.output()).toContain('RELAUNCHED');
    await rm(window.dataDir, { recursive: true, force: true });
    window = null;
  });
});
