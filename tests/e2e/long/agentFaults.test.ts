import { describe, expect, it } from 'vitest';
import { makeSpeech } from '#support/audio/speech';
import type { SipPhone } from '#support/phone/sipPhone';
import { wordsIn } from '#support/phrases';
import { finished, type Scene, SHORT_QUESTION, talking, useStage } from '../stage/harness';
import { answersIn, untilHeard } from '../stage/listening';

const REPLY_MS = 500;
const stage = useStage();

/** The caller asks again; resolves when the answer was heard. */
async function askAgain(scene: Scene, phone: SipPhone): Promise<void> {
  await phone.say(await makeSpeech(SHORT_QUESTION));
  await scene.untilTurns((turns) => finished(turns, 'agent') === 2, 15_000);
  const answers = answersIn((await phone.audio()).heard, 'Puck');
  expect(answers.map((answer) => answer.durationMs)).toEqual([
    expect.closeTo(REPLY_MS, -2),
    expect.closeTo(REPLY_MS, -2),
  ]);
}

/** The call is as if nothing had happened, but for one reconnect. */
async function expectRecovered(scene: Scene, phone: SipPhone): Promise<void> {
  await scene.untilCall((call) => call.metrics.agentReconnects === 1);
  expect(scene.call).toMatchObject({ state: 'live', agentLink: 'ready', notices: [] });
  expect(phone.state.kind).toBe('established');
}

describe('an agent connection that is lost in the call', () => {
  it('is replaced before its announced end', async () => {
    const scene = await stage.open({}, { replyMs: REPLY_MS });
    const phone = await talking(scene);
    const [first] = scene.gemini.sessions;
    first?.goAway('2s', 2_000);
    await scene.gemini.waitFor(() => scene.gemini.sessions.length === 2, 2_000);
    expect(first?.closed?.code).not.toBe(1011);
    await askAgain(scene, phone);
    expect(scene.gemini.lastSession.setup?.handle).toMatch(/^handle-/);
    await expectRecovered(scene, phone);
  });

  it.each([
    {
      loss: 'closed with 1011',
      lose: (scene: Scene) => {
        scene.gemini.lastSession.close(1011, 'Service is currently unavailable.');
      },
    },
    {
      loss: 'cut without a word',
      lose: (scene: Scene) => {
        scene.gemini.lastSession.cut();
      },
    },
  ])('is resumed by its handle when it is $loss', async ({ lose }) => {
    const scene = await stage.open({}, { replyMs: REPLY_MS });
    const phone = await talking(scene);
    lose(scene);
    await scene.gemini.waitFor(
      () => scene.gemini.openSessions.length === 1 && scene.gemini.sessions.length === 2,
    );
    await askAgain(scene, phone);
    expect(scene.gemini.lastSession.setup?.handle).toMatch(/^handle-/);
    expect(scene.gemini.lastSession.clientContents).toEqual([]);
    await expectRecovered(scene, phone);
  });

  it('answers the question in which it was lost, once', async () => {
    const scene = await stage.open({}, { replyMs: REPLY_MS });
    const phone = await talking(scene);
    scene.gemini.knobs.replyDelayMs = 3_000;
    await phone.say(await makeSpeech(SHORT_QUESTION));
    await scene.untilTurns((turns) => turns.at(-1)?.speaker === 'caller');
    scene.gemini.knobs.replyDelayMs = 20;
    scene.gemini.lastSession.close(1011, 'Internal error encountered.');
    const turns = await scene.untilTurns((all) => finished(all, 'agent') === 2);
    expect(turns.map((turn) => turn.text)).toEqual([
      'This is question number 1.',
      'This is answer number 1 of the agent.',
      'This is question number 2.',
      'This is answer number 2 of the agent.',
    ]);
    expect(answersIn((await phone.audio()).heard, 'Puck')).toHaveLength(2);
    await expectRecovered(scene, phone);
  });

  it('goes on in a fresh session that gets the talk as text when the handle has expired', async () => {
    const scene = await stage.open({}, { replyMs: REPLY_MS });
    const phone = await talking(scene);
    scene.gemini.expireHandles();
    scene.gemini.lastSession.close(1011, 'Internal error encountered.');
    await scene.gemini.waitFor(() => scene.gemini.sessions.length === 3);
    expect(scene.gemini.sessions[1]?.closed?.code).toBe(1007);
    await scene.gemini.waitFor(() => scene.gemini.lastSession.clientContents.length === 1);
    expect(scene.gemini.lastSession.clientContents[0]?.turns).toHaveLength(2);
    await askAgain(scene, phone);
    await expectRecovered(scene, phone);
  });

  it('shows that it is being restored, and gives the caller to the fallback when it cannot be', async () => {
    const scene = await stage.open({}, { replyMs: REPLY_MS });
    const phone = await talking(scene);
    scene.gemini.stopListening();
    const lostAt = Date.now();
    scene.gemini.lastSession.cut();
    const restoring = await scene.untilCall((call) => call.agentLink === 'resuming');
    expect(restoring.notices).toMatchObject([{ kind: 'agent-link', severity: 'info' }]);
    await scene.untilCall(({ notices }) => notices.some(({ severity }) => severity === 'warn'));
    await expectFallback(scene, phone, lostAt);
  });
});

