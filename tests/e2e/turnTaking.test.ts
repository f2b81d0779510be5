import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { firstLoudSample, samplesIn } from '#support/audio/signal';
import { makeSpeech } from '#support/audio/speech';
import { encodeWav, readWav } from '#support/audio/wavFile';
import { useStallWatch } from '#support/machine/stalls';
import { finished, QUESTION, useStage } from './stage/harness';
import { answersIn, speechOnset } from './stage/listening';

const LONG_MS = 6_000;

const timed = useStallWatch();
const stage = useStage();
let folder = '';
/** 200 ms of a voice: too short to be a word. */
let cough = '';

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'cordboard-cough-'));
  cough = path.join(folder, 'cough.wav');
  const { samples, sampleRateHz } = await readWav(await makeSpeech('Ah! Ah! Ah!'));
  const from = firstLoudSample(samples, 1_000) ?? 0;
  const voice = samples.slice(from, from + samplesIn(200, sampleRateHz));
  await writeFile(cough, encodeWav(voice, sampleRateHz));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe.each(['service', 'local'])(
  'BARGE_IN_MODE=confirm, ENDPOINTING=%s',
  timed,
  (endpointing) => {
    it('lets the agent go on after a cough, without loss and without an answer to it', async () => {
      const scene = await stage.open(
        { BARGE_IN_MODE: 'confirm', ENDPOINTING: endpointing },
        { replyMs: LONG_MS },
      );
      const phone = await scene.phone();
      await phone.call('1000');
      await scene.untilCall((call) => call.agentState === 'speaking');
      await sleep(1_500);
      await phone.say(cough);
      await scene.untilTurns((turns) => finished(turns, 'agent') === 1, 15_000);
      await sleep(1_500);

      const answers = answersIn((await phone.audio()).heard, 'Puck');
      expect(answers, 'the agent paused once').toHaveLength(2);
      const heardMs = answers.reduce((sum, answer) => sum + answer.durationMs, 0);
      expect(Math.abs(heardMs - LONG_MS)).toBeLessThanOrEqual(60);
      expect(scene.turns.map(({ speaker, status }) => `${speaker} ${status}`)).toEqual([
        'caller final',
        'agent final',
      ]);
      expect(scene.gemini.lastSession.turns).toHaveLength(1);
      expect(scene.call.metrics.bargeIns).toBe(0);
      expect(scene.call.agentState).toBe('listening');
    });

    it('silences the agent at once when the caller speaks, and answers all that they say', async () => {
      const scene = await stage.open(
        { BARGE_IN_MODE: 'confirm', ENDPOINTING: endpointing },
        { replyMs: LONG_MS },
      );
      const phone = await scene.phone();
      await phone.call('1000');
      await scene.untilCall((call) => call.agentState === 'speaking');
      await sleep(1_500);
      scene.gemini.knobs.replyMs = 1_000;
      const spokenAt = Date.now();
      await phone.say(await makeSpeech(QUESTION));
      await scene.untilTurns((turns) => finished(turns, 'agent') === 2, 15_000);

      const { said, heard } = await phone.audio();
      const answers = answersIn(heard, 'Puck');
      expect(answers).toHaveLength(2);
      const reactionMs = (answers[0]?.endEpochMs ?? 0) - speechOnset(said, spokenAt);
      expect(reactionMs).toBeGreaterThan(0);
      expect(reactionMs).toBeLessThan(400);
      expect(Math.abs((answers[1]?.durationMs ?? 0) - 1_000)).toBeLessThanOrEqual(60);
      expect(scene.turns.map(({ speaker, status }) => `${speaker} ${status}`)).toEqual([
        'caller final',
        'agent truncated',
        'caller final',
        'agent final',
      ]);
      expect(scene.call.metrics.bargeIns).toBe(1);
      expect(scene.call.metrics.lastBargeInReactionMs).toBeLessThan(300);
    });
  },
);

describe('the watchdogs', () => {
  it(
    'ask a silent caller whether they are there, say goodbye, and end the call',
    timed,
    async () => {
      const scene = await stage.open(
        { WATCHDOG_CALLER_SILENT: '2', WATCHDOG_CALLER_SILENT_END: '4' },
        { replyMs: 800 },
      );
      const phone = await scene.phone({ says: '' });
      await phone.call('1000');
      const call = await scene.untilCall(({ state }) => state === 'ended', 20_000);
      expect(call.endReason).toBe('caller-silent');
      await phone.waitFor('closed', 5_000);
      const answers = answersIn((await phone.audio()).heard, 'Puck');
      expect(answers.map(({ durationMs }) => durationMs)).toEqual([
        expect.closeTo(800, -2),
        expect.closeTo(800, -2),
      ]);
    },
  );

  it('reconnect an agent that does not answer; it then answers what was said', async () => {
    const scene = await stage.open({ WATCHDOG_AGENT_SILENT: '2' }, { replyMs: 800 });
    // The first session never answers, whatever it hears.
    Object.defineProperty(scene.gemini.knobs, 'replyDelayMs', {
      get: () => (scene.gemini.sessions.length > 1 ? 20 : 60_000),
    });
    const phone = await scene.phone();
    await phone.call('1000');
    await scene.untilTurns((turns) => finished(turns, 'agent') === 1);
    expect(scene.gemini.sessions).toHaveLength(2);
    expect(scene.cordboard.log()).toContain('alert.no-answer');
    expect(scene.call.notices).toEqual([]);
    expect(answersIn((await phone.audio()).heard, 'Puck')).toHaveLength(1);
  });
});
