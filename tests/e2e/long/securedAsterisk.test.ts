import { afterEach, describe, expect, it } from 'vitest';
import { startAsterisk } from '#support/asterisk/asteriskLab';
import { makeSpeech } from '#support/audio/speech';
import { toneSegments } from '#support/audio/toneSegments';
import { startCordboard } from '#support/cordboard';
import { startStandInGemini, toneHzForVoice } from '#support/gemini/standInGemini';
import { createPhone } from '#support/phone/sipPhone';
import { QUESTION } from '../stage/harness';

/** Longer than Asterisk may be ahead, so that a queue that is read too slowly runs dry. */
const REPLY_MS = 8_000;

const undo: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const step of undo.splice(0).reverse()) {
    await step();
  }
  delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
});

describe('a call over an Asterisk that is reached by TLS', () => {
  it('has its whole answer heard, without a hole', async () => {
    const lab = await startAsterisk({ tls: true });
    undo.push(() => lab.stop());
    const gemini = await startStandInGemini({
      replyMs: REPLY_MS,
      partMs: 200,
      partIntervalMs: 100,
    });
    undo.push(() => gemini.close());
    // The lab's certificate is its own; whether it is trusted is not what is looked at here.
    process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';
    const cordboard = await startCordboard({
      ARI_BASE_URL: `https://127.0.0.1:${String(lab.tls?.port)}/ari`,
      ARI_USERNAME: lab.username,
      ARI_PASSWORD: lab.password,
      GOOGLE_API_KEY: 'TEST_KEY',
      GEMINI_BASE_URL: gemini.baseUrl,
      GEMINI_SPEAKS_FIRST: 'false',
      AI_DISCLOSURE: 'false',
      GEMINI_VOICE: 'Puck',
    });
    undo.push(() => cordboard.stop());
    await cordboard.until(({ health }) => health.asterisk.state === 'ready');
    const phone = await createPhone(lab, {
      user: 'phone-ana',
      voiceWav: await makeSpeech(QUESTION),
    });
    undo.push(() => phone.stop());
    await phone.call('1000');
    await cordboard.until(({ calls }) => calls[0]?.agentState === 'speaking', 15_000);
    await cordboard.until(({ calls }) => calls[0]?.agentState === 'listening', 30_000);
    expect(cordboard.pipeline.control.snapshot().calls[0]?.transport).toBe('websocket-dial');
    const { heard } = await phone.audio();
    const answers = toneSegments(heard, toneHzForVoice('Puck'));
    expect(answers.map(({ longestHoleMs }) => longestHoleMs)).toEqual([
      expect.toSatisfy((hole: number) => hole <= 40),
    ]);
    expect(Math.abs((answers[0]?.durationMs ?? 0) - REPLY_MS)).toBeLessThanOrEqual(60);
  }, 60_000);
});
