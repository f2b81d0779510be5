import { beforeEach, describe, expect, it } from 'vitest';
import type { TalkMachine } from '#main/call/talk/machine/talkMachine';
import { SPOKEN } from '#support/call/fakes';
import { EMPTY, MachineBench } from '#support/call/machineBench';

let bench: MachineBench;
let turns: TalkMachine;

beforeEach(() => {
  bench = new MachineBench();
  ({ turns } = bench);
});

describe('what the caller said and the agent has not begun to answer', () => {
  it('is known by its onset, over pauses and a lost link', () => {
    bench.callerSays(100, 500);
    bench.callerSays(900, 1_300);
    bench.loseLink(1_400, 1_450);
    expect(turns.unansweredSinceMs).toBe(100);
    expect(turns.state).toBe('thinking');
    turns.agentAudio(1_500);
    expect(turns.unansweredSinceMs).toBeNull();
  });

  it('is only what they say after the answer began', () => {
    turns.callerStarts(0, 0);
    turns.agentAudio(1_450);
    expect(turns.unansweredSinceMs).toBe(1_450);
    turns.callerStops(1_000, 1_500);
    expect(turns.unansweredSinceMs).toBeNull();
  });

  it('is forgotten when the service ends a turn without a sound because it wants to hear more', () => {
    bench.callerSays(0, 1_000);
    turns.turnComplete({ ...EMPTY, end: 'waits' }, 2_000);
    expect(turns.state).toBe('listening');
    expect(turns.unansweredSinceMs).toBeNull();
    expect(turns.quiet).toBe(true);
  });

  it('is forgotten in the same way when the detector notices only then that they had finished', () => {
    turns.callerStarts(0, 0);
    turns.turnComplete({ ...EMPTY, end: 'waits' }, 1_300);
    turns.callerStops(1_000, 1_500);
    expect(turns.quiet).toBe(true);
  });

  it('stays when the service ends a turn that the caller interrupted before a sound of it', () => {
    bench.callerSays(0, 1_000);
    turns.turnComplete({ ...EMPTY, end: 'interrupted' }, 1_200);
    expect(turns).toMatchObject({ state: 'thinking', unansweredSinceMs: 0 });
  });

  it('stays while a tool is asked for the answer', () => {
    bench.callerSays(0, 1_000);
    turns.turnComplete({ ...EMPTY, toolCalls: 1 }, 1_500);
    expect(turns).toMatchObject({ state: 'thinking', unansweredSinceMs: 0 });
    turns.toolResult('silent', 3_000);
    expect(turns.quiet, 'a silent result ends it').toBe(true);
  });

  it('does not end with a silent result while words about another one are owed', () => {
    bench.callerSays(0, 1_000);
    turns.toolsRun('agent-waits', 1_500);
    turns.toolResult('wait', 2_000);
    turns.toolsRun('agent-waits', 2_000);
    turns.toolResult('silent', 2_500);
    turns.toolsRun('none', 2_500);
    expect(turns.quiet).toBe(false);
    turns.turnComplete({ ...EMPTY, toolCalls: 2 }, 3_000);
    expect(bench.decided()).toContain('mute after-tool 1');
  });

  it('stays when a tool whose result is silent runs before the answer', () => {
    bench.callerSays(0, 1_000);
    turns.toolsRun('agent-waits', 1_500);
    turns.toolResult('silent', 2_000);
    turns.toolsRun('none', 2_000);
    expect(turns, 'the answer is about to come').toMatchObject({
      state: 'thinking',
      unansweredSinceMs: 0,
      quiet: false,
    });
    bench.loseLink(2_100, 2_500);
    expect(turns.unansweredSinceMs, 'and the next session is sent the question').toBe(0);
    turns.turnComplete({ ...EMPTY, toolCalls: 1 }, 3_000);
    expect(turns.quiet, 'its tools are other ones').toBe(false);
  });

  it('is over once the turn has ended with silent results only, whichever comes last', () => {
    bench.callerSays(0, 1_000);
    turns.toolsRun('agent-waits', 1_500);
    turns.toolResult('silent', 1_600);
    turns.toolsRun('none', 1_600);
    turns.turnComplete({ ...EMPTY, toolCalls: 1 }, 2_000);
    expect(turns.quiet).toBe(true);
    bench.callerSays(3_000, 4_000);
    turns.toolsRun('agent-waits', 4_500);
    turns.turnComplete({ ...EMPTY, toolCalls: 2 }, 5_000);
    turns.toolResult('silent', 5_500);
    expect(turns.quiet, 'another one still runs').toBe(false);
    turns.toolResult('silent', 6_000);
    turns.toolsRun('none', 6_000);
    expect(turns.quiet).toBe(true);
  });

  it('stays when the silent result of an earlier tool comes', () => {
    turns.toolsRun('agent-waits', 0);
    turns.turnComplete({ ...EMPTY, toolCalls: 1 }, 500);
    bench.callerSays(1_000, 2_000);
    turns.toolResult('silent', 2_500);
    turns.toolsRun('none', 2_500);
    expect(turns.unansweredSinceMs).toBe(1_000);
  });

  it('stays when a silent tool is called once words about another one are owed', () => {
    bench.callerSays(0, 1_000);
    turns.toolsRun('agent-waits', 1_500);
    turns.toolResult('wait', 2_000);
    turns.toolsRun('none', 2_000);
    turns.toolsRun('agent-waits', 2_200);
    turns.toolResult('silent', 2_500);
    turns.toolsRun('none', 2_500);
    expect(turns.quiet).toBe(false);
    turns.turnComplete({ ...EMPTY, toolCalls: 2 }, 3_000);
    expect(bench.decided()).toContain('mute after-tool 1');
  });

  it.each([
    ['the detector did not hear it', 5_000, false],
    ['it is the late text of what was just answered', 3_000, true],
  ])('is also words that were transcribed; %s', (_why, wordsMs, quiet) => {
    bench.callerSays(0, 500);
    bench.agentSays(1_000, 2_000);
    turns.callerWords(wordsMs);
    expect(turns.quiet).toBe(quiet);
  });
});

