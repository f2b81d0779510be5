import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Disclosure } from '#model/disclosure';
import { makeSpeech } from '#support/audio/speech';
import { finished, type Scene, SHORT_QUESTION, useStage } from './stage/harness';
import { untilHeard } from './stage/listening';

const SENTENCE = 'You are talking with an AI assistant.';
const REPLY_MS = 5_000;

const stage = useStage();

/** A model that does as it is told, with the disclosure on as it is by default. */
function open(env: Readonly<Record<string, string>> = {}): Promise<Scene> {
  return stage.open(
    { AI_DISCLOSURE: 'true', ...env },
    {
      replyMs: REPLY_MS,
      replyText: (turn) => (turn === 1 ? `${SENTENCE} How can I help you today?` : 'Very well.'),
    },
  );
}

/** What the record has of the call, once it is over. */
async function recorded(scene: Scene): Promise<Disclosure | null> {
  const { id } = await scene.untilCall(({ state }) => state === 'ended');
  const record = await scene.cordboard.pipeline.history.call(id);
  return record.ok ? record.value.call.disclosure : null;
}

describe('that one talks with an AI', () => {
  it('is said first to a caller who is to speak first, and the record says that they heard it', async () => {
    const scene = await open();
    const phone = await scene.phone({ says: '' });
    await phone.call('1000');
    await scene.untilTurns((turns) => finished(turns, 'agent') === 1);
    await untilHeard(phone, REPLY_MS - 500, 0);
    const { setup, clientContents } = scene.gemini.lastSession;
    expect(setup?.systemInstruction).toContain(
      `word for word, before any greeting or answer: "${SENTENCE}"`,
    );
    expect(JSON.stringify(clientContents)).toContain('Say exactly this sentence');
    expect(scene.call.disclosure).toBe('heard');
    await phone.hangUp();
    expect(await recorded(scene)).toBe('heard');
  });

  it('is said before the greeting, and the record says that the caller interrupted it', async () => {
    const scene = await open({ GEMINI_SPEAKS_FIRST: 'true' });
    const phone = await scene.phone({ says: '' });
    await phone.call('1000');
    await scene.untilCall(({ agentState }) => agentState === 'speaking');
    await untilHeard(phone, 500, 0);
    await phone.say(await makeSpeech(SHORT_QUESTION));
    await scene.untilTurns((turns) => turns.some(({ status }) => status === 'truncated'));
    expect(JSON.stringify(scene.gemini.lastSession.clientContents)).toMatch(
      /Greet the caller.*Begin with exactly this sentence/,
    );
    await sleep(200);
    await phone.hangUp();
    expect(await recorded(scene)).toBe('cut');
  });
});
