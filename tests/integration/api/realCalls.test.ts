import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { addToken } from '#main/api/access/tokenFile';
import { startCordboard } from '#support/cordboard';

const cleanUp: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of cleanUp.splice(0).toReversed()) {
    await close();
  }
});

it('a program sees calls of the running pipeline, changes a voice and hangs up', async () => {
  const cordboard = await startCordboard({});
  cleanUp.push(() => cordboard.stop());
  const { api } = cordboard.pipeline;
  const token = await addToken(join(cordboard.dataDir, 'api-tokens.json'), 'robot', 'act', 1);
  const authorization = `Bearer ${token.ok ? token.value : ''}`;
  const stream = await fetch(`${api.url}/events`, { headers: { authorization } });
  const events = stream.body?.pipeThrough(new TextDecoderStream());
  const ended = (async () => {
    let seen = '';
    for await (const text of events ?? []) {
      seen += text;
      if (seen.includes('supervisor-hung-up')) {
        return seen;
      }
    }
    return seen;
  })();

  const snapshot = await cordboard.until(
    ({ calls }) => calls.some(({ state }) => state === 'live'),
    20_000,
  );
  const call = snapshot.calls.find(({ state }) => state === 'live')!;
  const post = (path: string, body?: unknown) =>
    fetch(`${api.url}/calls/${call.id}/${path}`, {
      method: 'POST',
      headers: {
        authorization,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      body: body === undefined ? null : JSON.stringify(body),
    });
  const voice = call.voice === 'Kore' ? 'Puck' : 'Kore';
  expect((await post('voice', { voice })).status).toBe(204);
  await cordboard.until(({ calls }) =>
    calls.some((now) => now.id === call.id && [now.pendingVoice, now.voice].includes(voice)),
  );
  expect((await post('answer')).status).toBe(409);
  expect((await post('hangup')).status).toBe(204);
  const asked = await fetch(`${api.url}/calls/${call.id}`, { headers: { authorization } });
  expect(asked.status).toBe(200);

  const seen = await ended;
  expect(seen).toMatch(new RegExp(`"(pendingVoice|voice)":"${voice}"`));
  expect(seen).toMatch(/^retry: 2000\n\nid: \w+-\d+\nevent: snapshot\n/);
  const audited = async () => {
    const entries = await cordboard.pipeline.history.listAudit({});
    return entries.ok ? entries.value.toReversed() : [];
  };
  await expect
    .poll(async () => (await audited()).map(({ action, actor }) => `${actor} ${action}`))
    .toEqual([
      'api:robot calls.follow',
      'api:robot call.changeVoice',
      'api:robot call.answer',
      'api:robot call.end',
      'api:robot call.read',
    ]);
  expect((await audited())[2]?.result).toMatch(/^invalid-state: /);
});
