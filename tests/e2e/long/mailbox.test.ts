/** A mailbox, played by a real phone, that answers an outgoing call. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ProfileMailbox } from '#model/profile';
import { joinSamples, makeSilence, makeTone } from '#support/audio/signal';
import { makeSpeech } from '#support/audio/speech';
import { encodeWav, readWav } from '#support/audio/wavFile';
import type { SipPhone } from '#support/phone/sipPhone';
import { aProfile } from '#support/profiles';
import { type Scene, useStage } from '../stage/harness';
import { answersIn } from '../stage/listening';
import { untilRegistered } from '../stage/supervising';

const RATE_HZ = 8_000;
const GREETING_MS = 12_000;
const BEEP_MS = 600;
const TEXT_MS = 2_000;
const TEXT = 'This is the harbour office. Please call us back.';
const SAYS =
  'Hello. You have reached the mailbox of Ana. Nobody can take your call at the moment. ' +
  'Please leave your name and your number after the tone, and speak slowly. ' +
  'We will call you back as soon as we can. Thank you very much for your call, and goodbye.';

const stage = useStage();
let folder: string;
let mailboxWav: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'cordboard-mailbox-'));
  mailboxWav = path.join(folder, 'mailbox.wav');
  const { samples } = await readWav(await makeSpeech(SAYS, { sampleRateHz: RATE_HZ }));
  const length = (GREETING_MS * RATE_HZ) / 1_000;
  const greeting = joinSamples(samples.slice(0, length), makeSilence(GREETING_MS, RATE_HZ));
  const beep = makeTone({ frequencyHz: 1_000, durationMs: BEEP_MS, amplitude: 6_000 });
  await writeFile(mailboxWav, encodeWav(joinSamples(greeting.slice(0, length), beep), RATE_HZ));
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** Our call to a phone that answers as a mailbox; the agent notices it at the first pause. */
async function reachMailbox(mailbox: ProfileMailbox): Promise<{ scene: Scene; phone: SipPhone }> {
  let noticed = false;
  const scene = await stage.open(
    { GEMINI_SPEAKS_FIRST: 'true' },
    {
      replyMs: TEXT_MS,
      replyText: () => TEXT,
      toolFor: () => {
        const wish = noticed ? null : { name: 'voicemail_reached', args: {} };
        noticed = true;
        return wish;
      },
    },
  );
  const profile = aProfile({ id: 'back', name: 'Call back', mailbox });
  expect(await scene.cordboard.profiles.save(profile)).toMatchObject({ ok: true });
  const phone = await scene.phone({ says: '', voiceWav: mailboxWav, receive: 'auto' });
  await untilRegistered(phone);
  const placed = await scene.cordboard.pipeline.control.placeCall({
    number: '2001',
    profileId: 'back',
  });
  expect(placed).toMatchObject({ ok: true });
  await scene.untilCall(({ state }) => state === 'live');
  return { scene, phone };
}

describe('a mailbox that answers our call', () => {
  it('is hung up on without a word', async () => {
    const { scene, phone } = await reachMailbox({ kind: 'hang-up' });
    const call = await scene.untilCall(({ state }) => state === 'ended', 15_000);
    expect(call.endReason).toBe('voicemail');
    await phone.waitFor('closed');
    expect(answersIn((await phone.audio()).heard, 'Puck')).toEqual([]);
  });

  it('gets the text of the profile after its beep, and the call ends', async () => {
    const { scene, phone } = await reachMailbox({ kind: 'leave-text', text: TEXT });
    const call = await scene.untilCall(({ state }) => state === 'ended', 25_000);
    expect(call.endReason).toBe('voicemail');
    await phone.waitFor('closed');
    expect(JSON.stringify(scene.gemini.lastSession.clientContents)).toContain(TEXT);
    const { said, heard } = await phone.audio();
    const beepEndsMs = said.epochMsAt(0) + GREETING_MS + BEEP_MS;
    const texts = answersIn(heard, 'Puck');
    expect(texts).toEqual([
      expect.objectContaining({ durationMs: expect.closeTo(TEXT_MS, -2) as number }),
    ]);
    expect(texts[0]?.startEpochMs).toBeGreaterThan(beepEndsMs);
    expect(texts[0]?.startEpochMs).toBeLessThan(beepEndsMs + 2_500);
    expect(scene.turns.map(({ text }) => text)).toEqual(
      expect.arrayContaining(['A mailbox answered: the AI leaves a text after the beep', TEXT]),
    );
  });
});
