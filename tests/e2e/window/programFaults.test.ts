import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { makeSpeech } from '#support/audio/speech';
import { useStallWatch } from '#support/machine/stalls';
import type { SipPhone } from '#support/phone/sipPhone';
import { type CallWindow, openCallWindow } from '../stage/callWindow';
import type { ConsoleWindow } from '../stage/consoleWindow';
import { SHORT_QUESTION } from '../stage/harness';
import { answersIn } from '../stage/listening';

/**
 * The whole program does nothing for this long: far more than a collection of garbage or a full
 * disk takes, ms.
 */
const STALL_MS = 400;
const ANSWER_MS = 3_000;

const timed = useStallWatch();
let desk: CallWindow;
let window: ConsoleWindow;
let phone: SipPhone;

beforeAll(async () => {
  desk = await openCallWindow({ knobs: { replyMs: ANSWER_MS } });
  ({ window } = desk);
});

afterAll(() => desk.close());

afterEach(() => desk.phonesOver());

/** A call whose first answer is being heard. */
async function callUntilAnswer(): Promise<void> {
  phone = await desk.phone({ says: SHORT_QUESTION });
  await phone.call('1000');
  await untilAnswers(1);
}

async function untilAnswers(count: number): Promise<void> {
  await expect
    .poll(async () => answersIn((await phone.audio()).heard, 'Puck').length, { timeout: 15_000 })
    .toBe(count);
}

describe('a fault of the program itself', timed, () => {
  it('is not heard when the main process stands still for a moment in an answer', async () => {
    await callUntilAnswer();
    await sleep(300);
    const pid = window.app.process().pid;
    if (pid === undefined) {
      throw new Error('the program has no process');
    }
    process.kill(pid, 'SIGSTOP');
    await sleep(STALL_MS);
    process.kill(pid, 'SIGCONT');
    await sleep(ANSWER_MS);
    const [answer] = answersIn((await phone.audio()).heard, 'Puck');
    expect(answer?.longestHoleMs).toBeLessThanOrEqual(40);
    expect(Math.abs((answer?.durationMs ?? 0) - ANSWER_MS)).toBeLessThanOrEqual(80);
  });

  it('does not touch the call when the window’s process dies, and the window comes back', async () => {
    await callUntilAnswer();
    const pid = await window.app.evaluate(({ webContents }) =>
      webContents.getAllWebContents()[0]?.getOSProcessId(),
    );
    if (pid === undefined || pid <= 0) {
      throw new Error('the window has no process');
    }
    process.kill(pid, 'SIGKILL');
    await sleep(ANSWER_MS);
    const [answer] = answersIn((await phone.audio()).heard, 'Puck');
    expect(answer?.longestHoleMs).toBeLessThanOrEqual(40);

    await phone.say(await makeSpeech(SHORT_QUESTION));
    await untilAnswers(2);
    const shown = () =>
      window.app.evaluate(({ webContents }) =>
        webContents
          .getAllWebContents()[0]
          ?.executeJavaScript('document.querySelectorAll("[role=row][data-ended=false]").length'),
      );
    await expect.poll(shown, { timeout: 15_000 }).toBe(1);
  });
});
