/**
 * What the agent knows of its call: a real telephone, a real Asterisk, and what the service is
 * told.
 */
import { describe, expect, it } from 'vitest';
import { makeSpeech } from '#support/audio/speech';
import { anHttpTool, aProfile } from '#support/profiles';
import { startShop } from '#support/shopServer';
import { finished, type Scene, SHORT_QUESTION, useStage } from './stage/harness';

/** A number whose dialplan has looked the caller up. */
const LOOKED_UP = `[gemini-voice-assistant](+)
exten => 1100,1,Set(CUSTOMER=gold member)
 same => n,Stasis(gemini-voice-assistant)`;

const ZONE = 'Pacific/Auckland';

const stage = useStage({ 'extensions.conf': LOOKED_UP });

async function save(scene: Scene, patch: Parameters<typeof aProfile>[0]): Promise<void> {
  const profile = aProfile({ numbers: ['1100'], ...patch });
  expect(await scene.cordboard.profiles.save(profile)).toMatchObject({ ok: true });
}

const instruction = (scene: Scene): string =>
  scene.gemini.lastSession.setup?.systemInstruction ?? '';

/** Today where the caller is served; Swedes write dates as ISO 8601 does. */
const today = (): string => new Date().toLocaleDateString('sv-SE', { timeZone: ZONE });

describe('the agent', () => {
  it('knows date, caller, number and channel variables, also after a reconnect', async () => {
    const scene = await stage.open({ TIME_ZONE: ZONE }, { replyMs: 300 });
    await save(scene, {
      systemInstruction: 'You help {caller.name}, a {channel.CUSTOMER}.',
      greeting: 'Hello {caller.name}!',
      channelVariables: ['CUSTOMER', 'NOT_SET'],
    });
    const dates = [today()];
    const phone = await scene.phone({ says: '' });
    await phone.call('1100');
    await scene.untilTurns((turns) => finished(turns, 'agent') === 1);
    const [first] = scene.gemini.sessions;
    expect(JSON.stringify(first?.clientContents)).toContain('Hello Ana!');
    first?.close(1011, 'Internal error encountered.');
    await scene.untilCall((call) => call.metrics.agentReconnects === 1);
    dates.push(today());
    for (const { setup } of scene.gemini.sessions) {
      const told = setup?.systemInstruction ?? '';
      expect(told).toContain('You help Ana, a gold member.');
      expect(dates.some((date) => told.includes(`${date}, `))).toBe(true);
      expect(told).toContain(`(${ZONE}, GMT+`);
      expect(told).toContain('Ana, number 2001');
      expect(told).toContain('- Dialled number: 1100');
      expect(told).toContain('- CUSTOMER: gold member');
      expect(told).not.toContain('NOT_SET');
    }
  });

  it('does not learn who calls with AGENT_KNOWS_CALLER=false; a tool of the profile does', async () => {
    const shop = await startShop();
    const hosts = `127.0.0.1:${String(shop.port)}`;
    try {
      const scene = await stage.open(
        { AGENT_KNOWS_CALLER: 'false', HTTP_TOOL_HOSTS: hosts },
        { toolFor: () => ({ name: 'order_status', args: { order: 'A-17', customer: '666' } }) },
      );
      const tool = anHttpTool({
        url: `http://${hosts}/{caller.number}/orders/{order}`,
        parameters: { type: 'object', properties: { order: { type: 'string' } } },
        fromCall: { order: 'of {call.dialled}', customer: '{caller.name}' },
      });
      await save(scene, { tools: { ...aProfile().tools, http: [tool] } });
      const phone = await scene.phone({ says: '' });
      await phone.call('1100');
      await scene.untilCall((call) => call.state === 'live');
      expect(instruction(scene)).toContain('- Dialled number: 1100');
      expect(instruction(scene)).not.toMatch(/2001|Ana/);
      expect(JSON.stringify(scene.gemini.lastSession.setup?.message.tools)).not.toContain(
        '"order"',
      );
      await phone.say(await makeSpeech(SHORT_QUESTION));
      await scene.untilTurns((turns) => finished(turns, 'agent') === 1);
      expect(shop.requests.map(({ url }) => url)).toEqual(['/2001/orders/of%201100?customer=Ana']);
    } finally {
      await shop.stop();
    }
  });

  it('is told of earlier calls of this caller where the profile says so', async () => {
    const scene = await stage.open({}, { replyMs: 300 });
    await save(scene, { earlierCalls: true });
    const call = async (): Promise<string> => {
      const phone = await scene.phone({ user: 'phone-ana', says: '' });
      await phone.call('1100');
      await scene.untilCall(({ state }) => state === 'live');
      const told = instruction(scene);
      await phone.hangUp();
      await scene.untilCall(({ state }) => state === 'ended');
      return told;
    };
    expect(await call()).not.toContain('Earlier calls');
    const { history } = scene.cordboard.pipeline;
    const kept = async () => {
      const found = await history.search({ caller: '2001', state: 'ended' });
      return found.ok ? found.value.hits.length : 0;
    };
    await expect.poll(kept, { timeout: 5_000 }).toBe(1);
    expect(await call()).toMatch(
      /- Earlier calls with this number:\n {2}- .*, end: caller hung up$/,
    );
  });
});