describe('an answer that breaks off', () => {
  it('is owed when the connection was lost, until the agent goes on, over a second loss too', () => {
    turns.agentAudio(0);
    turns.setLink(false, 500);
    turns.drained(1_000);
    bench.decided();
    turns.setLink(true, 1_500);
    expect(bench.decided()).toEqual(['go-on part', 'thinking']);
    expect(turns.quiet).toBe(false);
    bench.loseLink(1_600, 2_000);
    expect(bench.decided()).toContain('go-on part');
    turns.agentAudio(3_000);
    bench.decided();
    bench.loseLink(3_500, 4_000);
    expect(bench.decided(), 'and again, when the rest breaks off').toContain('go-on part');
  });

  it('is still owed when the turn that should bring its rest has no sound', () => {
    turns.agentAudio(0);
    bench.loseLink(500, 800);
    turns.drained(900);
    bench.decided();
    turns.turnComplete(EMPTY, 1_500);
    expect(bench.decided()).toEqual(['strike-turn', 'mute empty 1', 'go-on part']);
  });

  it('is still owed when the service only wants to hear more', () => {
    turns.agentAudio(0);
    bench.loseLink(500, 800);
    turns.drained(900);
    bench.decided();
    turns.turnComplete({ ...EMPTY, end: 'waits' }, 1_500);
    expect(turns.quiet).toBe(false);
    bench.loseLink(2_000, 2_500);
    expect(bench.decided()).toContain('go-on part');
  });

  it('is not owed when all of it had come, the caller spoke, or the agent has something else to say', () => {
    turns.agentAudio(0);
    turns.generationComplete(100);
    bench.loseLink(500, 600);
    turns.drained(900);
    turns.agentAudio(1_000);
    turns.setLink(false, 1_200);
    bench.callerSays(1_500, 2_000);
    turns.setLink(true, 2_100);
    turns.agentAudio(3_000);
    turns.setLink(false, 3_200);
    turns.silence(3_500);
    turns.setLink(true, 3_600);
    expect(bench.told.filter((line) => line.startsWith('go-on'))).toEqual([]);
  });

  it('is owed from its cut, or as a whole if it was silence', () => {
    turns.agentAudio(0);
    turns.breakOff('part', 1_000);
    expect(bench.decided()).toContain('cut part');
    bench.loseLink(1_100, 1_500);
    expect(bench.decided()).toContain('go-on part');
    turns.agentAudio(2_000);
    turns.breakOff('nothing', 3_000);
    expect(bench.decided()).toContain('cut nothing');
    bench.loseLink(3_100, 3_500);
    expect(bench.decided()).toContain('go-on nothing');
  });

  it('is not owed when there was nothing to cut', () => {
    turns.breakOff('part', 1_000);
    bench.loseLink(1_100, 1_500);
    expect(turns.quiet).toBe(true);
  });

  it('is owed when the session that got the result of a tool is lost', () => {
    turns.toolsRun('agent-waits', 0);
    turns.toolResult('wait', 1_000);
    turns.toolsRun('none', 1_000);
    bench.loseLink(1_200, 1_500);
    expect(bench.decided()).toContain('go-on nothing');
  });
});

