import { beforeEach, describe, expect, it } from 'vitest';
import type { TalkMachine } from '#main/call/talk/machine/talkMachine';
import { SPOKEN } from '#support/call/fakes';
import { MachineBench } from '#support/call/machineBench';

let bench: MachineBench;
let turns: TalkMachine;

beforeEach(() => {
  bench = new MachineBench();
  ({ turns } = bench);
});

describe('the turns of a talk', () => {
  it('listens, thinks, speaks and listens again in a plain exchange', () => {
    bench.callerSays(0, 1_000);
    turns.agentAudio(1_600);
    turns.agentAudio(1_700);
    turns.generationComplete(1_800);
    turns.turnComplete(SPOKEN, 2_000);
    turns.drained(2_500);
    expect(bench.told).toEqual([
      'thinking',
      'note-caller',
      'begins 600',
      'speaking',
      'ends',
      'listening',
    ]);
  });

  it('does not end the agent turn before the service has ended it', () => {
    turns.agentAudio(0);
    turns.generationComplete(500);
    turns.drained(1_000);
    expect(bench.told).not.toContain('ends');
    turns.turnComplete(SPOKEN, 2_000);
    expect(bench.told.at(-1)).toBe('ends');
  });

  it('reports a turn that answers nothing without a time to first audio', () => {
    turns.agentAudio(500);
    expect(bench.told).toContain('begins null');
  });

  it('cuts the agent at the onset of the caller and drops the rest of the turn', () => {
    turns.agentAudio(0);
    turns.callerStarts(300, 350);
    expect(bench.told.slice(-3)).toEqual(['cut part', 'barge-in 300', 'listening']);
    expect(turns.agentAudio(320)).toBe(false);
    expect(turns.discarding).toBe(true);
    turns.generationComplete(1_000);
    turns.turnComplete(SPOKEN, 2_000);
    expect(turns.discarding).toBe(false);
    expect(turns.agentAudio(2_000)).toBe(true);
  });

  it('plays the next turn even if the service never closed the one that was cut after it was complete', () => {
    turns.agentAudio(0);
    turns.generationComplete(100);
    bench.callerSays(300, 900);
    expect(turns.agentAudio(1_500)).toBe(true);
  });

  it('takes audio after a long silence for a new turn when the service never closed the cut one', () => {
    turns.agentAudio(0);
    turns.callerStarts(300, 300);
    expect(turns.agentAudio(400)).toBe(false);
    expect(turns.agentAudio(3_000)).toBe(true);
  });

  it('lets the agent finish when interruptions are switched off', () => {
    bench.interruptible = false;
    turns.agentAudio(0);
    turns.callerStarts(300, 300);
    turns.serviceInterrupted(450);
    expect(bench.told.some((line) => line.startsWith('barge-in'))).toBe(false);
    expect(turns.state).toBe('speaking');
  });

  it('does not interrupt an agent that is not heard', () => {
    turns.callerStarts(300, 300);
    expect(bench.told).toEqual([]);
  });

  it('times a reply that comes before the end of speech was noticed here, and thinks no more after it', () => {
    turns.callerStarts(0, 0);
    turns.agentAudio(1_450);
    turns.callerStops(1_000, 1_500);
    turns.generationComplete(1_600);
    turns.turnComplete(SPOKEN, 2_000);
    turns.drained(2_500);
    expect(bench.told.slice(1)).toEqual([
      'begins null',
      'speaking',
      'reply 450',
      'ends',
      'listening',
    ]);
    expect(turns.quiet).toBe(true);
  });

  it('waits for a reply to what the caller still said after the agent had begun', () => {
    turns.callerStarts(0, 0);
    turns.agentAudio(500);
    turns.callerStops(1_000, 1_500);
    turns.turnComplete(SPOKEN, 2_000);
    turns.drained(2_500);
    expect(bench.told).not.toContain('reply -500');
    expect(turns.state).toBe('thinking');
  });

  it('does not call it a barge-in when the agent is silenced for another reason', () => {
    turns.agentAudio(0);
    turns.silence(5_000);
    expect(bench.told).toContain('cut part');
    expect(bench.told.some((line) => line.startsWith('barge-in'))).toBe(false);
    expect(turns.agentAudio(5_100)).toBe(false);
  });

  it('ends the open turn when the link is lost, once what came of it was heard', () => {
    turns.agentAudio(0);
    turns.setLink(false, 500);
    expect(turns.state).toBe('speaking');
    turns.drained(1_000);
    expect(bench.told.slice(-2)).toEqual(['ends', 'idle']);
  });

  it('goes on waiting when what the service ends is the turn the caller interrupted', () => {
    turns.agentAudio(0);
    bench.callerSays(300, 900);
    turns.turnComplete(SPOKEN, 2_000);
    expect(turns.state).toBe('thinking');
  });

  it('carries out what an effect causes after what is under way', () => {
    const nested = new MachineBench(({ do: what }) => {
      if (what === 'cut') {
        nested.turns.setAbsent('hold', true, 300);
      }
    });
    nested.turns.agentAudio(0);
    nested.turns.callerStarts(300, 300);
    expect(nested.told.slice(-4)).toEqual(['cut part', 'barge-in 300', 'listening', 'paused']);
  });
});

