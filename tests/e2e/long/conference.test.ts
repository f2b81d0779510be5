/**
 * Extension 1003: telephones in one conference, and the assistant among them when it is asked in.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Call } from '#model/call';
import { makeSpeech } from '#support/audio/speech';
import type { SipPhone } from '#support/phone/sipPhone';
import { finished, QUESTION, type Scene, useStage } from '../stage/harness';
import { answersIn, loudMsAfter, untilHeard } from '../stage/listening';

const stage = useStage();
const REPLY_MS = 600;

const callsOf = (scene: Scene): readonly Call[] =>
  scene.cordboard.pipeline.control.snapshot().calls.filter(({ state }) => state !== 'ended');

async function twoInConference(scene: Scene, calls = 2): Promise<readonly [SipPhone, SipPhone]> {
  const ana = await scene.phone({ says: '' });
  const ben = await scene.phone({ says: '' });
  await ana.call('1003');
  await ben.call('1003');
  await scene.cordboard.until(
    (snapshot) => snapshot.calls.filter(({ state }) => state === 'live').length === calls,
  );
  return [ana, ben];
}

describe('a conference', () => {
  it('lets everybody hear everybody, and ends with the last', async () => {
    const scene = await stage.open();
    const [ana, ben] = await twoInConference(scene);
    expect(await stage.lab.countBridges()).toBe(1);
    const spokenAt = Date.now();
    await ana.say(await makeSpeech(QUESTION));
    await untilHeard(ben, 800, spokenAt);
    expect(loudMsAfter((await ana.audio()).heard, spokenAt)).toBe(0);
    expect(callsOf(scene).map(({ notices }) => notices[0]?.message)).toEqual([
      expect.stringContaining('with 1 more.') as string,
      expect.stringContaining('with 1 more.') as string,
    ]);

    await ana.hangUp();
    await scene.cordboard.until(
      ({ calls }) => calls.filter(({ state }) => state === 'live').length === 1,
    );
    expect(ben.state.kind).toBe('established');
    await ben.hangUp();
    await stage.lab.waitUntilIdle();
  });

  it('has the assistant join with *1 and leave with *0; both telephones hear it', async () => {
    const scene = await stage.open({ GEMINI_VOICE: 'Puck' }, { replyMs: REPLY_MS });
    const [ana, ben] = await twoInConference(scene);
    await ana.sendDtmf('*1');
    await scene.cordboard.until(({ calls }) =>
      calls.some(({ state, callerName }) => state === 'live' && callerName === 'Conference 1003'),
    );
    await ben.say(await makeSpeech(QUESTION));
    for (const phone of [ana, ben]) {
      await expect
        .poll(async () => answersIn((await phone.audio()).heard, 'Puck').length, {
          timeout: 10_000,
        })
        .toBe(1);
    }
    await sleep(REPLY_MS);

    await ben.sendDtmf('*0');
    await scene.cordboard.until(
      ({ calls }) => calls.filter(({ state }) => state === 'live').length === 2,
    );
    const spokenAt = Date.now();
    await ana.say(await makeSpeech(QUESTION));
    await untilHeard(ben, 800, spokenAt);
    await scene.gemini.untilNoneOpen();
    expect(await stage.lab.countChannels()).toBe(2);
  });

  it('goes on when its assistant is hung up by the supervisor', async () => {
    const scene = await stage.open();
    const [ana, ben] = await twoInConference(scene);
    await ana.sendDtmf('*1');
    const { calls } = await scene.cordboard.until(
      (snapshot) => snapshot.calls.filter(({ state }) => state === 'live').length === 3,
    );
    const assistant = calls.find(({ callerName }) => callerName === 'Conference 1003');
    const ended = await scene.cordboard.pipeline.control.command(assistant?.id ?? '', {
      kind: 'end',
    });
    expect(ended).toMatchObject({ ok: true });
    await scene.cordboard.until(
      (snapshot) => snapshot.calls.filter(({ state }) => state === 'live').length === 2,
    );
    const spokenAt = Date.now();
    await ana.say(await makeSpeech(QUESTION));
    await untilHeard(ben, 800, spokenAt);
  });

  it('has an assistant that listens, and speaks when its name is said', async () => {
    const scene = await stage.open(
      { CONFERENCE_WAKE_WORD: 'Assistant' },
      {
        replyMs: REPLY_MS,
        callerText: (turn) => (turn === 1 ? 'Where is my parcel?' : 'Assistant, what do you say?'),
      },
    );
    const [ana, ben] = await twoInConference(scene, 3);
    const assistant = callsOf(scene).find(({ callerName }) => callerName === 'Conference 1003');
    await scene.cordboard.until(({ calls }) =>
      calls.some(({ id, agentMuted }) => id === assistant?.id && agentMuted),
    );
    const spokenAt = Date.now();
    await ben.say(await makeSpeech(QUESTION));
    await scene.cordboard.until(
      ({ transcripts }) => finished(transcripts[assistant?.id ?? ''] ?? [], 'agent') === 1,
    );
    expect(loudMsAfter((await ben.audio()).heard, spokenAt)).toBe(0);

    await ben.say(await makeSpeech(QUESTION));
    await untilHeard(ben, REPLY_MS / 2, spokenAt);
    await untilHeard(ana, REPLY_MS / 2, spokenAt);
    expect(callsOf(scene).find(({ id }) => id === assistant?.id)?.agentMuted).toBe(false);
  });
});
