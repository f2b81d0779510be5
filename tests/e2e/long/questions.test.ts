/** The agent asks its supervisor during a real call; the answer comes over HTTP, or not at all. */
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { addToken } from '#main/api/access/tokenFile';
import type { Profile } from '#model/profile';
import type { Question } from '#model/question';
import { makeSpeech } from '#support/audio/speech';
import { anHttpTool, aProfile } from '#support/profiles';
import { startShop } from '#support/shopServer';
import { finished, QUESTION, type Scene, SHORT_QUESTION, useStage } from '../stage/harness';
import { untilHeard } from '../stage/listening';

const REPLY_MS = 600;

const ASK = {
  name: 'ask_supervisor',
  args: { question: 'May I give 10 % off?', without_answer: 'I offer a call back.', seconds: 60 },
};
const BOOK = { name: 'book', args: { order: 'A-17' } };

const stage = useStage();

/** A call in which the agent calls this tool instead of answering the first question. */
async function calling(
  wish: typeof ASK | typeof BOOK,
  tools: Partial<Profile['tools']>,
  env: Readonly<Record<string, string>> = {},
) {
  const scene = await stage.open(env, {
    replyMs: REPLY_MS,
    toolFor: (turn) => (turn === 1 ? wish : null),
  });
  const profile = aProfile({ numbers: ['1000'], tools: { ...aProfile().tools, ...tools } });
  expect(await scene.cordboard.profiles.save(profile)).toMatchObject({ ok: true });
  const phone = await scene.phone({ says: QUESTION });
  await phone.call('1000');
  await scene.untilCall(({ questions }) => questions.length === 1, 15_000);
  return { scene, phone, answer: await answering(scene) };
}

function question(scene: Scene): Question {
  const [first] = scene.call.questions;
  if (first === undefined) {
    throw new Error('no question is open');
  }
  return first;
}

