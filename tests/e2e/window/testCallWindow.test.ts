/** A test call by the window's own microphone and speaker, with no Asterisk. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { joinSamples, makeSilence } from '#support/audio/signal';
import { makeSpeech } from '#support/audio/speech';
import { readWav, writeWav } from '#support/audio/wavFile';
import { type StandInGemini, startStandInGemini } from '#support/gemini/standInGemini';
import { type ConsoleWindow, openConsole } from '../stage/consoleWindow';
import { countSpeaker } from '../stage/speaker';

const QUESTION = 'Good morning, where is my parcel, please?';

let gemini: StandInGemini | null = null;
let window: ConsoleWindow | null = null;
let folder = '';
afterEach(async () => {
  await window?.close();
  await rm(folder, { recursive: true, force: true });
  expect(gemini?.violations ?? []).toEqual([]);
  await gemini?.close();
  gemini = window = null;
});

/** The question and then silence, which Chromium plays over and over. */
async function makeMicrophone(): Promise<string> {
  folder = await mkdtemp(path.join(tmpdir(), 'microphone-'));
  const file = path.join(folder, 'question.wav');
  const { samples, sampleRateHz } = await readWav(
    await makeSpeech(QUESTION, { sampleRateHz: 24_000 }),
  );
  await writeWav(file, joinSamples(samples, makeSilence(5_000, sampleRateHz)), sampleRateHz);
  return file;
}

it('asks Gemini by the microphone and hears the answer; the call is listed and kept', async () => {
  gemini = await startStandInGemini({ replyMs: 1_500 });
  const microphone = await makeMicrophone();
  window = await openConsole({
    env: {
      GOOGLE_API_KEY: 'TEST_KEY',
      GEMINI_BASE_URL: gemini.baseUrl,
      GEMINI_SPEAKS_FIRST: 'false',
      AI_DISCLOSURE: 'false',
      VAD_ENGINE: 'energy',
    },
    args: ['--use-fake-device-for-media-stream', `--use-file-for-fake-audio-capture=${microphone}`],
  });
  const { page } = window;
  const loudFrames = await countSpeaker(window);
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  await button('Test call').first().click();
  const meter = page.getByRole('meter', { name: 'Loudness of your microphone' });
  await expect
    .poll(async () => Number(await meter.getAttribute('aria-valuenow')), { timeout: 15_000 })
    .toBeGreaterThan(30);
  expect(await window.axeViolations()).toEqual([]);
  await button('Call').click();
  await page
    .getByText(/This is answer number 1/)
    .first()
    .waitFor();
  // The whole first answer but for what a question that goes on may cut.
  await expect.poll(loudFrames, { timeout: 15_000 }).toBeGreaterThan(40);
  expect(gemini.lastSession.turns.length).toBeGreaterThan(0);
  const row = page.getByRole('grid', { name: 'Live calls' }).locator('[data-ended="false"]');
  expect(await row.getAttribute('aria-label')).toContain('test call');
  expect(await window.axeViolations()).toEqual([]);
  await button('Hang up').click();
  await expect.poll(() => row.count()).toBe(0);
  await button('History').click();
  await page.getByRole('grid').locator('[role="row"]').nth(1).click();
  await page.getByText('Test call', { exact: true }).first().waitFor();
  await page
    .getByText(/This is answer number 1/)
    .first()
    .waitFor();
}, 60_000);
