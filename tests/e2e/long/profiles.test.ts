/**
 * Profiles and tools in real calls: a real telephone, a real Asterisk, the real client of the
 * service.
 */
import { describe, expect, it } from 'vitest';
import type { HttpTool, Profile } from '#model/profile';
import { makeSpeech } from '#support/audio/speech';
import { anHttpTool, aProfile } from '#support/profiles';
import { startShop } from '#support/shopServer';
import { finished, type Scene, SHORT_QUESTION, useStage } from '../stage/harness';
import { untilHeard } from '../stage/listening';
import { untilRegistered } from '../stage/supervising';

/**
 * A second number of the assistant, one whose profile the dialplan names, and one as a trunk in the
 * United States sends it.
 */
const NUMBERS = `[gemini-voice-assistant](+)
exten => 1100,1,Stasis(gemini-voice-assistant,\${CALLERID(num)},\${EXTEN})
exten => 1200,1,Stasis(gemini-voice-assistant,\${CALLERID(num)},\${EXTEN},night)
exten => 2025550123,1,Stasis(gemini-voice-assistant,,,)`;

const stage = useStage({ 'extensions.conf': NUMBERS });

async function save(scene: Scene, ...profiles: readonly Profile[]): Promise<void> {
  for (const profile of profiles) {
    expect(await scene.cordboard.profiles.save(profile)).toMatchObject({ ok: true });
  }
}

/** The texts that tools put into the transcript. */
const noted = (scene: Scene): readonly string[] =>
  scene.turns.flatMap(({ speaker, text }) => (speaker === 'system' ? [text] : []));

/** A profile with tools, for the usual number. */
function withTools(tools: Partial<Profile['tools']>, patch: Partial<Profile> = {}): Profile {
  return aProfile({ numbers: ['1000'], ...patch, tools: { ...aProfile().tools, ...tools } });
}

describe('the profile of a call', () => {
  it('is found by the dialled number, or named by the dialplan', async () => {
    const scene = await stage.open({}, { replyMs: 300 });
    await save(
      scene,
      aProfile({ numbers: ['1100'], voice: 'Kore', systemInstruction: 'You sell shoes.' }),
      aProfile({ id: 'night', name: 'Night', voice: 'Charon', greeting: 'We are closed.' }),
    );
    const calls = [
      { number: '1100', profileId: 'sales', voice: 'Kore', told: 'You sell shoes.', greets: false },
      { number: '1200', profileId: 'night', voice: 'Charon', told: 'You are a', greets: true },
      { number: '1000', profileId: 'default', voice: 'Puck', told: 'You are a', greets: false },
    ];
    for (const { number, profileId, voice, told, greets } of calls) {
      const phone = await scene.phone({ says: '' });
      await phone.call(number);
      await scene.untilCall((call) => call.state === 'live' && call.dialedNumber === number);
      expect(scene.call).toMatchObject({ profileId, voice });
      const { setup, clientContents } = scene.gemini.lastSession;
      expect(setup).toMatchObject({ voice });
      expect(setup?.systemInstruction).toContain(told);
      if (greets) {
        await scene.untilTurns((turns) => finished(turns, 'agent') === 1);
      }
      expect(JSON.stringify(clientContents).includes('We are closed.')).toBe(greets);
      await phone.hangUp();
      await scene.untilCall((call) => call.state === 'ended');
    }
  });

  it.each([
    { country: 'US', profileId: 'sales', voice: 'Kore', doubts: [] },
    { country: '', profileId: 'default', voice: 'Puck', doubts: ['profile'] },
  ])('is found by a number that a trunk writes without the country: %j', async (expected) => {
    const { country, profileId, voice, doubts } = expected;
    const scene = await stage.open({ PHONE_COUNTRY: country });
    await save(scene, aProfile({ numbers: ['+1 202 555 0123'], voice: 'Kore' }));
    const phone = await scene.phone({ says: '' });
    await phone.call('2025550123');
    await scene.untilCall((call) => call.state === 'live');
    expect(scene.call).toMatchObject({ dialedNumber: '2025550123', profileId, voice });
    expect(scene.call.notices.map(({ kind }) => kind)).toEqual(doubts);
    expect(scene.gemini.lastSession.setup).toMatchObject({ voice });
  });

  it('stays as it was while the call runs, whatever is saved', async () => {
    const scene = await stage.open();
    await save(scene, aProfile({ numbers: ['1000'], voice: 'Kore', maxCallSeconds: 3_600 }));
    const phone = await scene.phone({ says: '' });
    await phone.call('1000');
    await scene.untilCall((call) => call.state === 'live');
    await save(scene, aProfile({ numbers: ['1000'], voice: 'Fenrir', maxCallSeconds: 1 }));
    await phone.say(await makeSpeech(SHORT_QUESTION));
    await scene.untilTurns((turns) => finished(turns, 'agent') === 1);
    expect(scene.call).toMatchObject({ state: 'live', voice: 'Kore', profileId: 'sales' });
    expect(scene.gemini.sessions).toHaveLength(1);
  });
});

