import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ConsoleWindow, openConsole } from '../../stage/consoleWindow';

/** Simulated callers are enough here: what is looked at is the program's own account of itself. */
let console_: ConsoleWindow;
beforeAll(async () => {
  console_ = await openConsole({ env: { LOG_FILE: 'logs/cordboard.log' } });
});
afterAll(async () => {
  await console_.close();
});

function logFile(): Promise<string> {
  return readFile(join(console_.dataDir, 'logs', 'cordboard.log'), 'utf8');
}

async function metrics(): Promise<string> {
  const url = /"url":"(http[^"]+)","msg":"HTTP API listens"/.exec(await logFile())?.[1] ?? '';
  return url === '' ? '' : (await fetch(`${url}/metrics`)).text();
}

describe('the log and the diagnostics', () => {
  it('shows the log live, and axe finds no fault in it', async () => {
    const { page } = console_;
    await page.getByRole('button', { name: 'Log', exact: true }).click();
    const log = page.getByRole('log', { name: 'Log lines' });
    await log.getByText('Cordboard starts').waitFor();
    expect(await console_.axeViolations()).toEqual([]);
  });

  it('copies diagnostics that hold no number of a caller', async () => {
    const { page, app, dataDir } = console_;
    await page.getByRole('button', { name: 'Copy diagnostics' }).click();
    await page.getByText(/Copied, and written to/).waitFor();
    const copied = await app.evaluate(({ clipboard }) => clipboard.readText());
    const [name = ''] = await readdir(join(dataDir, 'diagnostics'));
    expect(await readFile(join(dataDir, 'diagnostics', name), 'utf8')).toBe(copied);
    const bundle = JSON.parse(copied) as { health: { mode: string }; log: { msg: string }[] };
    expect(bundle.health.mode).toBe('demo');
    expect(bundle.log.map(({ msg }) => msg)).toContain('Cordboard starts');
    await page.keyboard.press('Escape');
  });

  it('gives figures that agree with the window', async () => {
    await expect
      .poll(metrics, { timeout: 30_000 })
      .toMatch(/cordboard_calls\{state="live"\} [1-9]/);
    // A simulated caller has said something and been answered.
    await expect
      .poll(metrics, { timeout: 60_000, interval: 1_000 })
      .toMatch(/latency_seconds_count\{stage="time_to_first_audio"\} [1-9]/);
    const text = await metrics();
    expect(text).toMatch(/cordboard_info\{version="[\d.]+",mode="demo"\} 1/);
    expect(Number(/^cordboard_frames_in_total (\d+)/m.exec(text)?.[1])).toBeGreaterThan(50);
  });

  it('writes the same to the log file', async () => {
    expect(await logFile()).toContain('"msg":"Cordboard starts"');
  });
});
