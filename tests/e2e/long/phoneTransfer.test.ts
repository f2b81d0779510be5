import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { makeSpeech } from '#support/audio/speech';
import type { SipPhone } from '#support/phone/sipPhone';
import { finished, type Scene, SHORT_QUESTION, useStage } from '../stage/harness';
import { untilRegistered } from '../stage/supervising';

/** The phones can call each other, as they can at a PBX. */
const stage = useStage({
  'extensions.conf': '[gemini-voice-assistant]\ninclude => cordboard-phones',
});

const notesOf = (scene: Scene): string =>
  scene.turns
    .filter(({ speaker }) => speaker === 'system')
    .map(({ text }) => text)
    .join('\n');

/** The header field by which a REFER names the phone's other call. */
async function replacesOf(phone: SipPhone): Promise<string> {
  const channels = (await stage.lab.ari('GET', '/channels')).body as {
    readonly id: string;
    readonly name: string;
    readonly dialplan: { readonly exten: string };
  }[];
  const call = channels.find(
    ({ name, dialplan }) => name.startsWith(`PJSIP/${phone.user}-`) && dialplan.exten === '1000',
  );
  const ask = async (what: string): Promise<string> => {
    const variable = `CHANNEL(pjsip,${what})`;
    const { body } = await stage.lab.ari('GET', `/channels/${call?.id ?? ''}/variable`, {
      variable,
    });
    return (body as { readonly value: string }).value;
  };
  const [callId, to, from] = [
    await ask('call-id'),
    await ask('local_tag'),
    await ask('remote_tag'),
  ];
  return `?Replaces=${callId}%3Bto-tag%3D${to}%3Bfrom-tag%3D${from}`;
}

describe('a transfer by phone', () => {
  it('of an asked agent to a customer goes on as the same call, with the customer', async () => {
    const scene = await stage.open({}, { replyMs: 300 });
    const ana = await scene.phone({ says: '' });
    const ben = await scene.phone({ says: '', receive: 'auto', lines: 2 });
    await untilRegistered(ben);
    await ana.call('2002');
    await ben.dial('1000');
    const { id } = await scene.untilCall((call) => call.state === 'live');
    await ben.transfer('1000', { headers: await replacesOf(ben) });
    await scene.untilTurns(() => notesOf(scene).includes('2001'));
    expect(scene.cordboard.pipeline.control.snapshot().calls).toHaveLength(1);
    expect(scene.call).toMatchObject({ id, state: 'live', notices: [] });
    await ana.say(await makeSpeech(SHORT_QUESTION));
    const before = finished(scene.turns, 'agent');
    await scene.untilTurns((turns) => finished(turns, 'agent') > before);
    await ana.hangUp();
    await scene.untilCall((call) => call.endReason === 'caller-hung-up');
  });

  it('of the agent to another phone goes on with that one, from when it answers', async () => {
    const scene = await stage.open({}, { replyMs: 300 });
    const ana = await scene.phone({ says: '' });
    const ben = await scene.phone({ says: '', receive: 'manual' });
    await untilRegistered(ben);
    await ana.call('1000');
    await scene.untilCall((call) => call.state === 'live');
    await ana.transfer('2002');
    await ben.waitFor('incoming');
    await sleep(500);
    expect(notesOf(scene)).toBe('');
    await ben.answer();
    await scene.untilTurns(() => notesOf(scene).includes('2002'));
    await ben.say(await makeSpeech(SHORT_QUESTION));
    const before = finished(scene.turns, 'agent');
    await scene.untilTurns((turns) => finished(turns, 'agent') > before);
    await ben.hangUp();
    await scene.untilCall((call) => call.endReason === 'caller-hung-up');
  });
});

describe('another program', () => {
  it('that sends the caller on is the end of the call, not a hang-up', async () => {
    const scene = await stage.open({}, { replyMs: 300 });
    const ana = await scene.phone({ says: '' });
    const ben = await scene.phone({ says: '', receive: 'auto' });
    await untilRegistered(ben);
    await ana.call('1000');
    const { id } = await scene.untilCall((call) => call.state === 'live');
    const { body } = await stage.lab.ari('GET', `/channels/${id}`);
    const { name } = body as { readonly name: string };
    await stage.lab.cli(`channel redirect ${name} cordboard-phones,2002,1`);
    const ended = await scene.untilCall((call) => call.state === 'ended');
    expect(ended).toMatchObject({ endReason: 'moved', notices: [] });
    await ben.waitFor('established');
    expect(ana.state.kind).toBe('established');
    await ana.hangUp();
  });
});