/** Gives a function that answers over the HTTP API, as another program does. */
async function answering(scene: Scene) {
  const { dataDir, pipeline } = scene.cordboard;
  const token = await addToken(path.join(dataDir, 'api-tokens.json'), 'crm', 'act', Date.now());
  const authorization = `Bearer ${token.ok ? token.value : ''}`;
  return (how: 'answer' | 'approve' | 'reject', body: object): Promise<Response> =>
    fetch(`${pipeline.api.url}/calls/${scene.call.id}/questions/${how}`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
}

const noted = (scene: Scene): readonly string[] =>
  scene.turns.flatMap(({ speaker, text }) => (speaker === 'system' ? [text] : []));

describe('a question of the agent', () => {
  it('is answered over HTTP while caller and agent talk on', async () => {
    const { scene, phone, answer } = await calling(ASK, { askSupervisor: true });
    const { id: questionId, ...asked } = question(scene);
    expect(asked).toMatchObject({ kind: 'question', text: 'May I give 10 % off?' });

    await phone.say(await makeSpeech(SHORT_QUESTION));
    await scene.untilTurns((turns) => finished(turns, 'agent') === 1, 10_000);
    expect(scene.call.questions).toHaveLength(1);

    const since = Date.now();
    const given = await answer('answer', { questionId, text: 'Yes, up to 20 %.' });
    expect(given.status).toBe(204);
    await scene.untilTurns((turns) => finished(turns, 'agent') === 2, 10_000);
    await untilHeard(phone, REPLY_MS / 2, since);
    expect(scene.gemini.lastSession.toolResponses).toMatchObject([
      {
        functionResponses: [{ response: { answer: 'Yes, up to 20 %.' }, scheduling: 'WHEN_IDLE' }],
      },
    ]);
    expect(scene.call).toMatchObject({ state: 'live', questions: [], notices: [] });
    expect(scene.gemini.sessions).toHaveLength(1);

    const again = await answer('answer', { questionId, text: 'No.' });
    expect([again.status, await again.json()]).toMatchObject([
      409,
      { code: 'refused.question-closed', detail: expect.stringContaining('already') as string },
    ]);
    expect(noted(scene)).toContain('Supervisor answers "May I give 10 % off?": Yes, up to 20 %.');
    const audit = await scene.cordboard.pipeline.history.listAudit({});
    const deeds = audit.ok ? audit.value.map(({ actor, action }) => [actor, action]) : [];
    const deed = ['api:crm', 'call.answerQuestion'];
    expect(deeds).toEqual([deed, deed]);
  });

  it('gets its fallback when nobody answers, and no watchdog barks meanwhile', async () => {
    const { scene, phone } = await calling(
      { ...ASK, args: { ...ASK.args, seconds: 12 } },
      { askSupervisor: true },
      { WATCHDOG_CALLER_SILENT: '5', WATCHDOG_AGENT_SILENT: '5' },
    );
    const { deadline } = question(scene);
    await scene.untilCall(({ questions }) => questions.length === 0, 16_000);
    expect(Math.abs(Date.now() - deadline)).toBeLessThan(1_000);
    await scene.untilTurns((turns) => finished(turns, 'agent') === 1, 10_000);
    await untilHeard(phone, REPLY_MS / 2, deadline);
    expect(JSON.stringify(scene.gemini.lastSession.toolResponses)).toContain(
      'without one: I offer a call back.',
    );
    expect(scene.gemini.sessions).toHaveLength(1);
    expect(scene.cordboard.log()).not.toContain('alert raised');
  });

  it('outlives the agent’s connection', async () => {
    const { scene, answer } = await calling(ASK, { askSupervisor: true });
    // The next session does not ask again: only what it is told brings it the answer.
    scene.gemini.knobs.toolFor = () => null;
    scene.gemini.lastSession.close(1011, 'gone');
    await scene.gemini.waitFor(() => scene.gemini.sessions.length === 2, 8_000);
    await scene.untilCall(({ agentLink }) => agentLink === 'ready');
    const { id: questionId } = question(scene);
    expect((await answer('answer', { questionId, text: 'Yes.' })).status).toBe(204);
    await expect
      .poll(() => JSON.stringify(scene.gemini.lastSession.clientContents), { timeout: 8_000 })
      .toMatch(/Result of ask_supervisor.*Yes\./);
  });
});

describe('an HTTP tool that needs approval', () => {
  it('waits while the caller talks and is answered, and is sent as it was approved', async () => {
    const shop = await startShop();
    try {
      const url = `http://127.0.0.1:${String(shop.port)}/orders/{order}`;
      const http = [anHttpTool({ name: 'book', method: 'POST', url, approval: true })];
      const { scene, phone, answer } = await calling(
        BOOK,
        { http },
        {
          HTTP_TOOL_HOSTS: `127.0.0.1:${String(shop.port)}`,
        },
      );
      const { id: questionId, ...asked } = question(scene);
      expect(asked).toMatchObject({ kind: 'approval', tool: 'book', args: { order: 'A-17' } });

      const since = Date.now();
      await phone.say(await makeSpeech(SHORT_QUESTION));
      await scene.untilTurns((turns) => finished(turns, 'agent') === 1, 10_000);
      await untilHeard(phone, REPLY_MS / 2, since);
      expect(shop.requests).toEqual([]);

      const wrong = await answer('approve', { questionId, args: {} });
      expect(wrong.status).toBe(400);
      const right = await answer('approve', { questionId, args: { order: 'B-2' } });
      expect(right.status).toBe(204);
      await expect.poll(() => shop.requests.map((request) => request.url)).toEqual(['/orders/B-2']);
      const turns = await scene.untilTurns((all) => finished(all, 'agent') === 2, 10_000);
      expect(turns.findLast(({ speaker }) => speaker === 'agent')?.text).toContain('on its way');
      expect(scene.call).toMatchObject({ state: 'live', questions: [], notices: [] });
    } finally {
      await shop.stop();
    }
  });
});
