import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { makeSpeech } from '#support/audio/speech';
import { useStallWatch } from '#support/machine/stalls';
import { finished, SHORT_QUESTION, useStage } from './stage/harness';
import { answersIn, speechOnset } from './stage/listening';

const LONG_TEXT = Array.from({ length: 40 }, (_, index) => `word${String(index + 10)}`).join(' ');
const LONG_MS = 8_000;
const HEARD_BEFORE_MS = 2_000;

const timed = useStallWatch();
const stage = useStage();

describe.each([
  { sendInterrupted: true, lateAudioParts: 3, partIntervalMs: 20 },
  // The service goes on sending the answer nobody wants to hear any more.
  { sendInterrupted: false, lateAudioParts: 0, partIntervalMs: 150 },
])('the caller speaks into an answer, service says so: $sendInterrupted', (service) => {
  it(
    'silences the agent at once, keeps what was heard, and hears the next answer',
    timed,
    async () => {
      const scene = await stage.open(
        {},
        { ...service, replyMs: LONG_MS, replyText: () => LONG_TEXT },
      );
      const phone = await scene.phone();
      await phone.call('1000');
      await scene.untilCall((call) => call.agentState === 'speaking');
      await sleep(HEARD_BEFORE_MS);
      Object.assign(scene.gemini.knobs, { replyMs: 1_000, replyText: () => 'Short answer.' });
      const spokenAt = Date.now();
      await phone.say(await makeSpeech(SHORT_QUESTION));
      const turns = await scene.untilTurns((all) => finished(all, 'agent') === 2);
      await scene.untilCall((call) => call.metrics.agentTurns === 2);

      const { said, heard } = await phone.audio();
      const answers = answersIn(heard, 'Puck');
      expect(answers, JSON.stringify(heard.gaps)).toHaveLength(2);
      const reactionMs = (answers[0]?.endEpochMs ?? 0) - speechOnset(said, spokenAt);
      expect(reactionMs).toBeGreaterThan(0);
      expect(reactionMs).toBeLessThan(400);
      expect(Math.abs((answers[1]?.durationMs ?? 0) - 1_000)).toBeLessThanOrEqual(60);

      const [, cut, , next] = turns;
      expect(cut).toMatchObject({ speaker: 'agent', status: 'truncated' });
      const heardShare = (cut?.heardChars ?? 0) / LONG_TEXT.length;
      expect(heardShare).toBeGreaterThan(((answers[0]?.durationMs ?? 0) / LONG_MS) * 0.6);
      expect(heardShare).toBeLessThan(((answers[0]?.durationMs ?? 0) / LONG_MS) * 1.4);
      expect(next).toMatchObject({ speaker: 'agent', status: 'final', text: 'Short answer.' });
      expect(turns.map((turn) => turn.speaker)).toEqual(['caller', 'agent', 'caller', 'agent']);
      const { metrics } = scene.call;
      expect(metrics.bargeIns).toBe(1);
      expect(metrics.lastBargeInReactionMs).toBeLessThan(250);
    },
  );
});

describe('with ENABLE_INTERRUPTION_HANDLING=false', () => {
  it('plays the answer to its end while the caller speaks', timed, async () => {
    const scene = await stage.open({ ENABLE_INTERRUPTION_HANDLING: 'false' }, { replyMs: 3_000 });
    const phone = await scene.phone();
    await phone.call('1000');
    await scene.untilCall((call) => call.agentState === 'speaking');
    scene.gemini.knobs.replyMs = 500;
    await phone.say(await makeSpeech(SHORT_QUESTION));
    const turns = await scene.untilTurns((all) => finished(all, 'agent') === 2);
    await scene.untilCall((call) => call.metrics.agentTurns === 2);

    const answers = answersIn((await phone.audio()).heard, 'Puck');
    const heardMs = answers.reduce((sum, answer) => sum + answer.durationMs, 0);
    expect(answers[0]?.durationMs).toBeGreaterThanOrEqual(2_940);
    expect(Math.abs(heardMs - 3_500)).toBeLessThanOrEqual(100);
    expect(turns.filter((turn) => turn.status === 'truncated')).toEqual([]);
    expect(scene.call.metrics.bargeIns).toBe(0);
  });
});
