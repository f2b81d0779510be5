import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { KeyUse } from '#model/profile';
import type { SipPhone } from '#support/phone/sipPhone';
import { aProfile } from '#support/profiles';
import { finished, type Scene, useStage } from './stage/harness';
import { untilHeard } from './stage/listening';

const REPLY_MS = 800;

const stage = useStage();

/** A call in which the caller says nothing, with a profile that takes keys so. */
async function silentCall(keys: KeyUse): Promise<{ scene: Scene; phone: SipPhone }> {
  const scene = await stage.open(
    { WATCHDOG_CALLER_SILENT: '4', WATCHDOG_CALLER_SILENT_END: '9' },
    { replyMs: REPLY_MS },
  );
  const profile = aProfile({ numbers: ['1000'], keys });
  expect(await scene.cordboard.profiles.save(profile)).toMatchObject({ ok: true });
  const phone = await scene.phone({ says: '' });
  await phone.call('1000');
  await scene.untilCall((call) => call.state === 'live');
  return { scene, phone };
}

/** The caller presses keys slowly: longer in all than the watchdog waits for a word. */
async function press(phone: SipPhone, keys: string): Promise<void> {
  for (const key of keys) {
    await phone.sendDtmf(key);
    await sleep(900);
  }
}

const told = (scene: Scene): string => JSON.stringify(scene.gemini.lastSession.clientContents);

describe('what a caller keys in', () => {
  it('is told the agent, which answers; nobody asks whether they are there', async () => {
    const { scene, phone } = await silentCall('agent');
    await press(phone, '123456#');
    const turns = await scene.untilTurns((all) => finished(all, 'agent') === 1);
    await untilHeard(phone, REPLY_MS / 2, 0);
    expect(told(scene)).toContain('123456');
    expect(told(scene)).not.toContain('still there');
    expect(turns[0]).toMatchObject({ text: 'Caller keyed in: 123456' });
    expect(scene.call.notices).toEqual([]);
  });

  it('stays a secret of caller and agent where the profile says so', async () => {
    const { scene, phone } = await silentCall('secret');
    await press(phone, '123456');
    await scene.untilTurns((all) => finished(all, 'agent') === 1);
    expect(told(scene)).toContain('123456');
    expect(told(scene)).not.toContain('still there');
    const snapshot = JSON.stringify(scene.cordboard.pipeline.control.snapshot());
    expect(snapshot).toContain('note.keyed-secret');
    expect(snapshot).not.toContain('123456');
    expect(scene.cordboard.log()).not.toContain('123456');
  });
});
