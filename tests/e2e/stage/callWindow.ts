/**
 * What the tests of a file share that make real calls and look at them in the window.
 *
 *   beforeAll(async () => {
 *     desk = await openCallWindow({ knobs: { replyMs: 600 } });
 *     ({ gemini, window } = desk);
 *   });
 *   afterAll(() => desk.close());
 *   afterEach(() => desk.callsOver());
 */
import { expect } from 'vitest';
import { makeSpeech } from '#support/audio/speech';
import type { ConsoleOptions } from '#support/electronConsole';
import { type StandInGemini, startStandInGemini } from '#support/gemini/standInGemini';
import type { StandInKnobs } from '#support/gemini/standInKnobs';
import { createPhone, type SipPhone } from '#support/phone/sipPhone';
import { type ConsoleWindow, openConsole, untilConnected, untilNoCall } from './consoleWindow';
import { openStage, type Stage, stageSettings } from './harness';
import { untilRegistered } from './supervising';

type CallWindowOptions = ConsoleOptions & {
  /** Files of Asterisk's configuration beside the usual ones. */
  readonly extraConfig?: Readonly<Record<string, string>>;
  readonly knobs?: Partial<StandInKnobs>;
};

type Caller = {
  readonly user?: string;
  /** What they say when their call is answered; nothing if left out. */
  readonly says?: string;
  /** It can be called: it answers by itself, or when it is told to. */
  readonly receive?: 'auto' | 'manual';
};

export type CallWindow = {
  readonly stage: Stage;
  readonly gemini: StandInGemini;
  readonly window: ConsoleWindow;
  /** A new phone, which `phonesOver` stops. */
  phone(caller?: Caller): Promise<SipPhone>;
  /** Stops the phones, and waits until Asterisk has no call any more. */
  phonesOver(): Promise<void>;
  /** The same; the window has none either, and the stand-in was sent nothing wrong. */
  callsOver(): Promise<void>;
  close(): Promise<void>;
};

/** Opens a stage, and on it the program, whose `env` is added to the settings of the stage. */
export async function openCallWindow(options: CallWindowOptions = {}): Promise<CallWindow> {
  const { extraConfig, knobs, env, ...others } = options;
  const stage = await openStage(extraConfig);
  const gemini = await startStandInGemini(knobs);
  const window = await openConsole({ ...others, env: { ...stageSettings(stage, gemini), ...env } });
  await untilConnected(window.page);
  const phones: SipPhone[] = [];

  const phonesOver = async (): Promise<void> => {
    await Promise.all(phones.splice(0).map((phone) => phone.stop()));
    await stage.lab.waitUntilIdle();
  };

  return {
    stage,
    gemini,
    window,
    phonesOver,
    async phone({ user = 'phone-ana', says, receive } = {}) {
      const voice = says === undefined ? {} : { voiceWav: await makeSpeech(says) };
      const reach = receive === undefined ? {} : { receive };
      const phone = await createPhone(stage.lab, { user, ...voice, ...reach });
      phones.push(phone);
      if (receive !== undefined) {
        await untilRegistered(phone);
      }
      return phone;
    },
    async callsOver() {
      await phonesOver();
      await untilNoCall(window);
      expect(gemini.violations).toEqual([]);
    },
    async close() {
      await window.close();
      await gemini.close();
      await stage.stop();
    },
  };
}
