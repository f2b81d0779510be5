import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CallSettings } from '#main/call/callSettings';
import type { Talk } from '#main/call/talk/talk';
import { SPOKEN } from '#support/call/fakes';
import { CALM, TalkBench } from '#support/call/talkBench';

/** Asks the agent to say what nobody heard. */
const ALOUD: unknown = expect.stringMatching(/^text .*no sound.*aloud/);

let bench: TalkBench;

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  bench.talk.end();
  bench.talk.close();
  vi.useRealTimers();
});

async function open(settings: Partial<CallSettings> = {}): Promise<void> {
  bench = new TalkBench((ms) => vi.advanceTimersByTime(ms), settings);
  await bench.begin();
}

/** The caller asks something, and has finished. */
function ask(): void {
  bench.callerSays(600);
  bench.agent.handlers.onCallerText('Where is my parcel?');
  bench.callerListens(800);
}

/** The agent's connection is lost, and there again after `ms`. */
function reconnect(ms = 300): void {
  bench.agent.handlers.onLink('resuming', null);
  bench.callerListens(ms);
  bench.agent.handlers.onLink('ready', null);
}

/** What was demanded of the agent since the last time. */
function demands(): string[] {
  return bench.toldAgent().filter((line) => !line.startsWith('speech '));
}

function notices(): string[] {
  return bench.call.notices.map(({ kind }) => kind);
}

describe('an answer without sound', () => {
  it('makes the agent repeat it, then reconnect with the question, then ask the caller to repeat', async () => {
    await open();
    ask();
    bench.agent.endMute();
    expect(demands()).toEqual([ALOUD]);
    bench.agent.endMute({ end: 'complete' });
    expect(demands()).toEqual(['reconnect mute']);
    reconnect();
    expect(bench.agent.options.unansweredMs?.(), 'the question is said again').not.toBeNull();
    expect(bench.agent.options.history(), 'and told in no other way').toEqual([]);
    expect(demands()).toEqual([]);
    expect(notices()).toEqual([]);
    bench.agent.endMute({ textParts: 1 });
    expect(demands()).toEqual([expect.stringMatching(/^text .*say it again/)]);
    expect(notices()).toEqual(['agent-mute']);
    expect(bench.agent.options.unansweredMs?.()).toBeNull();
    bench.agent.endMute();
    expect(demands(), 'no end of it').toEqual([]);
    bench.agentSays(500);
    expect(notices()).toEqual([]);
    expect(bench.talk.metrics.muteTurns).toEqual({ RESPONSE_REJECTED: 2, empty: 1, text: 1 });
  });

  it('is forgotten once the agent is heard', async () => {
    await open();
    for (let times = 0; times < 4; times += 1) {
      ask();
      bench.agent.endMute();
      expect(demands()).toEqual([ALOUD]);
      bench.agentSays(500);
      bench.callerListens(1_000);
    }
    expect(notices()).toEqual([]);
  });

  it('gets new attempts when the caller speaks again', async () => {
    await open();
    ask();
    for (let times = 0; times < 4; times += 1) {
      bench.agent.endMute();
    }
    demands();
    ask();
    bench.agent.endMute();
    expect(demands()).toEqual([ALOUD]);
  });

  it('is asked for over the new connection when what was asked was not said by the caller', async () => {
    await open();
    bench.agent.endMute();
    bench.agent.endMute();
    demands();
    reconnect();
    expect(demands()).toEqual([ALOUD]);
  });

  it('is asked for if it was the greeting, also over a new connection', async () => {
    bench = new TalkBench((ms) => vi.advanceTimersByTime(ms), { greeting: 'Greet the caller.' });
    await bench.begin();
    bench.agent.endMute({ end: 'complete', callerSpoke: false });
    expect(demands()).toEqual([ALOUD]);
    reconnect();
    expect(demands()).toEqual(['text Greet the caller.']);
  });

  it('leaves its text out of the transcript', async () => {
    await open();
    ask();
    bench.agent.handlers.onAgentText('It comes tomorrow.');
    bench.agent.endMute();
    expect(bench.turns.at(-1)).toMatchObject({ speaker: 'agent', heardChars: 0 });
  });

  it('does not count while a tool runs, because the agent will speak about its result', async () => {
    await open();
    ask();
    bench.agent.handlers.onToolCalls([{ id: 'a', name: 'look_up', args: {} }]);
    demands();
    bench.agent.endMute();
    expect(demands()).toEqual([]);
  });

  it('is one after the result of a tool, too: the answer is owed', async () => {
    await open();
    ask();
    bench.agent.handlers.onToolCalls([{ id: 'a', name: 'look_up', args: {} }]);
    bench.callerListens(1_000);
    bench.host?.sendResult({ id: 'a', name: 'look_up', response: {}, scheduling: 'wait' });
    demands();
    bench.agent.endMute({ end: 'complete', toolCalls: 1 });
    expect(demands()).toEqual([ALOUD]);
    expect(bench.talk.metrics.muteTurns).toEqual({ 'after-tool': 1 });
  });

  it('does not count while nobody would hear it', async () => {
    await open();
    bench.talk.muteAgent(true);
    ask();
    bench.agent.endMute();
    bench.talk.muteAgent(false);
    bench.talk.takeOver();
    demands();
    bench.agent.endMute();
    expect(demands()).toEqual([]);
    expect(bench.agent.options.unansweredMs?.()).toBeNull();
  });
});

