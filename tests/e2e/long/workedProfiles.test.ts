/** The worked profiles of docs/profiles.md, as they stand there, in real calls. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { profileSchema } from '#main/config/profiles/profileSchema';
import { makeSpeech } from '#support/audio/speech';
import { codeBlocks, docsPage, settingIn } from '#support/docs';
import type { ToolWish } from '#support/gemini/sessionRecords';
import type { StandInKnobs } from '#support/gemini/standInKnobs';
import type { SipPhone } from '#support/phone/sipPhone';
import { type ShopServer, startShop } from '#support/shopServer';
import { finished, type Scene, SHORT_QUESTION, useStage } from '../stage/harness';
import { act, untilRegistered } from '../stage/supervising';

const PAGE = docsPage('profiles.md');
const CLINIC = profileOf('clinic');
const SHOP = profileOf('shop');
const SHOP_SETTINGS = codeBlocks(PAGE, 'bash')[1] ?? '';
const DIALPLAN = codeBlocks(PAGE, 'ini').join('');

const DISCLOSURE = 'You are talking with the AI assistant of Clinic Dr Kern.';
const BORN = '24121980';

const stage = useStage({ 'extensions.conf': `[gemini-voice-assistant](+)\n${DIALPLAN}` });

function profileOf(id: string): string {
  return codeBlocks(PAGE, 'json').find((code) => code.includes(`"id": "${id}"`)) ?? '';
}

/** Stands in for the programs of clinic and shop. */
let service: ShopServer;

beforeEach(async () => {
  service = await startShop();
});

afterEach(() => service.stop());

/** Opens a scene with a profile whose tools reach the service of this test. */
async function open(
  profile: string,
  env: Readonly<Record<string, string>>,
  knobs: Partial<StandInKnobs> = {},
): Promise<Scene> {
  const host = `127.0.0.1:${String(service.port)}`;
  const scene = await stage.open({ HTTP_TOOL_HOSTS: host, ...env }, { replyMs: 600, ...knobs });
  const here = profile.replaceAll(/https:\/\/[^/]*\.example/g, `http://${host}`);
  const saved = await scene.cordboard.profiles.save(profileSchema.parse(JSON.parse(here)));
  expect(saved).toMatchObject({ ok: true });
  return scene;
}

/** The agent calls this tool in its next turn, and none in those after it. */
function next(scene: Scene, name: string, args: ToolWish['args']): void {
  let due: ToolWish | null = { name, args };
  scene.gemini.knobs.toolFor = () => {
    const wish = due;
    due = null;
    return wish;
  };
}

async function says(phone: SipPhone): Promise<void> {
  await phone.say(await makeSpeech(SHORT_QUESTION));
}

/** Resolves once the agent has said so many things. */
async function answered(scene: Scene, turns: number): Promise<void> {
  await scene.untilTurns((all) => finished(all, 'agent') === turns, 15_000);
}

/** The id of the one question that is open, once there is one. */
async function asked(scene: Scene): Promise<string> {
  const { questions } = await scene.untilCall((call) => call.questions.length === 1, 15_000);
  return questions[0]?.id ?? '';
}

const sentBodies = (): unknown[] => service.requests.map(({ body }) => JSON.parse(body) as unknown);

describe('the clinic', () => {
  it('says what it is, keeps a date of birth secret, asks, and takes a message', async () => {
    const scene = await open(CLINIC, {}, { replyText: () => `${DISCLOSURE} Good day.` });
    const messages: unknown[] = [];
    scene.cordboard.pipeline.onMessage(({ message }) => messages.push(message));
    const phone = await scene.phone({ says: '' });
    await phone.call('1100');
    await answered(scene, 1);
    expect(scene.call).toMatchObject({ profileId: 'clinic', disclosure: 'heard' });
    expect(scene.gemini.lastSession.setup?.systemInstruction).toMatch(
      /from 8:00 to 12:00; it is [A-Z][a-z]+day, \d\d:\d\d\./,
    );

    next(scene, 'find_appointment', { born: BORN });
    for (const key of `${BORN}#`) {
      await phone.sendDtmf(key);
    }
    await answered(scene, 2);
    expect(service.requests).toMatchObject([{ method: 'POST', url: '/search' }]);
    expect(sentBodies()).toEqual([
      { born: BORN, phone: '2001', asked_on: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) as string },
    ]);
    const shown = JSON.stringify(scene.cordboard.pipeline.control.snapshot());
    expect(shown).toContain('•'.repeat(BORN.length));
    expect(`${shown}${scene.cordboard.log()}`).not.toContain(BORN);

    const question = { question: 'May they come today?', without_answer: 'I take a message.' };
    next(scene, 'ask_supervisor', question);
    await says(phone);
    await act(scene, { kind: 'answerQuestion', questionId: await asked(scene), text: 'At four.' });
    await answered(scene, 3);
    expect(JSON.stringify(scene.gemini.lastSession.toolResponses)).toContain('At four.');

    next(scene, 'take_message', { from: 'Ana', text: 'I come at four.' });
    await says(phone);
    await answered(scene, 4);
    expect(messages).toEqual([{ from: 'Ana', callBack: '', text: 'I come at four.' }]);
    expect(scene.call.notices).toEqual([]);
  });
});

describe('the shop', () => {
  it('looks an order up, pays back after a yes, and connects with sales', async () => {
    const secrets = settingIn(SHOP_SETTINGS, 'HTTP_TOOL_SECRETS');
    const scene = await open(SHOP, { HTTP_TOOL_SECRETS: secrets });
    const ana = await scene.phone({ says: '' });
    const ben = await scene.phone({ says: '', receive: 'auto' });
    await untilRegistered(ben);
    await ana.call('1200');
    await scene.untilCall(({ state }) => state === 'live');
    expect(scene.gemini.lastSession.setup?.systemInstruction).toContain('of the kind: gold.');

    next(scene, 'order_status', { order: 'A-17' });
    await says(ana);
    await answered(scene, 1);
    const authorization = 'Bearer the-token-of-the-shop';
    expect(service.requests).toMatchObject([
      { method: 'GET', url: '/1200/orders/A-17?phone=2001', authorization },
    ]);

    next(scene, 'refund', { order: 'A-17', reason: 'too small' });
    await says(ana);
    const questionId = await asked(scene);
    expect(service.requests).toHaveLength(1);
    await act(scene, { kind: 'approveTool', questionId, args: null });
    await answered(scene, 2);
    expect(service.requests[1]).toMatchObject({ url: '/1200/orders/A-17/refunds', authorization });
    expect(JSON.parse(service.requests[1]?.body ?? '')).toEqual({
      reason: 'too small',
      phone: '2001',
      tier: 'gold',
    });

    next(scene, 'transfer_call', { target: 'sales' });
    await says(ana);
    await scene.untilCall(({ state }) => state === 'ended', 15_000);
    expect(scene.call.endReason).toBe('transferred');
    await ben.waitFor('established');
    await ana.hangUp();
    await ben.waitFor('closed');
  });
});
