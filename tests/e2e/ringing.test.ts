import { describe, expect, it } from 'vitest';
import { finished, useStage } from './stage/harness';

const stage = useStage();
const RINGS = { AUTO_ANSWER_CALLS: 'false' };

describe('with AUTO_ANSWER_CALLS=false', () => {
  it('lets a call ring until the supervisor answers it', async () => {
    const scene = await stage.open(RINGS, { replyMs: 500 });
    const phone = await scene.phone();
    await phone.dial('1000');
    await phone.waitFor('ringing');
    const ringing = await scene.untilCall((call) => call.state === 'ringing');
    expect(ringing.answeredAt).toBeNull();
    expect(scene.gemini.sessions).toEqual([]);
    const answered = await scene.cordboard.pipeline.control.command(ringing.id, { kind: 'answer' });
    expect(answered).toMatchObject({ ok: true });
    await phone.waitFor('established');
    expect(scene.call.state).toBe('live');
    await scene.untilTurns((turns) => finished(turns, 'agent') === 1);
    const again = await scene.cordboard.pipeline.control.command(ringing.id, { kind: 'answer' });
    expect(again).toMatchObject({ ok: false, error: { kind: 'invalid-state' } });
  });

  it('lets a declined caller hear busy', async () => {
    const scene = await stage.open(RINGS);
    const phone = await scene.phone();
    await phone.dial('1000');
    const { id } = await scene.untilCall((call) => call.state === 'ringing');
    await phone.waitFor('ringing');
    expect(await scene.cordboard.pipeline.control.command(id, { kind: 'decline' })).toMatchObject({
      ok: true,
    });
    expect(await phone.waitFor('closed')).toMatchObject({
      reason: expect.stringContaining('Busy') as string,
    });
    await scene.untilCall((call) => call.endReason === 'declined');
  });

  it('notices a caller who gives up', async () => {
    const scene = await stage.open(RINGS);
    const phone = await scene.phone();
    await phone.dial('1000');
    await phone.waitFor('ringing');
    await scene.untilCall((call) => call.state === 'ringing');
    await phone.hangUp();
    const ended = await scene.untilCall((call) => call.state === 'ended');
    expect(ended).toMatchObject({ endReason: 'caller-hung-up', answeredAt: null, notices: [] });
    const late = await scene.cordboard.pipeline.control.command(ended.id, { kind: 'answer' });
    expect(late).toMatchObject({ ok: false });
  });
});
