import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { makeSpeech } from '#support/audio/speech';
import type { MuteTurn } from '#support/gemini/standInKnobs';
import { finished, QUESTION, useStage } from '../stage/harness';
import { answersIn, heardMs, untilHeard } from '../stage/listening';
import { act } from '../stage/supervising';

/** Within this time the agent must be heard again, ms. */
const LIMIT_MS = 5_000;
const REPLY_MS = 800;

const stage = useStage();

describe('a caller that the supervisor has muted', () => {
  it('stays on the line longer than the watchdogs wait for a silent caller, and is not asked for', async () => {
    const scene = await stage.open(
      { WATCHDOG_CALLER_SILENT: '2', WATCHDOG_CALLER_SILENT_END: '4' },
      { replyMs: REPLY_MS },
    );
    const phone = await scene.phone();
    await phone.call('1000');
    await scene.untilTurns((turns) => finished(turns, 'agent') === 1);
    await act(scene, { kind: 'muteCaller', on: true });
    for (let times = 0; times < 5; times += 1) {
      await phone.say(await makeSpeech(QUESTION));
      await sleep(1_000);
    }
    expect(scene.call).toMatchObject({ state: 'live', callerMuted: true, notices: [] });
    expect(phone.state.kind).toBe('established');
    expect(scene.gemini.lastSession.clientContents, 'the agent is told nothing').toEqual([]);

    await act(scene, { kind: 'muteCaller', on: false });
    await phone.say(await makeSpeech(QUESTION));
    await scene.untilTurns((turns) => finished(turns, 'agent') === 2);
    expect(answersIn((await phone.audio()).heard, 'Puck')).toHaveLength(2);
  });
});

describe('an answer without sound', () => {
  it.each<MuteTurn>(['rejected', 'text-only', 'empty'])(
    'is followed by one that is heard (%s)',
    async (mute) => {
      const scene = await stage.open({}, { replyMs: REPLY_MS, muteTurns: [mute] });
      const phone = await scene.phone();
      await phone.call('1000');
      await scene.gemini.waitFor(() => scene.gemini.sessions[0]?.mouth.muteTurns.length === 1);
      await untilHeard(phone, REPLY_MS / 2, 0, LIMIT_MS);
      const turns = await scene.untilTurns((all) => finished(all, 'agent') === 1);
      expect(turns.map(({ text }) => text)).toEqual([
        'This is question number 1.',
        'This is answer number 1 of the agent.',
      ]);
      expect(scene.gemini.sessions).toHaveLength(1);
      expect(scene.call.notices).toEqual([]);
    },
  );

  it('again is followed by one over a fresh connection, to the question that was asked', async () => {
    const scene = await stage.open({}, { replyMs: REPLY_MS, muteTurns: ['rejected', 'rejected'] });
    const phone = await scene.phone();
    await phone.call('1000');
    await scene.gemini.waitFor(() => scene.gemini.sessions[0]?.mouth.muteTurns.length === 2);
    await untilHeard(phone, REPLY_MS / 2, 0, LIMIT_MS);
    const turns = await scene.untilTurns((all) => finished(all, 'agent') === 1);
    expect(turns.map(({ text }) => text)).toEqual([
      'This is question number 1.',
      'This is answer number 1 of the agent.',
    ]);
    expect(scene.gemini.sessions.map(({ setup }) => setup?.handle)).toEqual([null, null]);
    expect(scene.gemini.lastSession.callerAudio.length).toBeGreaterThan(0);
  });

  it('for the third time makes the agent ask the caller to repeat, and alerts the supervisor', async () => {
    const scene = await stage.open(
      {},
      { replyMs: REPLY_MS, muteTurns: ['rejected', 'empty', 'text-only'] },
    );
    const phone = await scene.phone();
    await phone.call('1000');
    await scene.gemini.waitFor(() => scene.gemini.sessions[1]?.mouth.muteTurns.length === 1);
    await untilHeard(phone, REPLY_MS / 2, 0, LIMIT_MS);
    expect(scene.cordboard.log()).toContain('alert.agent-mute');
    expect(JSON.stringify(scene.gemini.lastSession.clientContents)).toContain('say it again');
    await scene.untilCall(({ notices }) => notices.length === 0);
  });
});

describe('a connection that is lost in the middle of an answer', () => {
  it('is followed by the rest of it, over a session that knows what was said', async () => {
    const scene = await stage.open({}, { replyMs: REPLY_MS });
    const phone = await scene.phone();
    await phone.call('1000');
    await scene.untilTurns((turns) => finished(turns, 'agent') === 1);
    // In real time: what has come is what was heard.
    Object.assign(scene.gemini.knobs, { replyMs: 6_000, partIntervalMs: 200 });
    await phone.say(await makeSpeech(QUESTION));
    await scene.untilCall(({ agentState }) => agentState === 'speaking');
    await sleep(1_000);
    const before = await heardMs(phone);
    Object.assign(scene.gemini.knobs, { replyMs: 2_000, partIntervalMs: 20 });
    scene.gemini.lastSession.close(1011, 'Internal error encountered.');
    await scene.gemini.waitFor(() => scene.gemini.sessions[1]?.ready === true);
    // Of the broken answer no more than 400 ms can still have been on their way. The rest begins
    // within 3 s, and 600 ms of it are waited for.
    await untilHeard(phone, before + 1_000, 0, 3_600);

    await scene.untilTurns((turns) => finished(turns, 'agent') === 3);
    const { setup, conversation } = scene.gemini.lastSession;
    expect(setup?.handle).toMatch(/^handle-/);
    const told = conversation?.turns.map(({ role, text }) => `${role}: ${text}`) ?? [];
    expect(told).toEqual([
      'user: This is question number 1.',
      'model: This is answer number 1 of the agent.',
      'user: This is question number 2.',
      expect.stringMatching(/^model: This is answer/),
      expect.stringMatching(/^user: .*heard this of it: "This is answer/),
      expect.stringMatching(/^model: /),
    ]);
    expect(scene.call.metrics.agentReconnects).toBe(1);
    expect(scene.call.notices).toEqual([]);
  });
});
