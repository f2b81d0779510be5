/** Rules of a profile during real calls: what is said in them makes the program act by itself. */
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { addToken } from '#main/api/access/tokenFile';
import type { ConsoleEvent } from '#model/events';
import type { NudgeRule } from '#model/nudge';
import type { ProfileTools } from '#model/profile';
import { makeSpeech } from '#support/audio/speech';
import type { StandInKnobs } from '#support/gemini/standInKnobs';
import { anHttpTool, aProfile, aRule } from '#support/profiles';
import { finished, QUESTION, type Scene, useStage } from '../stage/harness';
import { untilHeard } from '../stage/listening';
import { untilRegistered } from '../stage/supervising';

/** Extension of the second phone of a scene (asterisk-config/extensions.conf). */
const BEN = '2002';

const stage = useStage();

/** A scene whose calls have this rule. */
async function opened(
  rule: NudgeRule,
  knobs: Partial<StandInKnobs>,
  tools: Partial<ProfileTools> = {},
): Promise<Scene> {
  const scene = await stage.open({}, { replyMs: 500, ...knobs });
  const profile = aProfile({
    numbers: ['1000'],
    transferTargets: [{ name: 'desk', description: '', extension: BEN }],
    rules: [rule],
    tools: { ...aProfile().tools, ...tools },
  });
  expect(await scene.cordboard.profiles.save(profile)).toMatchObject({ ok: true });
  return scene;
}

/** The changes that the HTTP API's stream tells of, from now on; the list grows. */
async function followEvents({ cordboard }: Scene, signal: AbortSignal): Promise<ConsoleEvent[]> {
  const file = path.join(cordboard.dataDir, 'api-tokens.json');
  const token = await addToken(file, 'crm', 'read', Date.now());
  const response = await fetch(`${cordboard.pipeline.api.url}/events`, {
    headers: { authorization: `Bearer ${token.ok ? token.value : ''}` },
    signal,
  });
  const events: ConsoleEvent[] = [];
  void collect(response, events);
  return events;
}

async function collect({ body }: Response, events: ConsoleEvent[]): Promise<void> {
  let text = '';
  const decoder = new TextDecoder();
  try {
    for await (const part of body ?? []) {
      text += decoder.decode(part, { stream: true });
      const lines = text.split('\n');
      text = lines.pop() ?? '';
      for (const line of lines.filter((each) => each.startsWith('data: '))) {
        const { events: batch = [] } = JSON.parse(line.slice(6)) as { events?: ConsoleEvent[] };
        events.push(...batch);
      }
    }
  } catch {
    // The test is over.
  }
}

async function audited(scene: Scene): Promise<readonly (readonly [string, string])[]> {
  const audit = await scene.cordboard.pipeline.history.listAudit({});
  return audit.ok ? audit.value.map(({ actor, action }) => [actor, action] as const) : [];
}

const noted = (scene: Scene): readonly string[] =>
  scene.turns.flatMap(({ speaker, text }) => (speaker === 'system' ? [text] : []));

describe('a rule of the profile', () => {
  it('whispers to the agent when the caller says a word, and the stream of events has it', async () => {
    const rule = aRule({ act: { kind: 'whisper', text: 'Offer a voucher first.' } });
    const scene = await opened(rule, { callerText: () => 'I want a Réfund, please.' });
    const over = new AbortController();
    const events = await followEvents(scene, over.signal);
    const phone = await scene.phone({ says: QUESTION });
    await phone.call('1000');
    await scene.untilCall(({ nudges }) => nudges.length === 1, 15_000);
    await expect
      .poll(() => JSON.stringify(scene.gemini.lastSession.clientContents), { timeout: 8_000 })
      .toMatch(/supervisor.*Offer a voucher first\./);
    expect(scene.call).toMatchObject({
      state: 'live',
      nudges: [{ reason: 'Asks for a refund', act: 'whisper', failure: null }],
    });
    await expect
      .poll(() =>
        events.some(
          (event) =>
            event.type === 'callChanged' &&
            event.call.nudges.some(({ reason }) => reason === 'Asks for a refund'),
        ),
      )
      .toBe(true);
    over.abort();
    await scene.untilTurns((turns) => finished(turns, 'agent') === 1, 10_000);
    expect(noted(scene)).toEqual([
      'Rule whispers to the AI: Asks for a refund',
      'Whispered to the AI: Offer a voucher first.',
    ]);
    expect(await audited(scene)).toContainEqual(['rule:Asks for a refund', 'call.whisper']);
    const { history } = scene.cordboard.pipeline;
    const record = await history.call(scene.call.id);
    expect(JSON.stringify(record)).toContain('event.nudge-whisper');
  });

  it('tells when a tool fails again and again', async () => {
    const rule = aRule({
      reason: 'Cannot look orders up',
      watch: { kind: 'failures', tool: 'order_status', times: 2 },
    });
    // The host is not allowed: the tool fails without a request.
    const tool = anHttpTool();
    const toolFor = () => ({ name: tool.name, args: { order: '7' } });
    const scene = await opened(rule, { toolFor }, { http: [tool] });
    const phone = await scene.phone({ says: QUESTION });
    await phone.call('1000');
    await scene.untilTurns((turns) => finished(turns, 'agent') === 1, 15_000);
    expect(scene.call.nudges).toEqual([]);
    await phone.say(await makeSpeech(QUESTION));
    const { nudges } = await scene.untilCall((call) => call.nudges.length > 0, 15_000);
    expect(nudges).toMatchObject([{ reason: 'Cannot look orders up', watch: 'failures' }]);
  });

  it('tells when nobody says anything', async () => {
    const rule = aRule({
      reason: 'Nobody speaks',
      watch: { kind: 'silence', of: 'both', seconds: 5 },
    });
    const scene = await opened(rule, {});
    const phone = await scene.phone({ says: QUESTION });
    await phone.call('1000');
    await scene.untilTurns((turns) => finished(turns, 'agent') === 1, 15_000);
    expect(scene.call.nudges).toEqual([]);
    const from = Date.now();
    const { nudges } = await scene.untilCall((call) => call.nudges.length > 0, 15_000);
    expect(nudges).toMatchObject([{ reason: 'Nobody speaks', act: 'notice', failure: null }]);
    expect(Date.now() - from).toBeGreaterThan(3_500);
  });

  it('hands the caller to a person when the agent promises what it must not', async () => {
    const rule = aRule({
      reason: 'Promises a refund',
      severity: 'danger',
      watch: { kind: 'promise', phrases: ['guarant* * refund'] },
      act: { kind: 'hand-over', target: 'desk' },
    });
    const scene = await opened(rule, { replyText: () => 'I guarantee you a full refund today.' });
    const ana = await scene.phone({ says: QUESTION });
    const ben = await scene.phone({ says: '', receive: 'auto' });
    await untilRegistered(ben);
    await ana.call('1000');
    await ben.waitFor('established', 15_000);
    await scene.untilCall(({ state }) => state === 'ended');
    expect(scene.call).toMatchObject({
      endReason: 'transferred',
      nudges: [{ reason: 'Promises a refund', act: 'hand-over', failure: null }],
    });
    const from = Date.now();
    await ben.say(await makeSpeech(QUESTION));
    await untilHeard(ana, 600, from);
    expect(noted(scene)).toContain('Rule hands the caller to desk: Promises a refund');
    await expect
      .poll(() => audited(scene))
      .toContainEqual(['rule:Promises a refund', 'call.transfer']);
    await ana.hangUp();
    await ben.waitFor('closed');
  });
});