describe('the result of a tool that comes while the agent still says something else', () => {
  it.each([
    ['when-idle', true],
    ['interrupt', true],
    ['wait', false],
  ] as const)('is owed after it (%s; the agent waits where it can: %s)', (scheduling, waits) => {
    bench.waits = waits;
    bench.callerSays(0, 1_000);
    turns.toolsRun('agent-waits', 1_500);
    turns.agentAudio(2_000);
    turns.toolResult(scheduling, 2_500);
    turns.toolsRun('none', 2_500);
    turns.agentAudio(3_000);
    turns.turnComplete({ ...SPOKEN, toolCalls: 1 }, 3_500);
    turns.drained(5_000);
    expect(turns, 'the caller waits for the result').toMatchObject({
      quiet: false,
      state: 'thinking',
    });
    expect(bench.decided(), 'and the agent may take its time').not.toContain('mute after-tool 1');
    turns.turnComplete(EMPTY, 6_000);
    expect(bench.decided()).toContain('mute after-tool 1');
    bench.agentSays(7_000, 8_000);
    expect(turns.quiet).toBe(true);
  });

  it('is told by what the agent goes on to say, if it has waited for it', () => {
    bench.callerSays(0, 1_000);
    turns.agentAudio(1_500);
    turns.toolsRun('agent-waits', 2_000);
    turns.toolResult('wait', 2_500);
    turns.toolsRun('none', 2_500);
    turns.agentAudio(3_000);
    turns.turnComplete({ ...SPOKEN, toolCalls: 1 }, 3_500);
    turns.drained(5_000);
    expect(turns.quiet).toBe(true);
  });
});

describe('a prompt of ours', () => {
  it('is given again when its session is lost before a word of it, and no longer once it is heard', () => {
    bench.prompt('Greet the caller.', 0);
    expect(bench.decided()).toEqual(['text Greet the caller.']);
    bench.loseLink(500, 800);
    bench.loseLink(900, 1_200);
    expect(bench.decided().filter((line) => line.startsWith('text'))).toEqual([
      'text Greet the caller.',
      'text Greet the caller.',
    ]);
    bench.agentSays(1_500, 2_500);
    bench.loseLink(3_000, 3_500);
    expect(bench.decided()).not.toContain('text Greet the caller.');
  });

  it('is not answered by a turn in which the service only wants to hear more', () => {
    bench.limitMs = 8_000;
    bench.prompt('Greet the caller.', 0);
    turns.turnComplete({ ...EMPTY, end: 'waits' }, 1_000);
    expect(turns.quiet).toBe(false);
    expect(turns.dueMs, 'the wait for the greeting goes on').toBe(8_000);
  });

  it('waits for the connection, and is then said once, one after the other', () => {
    turns.setLink(false, 0);
    bench.decided();
    turns.prompt({ as: 'words', text: 'One moment.' }, 100);
    turns.prompt({ as: 'words', text: 'Thank you.' }, 200);
    expect(bench.decided()).toEqual([]);
    expect(turns.quiet).toBe(false);
    turns.setLink(true, 500);
    expect(bench.decided()).toEqual(['words One moment.', 'listening']);
    turns.agentAudio(800);
    expect(bench.decided()).not.toContain('words Thank you.');
    turns.turnComplete(SPOKEN, 900);
    turns.drained(1_500);
    expect(bench.decided()).toContain('words Thank you.');
    bench.agentSays(2_000, 2_500);
    expect(bench.decided().filter((line) => line.startsWith('words'))).toEqual([]);
    expect(turns.quiet).toBe(true);
  });

  it('waits while the agent may not speak', () => {
    turns.setAbsent('pause', true, 0);
    bench.prompt('Say something.', 100);
    expect(bench.decided()).toEqual(['paused']);
    turns.setAbsent('pause', false, 500);
    expect(bench.decided()).toEqual(['text Say something.', 'listening']);
  });
});

