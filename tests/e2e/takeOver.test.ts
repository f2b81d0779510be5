import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { HeadsetAudio } from '#main/call/callControl';
import { makeTone } from '#support/audio/signal';
import { makeSpeech } from '#support/audio/speech';
import { toneSegments } from '#support/audio/toneSegments';
import { useStallWatch } from '#support/machine/stalls';
import { finished, QUESTION, type Scene, useStage } from './stage/harness';
import { answersIn, matchOf } from './stage/listening';

/** What the supervisor sends in place of speech: a tone far from those of the voices in use. */
const SUPERVISOR_HZ = 1_500;
const FRAME_SAMPLES = 320;

const timed = useStallWatch();
const stage = useStage();

/** Speaks for `ms` by the supervisor's microphone, a frame each 20 ms of the clock. */
async function speak(supervisor: HeadsetAudio, ms: number): Promise<void> {
  const tone = makeTone({ frequencyHz: SUPERVISOR_HZ, durationMs: ms, sampleRateHz: 16_000 });
  const beginMs = performance.now();
  for (let at = 0; at + FRAME_SAMPLES <= tone.length; at += FRAME_SAMPLES) {
    supervisor.send(Buffer.from(tone.buffer, tone.byteOffset + at * 2, FRAME_SAMPLES * 2));
    await sleep(Math.max(0, beginMs + (at / FRAME_SAMPLES + 1) * 20 - performance.now()));
  }
}

/** Opens the headset; what the caller says is kept from the moment the flag is set. */
function putOn(scene: Scene, heardBySupervisor: Int16Array[]): HeadsetAudio {
  const opened = scene.cordboard.pipeline.control.openHeadset(
    scene.call.id,
    { sides: 'caller', behindMs: 0 },
    {
      onFrame: (caller) => {
        heardBySupervisor.push(
          Int16Array.from({ length: FRAME_SAMPLES }, (_, index) => caller.readInt16LE(index * 2)),
        );
      },
      onClose: () => undefined,
    },
  );
  if (!opened.ok) {
    throw new Error(opened.error.message);
  }
  return opened.value;
}

it(
  'lets the supervisor speak with the caller in person, and tells the agent what was said when it goes on',
  timed,
  async () => {
    const scene = await stage.open({}, { replyMs: 6_000 });
    const { control } = scene.cordboard.pipeline;
    const phone = await scene.phone();
    await phone.call('1000');
    await scene.untilCall((call) => call.agentState === 'speaking');
    await sleep(1_000);
    const caller: Int16Array[] = [];
    const supervisor = putOn(scene, caller);
    scene.gemini.knobs.callerText = () => 'words of this session';
    const takenMs = Date.now();
    expect(await control.command(scene.call.id, { kind: 'takeOver' })).toEqual({
      ok: true,
      value: undefined,
    });
    expect(scene.call).toMatchObject({ floor: 'supervisor', agentState: 'paused' });
    await scene.gemini.waitFor(() => scene.gemini.openSessions.length === 3, 5_000);
    const [agent] = scene.gemini.sessions;
    const agentHeardMs = agent?.audio.length ?? 0;
    await speak(supervisor, 2_000);
    caller.length = 0;
    await phone.say(await makeSpeech(QUESTION));
    await sleep(3_000);

    const { said, heard } = await phone.audio();
    const [answer] = answersIn(heard, 'Puck');
    expect(answersIn(heard, 'Puck')).toHaveLength(1);
    expect((answer?.endEpochMs ?? 0) - takenMs).toBeLessThan(200);
    const [spoken] = toneSegments(heard, SUPERVISOR_HZ, 100);
    expect(spoken?.durationMs).toBeGreaterThan(1_900);
    expect(spoken?.longestHoleMs).toBe(0);
    const arrived = Int16Array.from(caller.flatMap((frame) => [...frame]));
    expect(matchOf(said, arrived, takenMs).correlation).toBeGreaterThan(0.95);
    // The agent was given nothing of all that.
    expect((agent?.audio.length ?? 0) - agentHeardMs).toBeLessThan(3);

    scene.gemini.knobs.replyMs = 700;
    await control.command(scene.call.id, { kind: 'handBack' });
    expect(scene.call.floor).toBe('agent');
    await scene.gemini.waitFor(() => (agent?.clientContents.length ?? 0) > 0, 5_000);
    const told = JSON.stringify(agent?.clientContents);
    expect(told).toContain('Supervisor: words of this session');
    expect(told).toContain('Caller: words of this session');
    await scene.gemini.waitFor(() => scene.gemini.openSessions.length === 1, 5_000);
    await phone.say(await makeSpeech(QUESTION));
    await scene.untilTurns((turns) => finished(turns, 'agent') === 2);
    expect(answersIn((await phone.audio()).heard, 'Puck')).toHaveLength(2);
    supervisor.close();
  },
);

it(
  'gives the caller silence in place of a muted agent, and the agent silence in place of a muted caller',
  timed,
  async () => {
    const scene = await stage.open({}, { replyMs: 6_000 });
    const { control } = scene.cordboard.pipeline;
    const phone = await scene.phone();
    await phone.call('1000');
    await scene.untilCall((call) => call.agentState === 'speaking');
    await sleep(1_000);
    const mutedMs = Date.now();
    await control.command(scene.call.id, { kind: 'muteAgent', on: true });
    await control.command(scene.call.id, { kind: 'muteCaller', on: true });
    await sleep(2_000);
    const unmutedMs = Date.now();
    await control.command(scene.call.id, { kind: 'muteAgent', on: false });
    await phone.say(await makeSpeech(QUESTION));
    await scene.untilTurns((turns) => finished(turns, 'agent') === 1, 10_000);
    await sleep(1_000);
    const [before, after] = answersIn((await phone.audio()).heard, 'Puck');
    expect((before?.endEpochMs ?? 0) - mutedMs).toBeLessThan(150);
    expect((after?.startEpochMs ?? 0) - unmutedMs).toBeGreaterThan(-20);
    expect((after?.startEpochMs ?? 0) - unmutedMs).toBeLessThan(200);
    // The turn took its time, heard or not.
    const turnMs = (after?.endEpochMs ?? 0) - (before?.startEpochMs ?? 0);
    expect(Math.abs(turnMs - 6_000)).toBeLessThanOrEqual(150);
    expect(scene.call.metrics).toMatchObject({ bargeIns: 0, agentTurns: 1 });
    expect(scene.gemini.lastSession.turns).toHaveLength(1);
  },
);
