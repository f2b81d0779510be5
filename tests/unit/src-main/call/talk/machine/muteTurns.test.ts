import { beforeEach, describe, expect, it } from 'vitest';
import type { AgentTurn } from '#main/agent/voiceAgent';
import type { TalkMachine } from '#main/call/talk/machine/talkMachine';
import { SPOKEN } from '#support/call/fakes';
import { EMPTY, MachineBench } from '#support/call/machineBench';

/** A turn in which nothing came, although the service has heard the caller. */
const HEARD: AgentTurn = { ...EMPTY, callerSpoke: true };

let bench: MachineBench;
let turns: TalkMachine;

beforeEach(() => {
  bench = new MachineBench();
  ({ turns } = bench);
});

describe('a turn without sound', () => {
  it.each<[string, Partial<AgentTurn>, string]>([
    ['nothing in it', { callerSpoke: true }, 'empty'],
    ['text in place of sound', { textParts: 1 }, 'text'],
    ['text, waiting for more', { end: 'waits', textParts: 1 }, 'text'],
    ['a rejected answer', { end: 'failed', reason: 'RESPONSE_REJECTED' }, 'RESPONSE_REJECTED'],
    [
      'a malformed call',
      { end: 'failed', reason: 'MALFORMED_FUNCTION_CALL' },
      'MALFORMED_FUNCTION_CALL',
    ],
    ['a reason nobody knows', { end: 'failed', reason: 'MOON_PHASE' }, 'other'],
  ])('is noticed with %s while the caller waits, who goes on waiting', (_what, turn, reason) => {
    bench.callerSays(0, 1_000);
    turns.turnComplete({ ...EMPTY, ...turn }, 2_000);
    expect(bench.told).toEqual(['thinking', 'strike-turn', `mute ${reason} 1`, 'go-on nothing']);
    expect(turns).toMatchObject({ state: 'thinking', unansweredSinceMs: 0, quiet: false });
    turns.agentAudio(3_000);
    expect(turns.unansweredSinceMs).toBeNull();
  });

  it.each([
    ['although the turn before took them in', 1_200],
    ['although they had not finished', 500],
  ])('is noticed when the words of the caller came before, %s', (_which, wordsMs) => {
    turns.callerStarts(0, 0);
    turns.callerWords(wordsMs);
    turns.callerStops(1_000, 1_000);
    turns.turnComplete(EMPTY, 2_000);
    expect(bench.told).toContain('mute empty 1');
  });

  it('is noticed, too, once words of the caller come after it', () => {
    bench.callerSays(0, 1_000);
    turns.turnComplete(EMPTY, 2_000);
    bench.decided();
    turns.callerWords(2_300);
    turns.callerWords(2_400);
    expect(bench.decided()).toEqual(['strike-turn', 'mute empty 1', 'go-on nothing']);
    turns.agentAudio(3_000);
    turns.callerWords(3_200);
    expect(bench.decided()).not.toContain('mute empty 1');
  });

  it('is no fault of what we ask the agent to say next', () => {
    bench.callerSays(0, 300);
    turns.turnComplete(EMPTY, 2_000);
    bench.prompt('Say that the line is bad.', 2_100);
    turns.callerWords(2_300);
    expect(bench.told).not.toContain('mute empty 1');
  });

  it('is no fault when only the detector here heard a caller; an answer may still be late', () => {
    bench.limitMs = 8_000;
    bench.callerSays(0, 300);
    turns.turnComplete(EMPTY, 2_000);
    expect(bench.told).toEqual(['thinking']);
    expect(turns, 'in case it was speech').toMatchObject({ unansweredSinceMs: 0, dueMs: 8_300 });
  });

  it.each<[string, Partial<AgentTurn>]>([
    ['of a caller who has said nothing', {}],
    ['in which the agent was interrupted', { end: 'interrupted', callerSpoke: true }],
    ['that another one follows', { end: 'goes-on', callerSpoke: true }],
    ['that calls a tool', { toolCalls: 1, callerSpoke: true }],
  ])('is no fault %s', (_which, turn) => {
    turns.turnComplete({ ...EMPTY, ...turn }, 2_000);
    expect(bench.told.filter((line) => line !== 'thinking')).toEqual([]);
  });

  it.each<[string, Partial<AgentTurn>, string]>([
    ['failed', { end: 'failed' }, 'other'],
    ['follows words that only the service heard', { callerSpoke: true }, 'empty'],
  ])('is noticed when it %s, although the detector heard nobody', (_which, turn, reason) => {
    turns.turnComplete({ ...EMPTY, ...turn }, 2_000);
    expect(bench.told).toContain(`mute ${reason} 1`);
    turns.turnComplete(EMPTY, 3_000);
    expect(bench.told, 'and so is the next one: the agent was asked again').toContain(
      'mute empty 2',
    );
  });

  it('is noticed when the agent was asked to speak', () => {
    bench.prompt('Greet the caller.', 0);
    turns.turnComplete(EMPTY, 2_000);
    expect(bench.told).toContain('mute empty 1');
  });

  it('is judged only once it is known that the caller had finished before it', () => {
    turns.callerStarts(0, 0);
    turns.turnComplete(HEARD, 1_300);
    expect(bench.told).toEqual([]);
    turns.callerStops(1_000, 1_500);
    expect(bench.decided()).toEqual(['thinking', 'strike-turn', 'mute empty 1', 'go-on nothing']);
    turns.callerStarts(2_000, 2_000);
    turns.turnComplete(HEARD, 2_500);
    turns.callerStops(3_000, 3_500);
    expect(bench.told, 'what they said since is still to be answered').toEqual([
      'listening',
      'thinking',
    ]);
  });

  it.each(['wait', 'when-idle', 'interrupt'] as const)(
    'after the result of a tool (%s) is one: the answer is owed',
    (scheduling) => {
      bench.callerSays(0, 1_000);
      bench.agentSays(1_500, 2_500);
      turns.toolsRun('agent-waits', 2_500);
      turns.toolResult(scheduling, 6_000);
      turns.toolsRun('none', 6_000);
      bench.decided();
      turns.turnComplete(EMPTY, 6_500);
      expect(bench.decided()).toEqual(['strike-turn', 'mute after-tool 1', 'go-on nothing']);
    },
  );

  it('is one when the turn that waited for the result ends without a word about it', () => {
    bench.callerSays(0, 1_000);
    turns.agentAudio(1_500);
    turns.drained(2_500);
    turns.toolsRun('agent-waits', 2_500);
    turns.toolResult('wait', 6_000);
    turns.toolsRun('none', 6_000);
    bench.decided();
    turns.turnComplete({ ...SPOKEN, toolCalls: 1 }, 6_500);
    expect(bench.decided()).toContain('mute after-tool 1');
  });

  it('is none when the turn only made the call, and its result came at once', () => {
    bench.callerSays(0, 1_000);
    turns.toolsRun('agent-waits', 1_500);
    turns.toolResult('when-idle', 1_600);
    turns.toolsRun('none', 1_600);
    bench.decided();
    turns.turnComplete({ ...EMPTY, toolCalls: 1 }, 1_700);
    expect(bench.decided()).toEqual([]);
    expect(turns.state).toBe('thinking');
  });

  it('does not count when nobody would hear it', () => {
    bench.isHeard = false;
    bench.callerSays(0, 1_000);
    turns.turnComplete(HEARD, 2_000);
    expect(bench.told).not.toContain('mute empty 1');
    expect(turns.unansweredSinceMs).toBeNull();
  });
});
