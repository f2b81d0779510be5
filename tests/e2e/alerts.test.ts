/** What calls for attention in real calls: each alert has its reason, and somebody sees to it. */
import { describe, expect, it } from 'vitest';
import { DEFAULT_ALERT_RULES } from '#model/alertRules';
import type { ProfileTools } from '#model/profile';
import { makeSpeech } from '#support/audio/speech';
import type { StandInKnobs } from '#support/gemini/standInKnobs';
import { anHttpTool, aProfile } from '#support/profiles';
import { finished, QUESTION, type Scene, useStage } from './stage/harness';

const stage = useStage();

async function opened(
  knobs: Partial<StandInKnobs>,
  tools: Partial<ProfileTools> = {},
): Promise<Scene> {
  const scene = await stage.open({}, { replyMs: 500, ...knobs });
  const profile = aProfile({ numbers: ['1000'], tools: { ...aProfile().tools, ...tools } });
  expect(await scene.cordboard.profiles.save(profile)).toMatchObject({ ok: true });
  return scene;
}

const alertOf = ({ call }: Scene, signal: string) =>
  call.alerts.find((alert) => alert.signal === signal);

describe('a call for attention', () => {
  it('is raised when the caller asks for a person, and names who has seen to it', async () => {
    const scene = await opened({ callerText: () => 'Can I speak to a real person, please?' });
    const phone = await scene.phone({ says: QUESTION });
    await phone.call('1000');
    await scene.untilCall(({ alerts }) => alerts.length > 0, 15_000);
    const alert = alertOf(scene, 'asks-for-person');
    expect(alert).toMatchObject({
      severity: 'warn',
      message: 'The caller asks for a person.',
      over: null,
      acknowledged: null,
    });
    const said = scene.turns.find(({ id }) => id === alert?.turnId);
    expect(said).toMatchObject({ speaker: 'caller' });
    const { desk, history } = scene.cordboard.pipeline;
    const { calls } = desk.as({ kind: 'window', name: 'ann' });
    const { id } = scene.call;
    const alertId = alert?.id ?? '';
    expect(await calls.command(id, { kind: 'acknowledgeAlert', alertId })).toMatchObject({
      ok: true,
    });
    expect(alertOf(scene, 'asks-for-person')?.acknowledged).toMatchObject({ by: 'window:ann' });
    expect(await calls.command(id, { kind: 'acknowledgeAlert', alertId })).toMatchObject({
      ok: false,
      error: { phrase: { code: 'refused.no-such-alert' } },
    });
    await phone.hangUp();
    const kept = async () => {
      const record = await history.call(id);
      return record.ok ? record.value.alerts.map((each) => each.acknowledged?.by) : [];
    };
    await expect.poll(kept, { timeout: 5_000 }).toContain('window:ann');
    const audit = await history.listAudit({});
    expect(audit.ok ? audit.value : []).toContainEqual(
      expect.objectContaining({ actor: 'window:ann', action: 'call.acknowledgeAlert' }),
    );
  });

  it('is raised when a tool fails', async () => {
    // The host is not allowed: the tool fails without a request.
    const tool = anHttpTool();
    const toolFor = () => ({ name: tool.name, args: { order: '7' } });
    const scene = await opened({ toolFor }, { http: [tool] });
    const phone = await scene.phone({ says: QUESTION });
    await phone.call('1000');
    await scene.untilCall(
      ({ alerts }) => alerts.some((each) => each.signal === 'tool-errors'),
      15_000,
    );
    expect(alertOf(scene, 'tool-errors')).toMatchObject({
      message: `The tool ${tool.name} failed.`,
      over: null,
    });
  });

  it('is raised when nobody says anything, by the rules as they are now, and is over when somebody does', async () => {
    const scene = await opened({});
    const { signals } = DEFAULT_ALERT_RULES;
    const rules = {
      ...DEFAULT_ALERT_RULES,
      signals: { ...signals, 'both-silent': { ...signals['both-silent'], warnAt: 4 } },
    };
    const { alerts } = scene.cordboard.pipeline.desk.as({ kind: 'window', name: 'ann' });
    expect(await alerts.save(rules)).toMatchObject({ ok: true, value: { state: 'saved' } });
    const phone = await scene.phone({ says: QUESTION });
    await phone.call('1000');
    await scene.untilTurns((turns) => finished(turns, 'agent') === 1, 15_000);
    await scene.untilCall(
      (call) => call.alerts.some((each) => each.signal === 'both-silent'),
      15_000,
    );
    expect(alertOf(scene, 'both-silent')).toMatchObject({
      message: 'Nobody has said anything for 4 s.',
      over: null,
    });
    await phone.say(await makeSpeech(QUESTION));
    await scene.untilCall(() => alertOf(scene, 'both-silent')?.over !== null, 10_000);
  });

  it('is raised when the caller interrupts three times within a minute', async () => {
    const scene = await opened({ replyMs: 8_000 });
    const phone = await scene.phone({ says: QUESTION });
    await phone.call('1000');
    for (let times = 1; times <= 3; times += 1) {
      await scene.untilCall(({ agentState }) => agentState === 'speaking', 15_000);
      await phone.say(await makeSpeech(QUESTION));
      await scene.untilCall(({ metrics }) => metrics.bargeIns >= times, 15_000);
    }
    await scene.untilCall(
      ({ alerts }) => alerts.some((each) => each.signal === 'barge-ins'),
      5_000,
    );
    expect(alertOf(scene, 'barge-ins')?.message).toBe(
      'The caller interrupted 3 times within a minute.',
    );
  });
});
