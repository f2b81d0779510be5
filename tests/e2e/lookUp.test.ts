/** The look-up of a caller: a real telephone, a real Asterisk, and a real HTTP server. */
import { afterEach, describe, expect, it } from 'vitest';
import type { Call } from '#model/call';
import { aLookUp } from '#support/lookUps';
import { aProfile } from '#support/profiles';
import { type ShopServer, startShop } from '#support/shopServer';
import { finished, type Scene, useStage } from './stage/harness';

/** What the caller may wait longer than in a call without look-up, ms. */
const LIMIT_MS = 1_500;

/** The set-up of a call without a look-up, generously, ms. */
const SET_UP_MS = 1_500;

const ANSWER = {
  context: 'Ana Reyes, gold member, waits for order A-17.',
  voice: 'Kore',
  greeting: 'Hello {lookup.name}!',
  facts: { name: 'Ana Reyes' },
};

const stage = useStage();

let shop: ShopServer;

afterEach(() => shop.stop());

/** A scene whose callers are looked up in this shop. */
async function open(options: Parameters<typeof startShop>[0]): Promise<Scene> {
  shop = await startShop(options);
  const hosts = `127.0.0.1:${String(shop.port)}`;
  const scene = await stage.open(
    { HTTP_TOOL_HOSTS: hosts, GEMINI_VOICE: 'Puck' },
    { replyMs: 300 },
  );
  const lookUp = aLookUp({ url: `http://${hosts}/callers/{caller.number}`, fromCall: {} });
  const profile = aProfile({ numbers: ['1000'], systemInstruction: 'Help {lookup.name}.', lookUp });
  expect(await scene.cordboard.profiles.save(profile)).toMatchObject({ ok: true });
  return scene;
}

const setUpMs = ({ startedAt, answeredAt }: Call): number => (answeredAt ?? Infinity) - startedAt;

describe('a caller who is looked up', () => {
  it('is known to the agent from its first word on, after a reconnect, and in the record', async () => {
    const scene = await open({ answer: ANSWER });
    const phone = await scene.phone({ says: '' });
    await phone.call('1000');
    await scene.untilTurns((turns) => finished(turns, 'agent') === 1);
    const [first] = scene.gemini.sessions;
    expect(JSON.stringify(first?.clientContents)).toContain('Hello Ana Reyes!');
    first?.close(1011, 'Internal error encountered.');
    await scene.untilCall((call) => call.metrics.agentReconnects === 1);
    expect(scene.gemini.sessions).toHaveLength(2);
    for (const { setup } of scene.gemini.sessions) {
      expect(setup?.voice).toBe('Kore');
      expect(setup?.systemInstruction).toContain('Help Ana Reyes.');
      expect(setup?.systemInstruction).toContain(ANSWER.context);
    }
    expect(shop.requests.map(({ url }) => url)).toEqual(['/callers/2001']);
    expect(scene.call).toMatchObject({ voice: 'Kore', lookUp: { state: 'answered', status: 200 } });
    await phone.hangUp();
    const { id } = await scene.untilCall(({ state }) => state === 'ended');
    const record = await scene.cordboard.pipeline.history.call(id);
    expect(record).toMatchObject({
      value: { lookUp: { state: 'answered', answer: { facts: ANSWER.facts } } },
    });
  });

  it('waits 1.5 s at most for a service that hangs, and is served without it', async () => {
    const scene = await open({ answersAfterMs: 'never' });
    const phone = await scene.phone({ says: '' });
    await phone.call('1000');
    const call = await scene.untilCall(({ state }) => state === 'live');
    expect(call.lookUp).toMatchObject({ state: 'failed', status: null });
    expect(setUpMs(call)).toBeGreaterThanOrEqual(LIMIT_MS - 50);
    expect(setUpMs(call)).toBeLessThan(LIMIT_MS + SET_UP_MS);
    expect(scene.gemini.lastSession.setup).toMatchObject({ voice: 'Puck' });
    expect(scene.gemini.lastSession.setup?.systemInstruction).toContain('Help .');
    await expect.poll(() => shop.aborted).toBe(1);
  });
});