describe('a quiet talk', () => {
  it('is one whose turn is over and was heard', () => {
    turns.agentAudio(0);
    expect(turns.quiet).toBe(false);
    turns.generationComplete(500);
    turns.drained(1_000);
    expect(turns.quiet).toBe(false);
    turns.turnComplete(SPOKEN, 2_000);
    expect(turns.quiet).toBe(true);
  });

  it('has nobody who speaks or waits for an answer, and a link', () => {
    expect(turns.quiet).toBe(true);
    turns.callerStarts(0, 0);
    expect(turns.quiet).toBe(false);
    turns.callerStops(1_000, 1_000);
    expect(turns.quiet).toBe(false);
    bench.agentSays(1_500, 2_500);
    expect(turns.quiet).toBe(true);
    turns.setLink(false, 3_000);
    expect(turns.quiet).toBe(false);
  });

  it('has no tool that runs, and no result that the agent has not spoken about', () => {
    turns.toolsRun('agent-waits', 0);
    expect(turns.quiet).toBe(false);
    turns.toolResult('when-idle', 5_000);
    turns.toolsRun('none', 5_000);
    expect(turns.quiet).toBe(false);
    bench.agentSays(5_500, 6_500);
    expect(turns.quiet).toBe(true);
  });

  it('has nothing that we asked for and the agent has not said', () => {
    bench.prompt('Greet the caller.', 0);
    expect(turns.quiet).toBe(false);
    bench.agentSays(500, 1_500);
    expect(turns.quiet).toBe(true);
  });

  it('comes when the answer is given up', () => {
    bench.callerSays(0, 1_000);
    turns.forget(2_000);
    expect(turns.state).toBe('listening');
    expect(turns.quiet).toBe(true);
  });
});

describe('an interruption by the service', () => {
  it('is a barge-in of a caller who speaks, of unknown onset if they spoke before the agent did', () => {
    turns.callerStarts(0, 0);
    turns.agentAudio(500);
    turns.serviceInterrupted(700);
    expect(bench.told.slice(-3)).toEqual(['cut part', 'barge-in null', 'listening']);
    turns.callerStops(1_500, 2_000);
    turns.turnComplete({ ...SPOKEN, end: 'interrupted' }, 2_100);
    expect(turns).toMatchObject({ state: 'thinking', unansweredSinceMs: 500 });
  });

  it('counts once when it confirms what was noticed here', () => {
    turns.agentAudio(0);
    turns.callerStarts(300, 300);
    turns.serviceInterrupted(450);
    expect(bench.told.filter((line) => line.startsWith('barge-in'))).toHaveLength(1);
    expect(turns.agentAudio(500), 'what follows is the rest of the cut turn').toBe(false);
  });

  it('without a cause cuts the agent, but is no barge-in: the agent goes on', () => {
    turns.agentAudio(0);
    turns.serviceInterrupted(700);
    turns.turnComplete({ ...SPOKEN, end: 'interrupted' }, 750);
    expect(bench.decided().slice(-3)).toEqual(['cut part', 'thinking', 'ends']);
    expect(turns.quiet).toBe(false);
    expect(turns.dueMs).toBe(2_700);
    turns.tick(2_700);
    expect(bench.decided()).toEqual(['go-on part']);
    turns.agentAudio(3_500);
    expect(bench.decided()).not.toContain('note-caller');
  });

  it('is one after all when the caller is heard soon after it', () => {
    turns.agentAudio(0);
    turns.serviceInterrupted(700);
    turns.callerStarts(600, 900);
    expect(bench.decided().filter((line) => line.startsWith('barge-in'))).toEqual(['barge-in 600']);
    turns.callerStops(1_500, 2_000);
    turns.tick(3_000);
    expect(bench.decided()).toEqual(['thinking']);
  });

  it('is one of unknown onset when words prove it, which the service then answers', () => {
    turns.agentAudio(0);
    turns.serviceInterrupted(700);
    turns.callerWords(1_500);
    expect(bench.decided()).toContain('barge-in null');
    turns.tick(3_000);
    expect(bench.decided()).not.toContain('go-on part');
    bench.agentSays(3_500, 4_000);
    expect(turns.quiet).toBe(true);
  });

  it('is one when words have come while the agent spoke', () => {
    turns.agentAudio(0);
    turns.callerWords(5_000);
    turns.serviceInterrupted(5_300);
    expect(bench.decided()).toContain('barge-in null');
  });

  it('of the answer to a prompt of ours is no work of the prompt', () => {
    bench.prompt('Greet the caller.', 0);
    turns.agentAudio(500);
    turns.serviceInterrupted(1_500);
    expect(bench.decided()).toContain('cut part');
    expect(turns.dueMs).toBe(3_500);
  });

  it('by a prompt of ours is none: what the caller hears is not cut', () => {
    bench.callerSays(0, 1_000);
    turns.agentAudio(1_500);
    bench.loseLink(2_000, 2_300);
    expect(bench.decided()).toContain('go-on part');
    turns.serviceInterrupted(2_400);
    expect(bench.decided().filter((line) => /cut|barge-in/.test(line))).toEqual([]);
    expect(turns.state).toBe('speaking');
  });
});

