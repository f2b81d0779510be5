/** One Asterisk, one stand-in for Gemini, and Cordboard between them: the stage of the telephone tests. */
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { AsteriskLab } from '../support/asterisk/asteriskLab';
import { startAsterisk } from '../support/asterisk/asteriskLab';
import { makeSpeech } from '../support/audio/speech';
import type { TestCordboard } from '../support/cordboard';
import { startCordboard } from '../support/cordboard';
import type { StandInGemini } from '../support/gemini/standInGemini';
import { startStandInGemini } from '../support/gemini/standInGemini';
import type { StandInKnobs } from '../support/gemini/standInKnobs';
import type { PhoneOptions, SipPhone } from '../support/phone/sipPhone';
import { createPhone } from '../support/phone/sipPhone';

/** What the caller says when a test does not care. About 1.6 s. */
export const QUESTION = 'Good morning, where is my parcel, please?';

/** Asterisk with its media client pointed at a port of this test. */
export type Stage = {
  readonly lab: AsteriskLab;
  readonly mediaPort: number;
  stop(): Promise<void>;
};

/** One call's actors; everything is stopped by `stop`. */
export type Scene = {
  readonly gemini: StandInGemini;
  readonly cordboard: TestCordboard;
  /** A phone that says the question at the start of its call. */
  phone(options?: Partial<PhoneOptions>): Promise<SipPhone>;
  stop(): Promise<void>;
};

/** Starts Asterisk; once for a test file. */
export async function openStage(): Promise<Stage> {
  const mediaPort = await freePort();
  const lab = await startAsterisk({ externalMediaPort: mediaPort });
  return { lab, mediaPort, stop: () => lab.stop() };
}

/** Settings with which Cordboard works on a stage. */
export function stageSettings(stage: Stage, gemini: StandInGemini): Record<string, string> {
  return {
    ARI_BASE_URL: stage.lab.ariBaseUrl,
    ARI_USERNAME: stage.lab.username,
    ARI_PASSWORD: stage.lab.password,
    EXTERNAL_MEDIA_PORT: String(stage.mediaPort),
    EXTERNAL_MEDIA_HOST: '127.0.0.1',
    GOOGLE_API_KEY: 'TEST_KEY',
    GEMINI_BASE_URL: gemini.baseUrl,
    GEMINI_VOICE: 'Puck',
  };
}

/** Starts the stand-in and Cordboard on a stage, and waits until calls can come. */
export async function openScene(
  stage: Stage,
  env: Readonly<Record<string, string>> = {},
  knobs: Partial<StandInKnobs> = {},
): Promise<Scene> {
  const gemini = await startStandInGemini(knobs);
  const cordboard = await startCordboard({ ...stageSettings(stage, gemini), ...env });
  const phones: SipPhone[] = [];
  await cordboard.until(({ health }) => health.asterisk.state === 'ready');
  return {
    gemini,
    cordboard,
    phone: async (options = {}) => {
      const voiceWav = await makeSpeech(QUESTION);
      const user = phones.length === 0 ? 'phone-ana' : 'phone-ben';
      const phone = await createPhone(stage.lab, { user, voiceWav, ...options });
      phones.push(phone);
      return phone;
    },
    stop: async () => {
      await Promise.all(phones.map((phone) => phone.stop()));
      await cordboard.stop();
      await gemini.close();
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