/** The call ended with a reason on it, and the phone hears the dialplan's announcement. */
async function expectFallback(scene: Scene, phone: SipPhone, sinceEpochMs: number): Promise<void> {
  const ended = await scene.untilCall((call) => call.state === 'ended');
  expect(ended.endReason).toBe('agent-unavailable');
  expect(ended.notices.map((notice) => notice.severity)).toEqual(['danger']);
  await untilHeard(phone, 600, sinceEpochMs);
  expect(phone.state.kind).toBe('established');
}

describe('an agent that cannot connect when the call comes', () => {
  it('is tried again while the caller waits', async () => {
    const scene = await stage.open({}, { replyMs: REPLY_MS, setupDelayMs: 'never' });
    const phone = await scene.phone();
    // It rings until the agent is ready.
    const calling = phone.call('1000');
    await scene.gemini.waitFor(() => scene.gemini.sessions.length === 1);
    scene.gemini.knobs.setupDelayMs = 0;
    await calling;
    await scene.untilCall((call) => call.state === 'live');
    await phone.say(await makeSpeech(SHORT_QUESTION));
    await scene.untilTurns((turns) => finished(turns, 'agent') >= 1);
    expect(scene.call).toMatchObject({ state: 'live', notices: [] });
  });

  it('never sets the session up: the caller hears the announcement', async () => {
    const scene = await stage.open({}, { setupDelayMs: 'never' });
    const phone = await scene.phone();
    const calledAt = Date.now();
    await phone.call('1000');
    await expectFallback(scene, phone, calledAt);
    expect(scene.call.notices[0]?.message).toContain('did not set the session up');
  });

  it('refuses connections: the caller hears the announcement', async () => {
    const scene = await stage.open({});
    scene.gemini.stopListening();
    const phone = await scene.phone();
    const calledAt = Date.now();
    await phone.call('1000');
    await expectFallback(scene, phone, calledAt);
    expect(scene.call.notices[0]?.message).toContain('cannot be reached');
  });

  it('refuses the key: the caller hears the announcement, the supervisor reads which setting is wrong', async () => {
    const scene = await stage.open({ GOOGLE_API_KEY: 'WRONG_KEY_7731' });
    const phone = await scene.phone();
    const calledAt = Date.now();
    await phone.call('1000');
    await expectFallback(scene, phone, calledAt);
    expect(scene.call.notices[0]?.message).toContain('GOOGLE_API_KEY');
    const { health } = scene.cordboard.pipeline.control.snapshot();
    expect(health.gemini).toMatchObject({ state: 'failed' });
    expect(wordsIn(health.gemini)).toContain('GOOGLE_API_KEY');
    expect(scene.cordboard.log()).not.toContain('WRONG_KEY_7731');
  });
});
