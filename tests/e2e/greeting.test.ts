import { describe, expect, it } from 'vitest';
import { makeSpeech } from '#support/audio/speech';
import { finished, SHORT_QUESTION, useStage } from './stage/harness';
import { answersIn } from './stage/listening';

const stage = useStage();

describe('with GEMINI_SPEAKS_FIRST=true', () => {
  it('a caller who says nothing hears the greeting, once in the call', async () => {
    const scene = await stage.open({ GEMINI_SPEAKS_FIRST: 'true' }, { replyMs: 800 });
    const phone = await scene.phone({ says: '' });
    await phone.call('1000');
    await scene.untilTurns((turns) => finished(turns, 'agent') === 1);
    expect(scene.turns.map((turn) => turn.speaker)).toEqual(['agent']);
    expect(answersIn((await phone.audio()).heard, 'Puck')).toEqual([
      expect.objectContaining({ durationMs: expect.closeTo(800, -2) as number }),
    ]);
    const [first] = scene.gemini.sessions;
    first?.close(1011, 'Internal error encountered.');
    await scene.untilCall((call) => call.metrics.agentReconnects === 1);
    await phone.say(await makeSpeech(SHORT_QUESTION));
    await scene.untilTurns((turns) => finished(turns, 'agent') === 2);
    expect(first?.clientContents).toHaveLength(1);
    expect(scene.gemini.lastSession.clientContents).toEqual([]);
  });
});