describe('the agent', () => {
  it('ends the call', async () => {
    const scene = await stage.open({}, { toolFor: () => ({ name: 'end_call', args: {} }) });
    await save(scene, withTools({ endCall: true }));
    const phone = await scene.phone();
    await phone.call('1000');
    await scene.untilCall((call) => call.state === 'ended');
    expect(scene.call.endReason).toBe('agent-ended');
    expect(noted(scene)).toEqual([expect.stringMatching(/^Tool end_call\(.*answered/)]);
    await phone.waitFor('closed');
  });

  it('has no tool that its profile does not give it', async () => {
    const scene = await stage.open({}, { replyMs: 300 });
    const phone = await scene.phone({ says: '' });
    await phone.call('1000');
    await scene.untilCall((call) => call.state === 'live');
    expect(scene.gemini.lastSession.setup?.message.tools ?? []).toEqual([]);
  });

  it('connects the caller with a target of the profile', async () => {
    const wish = { name: 'transfer_call', args: { target: 'sales' } };
    const scene = await stage.open({}, { toolFor: () => wish });
    const transferTargets = [{ name: 'sales', description: 'prices', extension: '2002' }];
    await save(scene, withTools({ transferCall: true }, { transferTargets }));
    const ana = await scene.phone();
    const ben = await scene.phone({ says: '', receive: 'auto' });
    await untilRegistered(ben);
    await ana.call('1000');
    await scene.untilCall((call) => call.state === 'ended');
    expect(scene.call.endReason).toBe('transferred');
    await ben.waitFor('established');
    expect(noted(scene)).toEqual([expect.stringContaining('{"target":"sales"}')]);
    await ana.hangUp();
    await ben.waitFor('closed');
  });

  it('presses keys, with a pause between them, that the transcript does not show', async () => {
    const wish = { name: 'send_dtmf', args: { digits: '5w9#' } };
    const scene = await stage.open({}, { toolFor: () => wish, replyMs: 500 });
    await save(scene, withTools({ sendDtmf: true }));
    const phone = await scene.phone();
    await phone.call('1000');
    await scene.untilTurns((turns) => finished(turns, 'agent') === 1);
    await expect.poll(async () => (await phone.audio()).heard.keys, { timeout: 5_000 }).toBe('59#');
    expect(noted(scene)).toEqual([expect.stringContaining('send_dtmf(4 keys)')]);
  });

  it('takes a message and goes on talking', async () => {
    const args = { from: 'Ana', text: 'Call me back.', call_back: '600' };
    const scene = await stage.open({}, { toolFor: () => ({ name: 'take_message', args }) });
    const taken: unknown[] = [];
    scene.cordboard.pipeline.onMessage(({ message }) => taken.push(message));
    await save(scene, withTools({ takeMessage: true }));
    const phone = await scene.phone();
    await phone.call('1000');
    await scene.untilTurns((turns) => finished(turns, 'agent') === 1);
    expect(taken).toEqual([{ from: 'Ana', callBack: '600', text: 'Call me back.' }]);
    expect(scene.turns.findLast(({ speaker }) => speaker === 'agent')?.text).toContain('written');
    expect(scene.call.state).toBe('live');
  });
});

describe('an HTTP tool', () => {
  /** A call in which the agent asks a real shop for an order. */
  async function askShop(scene: Scene, port: number, patch: Partial<HttpTool> = {}) {
    const url = `http://127.0.0.1:${String(port)}/orders/{order}`;
    const headers = { Authorization: `Bearer \${SHOP_TOKEN}` };
    await save(scene, withTools({ http: [anHttpTool({ url, headers, ...patch })] }));
    const phone = await scene.phone();
    await phone.call('1000');
    return phone;
  }

  const ORDER = { toolFor: () => ({ name: 'order_status', args: { order: 'A-17' } }) };
  const SECRET = 's3cret-of-the-shop';

  it('is asked, and its answer spoken to the caller; its secret is nowhere to be seen', async () => {
    const shop = await startShop();
    const env = {
      HTTP_TOOL_HOSTS: `127.0.0.1:${String(shop.port)}`,
      HTTP_TOOL_SECRETS: `SHOP_TOKEN=${SECRET}`,
    };
    try {
      const scene = await stage.open(env, ORDER);
      const from = Date.now();
      const phone = await askShop(scene, shop.port);
      await scene.untilTurns((turns) => finished(turns, 'agent') === 1);
      await untilHeard(phone, 500, from);
      expect(shop.requests).toMatchObject([
        { url: '/orders/A-17', authorization: `Bearer ${SECRET}` },
      ]);
      expect(scene.turns.findLast(({ speaker }) => speaker === 'agent')?.text).toContain(
        'on its way',
      );
      expect(noted(scene)).toEqual([
        expect.stringContaining('order_status({"order":"A-17"}): answered'),
      ]);
      const seen = JSON.stringify(scene.cordboard.pipeline.control.snapshot());
      expect(`${seen}${scene.cordboard.log()}`).not.toContain(SECRET);
    } finally {
      await shop.stop();
    }
  });

  it('is not asked at a host that is not listed; the agent learns of it, and the call goes on', async () => {
    const shop = await startShop();
    try {
      const scene = await stage.open({ HTTP_TOOL_SECRETS: `SHOP_TOKEN=${SECRET}` }, ORDER);
      await askShop(scene, shop.port);
      await scene.untilTurns((turns) => finished(turns, 'agent') === 1);
      expect(shop.requests).toEqual([]);
      expect(noted(scene)).toEqual([expect.stringContaining('failed.')]);
      expect(scene.call.state).toBe('live');
    } finally {
      await shop.stop();
    }
  });

  it('is given up when the caller speaks while the agent waits for it', async () => {
    const shop = await startShop({ answersAfterMs: 'never' });
    const env = {
      HTTP_TOOL_HOSTS: `127.0.0.1:${String(shop.port)}`,
      HTTP_TOOL_SECRETS: `SHOP_TOKEN=${SECRET}`,
    };
    try {
      const scene = await stage.open(env, ORDER);
      const phone = await askShop(scene, shop.port, { timeoutMs: 30_000 });
      await expect.poll(() => shop.requests.length, { timeout: 8_000 }).toBe(1);
      await phone.say(await makeSpeech(SHORT_QUESTION));
      await expect.poll(() => shop.aborted, { timeout: 5_000 }).toBe(1);
      await scene.untilTurns(() => noted(scene).some((text) => text.endsWith('cancelled')));
      expect(scene.call.state).toBe('live');
    } finally {
      await shop.stop();
    }
  });
});
