/** A summary after a real call: in the record, in a search, and in the webhook of its end. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import type { WebhookEvent } from '#main/webhooks/events';
import { makeSpeech } from '#support/audio/speech';
import { aProfile } from '#support/profiles';
import { finished, SHORT_QUESTION, useStage } from './stage/harness';

const stage = useStage({
  'extensions.conf': `[gemini-voice-assistant](+)
exten => 1100,1,Stasis(gemini-voice-assistant)`,
});

const ORDER = {
  name: 'order',
  type: 'text',
  description: '',
  choices: [],
  required: true,
} as const;

it('is in the record after the call, is found, and is in the webhook of the end', async () => {
  const told: WebhookEvent[] = [];
  const receiver = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      told.push(JSON.parse(body) as WebhookEvent);
      response.writeHead(204).end();
    });
  });
  receiver.listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  try {
    const scene = await stage.open(
      {
        WEBHOOK_URLS: `http://127.0.0.1:${String((receiver.address() as AddressInfo).port)}/`,
        WEBHOOK_SECRET: 'a secret of the test',
        WEBHOOK_INCLUDE_SUMMARY: 'true',
      },
      {
        replyMs: 300,
        callerText: () => 'My parcel never came.',
        // The first attempt fails: the second must bring it.
        textTrouble: [503],
        textAnswer: () => ({
          summary: 'A shipment is missing.',
          outcome: 'complaint',
          followUps: ['Look for it.'],
          fields: { order: 'A17' },
        }),
      },
    );
    const summary = { on: true, outcomes: ['complaint', 'sale'], fields: [ORDER] };
    const profile = aProfile({ numbers: ['1100'], summary });
    expect(await scene.cordboard.profiles.save(profile)).toMatchObject({ ok: true });
    const phone = await scene.phone({ says: '' });
    await phone.call('1100');
    await scene.untilCall(({ state }) => state === 'live');
    await phone.say(await makeSpeech(SHORT_QUESTION));
    await scene.untilTurns((turns) => finished(turns, 'agent') === 1);
    await phone.hangUp();
    const { id } = await scene.untilCall(({ state }) => state === 'ended');

    const made = {
      text: 'A shipment is missing.',
      followUps: ['Look for it.'],
      fields: { order: 'A17' },
    };
    await expect
      .poll(() => told.find(({ type }) => type === 'call.ended')?.data, { timeout: 20_000 })
      .toMatchObject({ call: { id, profileId: 'sales' }, outcome: 'complaint', summary: made });
    const { history } = scene.cordboard.pipeline;
    expect(await history.call(id)).toMatchObject({
      ok: true,
      value: { call: { outcome: 'complaint' }, summary: { state: 'done', ...made } },
    });
    expect(await history.search({ text: 'shipment', outcome: 'complaint' })).toMatchObject({
      ok: true,
      value: { hits: [{ call: { id }, excerpt: { turnId: null } }] },
    });
    expect(scene.gemini.textRequests).toHaveLength(2);
    expect(scene.gemini.textRequests[0]?.talk).toContain('Caller: My parcel never came.');
    expect(told.map(({ type }) => type)).not.toContain('call.summarized');
  } finally {
    receiver.closeAllConnections();
    receiver.close();
  }
});
