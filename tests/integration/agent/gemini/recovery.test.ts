import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HistoryTurn } from '#main/agent/voiceAgent';
import type { StandInGemini } from '#support/gemini/standInGemini';
import { useStallWatch } from '#support/machine/stalls';
import {
  type AgentUnderTest,
  ask,
  type MakeAgent,
  sendFrames,
  silence,
  speech,
  useStandIn,
} from './agentHarness';

const timed = useStallWatch();
const bench = useStandIn({ replyMs: 400, playbackFactor: 0.2, handleDelayMs: 20 });
const HISTORY = [
  { role: 'user', text: 'Where is my parcel?' },
  { role: 'model', text: 'It comes tomorrow.' },
] as const;
/** What was said after the handle had come. */
const LATER = [
  { role: 'user', text: 'Is it heavy?' },
  { role: 'model', text: 'It weighs' },
] as const;
let gemini: StandInGemini;
let make: MakeAgent;

beforeEach(() => {
  ({ gemini, make } = bench());
});

/** An agent in a talk of one turn, so that there is a handle. */
async function talking(...[overrides, options]: Parameters<MakeAgent>): Promise<AgentUnderTest> {
  let history: readonly HistoryTurn[] = [];
  const under = make(overrides, { history: () => history, ...options });
  expect(await under.agent.start(under.heard)).toMatchObject({ ok: true });
  history = HISTORY;
  await goesOn(under);
  return under;
}

/** One more turn, to show that the talk goes on; its handle comes a moment later. */
async function goesOn({ agent, heard }: AgentUnderTest): Promise<void> {
  const turns = heard.count('turnComplete');
  const handles = gemini.givenHandles;
  ask(agent);
  await gemini.waitFor(() => heard.count('turnComplete') === turns + 1);
  await gemini.waitFor(() => !gemini.knobs.sendHandles || gemini.givenHandles > handles);
}

