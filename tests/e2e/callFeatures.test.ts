import { describe, expect, it } from 'vitest';
import { rmsEnvelope } from '#support/audio/signal';
import { makeSpeech } from '#support/audio/speech';
import { dominantFrequencyHz } from '#support/audio/tones';
import { toneHzForVoice } from '#support/gemini/standInGemini';
import { useStallWatch } from '#support/machine/stalls';
import { finished, QUESTION, SHORT_QUESTION, useStage } from './stage/harness';
import { onlyRecording } from './stage/recordings';

const timed = useStallWatch();
const stage = useStage();

describe('a running call', () => {
  it('shows when the caller presses keys, and when they hold the line', async () => {
    const scene = await stage.open();
    const phone = await scene.phone({ says: '' });
    await phone.call('1000');
    await scene.untilCall((call) => call.state === 'live');
    await phone.sendDtmf('4#');
    const turns = await scene.untilTurns((all) => finished(all, 'system') === 2);
    expect(turns.map((turn) => [turn.speaker, turn.text])).toEqual([
      ['system', 'Caller pressed a key'],
      ['system', 'Caller pressed a key'],
    ]);
    await phone.hold();
    await scene.untilCall((call) => call.state === 'held' && call.agentState === 'paused');
    await phone.resume();
    await scene.untilCall((call) => call.state === 'live' && call.agentState === 'listening');
  });

  it('answers a caller whose packets stop in the middle of a word', timed, async () => {
    const scene = await stage.open({}, { replyMs: 500 });
    const phone = await scene.phone({ says: QUESTION });
    await phone.call('1000');
    await scene.untilCall((call) => call.callerSpeaking);
    phone.freeze(true);
    try {
      await scene.untilCall((call) => !call.callerSpeaking, 2_000);
      await scene.untilTurns((turns) => finished(turns, 'agent') === 1);
    } finally {
      phone.freeze(false);
    }
  });

  it('follows a changed loudness threshold at once', async () => {
    const scene = await stage.open({ VAD_ENGINE: 'energy' }, { replyMs: 300 });
    const { settings } = scene.cordboard;
    await settings.update({ VAD_ENERGY_THRESHOLD: '20000' });
    const phone = await scene.phone();
    await phone.call('1000');
    await scene.untilTurns((turns) => finished(turns, 'agent') === 1);
    // The service heard the caller, the deaf detector here did not.
    expect(scene.turns.find((turn) => turn.speaker === 'agent')?.timeToFirstAudioMs).toBeNull();
    const changed = await settings.update({ VAD_ENERGY_THRESHOLD: '300' });
    expect(changed).toMatchObject({ ok: true });
    await phone.say(await makeSpeech(SHORT_QUESTION));
    await scene.untilCall((call) => call.callerSpeaking);
    await scene.untilTurns((turns) => finished(turns, 'agent') === 2);
    expect(
      scene.turns.findLast((turn) => turn.speaker === 'agent')?.timeToFirstAudioMs,
    ).toBeGreaterThan(0);
  });

  it(
    'is recorded with ENABLE_CALL_RECORDING=true: the caller left, what they heard right',
    timed,
    async () => {
      const scene = await stage.open({ ENABLE_CALL_RECORDING: 'true' }, { replyMs: 1_000 });
      const phone = await scene.phone({ says: QUESTION });
      await phone.call('1000');
      await scene.untilTurns((turns) => finished(turns, 'agent') === 1);
      const { transcripts, calls } = scene.cordboard.pipeline.control.snapshot();
      const agentTurn = transcripts[calls[0]?.id ?? '']?.find((turn) => turn.speaker === 'agent');
      await phone.hangUp();
      await scene.untilCall((call) => call.state === 'ended');
      const { left, right, sampleRateHz } = await onlyRecording(scene);
      expect(sampleRateHz).toBe(16_000);
      expect(left.length / 16).toBeGreaterThan(3_500);

      const loud = (samples: Int16Array): number[] =>
        rmsEnvelope(samples, sampleRateHz).flatMap((rms, index) => (rms > 300 ? [index * 20] : []));
      const [caller, agent] = [loud(left), loud(right)];
      // The agent answers half a second after the caller's last word, and neither is in the other's
      // channel.
      expect(agent.length * 20).toBeGreaterThanOrEqual(940);
      expect(agent.length * 20).toBeLessThanOrEqual(1_060);
      expect(caller.length * 20).toBeGreaterThan(1_000);
      const pauseMs = (agent[0] ?? 0) - (caller.at(-1) ?? 0);
      expect(pauseMs).toBeGreaterThan(300);
      expect(Math.abs(pauseMs - (agentTurn?.timeToFirstAudioMs ?? 0))).toBeLessThan(200);
      const middle = (((agent[0] ?? 0) + 500) * sampleRateHz) / 1_000;
      const heardHz = dominantFrequencyHz(right.subarray(middle, middle + 1_600), sampleRateHz);
      expect(heardHz).toBeCloseTo(toneHzForVoice('Puck'), -1);
      expect(
        Math.max(...rmsEnvelope(right.subarray(middle, middle + 1_600), sampleRateHz)),
      ).toBeCloseTo(8_000 / Math.SQRT2, -3);
    },
  );
});