describe('an interruption that only the service noticed', () => {
  async function answerAndInterrupt(): Promise<void> {
    await open();
    ask();
    bench.agent.speak(4_000);
    bench.agent.handlers.onAgentText('It was sent on Monday and');
    bench.callerListens(1_500);
    demands();
    bench.agent.handlers.onInterrupted();
    bench.agent.handlers.onTurnComplete({ ...SPOKEN, end: 'interrupted' });
  }

  it('is no barge-in when nobody spoke, and within 3 s the agent goes on', async () => {
    await answerAndInterrupt();
    bench.callerListens(2_900);
    expect(demands()).toEqual([expect.stringMatching(/^text .*caller has heard this of it: "It/)]);
    expect(bench.talk.metrics).toMatchObject({ bargeIns: 0, lastBargeInReactionMs: null });
  });

  it('is one when words of the caller come, and its delay is not known', async () => {
    await answerAndInterrupt();
    bench.callerListens(500);
    bench.agent.handlers.onCallerText('Wait.');
    bench.callerListens(5_000);
    expect(demands()).toEqual([]);
    expect(bench.talk.metrics).toMatchObject({ bargeIns: 1, lastBargeInReactionMs: null });
    expect(bench.call.agentState).toBe('thinking');
  });

  it('is none when it is our own prompt', async () => {
    await open();
    bench.agent.speak(4_000);
    bench.callerListens(1_000);
    bench.talk.promptAgent('Say goodbye.');
    bench.agent.handlers.onInterrupted();
    bench.agent.handlers.onTurnComplete({ ...SPOKEN, end: 'interrupted' });
    bench.callerListens(5_000);
    expect(demands()).toEqual(['text Say goodbye.']);
    expect(bench.talk.metrics.bargeIns).toBe(0);
  });
});

describe('a pause for thought', () => {
  it('is part of the answer: one turn in the transcript, one in the figures', async () => {
    await open({ watchdogs: { ...CALM.watchdogs, callerSilentMs: 5_000 } });
    ask();
    bench.agent.speak(1_000);
    bench.agent.handlers.onAgentText('Let me see.');
    bench.agent.handlers.onTurnComplete({ ...SPOKEN, end: 'goes-on' });
    bench.callerListens(15_000);
    expect(bench.call.agentState).toBe('thinking');
    expect(notices()).toEqual([]);
    bench.agent.handlers.onAgentText(' It comes tomorrow.');
    bench.agentSays(1_000);
    bench.callerListens(1_500);
    expect(bench.call.agentState).toBe('listening');
    expect(bench.turns.map(({ text }) => text)).toEqual([
      'Where is my parcel?',
      'Let me see. It comes tomorrow.',
    ]);
    expect(bench.talk.metrics.agentTurns).toBe(1);
  });
});

describe('what we asked of the agent', () => {
  it.each([
    ['a text to say', 'say Thank you.', (talk: Talk) => talk.say.bind(talk, 'Thank you.')],
    ['a prompt', 'text Say bye.', (talk: Talk) => talk.promptAgent.bind(talk, 'Say bye.')],
  ])('is asked again when its session is lost: %s', async (_what, line, ask_) => {
    await open();
    ask_(bench.talk)();
    reconnect();
    reconnect();
    expect(demands()).toEqual([line, line, line]);
    bench.agentSays(500);
    bench.callerListens(1_000);
    reconnect();
    expect(demands()).toEqual([]);
  });

  it('is asked once when the agent was not connected', async () => {
    await open();
    bench.agent.handlers.onLink('resuming', null);
    bench.talk.say('One moment.');
    expect(demands()).toEqual([]);
    bench.agent.handlers.onLink('ready', null);
    expect(demands()).toEqual(['say One moment.']);
  });
});

describe('an answer that breaks off', () => {
  it('goes on over the new connection from what the caller has heard of it', async () => {
    await open();
    ask();
    bench.agent.speak(1_000);
    bench.agent.handlers.onAgentText('It was sent on Monday and');
    bench.callerListens(1_500);
    reconnect();
    expect(demands()).toEqual([
      expect.stringMatching(/^text .*heard this of it: "It was sent on Monday and"/),
    ]);
    expect(bench.agent.options.history()).toEqual([
      { role: 'user', text: 'Where is my parcel?' },
      { role: 'model', text: 'It was sent on Monday and' },
    ]);
    bench.agentSays(500);
    reconnect();
    expect(demands(), 'it was heard to its end').toEqual([]);
  });

  it('goes on at once, though its beginning is still being heard', async () => {
    await open();
    ask();
    bench.agent.speak(4_000);
    bench.agent.handlers.onAgentText('It was sent on Monday and');
    bench.callerListens(500);
    reconnect();
    expect(bench.call.agentState).toBe('speaking');
    expect(demands()).toEqual([expect.stringMatching(/^text .*sent on Monday/)]);
  });

  it('begins anew if nothing of it was transcribed', async () => {
    await open();
    ask();
    bench.agent.speak(100);
    bench.callerListens(200);
    reconnect();
    expect(demands()).toEqual([ALOUD]);
  });

  it('does not go on when the caller has interrupted it meanwhile', async () => {
    await open();
    ask();
    bench.agent.speak(4_000);
    bench.agent.handlers.onAgentText('It was sent on Monday and');
    bench.callerListens(1_000);
    bench.agent.handlers.onLink('resuming', null);
    bench.callerSays(600);
    bench.agent.handlers.onLink('ready', null);
    expect(demands()).toEqual([]);
    expect(bench.agent.options.unansweredMs?.(), 'what they say is said again').not.toBeNull();
    expect(bench.agent.options.history().at(-1)).toMatchObject({ role: 'model' });
  });

  it('goes on in the other voice when a voice change could wait no longer', async () => {
    await open();
    ask();
    bench.agent.handlers.onAgentText('It was sent on Monday and then it went on to the next town.');
    bench.agent.speak(20_000);
    bench.talk.changeVoice('Kore');
    bench.callerListens(6_000);
    demands();
    bench.agent.handlers.onLink('switching-voice', null);
    bench.agent.handlers.onLink('ready', null);
    const [told = ''] = demands();
    expect(told).toMatch(/heard this of it: "It was sent/);
    expect(told).not.toContain('next town');
  });
});

describe('the moment to replace a connection', () => {
  const isQuiet = (): boolean | undefined => bench.agent.options.isQuiet?.();

  it('is when the caller has heard all of an answer, not when all of it has come', async () => {
    await open();
    expect(isQuiet()).toBe(true);
    ask();
    expect(isQuiet()).toBe(false);
    bench.agentSays(1_000);
    bench.callerListens(500);
    expect(isQuiet()).toBe(false);
    bench.callerListens(1_500);
    expect(isQuiet()).toBe(true);
  });

  it('is not while an answer that a noise has stopped may go on', async () => {
    await open();
    bench.agent.speak(2_000);
    bench.callerListens(100);
    bench.agent.handlers.onInterrupted();
    bench.agent.handlers.onTurnComplete({ ...SPOKEN, end: 'interrupted' });
    bench.callerListens(500);
    expect(isQuiet()).toBe(false);
  });

  it('is not while the agent has yet to say what it was told to', async () => {
    await open();
    bench.talk.say('One moment.');
    bench.callerListens(500);
    expect(isQuiet()).toBe(false);
  });
});