describe('a lost connection', () => {
  const losses: [string, (standIn: StandInGemini) => void][] = [
    [
      'a TCP cut',
      (standIn) => {
        standIn.lastSession.cut();
      },
    ],
    [
      '1011 by the service',
      (standIn) => {
        standIn.lastSession.close(1011, 'Internal error.');
      },
    ],
    [
      '1000 by the service',
      (standIn) => {
        standIn.lastSession.close(1000, '');
      },
    ],
    [
      '1001 by the service',
      (standIn) => {
        standIn.lastSession.close(1001, 'going away');
      },
    ],
    [
      '1007 in the talk',
      (standIn) => {
        standIn.lastSession.close(1007, 'Invalid argument.');
      },
    ],
    [
      '1008 in the talk',
      (standIn) => {
        standIn.lastSession.close(1008, 'Requested entity was not found.');
      },
    ],
  ];
  it.each(losses)('is resumed by the newest handle after %s', async (_name, lose) => {
    const under = await talking();
    const { agent, heard } = under;
    lose(gemini);
    await gemini.waitFor(() => heard.reconnects.length === 1);
    expect(heard.reconnects).toEqual(['resumed']);
    expect(heard.links).toEqual(['connecting', 'ready', 'resuming', 'ready']);
    expect(gemini.lastSession.setup?.handle).toBe('handle-1-1');
    expect(gemini.lastSession.clientContents).toEqual([]);
    expect(gemini.lastSession.conversation?.turns).toHaveLength(2);
    expect(agent.link).toBe('ready');
    await goesOn(under);
    expect(gemini.lastSession.conversation?.turns).toHaveLength(4);
  });

  it('says the caller’s unanswered question again, all of it and once', async () => {
    let unansweredMs: number | null = null;
    const under = await talking({}, { unansweredMs: () => unansweredMs });
    const { agent, heard } = under;
    const turns = heard.count('turnComplete');
    gemini.knobs.replyDelayMs = 5_000;
    const question = Buffer.concat([speech(4_000, 7), silence(600)]);
    sendFrames(agent, question);
    unansweredMs = 4_600;
    await gemini.waitFor(() => heard.callerText.includes('2'));
    gemini.knobs.replyDelayMs = 20;
    gemini.lastSession.close(1011, 'Internal error.');
    await gemini.waitFor(() => heard.count('turnComplete') === turns + 1);
    const received = Buffer.from(gemini.lastSession.callerAudio.buffer);
    expect(received.subarray(-question.length).equals(question)).toBe(true);
    expect(received.length).toBe(question.length + 200 * 32);
    unansweredMs = null;
    gemini.lastSession.close(1011, 'Internal error.');
    await gemini.waitFor(() => heard.reconnects.length === 2);
    sendFrames(agent, silence(20));
    await gemini.waitFor(() => gemini.lastSession.audio.length > 0);
    expect(gemini.lastSession.callerAudio).toHaveLength(320);
    expect(heard.count('turnComplete')).toBe(turns + 1);
  });

  it('loses nothing the caller says meanwhile', async () => {
    gemini.knobs.speechRms = 20_000;
    const { agent, heard } = make();
    await agent.start(heard);
    const said = speech(300);
    gemini.knobs.setupDelayMs = 100;
    gemini.lastSession.cut();
    await gemini.waitFor(() => heard.links.includes('resuming'));
    sendFrames(agent, said);
    await gemini.waitFor(() => heard.reconnects.length === 1);
    sendFrames(agent, silence(20));
    await gemini.waitFor(() => gemini.lastSession.callerAudio.length === 320 * 16);
    const received = Buffer.from(gemini.lastSession.callerAudio.buffer);
    expect(received.equals(Buffer.concat([said, silence(20)]))).toBe(true);
  });

  it('is re-seeded with the talk so far when the handle is dead', async () => {
    const under = await talking({}, { voice: 'Kore' });
    gemini.knobs.resume = 'expired';
    gemini.lastSession.close(1011, 'Deadline expired before operation could complete.');
    await gemini.waitFor(() => under.heard.reconnects.length === 1);
    expect(under.heard.reconnects).toEqual(['re-seeded']);
    expect(gemini.sessions.map((session) => session.setup?.handle)).toEqual([
      null,
      'handle-1-1',
      null,
    ]);
    expect(gemini.lastSession.setup?.voice).toBe('Kore');
    await gemini.waitFor(() => gemini.lastSession.clientContents.length === 1);
    expect(gemini.lastSession.clientContents).toEqual([
      {
        turns: HISTORY.map(({ role, text }) => ({ role, parts: [{ text }] })),
        turnComplete: false,
      },
    ]);
    expect(under.heard.count('turnComplete')).toBe(1);
    await goesOn(under);
    gemini.knobs.resume = 'accept';
    gemini.lastSession.cut();
    await gemini.waitFor(() => under.heard.reconnects.length === 2);
    expect(gemini.lastSession.setup?.handle).toBe('handle-2-2');
  });

  it.each([
    {
      model: 'gemini-3.8-live',
      told: () => gemini.lastSession.clientContents,
      expected: [
        {
          turns: LATER.map(({ role, text }) => ({ role, parts: [{ text }] })),
          turnComplete: false,
        },
      ],
    },
    {
      model: 'gemini-3.1-flash-live-preview',
      told: () => gemini.lastSession.texts,
      expected: [expect.stringMatching(/do not answer.*\nCaller: Is it heavy\?\nYou: It weighs/s)],
    },
  ])(
    'in an answer is resumed and told what its handle does not know ($model)',
    async ({ model, told, expected }) => {
      const turns: HistoryTurn[] = [];
      const options = {
        model,
        history: (from = 0) => turns.slice(from),
        nextTurn: () => turns.length,
      };
      const under = make({}, options);
      expect(await under.agent.start(under.heard)).toMatchObject({ ok: true });
      turns.push(...HISTORY);
      ask(under.agent);
      await gemini.waitFor(() => gemini.givenHandles === 1);
      Object.assign(gemini.knobs, { replyMs: 10_000, partIntervalMs: 100 });
      const before = under.heard.count('audio');
      ask(under.agent);
      await gemini.waitFor(() => under.heard.count('audio') > before + 3);
      turns.push(...LATER);
      gemini.lastSession.close(1011, 'Internal error.');
      await gemini.waitFor(() => under.heard.reconnects.length === 1 && told().length > 0);
      expect(gemini.lastSession.setup?.handle).toBe('handle-1-1');
      expect(told()).toEqual(expected);
    },
  );

  it('is re-seeded within the instruction for a model that takes no clientContent', async () => {
    const under = await talking({}, { model: 'gemini-3.1-flash-live-preview' });
    gemini.expireHandles();
    gemini.lastSession.cut();
    await gemini.waitFor(() => under.heard.reconnects.length === 1);
    expect(gemini.lastSession.setup?.systemInstruction).toContain('Caller: Where is my parcel?');
    expect(gemini.lastSession.setup?.systemInstruction).toContain('You: It comes tomorrow.');
    await goesOn(under);
  });

  it('is re-seeded when there never was a handle', async () => {
    gemini.knobs.sendHandles = false;
    const under = await talking();
    gemini.lastSession.cut();
    await gemini.waitFor(() => under.heard.reconnects.length === 1);
    expect(under.heard.reconnects).toEqual(['re-seeded']);
    await goesOn(under);
  });

  it('is re-seeded when the handle makes the service hang', async () => {
    const under = await talking({ times: { connectTimeoutMs: 200 } });
    gemini.knobs.refuseSetup = (setup) => {
      gemini.knobs.setupDelayMs = setup.handle === null ? 0 : 'never';
      return null;
    };
    gemini.lastSession.cut();
    await gemini.waitFor(() => under.heard.reconnects.length === 1);
    expect(under.heard.reconnects).toEqual(['re-seeded']);
    await gemini.waitFor(() => gemini.openSessions.length === 1);
    await goesOn(under);
  });

  it('is tried again until the service can be reached', async () => {
    const under = await talking();
    gemini.stopListening();
    gemini.lastSession.cut();
    await gemini.waitFor(() => countLines(under, 'could not be opened') >= 5);
    expect(under.agent.link).toBe('resuming');
    await gemini.listen();
    await gemini.waitFor(() => under.heard.reconnects.length === 1);
    expect(under.heard.reconnects).toEqual(['resumed']);
    await goesOn(under);
  });

  it('is given up when the service stays away longer than the budget', async () => {
    const { agent, heard } = await talking({ times: { recoveryBudgetMs: 400 } });
    gemini.stopListening();
    gemini.lastSession.cut();
    await gemini.waitFor(() => agent.link === 'failed', 2_000);
    expect(heard.links.at(-1)).toBe('failed');
    expect(heard.errors).toMatchObject([{ kind: 'network', retryable: true }]);
    expect(heard.errors[0]?.message).toContain('ECONNREFUSED');
  });

  it('is given up at once when the key is not valid any more', async () => {
    const { agent, heard } = await talking();
    const tries = gemini.upgrades.length;
    gemini.lastSession.close(1008, 'Permission denied: the API key was revoked.');
    await gemini.waitFor(() => agent.link === 'failed');
    expect(heard.errors).toMatchObject([{ kind: 'auth' }]);
    expect(gemini.upgrades).toHaveLength(tries);
  });

  it('is given up when every new session breaks at once', async () => {
    const { agent, heard } = await talking();
    gemini.knobs.closeAfter = { afterMs: 0, code: 1011, reason: 'Internal error.' };
    gemini.lastSession.cut();
    await gemini.waitFor(() => agent.link === 'failed', 5_000);
    expect(heard.reconnects).toEqual(['resumed', 'resumed', 're-seeded', 're-seeded', 're-seeded']);
    await gemini.untilNoneOpen();
  });

  it('gets a fresh session when the service answers without sound, because that session stays mute', async () => {
    const under = await talking();
    for (let times = 1; times <= 5; times += 1) {
      under.agent.reconnect('mute');
      await gemini.waitFor(() => under.heard.reconnects.length === times);
      expect(under.heard.reconnects.at(-1)).toBe('re-seeded');
      expect(gemini.lastSession.setup?.handle).toBeNull();
      // One that is heard is not held against the service.
      await goesOn(under);
    }
  });

  it('is noticed when the service stops reading', async () => {
    const under = await talking({ times: { stallMs: 300 } });
    const frozen = gemini.lastSession;
    frozen.freeze();
    const frame = speech(20);
    // The system takes some megabytes before anything can be noticed; real time would take minutes.
    await gemini.waitFor(() => {
      for (let count = 0; count < 2_000 && under.agent.link === 'ready'; count += 1) {
        under.agent.sendAudio(frame, true);
      }
      return under.heard.reconnects.length === 1;
    }, 15_000);
    expect(under.heard.reconnects).toEqual(['resumed']);
    expect(under.logLines.join('\n')).toMatch(/took no audio for \d+ ms/);
    expect(under.logLines.join('\n')).toMatch(/"droppedChunks":[1-9]/);
    frozen.cut();
  });
});

