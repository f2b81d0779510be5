import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { DEFAULT_PROFILE_ID } from '#model/profile';
import { makeSpeech } from '#support/audio/speech';
import { useStallWatch } from '#support/machine/stalls';
import type { SipPhone } from '#support/phone/sipPhone';
import { finished, type Scene, SHORT_QUESTION, useStage } from '../stage/harness';
import { answersIn } from '../stage/listening';
import { untilRegistered } from '../stage/supervising';

const timed = useStallWatch();
const stage = useStage();

const ANA = '2001';

/** A phone that is called, and does not answer by itself. */
async function calledPhone(scene: Scene): Promise<SipPhone> {
  const phone = await scene.phone({ says: '', receive: 'manual' });
  await untilRegistered(phone);
  return phone;
}

async function place(scene: Scene, number: string, profileId = DEFAULT_PROFILE_ID): Promise<void> {
  const placed = await scene.cordboard.pipeline.control.placeCall({ number, profileId });
  expect(placed).toMatchObject({ ok: true });
}

describe('a call that the supervisor places', () => {
  it('rings, and the agent speaks once who answers has said nothing for 2 s', timed, async () => {
    const scene = await stage.open({ GEMINI_SPEAKS_FIRST: 'true' }, { replyMs: 600 });
    const phone = await calledPhone(scene);
    await place(scene, ANA);
    expect(scene.call).toMatchObject({
      state: 'dialing',
      direction: 'outbound',
      dialedNumber: ANA,
      answeredAt: null,
    });
    await phone.waitFor('incoming');
    await phone.answer();
    const answeredAt = Date.now();
    await scene.untilCall((call) => call.state === 'live');
    await scene.untilTurns((turns) => finished(turns, 'agent') === 1);
    const [greeting] = answersIn((await phone.audio()).heard, 'Puck');
    const delayMs = (greeting?.startEpochMs ?? Number.POSITIVE_INFINITY) - answeredAt;
    expect(delayMs).toBeGreaterThan(1_900);
    expect(delayMs).toBeLessThan(3_500);
    await phone.say(await makeSpeech(SHORT_QUESTION));
    await scene.untilTurns((turns) => finished(turns, 'agent') === 2);
    await phone.hangUp();
    await scene.untilCall((call) => call.endReason === 'caller-hung-up');
  });

  it('runs with the profile that was chosen for it', async () => {
    const scene = await stage.open({}, { replyMs: 600 });
    const { profiles } = scene.cordboard;
    const base = profiles.find(DEFAULT_PROFILE_ID);
    const saved = await profiles.save({
      ...base,
      id: 'call-back',
      name: 'Call back',
      voice: 'Kore',
      greeting: 'Say that you call back.',
      systemInstruction: 'You call customers back.',
    });
    expect(saved).toMatchObject({ ok: true });
    const phone = await scene.phone({ says: '', receive: 'auto' });
    await untilRegistered(phone);
    await place(scene, ANA, 'call-back');
    await scene.untilTurns((turns) => finished(turns, 'agent') === 1);
    expect(scene.call).toMatchObject({ profileId: 'call-back', voice: 'Kore' });
    expect(scene.gemini.sessions[0]?.setup?.systemInstruction).toContain(
      'You call customers back.',
    );
    expect(answersIn((await phone.audio()).heard, 'Kore')).toHaveLength(1);
  });

  it('that nobody answers ends as not answered, and says why', async () => {
    const scene = await stage.open({ OUTBOUND_RING_TIME: '5' });
    const phone = await calledPhone(scene);
    await place(scene, ANA);
    await phone.waitFor('incoming');
    const call = await scene.untilCall((now) => now.state === 'ended', 8_000);
    expect(call).toMatchObject({
      endReason: 'not-answered',
      notices: [{ kind: 'setup', message: 'Nobody answered.' }],
    });
    await phone.waitFor('closed');
  });

  it('that is refused ends as not answered, and says why', async () => {
    const scene = await stage.open();
    const phone = await calledPhone(scene);
    await place(scene, ANA);
    await phone.waitFor('incoming');
    await phone.hangUp();
    const call = await scene.untilCall((now) => now.state === 'ended');
    expect(call).toMatchObject({ endReason: 'not-answered', notices: [{ kind: 'setup' }] });
  });

  it('to a number that nobody has ends at once', async () => {
    const scene = await stage.open();
    await place(scene, '999');
    const call = await scene.untilCall((now) => now.state === 'ended');
    expect(call).toMatchObject({ endReason: 'not-answered', notices: [{ kind: 'setup' }] });
  });

  it('can be hung up while it rings', async () => {
    const scene = await stage.open();
    const phone = await calledPhone(scene);
    await place(scene, ANA);
    await phone.waitFor('incoming');
    const { control } = scene.cordboard.pipeline;
    expect(await control.command(scene.call.id, { kind: 'end' })).toMatchObject({ ok: true });
    await phone.waitFor('closed');
    expect(scene.call).toMatchObject({ state: 'ended', endReason: 'supervisor-hung-up' });
  });

  it('does not go on ringing when no agent connects', async () => {
    const scene = await stage.open({}, { refuseUpgrade: 403 });
    const phone = await calledPhone(scene);
    await place(scene, ANA);
    const call = await scene.untilCall((now) => now.state === 'ended');
    expect(call.endReason).toBe('agent-unavailable');
    await sleep(300);
    expect(phone.state.kind).not.toBe('established');
  });
});
