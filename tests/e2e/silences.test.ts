import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { makeSpeech } from '#support/audio/speech';
import { finished, QUESTION, useStage } from './harness';
import { answersIn } from './listening';
import { act } from './supervising';

const REPLY_MS = 800;

const stage = useStage();

describe('a caller whom the supervisor has muted', () => {
  it('stays on the line for longer than the watchdogs wait for one who is silent, and is not asked for', async () => {
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