describe('an interruption that only the detector here has noticed', () => {
  /** The caller coughs over the answer, of which the service then says that it is complete. */
  function cough(): void {
    turns.agentAudio(0);
    bench.callerSays(300, 600);
    turns.turnComplete(SPOKEN, 2_000);
  }

  it('cuts the agent, who goes on when nobody else has heard the caller', () => {
    cough();
    expect(turns).toMatchObject({ state: 'thinking', quiet: false, dueMs: 4_000 });
    bench.decided();
    turns.tick(4_000);
    expect(bench.decided()).toEqual(['go-on part']);
    turns.agentAudio(5_000);
    expect(bench.decided()).not.toContain('note-caller');
  });

  it('is known to be one only at the end of the sound, if the turn ended before that', () => {
    turns.agentAudio(0);
    turns.callerStarts(300, 300);
    turns.turnComplete(SPOKEN, 700);
    expect(turns.dueMs).toBeNull();
    turns.callerStops(600, 1_100);
    expect(turns.dueMs).toBe(3_100);
  });

  it.each<[string, () => void]>([
    [
      'words have come since',
      () => {
        turns.callerWords(1_500);
      },
    ],
    [
      'the service says so too, long before it ends the turn',
      () => {
        turns.serviceInterrupted(700);
      },
    ],
  ])('is a question as any other if %s', (_why, prove) => {
    turns.agentAudio(0);
    bench.callerSays(300, 600);
    prove();
    turns.turnComplete(SPOKEN, 2_000);
    expect(turns).toMatchObject({ state: 'thinking', unansweredSinceMs: 300, dueMs: null });
  });

  it('is one, too, if the caller still speaks when the turn ends: the service hears the rest', () => {
    turns.agentAudio(0);
    turns.callerStarts(300, 300);
    turns.turnComplete(SPOKEN, 700);
    turns.callerStops(1_500, 2_000);
    expect(turns).toMatchObject({ state: 'thinking', unansweredSinceMs: 300, dueMs: null });
  });

  it('is proved by words that come late, and counted once', () => {
    cough();
    turns.callerWords(3_000);
    turns.tick(4_000);
    bench.agentSays(5_000, 6_000);
    expect(turns.quiet).toBe(true);
    const decided = bench.decided();
    expect(decided).not.toContain('go-on part');
    expect(decided.filter((line) => line.startsWith('barge-in'))).toEqual(['barge-in 300']);
  });

  it('is proved by an answer, and by more speech of the caller', () => {
    cough();
    turns.agentAudio(3_000);
    expect(turns.dueMs).toBeNull();
    turns.turnComplete(SPOKEN, 3_100);
    turns.drained(4_000);
    expect(turns.quiet).toBe(true);
    cough();
    bench.callerSays(2_500, 3_500);
    expect(turns).toMatchObject({ unansweredSinceMs: 2_500, dueMs: null });
    expect(bench.decided().filter((line) => line.startsWith('barge-in'))).toHaveLength(2);
  });

  it('is none of an answer that was cut for another reason before', () => {
    turns.agentAudio(0);
    turns.silence(300);
    bench.callerSays(400, 600);
    turns.turnComplete(SPOKEN, 2_000);
    expect(turns).toMatchObject({ unansweredSinceMs: 400, dueMs: null });
  });
});