describe('a pause for thought', () => {
  /** The agent announces that it thinks, and goes on by itself. */
  function ponder(): void {
    bench.callerSays(0, 1_000);
    turns.agentAudio(1_500);
    turns.turnComplete({ ...SPOKEN, end: 'goes-on' }, 2_000);
    turns.drained(3_000);
  }

  it('is thinking, not quiet, and does not end the turn', () => {
    ponder();
    expect(bench.decided().slice(-2)).toEqual(['speaking', 'thinking']);
    expect(turns.quiet).toBe(false);
    turns.agentAudio(20_000);
    turns.turnComplete(SPOKEN, 20_500);
    turns.drained(22_000);
    expect(bench.decided()).toEqual(['continue-turn', 'speaking', 'ends', 'listening']);
    expect(turns.quiet).toBe(true);
  });

  it('may be long, but not for ever', () => {
    bench.limitMs = 8_000;
    ponder();
    bench.decided();
    turns.tick(26_999);
    expect(bench.decided()).toEqual([]);
    expect(turns.dueMs).toBe(27_000);
    turns.tick(27_000);
    expect(bench.decided()).toEqual(['alert no-answer 24000', 'reconnect no-answer']);
    bench.loseLink(27_001, 27_500);
    expect(bench.decided()).toContain('go-on part');
  });

  it('is over when the service says so without another word', () => {
    ponder();
    turns.turnComplete({ ...EMPTY, callerSpoke: false }, 20_000);
    expect(turns.quiet).toBe(true);
    expect(bench.told).not.toContain('mute empty 1');
  });
});

describe('the wait for an answer', () => {
  beforeEach(() => {
    bench.limitMs = 8_000;
  });

  it('reports a missing answer, gives up after the same time again, and reports the end when somebody speaks', () => {
    bench.callerSays(0, 1_000);
    bench.decided();
    turns.tick(8_999);
    expect(bench.decided()).toEqual([]);
    turns.tick(9_000);
    expect(bench.decided()).toEqual(['alert no-answer 8000', 'reconnect no-answer']);
    turns.tick(17_000);
    expect(bench.decided()).toEqual([
      'give-up',
      expect.stringMatching(/^text .*say it again/),
      'listening',
    ]);
    expect(turns.dueMs, 'no remedy is left').toBeNull();
    turns.callerHeard(20_000);
    turns.callerHeard(20_100);
    expect(bench.decided()).toEqual(['end-alert']);
  });

  it('begins the second wait anew once the connection is there again', () => {
    bench.callerSays(0, 1_000);
    turns.tick(9_000);
    bench.loseLink(9_100, 29_000);
    bench.decided();
    expect(turns.dueMs).toBe(37_000);
    turns.tick(37_000);
    expect(bench.decided()).toContain('give-up');
  });

  it('reports nothing when the answer comes in time, or the watch is off', () => {
    bench.callerSays(0, 1_000);
    turns.agentAudio(6_000);
    expect(turns.dueMs).toBeNull();
    turns.turnComplete(SPOKEN, 6_100);
    turns.drained(7_000);
    bench.limitMs = 0;
    bench.callerSays(8_000, 9_000);
    expect(turns.dueMs).toBeNull();
  });

  it('is also one for a prompt of ours, for the result of a tool, and for the rest of an answer', () => {
    bench.prompt('Greet the caller.', 0);
    expect(turns.dueMs).toBe(8_000);
    bench.agentSays(1_000, 2_000);
    turns.toolResult('when-idle', 3_000);
    expect(turns.dueMs).toBe(11_000);
    turns.agentAudio(4_000);
    expect(turns.dueMs).toBeNull();
    turns.setLink(false, 4_500);
    turns.drained(5_000);
    turns.setLink(true, 5_500);
    expect(turns.dueMs).toBe(13_500);
  });

  it('does not run while a tool runs, or the agent does not take part', () => {
    bench.callerSays(0, 1_000);
    turns.toolsRun('agent-waits', 2_000);
    expect(turns.dueMs).toBeNull();
    turns.toolsRun('none', 20_000);
    expect(turns.dueMs).toBe(28_000);
    turns.setAbsent('hold', true, 21_000);
    expect(turns.dueMs).toBeNull();
  });
});
