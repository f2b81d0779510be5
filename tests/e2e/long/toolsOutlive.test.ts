/** Tools that take longer than the connection on which the agent called them. */
import { describe, expect, it } from 'vitest';
import { makeSpeech } from '#support/audio/speech';
import type { StandInKnobs } from '#support/gemini/standInKnobs';
import type { SipPhone } from '#support/phone/sipPhone';
import { anHttpTool, aProfile } from '#support/profiles';
import { startShop } from '#support/shopServer';
import { finished, QUESTION, type Scene, SHORT_QUESTION, useStage } from '../stage/harness';
import { untilHeard } from '../stage/listening';

const REPLY_MS = 800;
/** From the request to its answer, ms: longer than the connection lasts. */
const BOOKING_MS = 4_000;

const BOOK = { name: 'book', args: { order: 'A-17' } };

const stage = useStage();

type Shop = Awaited<ReturnType<typeof startShop>>;

/** A call in which the agent books something with a slow shop. */
async function booking(
  knobs: Partial<StandInKnobs>,
  run: (scene: Scene, phone: SipPhone, shop: Shop) => Promise<void>,
): Promise<void> {
  const shop = await startShop({ answersAfterMs: BOOKING_MS });
  try {
    const scene = await stage.open(
      { HTTP_TOOL_HOSTS: `127.0.0.1:${String(shop.port)}` },
      { replyMs: REPLY_MS, toolFor: (turn) => (turn === 1 ? BOOK : null), ...knobs },
    );
    const url = `http://127.0.0.1:${String(shop.port)}/orders/{order}`;
    const http = [anHttpTool({ name: 'book', method: 'POST', url, timeoutMs: 20_000 })];
    const tools = { ...aProfile().tools, http };
    const saved = await scene.cordboard.profiles.save(aProfile({ numbers: ['1000'], tools }));
    expect(saved).toMatchObject({ ok: true });
    const phone = await scene.phone({ says: QUESTION });
    await phone.call('1000');
    await expect.poll(() => shop.requests.length, { timeout: 8_000 }).toBe(1);
    await run(scene, phone, shop);
    expect(shop.requests).toMatchObject([{ url: '/orders/A-17' }]);
    expect(shop.aborted).toBe(0);
    expect(scene.call).toMatchObject({ state: 'live', notices: [] });
  } finally {
    await shop.stop();
  }
}

/** What the next session of the stand-in was told as text. */
function told(scene: Scene): string {
  return JSON.stringify(scene.gemini.lastSession.clientContents);
}

describe('a booking during which the agent’s connection is lost', () => {
  it('is made once though the agent asks for it again, and the caller hears its result', async () => {
    await booking({ drop: { in: 'tool', afterMs: 1_000 } }, async (scene, phone) => {
      await scene.gemini.waitFor(() => scene.gemini.sessions[1]?.tools.calls.length === 1, 8_000);
      const turns = await scene.untilTurns((all) => finished(all, 'agent') === 1, 10_000);
      await untilHeard(phone, REPLY_MS / 2, 0);
      expect(turns.findLast(({ speaker }) => speaker === 'agent')?.text).toContain('on its way');
      expect(scene.gemini.lastSession.toolResponses).toHaveLength(1);
      expect(told(scene)).not.toContain('Result of');
    });
  });

  it('is told of when the agent does not ask again', async () => {
    let asked = false;
    const once: StandInKnobs['toolFor'] = () => {
      const wish = asked ? null : BOOK;
      asked = true;
      return wish;
    };
    await booking({ drop: { in: 'tool', afterMs: 1_000 }, toolFor: once }, async (scene, phone) => {
      const since = Date.now();
      await scene.untilTurns((turns) => finished(turns, 'agent') === 2, 15_000);
      await untilHeard(phone, REPLY_MS + REPLY_MS / 2, since);
      expect(told(scene)).toMatch(/Result of book\(.*on its way.*Tell the caller/);
      expect(scene.gemini.lastSession.toolResponses).toEqual([]);
    });
  });
});

describe('a booking that the caller talks over', () => {
  it('goes on, and is not made again when the agent asks for it again', async () => {
    await booking({}, async (scene, phone) => {
      await phone.say(await makeSpeech(SHORT_QUESTION));
      await scene.gemini.waitFor(() => scene.gemini.lastSession.tools.calls.length === 2, 8_000);
      const turns = await scene.untilTurns((all) => finished(all, 'agent') === 1, 10_000);
      await untilHeard(phone, REPLY_MS / 2, 0);
      expect(turns.findLast(({ speaker }) => speaker === 'agent')?.text).toContain('on its way');
      expect(scene.gemini.sessions).toHaveLength(1);
    });
  });
});