/** A connection counts as old enough to be replaced from its beginning. */
const OLD = { stableMs: 0 };

describe('goAway', () => {
  it('replaces the connection after the turn in progress, before the deadline', async () => {
    Object.assign(gemini.knobs, { replyMs: 1_000, playbackFactor: 0.4, handleDelayMs: 30 });
    const under = await talking({ times: { ...OLD, goAwayMarginMs: 1_000 } });
    const { agent, heard } = under;
    ask(agent);
    await gemini.waitFor(() => heard.count('audio') > 5);
    const old = gemini.lastSession;
    old.goAway('20s', 20_000);
    await gemini.waitFor(() => heard.reconnects.length === 1, 3_000);
    expect(heard.reconnects).toEqual(['resumed']);
    expect(heard.count('turnComplete')).toBe(2);
    expect(old.closed?.code).toBe(1000);
    expect(gemini.lastSession.setup?.handle).toBe('handle-1-2');
    await goesOn(under);
  });

  it('waits for the answer when the caller speaks or has just asked', async () => {
    let unansweredMs: number | null = 300;
    const { agent, heard } = await talking(
      { times: OLD },
      { unansweredMs: () => unansweredMs, isQuiet: () => unansweredMs === null },
    );
    gemini.lastSession.goAway('50s', 50_000);
    gemini.lastSession.send({ usageMetadata: { promptTokenCount: 1 } });
    await gemini.waitFor(() => heard.usage.length === 2);
    expect(gemini.sessions).toHaveLength(1);
    unansweredMs = null;
    ask(agent);
    await gemini.waitFor(() => heard.reconnects.length === 1);
    expect(heard.count('turnComplete')).toBe(2);
  });

  it('replaces it at once when nobody speaks', async () => {
    const { heard } = await talking({ times: OLD });
    gemini.lastSession.goAway('50s', 50_000);
    await gemini.waitFor(() => heard.reconnects.length === 1, 1_000);
    expect(heard.reconnects).toEqual(['resumed']);
  });

  it('that greets every session is not answered by one connection after the other', async () => {
    gemini.knobs.goAway = { afterMs: 0, timeLeft: '50s', closeAfterMs: 50_000 };
    const { heard } = await talking({ times: { stableMs: 600 } });
    const startedMs = performance.now();
    await gemini.waitFor(() => heard.reconnects.length === 2, 10_000);
    expect(performance.now() - startedMs).toBeGreaterThan(1_000);
    expect(new Set(heard.reconnects)).toEqual(new Set(['resumed']));
  });

  it('that greets every session, and leaves it no time, makes the agent give up', async () => {
    const { agent, heard } = await talking();
    gemini.knobs.goAway = { afterMs: 0, timeLeft: '0.02s', closeAfterMs: 50 };
    gemini.lastSession.close(1011, 'Service is currently unavailable.');
    await gemini.waitFor(() => agent.link === 'failed', 10_000);
    expect(heard.reconnects.length).toBeLessThan(6);
  });

  it('replaces it by its own timer when the turn does not end in time', timed, async () => {
    const { agent, heard } = await talking({ times: { goAwayMarginMs: 100 } });
    Object.assign(gemini.knobs, { replyMs: 10_000, partIntervalMs: 100 });
    ask(agent);
    await gemini.waitFor(() => heard.count('audio') > 3);
    const old = gemini.lastSession;
    const toldMs = performance.now();
    old.goAway('0.5s', 500);
    await gemini.waitFor(() => old.closed !== null, 2_000);
    expect(old.closed?.code).toBe(1000);
    expect(performance.now() - toldMs).toBeLessThan(500);
    await gemini.waitFor(() => heard.reconnects.length === 1);
  });

  it('is followed by a resumption when the service closes without keeping to its time', async () => {
    const under = await talking();
    Object.assign(gemini.knobs, { replyMs: 10_000, partIntervalMs: 100 });
    ask(under.agent);
    await gemini.waitFor(() => under.heard.count('audio') > 3);
    gemini.lastSession.goAway('50s', 50);
    await gemini.waitFor(() => under.heard.reconnects.length === 1);
    expect(under.heard.reconnects).toEqual(['resumed']);
  });
});

function countLines({ logLines }: AgentUnderTest, text: string): number {
  return logLines.filter((line) => line.includes(text)).length;
}

afterEach(() => {
  expect(gemini.violations).toEqual([]);
});
