import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { rmsEnvelope } from '#support/audio/signal';
import { makeSpeech } from '#support/audio/speech';
import { readStereoWav } from '#support/audio/stereoWav';
import { useStallWatch } from '#support/machine/stalls';
import { finished, QUESTION, SHORT_QUESTION, useStage } from './stage/harness';
import { answersIn, loudMsAfter, untilHeard, untilSaid } from './stage/listening';
import { act, MUSIC_CONFIG, MUSIC_SETTING } from './stage/supervising';

const timed = useStallWatch();
const stage = useStage(MUSIC_CONFIG);

describe('a supervisor', () => {
  it(
    'holds a call: the caller hears music, the agent hears nothing; then both go on',
    timed,
    async () => {
      const scene = await stage.open(MUSIC_SETTING, { replyMs: 600 });
      const phone = await scene.phone({ says: '' });
      await phone.call('1000');
      await scene.untilCall((call) => call.state === 'live');
      const heldAt = Date.now();
      await act(scene, { kind: 'hold' });
      expect(scene.call).toMatchObject({ state: 'held', heldBy: 'supervisor' });
      await untilHeard(phone, 1_000, heldAt);
      const askedAt = Date.now();
      await phone.say(await makeSpeech(SHORT_QUESTION));
      await untilSaid(phone, askedAt);
      expect(scene.turns.filter((turn) => turn.speaker !== 'system')).toEqual([]);
      await act(scene, { kind: 'resume' });
      expect(scene.call).toMatchObject({ state: 'live', heldBy: null });
      await sleep(200);
      const backAt = Date.now();
      await sleep(600);
      expect(loudMsAfter((await phone.audio()).heard, backAt)).toBe(0);
      await phone.say(await makeSpeech(SHORT_QUESTION));
      await scene.untilTurns((turns) => finished(turns, 'agent') === 1);
    },
  );

  it('keeps the call on hold until the last of the two who hold it is back', async () => {
    const scene = await stage.open(MUSIC_SETTING);
    const phone = await scene.phone({ says: '' });
    await phone.call('1000');
    await scene.untilCall((call) => call.state === 'live');
    await phone.hold();
    await scene.untilCall((call) => call.heldBy === 'caller');
    await act(scene, { kind: 'hold' });
    expect(scene.call.heldBy).toBe('supervisor');
    await phone.resume();
    await sleep(500);
    expect(scene.call).toMatchObject({ state: 'held', heldBy: 'supervisor' });
    await act(scene, { kind: 'resume' });
    expect(scene.call).toMatchObject({ state: 'live', heldBy: null });
  });

  it('mutes the agent for the caller, and the caller for the agent', timed, async () => {
    const scene = await stage.open({}, { replyMs: 3_000 });
    const phone = await scene.phone();
    await phone.call('1000');
    await scene.untilCall((call) => call.agentState === 'speaking');
    await untilHeard(phone, 500, 0);
    await act(scene, { kind: 'muteAgent', on: true });
    await sleep(150);
    const mutedAt = Date.now();
    await sleep(800);
    expect(loudMsAfter((await phone.audio()).heard, mutedAt)).toBe(0);
    await act(scene, { kind: 'muteAgent', on: false });
    const backAt = Date.now();
    await untilHeard(phone, 200, backAt);
    await scene.untilTurns((turns) => finished(turns, 'agent') === 1);
    await act(scene, { kind: 'muteCaller', on: true });
    const [session] = scene.gemini.openSessions;
    await phone.say(await makeSpeech(QUESTION));
    await sleep(3_000);
    expect(finished(scene.turns, 'agent')).toBe(1);
    expect(session).toBeDefined();
    await act(scene, { kind: 'muteCaller', on: false });
    await phone.say(await makeSpeech(SHORT_QUESTION));
    await scene.untilTurns((turns) => finished(turns, 'agent') === 2);
  });

  it('makes the agent say a sentence, and presses keys for the caller’s side', async () => {
    const scene = await stage.open({}, { replyMs: 700 });
    const phone = await scene.phone({ says: '' });
    await phone.call('1000');
    await scene.untilCall((call) => call.state === 'live');
    await act(scene, { kind: 'say', text: 'Please hold the line.' });
    await scene.untilTurns((turns) => finished(turns, 'agent') === 1);
    expect(answersIn((await phone.audio()).heard, 'Puck')).toHaveLength(1);
    await act(scene, { kind: 'sendDtmf', digits: '7#' });
    await sleep(1_000);
    expect((await phone.audio()).heard.keys).toBe('7#');
  });

  it('pauses the agent: it neither hears nor speaks until it goes on', timed, async () => {
    const scene = await stage.open({}, { replyMs: 2_000 });
    const phone = await scene.phone();
    await phone.call('1000');
    await scene.untilCall((call) => call.agentState === 'speaking');
    await untilHeard(phone, 400, 0);
    await act(scene, { kind: 'pauseAgent', on: true });
    expect(scene.call).toMatchObject({ state: 'live', agentPaused: true, agentState: 'paused' });
    await sleep(150);
    const pausedAt = Date.now();
    await phone.say(await makeSpeech(QUESTION));
    await sleep(3_000);
    expect(loudMsAfter((await phone.audio()).heard, pausedAt)).toBe(0);
    await act(scene, { kind: 'pauseAgent', on: false });
    const before = finished(scene.turns, 'agent');
    await phone.say(await makeSpeech(SHORT_QUESTION));
    await scene.untilTurns((turns) => finished(turns, 'agent') === before + 1);
  });

  it('whispers to the agent and changes its instruction: the caller hears nothing of it', async () => {
    const scene = await stage.open();
    const phone = await scene.phone({ says: '' });
    await phone.call('1000');
    await scene.untilCall((call) => call.state === 'live');
    const from = Date.now();
    await act(scene, { kind: 'whisper', text: 'He is an old customer.' });
    await act(scene, { kind: 'changeInstruction', text: 'You speak of parcels only.' });
    const [session] = scene.gemini.openSessions;
    await scene.gemini.waitFor(() =>
      JSON.stringify(session?.instructions).includes('You speak of parcels only.'),
    );
    expect(JSON.stringify(session?.clientContents)).toContain('He is an old customer.');
    await sleep(1_000);
    expect(loudMsAfter((await phone.audio()).heard, from)).toBe(0);
    expect(scene.turns.filter((turn) => turn.speaker === 'agent')).toEqual([]);
  });

  it('pauses the recording: what is said meanwhile is silence in the file, the rest is in its place', async () => {
    const scene = await stage.open({}, { replyMs: 500 });
    const phone = await scene.phone({ says: '' });
    await phone.call('1000');
    await scene.untilCall((call) => call.state === 'live');
    await act(scene, { kind: 'startRecording' });
    expect(scene.call.recording).toBe('on');
    await phone.say(await makeSpeech(SHORT_QUESTION));
    await scene.untilTurns((turns) => finished(turns, 'agent') === 1);
    await act(scene, { kind: 'pauseRecording' });
    await phone.say(await makeSpeech(QUESTION));
    await scene.untilTurns((turns) => finished(turns, 'agent') === 2);
    await act(scene, { kind: 'resumeRecording' });
    await phone.say(await makeSpeech(SHORT_QUESTION));
    await scene.untilTurns((turns) => finished(turns, 'agent') === 3);
    await act(scene, { kind: 'stopRecording' });
    expect(scene.call.recording).toBe('off');
    const folder = path.join(scene.cordboard.dataDir, 'recordings');
    const files = await readdir(folder, { recursive: true });
    const file = files.find((name) => name.endsWith('.wav')) ?? '';
    const { left, right } = await readStereoWav(path.join(folder, file));
    expect(spurts(left)).toBe(2);
    expect(spurts(right)).toBe(2);
  });

  it('is refused what is not possible, in plain words', async () => {
    const scene = await stage.open({ AUTO_ANSWER_CALLS: 'false' });
    const phone = await scene.phone({ says: '' });
    await phone.dial('1000');
    const { id } = await scene.untilCall((call) => call.state === 'ringing');
    const { control } = scene.cordboard.pipeline;
    expect(await control.command(id, { kind: 'hold' })).toMatchObject({
      ok: false,
      error: { kind: 'invalid-state', message: 'The call has not been answered yet.' },
    });
    expect(await control.command('nobody', { kind: 'hold' })).toMatchObject({
      ok: false,
      error: { kind: 'not-found' },
    });
    await control.command(id, { kind: 'decline' });
  });
});

/** Stretches of sound with more than half a second of silence between them. */
function spurts(samples: Int16Array): number {
  let count = 0;
  let silentMs = 1_000;
  for (const rms of rmsEnvelope(samples, 16_000)) {
    if (rms > 300) {
      count += silentMs > 500 ? 1 : 0;
      silentMs = 0;
    } else {
      silentMs += 20;
    }
  }
  return count;
}
