import { describe, expect, it } from 'vitest';
import { useStallWatch } from '#support/machine/stalls';
import { finished, QUESTION, useStage } from './stage/harness';
import { answersIn, matchOf } from './stage/listening';

const REPLY_MS = 1_500;

const timed = useStallWatch();
const stage = useStage();

describe.each([
  ['websocket-dial', 'json'],
  ['websocket-dial', 'plain'],
  ['websocket-listen', 'json'],
  ['websocket-listen', 'plain'],
] as const)('a call to 1000 over %s with %s control messages', (transport, format) => {
  it(
    'carries clean speech to the agent and its whole answer back, and tells both',
    timed,
    async () => {
      const scene = await stage.open(
        { EXTERNAL_MEDIA_TRANSPORT: transport, EXTERNAL_MEDIA_CONTROL_FORMAT: format },
        { replyMs: REPLY_MS },
      );
      const phone = await scene.phone({ says: QUESTION });
      await phone.call('1000');
      await scene.untilTurns((all) => finished(all, 'agent') === 1, 15_000);
      await scene.untilCall((call) => call.metrics.tokens.responseTokens > 0);
      const { said, heard } = await phone.audio();

      const match = matchOf(said, scene.gemini.lastSession.callerAudio);
      expect(match.correlation).toBeGreaterThanOrEqual(0.97);
      expect(match.p5Db).toBeGreaterThanOrEqual(20);

      const answers = answersIn(heard, 'Puck');
      expect(answers, JSON.stringify(heard.gaps)).toHaveLength(1);
      expect(answers[0]?.longestHoleMs).toBeLessThanOrEqual(40);
      expect(Math.abs((answers[0]?.durationMs ?? 0) - REPLY_MS)).toBeLessThanOrEqual(60);
      expect(heard.gaps.filter((gap) => gap.missingMs > 40 || gap.lostPackets > 0)).toEqual([]);

      expect(scene.turns).toMatchObject([
        { speaker: 'caller', status: 'final', text: 'This is question number 1.' },
        { speaker: 'agent', status: 'final', text: 'This is answer number 1 of the agent.' },
      ]);
      expect(scene.turns[1]?.timeToFirstAudioMs).toBeGreaterThan(0);

      const { call } = scene;
      expect(call).toMatchObject({
        state: 'live',
        callerNumber: '2001',
        callerName: 'Ana',
        dialedNumber: '1000',
        voice: 'Puck',
        transport,
        agentState: 'listening',
        notices: [],
        // The resampler's last 2 ms are in a frame of their own.
        metrics: { agentTurns: 1, framesOut: REPLY_MS / 20 + 1, framesLost: 0, bargeIns: 0 },
      });
      expect(call.metrics.framesIn).toBeGreaterThan(150);
      expect(call.metrics.lastTimeToFirstAudioMs).toBeGreaterThan(0);
      expect(call.metrics.lastTimeToFirstAudioMs).toBeLessThan(1_500);
      expect(call.metrics.tokens.promptTokens).toBe(500);
      expect(call.metrics.tokens.responseAudioTokens).toBeGreaterThan(0);
      expect(call.metrics.costEstimateUsd).toBeGreaterThan(0);
      expect(scene.cordboard.log()).not.toMatch(/TEST_KEY|REPLACE-ME/);

      await phone.hangUp();
      await scene.untilCall((ended) => ended.endReason === 'caller-hung-up');
      await stage.lab.waitUntilIdle();
    },
  );
});
