import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HistoryTurn } from '#main/agent/voiceAgent';
import type { StandInGemini } from '#support/gemini/standInGemini';
import { type AgentUnderTest, ask, type MakeAgent, useStandIn } from './agentHarness';

const bench = useStandIn({ replyMs: 200, playbackFactor: 0.2 });
let gemini: StandInGemini;
let make: MakeAgent;

beforeEach(() => {
  ({ gemini, make } = bench());
});

afterEach(() => {
  expect(gemini.violations).toEqual([]);
});

/** An agent whose history is what was said, as that of a call is. */
async function started(...[overrides, options]: Parameters<MakeAgent>): Promise<AgentUnderTest> {
  const under = make(overrides, {
    history: (): readonly HistoryTurn[] =>
      under.heard.agentText === '' ? [] : [{ role: 'model', text: under.heard.agentText }],
    ...options,
  });
  expect(await under.agent.start(under.heard)).toMatchObject({ ok: true });
  return under;
}

/** One question and its answer. */
async function turn({ agent, heard }: AgentUnderTest): Promise<void> {
  const turns = heard.count('turnComplete');
  const handles = gemini.givenHandles;
  ask(agent);
  await gemini.waitFor(() => heard.count('turnComplete') > turns);
  await gemini.waitFor(() => !gemini.knobs.sendHandles || gemini.givenHandles > handles);
}

describe('a connection whose end is not announced', () => {
  it('is renewed at a quiet moment, by a handle that knows everything', async () => {
    const under = await started({ times: { renewAfterMs: 300 } });
    await turn(under);
    await gemini.waitFor(() => under.heard.reconnects.length === 1);
    expect(under.heard.reconnects).toEqual(['resumed']);
    expect(gemini.sessions[0]?.closed?.code).toBe(1000);
    expect(gemini.lastSession.conversation?.turns).toHaveLength(2);
  });

  it('is not renewed in the middle of a turn', async () => {
    Object.assign(gemini.knobs, { replyMs: 1_000, playbackFactor: 0.8 });
    const under = await started({ times: { renewAfterMs: 100 } });
    ask(under.agent);
    await gemini.waitFor(() => under.heard.reconnects.length === 1);
    expect(under.heard.events.indexOf('turnComplete')).toBeGreaterThan(0);
    expect(under.heard.events.indexOf('turnComplete')).toBeLessThan(
      under.heard.events.indexOf('link resuming'),
    );
  });

  it('is not renewed while something is open that only the talk knows of', async () => {
    let isQuiet = false;
    const under = await started({ times: { renewAfterMs: 200 } }, { isQuiet: () => isQuiet });
    await turn(under);
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(under.heard.links).toEqual(['connecting', 'ready']);
    isQuiet = true;
    await gemini.waitFor(() => under.heard.reconnects.length === 1);
  });

  it('is kept while its session could not be resumed, up to the latest time', async () => {
    gemini.knobs.sendHandles = false;
    const under = await started({ times: { renewAfterMs: 50, renewLatestMs: 900 } });
    const startedMs = performance.now();
    await turn(under);
    expect(gemini.sessions).toHaveLength(1);
    await gemini.waitFor(() => under.heard.reconnects.length === 1);
    expect(performance.now() - startedMs).toBeGreaterThan(800);
    expect(under.heard.reconnects).toEqual(['re-seeded']);
  });
});

describe('a long call', () => {
  it('answers every question over connections that end as they do after 10 minutes', async () => {
    // Minutes are short here. As in real calls, there is time for a turn between announcement and
    // end.
    gemini.knobs.goAway = { afterMs: 300, timeLeft: '0.4s', closeAfterMs: 400 };
    let questions = 0;
    let answers = (): number => 0;
    const under = await started(
      { times: { goAwayMarginMs: 5, stableMs: 100 } },
      // A question is 1 s of audio, here sent at once.
      {
        unansweredMs: () => (answers() < questions ? 1_000 : null),
        isQuiet: () => answers() >= questions,
      },
    );
    answers = () => under.heard.count('generationComplete');
    while (under.heard.reconnects.length < 5) {
      questions += 1;
      await turn(under);
    }
    expect(under.heard.agentText.match(/answer number \d+/g)).toHaveLength(questions);
    expect(new Set(under.heard.reconnects)).toEqual(new Set(['resumed']));
    expect(gemini.openSessions).toHaveLength(1);
  });

  it('goes on after the unannounced cut at 58 minutes, although it cannot be resumed', async () => {
    gemini.knobs.greeting = 'Hello, how can I help?';
    const under = await started();
    await gemini.waitFor(() => under.heard.count('turnComplete') === 1);
    await turn(under);
    gemini.knobs.refuseSetup = ({ handle }) =>
      handle === null ? null : { code: 1007, reason: 'Request contains an invalid argument.' };
    gemini.lastSession.close(1011, 'Deadline expired before operation could complete.');
    await gemini.waitFor(() => under.heard.reconnects.length === 1);
    expect(under.heard.reconnects).toEqual(['re-seeded']);
    await turn(under);
    expect(under.heard.agentText.match(/Hello/g)).toHaveLength(1);
    expect(gemini.lastSession.clientContents[0]?.turns?.[0]?.parts[0]?.text).toContain('Hello');
  });
});

describe('a service that does not answer', () => {
  it('is asked again on a new connection, then in a new session', async () => {
    const under = await started();
    await turn(under);
    gemini.knobs.answers = 'never';
    for (const outcome of ['resumed', 're-seeded']) {
      const before = under.heard.reconnects.length;
      under.agent.reconnect('no-answer');
      await gemini.waitFor(() => under.heard.reconnects.length > before);
      expect(under.heard.reconnects.at(-1)).toBe(outcome);
    }
    gemini.knobs.answers = 'always';
    await turn(under);
    expect(under.logLines.join('\n')).toContain('Gemini does not answer the caller.');
  });

  it('is given up when that does not help', async () => {
    const { agent, heard } = await started();
    for (let count = 0; count < 4 && agent.link === 'ready'; count += 1) {
      const before = heard.reconnects.length;
      agent.reconnect('no-answer');
      await gemini.waitFor(() => heard.reconnects.length > before || agent.link === 'failed');
    }
    expect(agent.link).toBe('failed');
    expect(heard.errors).toMatchObject([{ kind: 'network', retryable: true }]);
  });
});
