import { beforeEach, describe, expect, it } from 'vitest';
import type { AgentTurn } from '#main/agent/voiceAgent';
import { TurnController } from '#main/call/talk/turnController';
import { SPOKEN } from '#support/call/fakes';

/** A turn in which nothing came. */
const EMPTY: AgentTurn = { ...SPOKEN, audioBytes: 0, callerSpoke: false };

describe('TurnController', () => {
  let told: string[];
  let interruptible: boolean;
  let turns: TurnController;

  beforeEach(() => {
    told = [];
    interruptible = true;
    turns = new TurnController(() => interruptible, {
      onBargeIn: (onsetMs) => told.push(`barge-in ${String(onsetMs)}`),
      onSilenced: (heard) => told.push(`silenced ${heard}`),
      onMuteTurn: ({ end }) => told.push(`mute ${end}`),
      onAgentTurnBegins: (sinceCallerMs) => told.push(`begins ${String(sinceCallerMs)}`),
      onReplyTimed: (sinceCallerMs) => told.push(`reply ${String(sinceCallerMs)}`),
      onAgentTurnEnds: () => told.push('ends'),
      onAgentState: (state) => told.push(state),
    });
    turns.linkReady(true);
    told.length = 0;
  });

  it('listens, thinks, speaks and listens again in a plain exchange', () => {
    turns.callerStarts(0);
    turns.callerStops(1_000);
    turns.agentAudio(1_600);
    turns.agentAudio(1_700);
    turns.generationComplete();
    turns.turnComplete(SPOKEN, 2_000);
    turns.drained();
    expect(told).toEqual(['thinking', 'begins 600', 'speaking', 'ends', 'listening']);
  });

  it('does not end the agent turn before the service has ended it', () => {
    turns.agentAudio(0);
    turns.generationComplete();
    turns.drained();
    expect(told).not.toContain('ends');
    turns.turnComplete(SPOKEN, 2_000);
    expect(told.at(-1)).toBe('ends');
  });

  it('reports a turn that answers nothing without a time to first audio', () => {
    turns.agentAudio(500);
    expect(told).toContain('begins null');
  });

  it('cuts the agent at the onset of the caller and drops the rest of the turn', () => {
    turns.agentAudio(0);
    turns.callerStarts(300);
    expect(told).toContain('barge-in 300');
    expect(turns.agentAudio(320)).toBe(false);
    expect(turns.discarding).toBe(true);
    turns.generationComplete();
    turns.turnComplete(SPOKEN, 2_000);
    expect(turns.discarding).toBe(false);
    expect(turns.agentAudio(2_000)).toBe(true);
  });

  it('plays the next turn even if the service never closed the one that was cut after it was complete', () => {
    turns.agentAudio(0);
    turns.generationComplete();
    turns.callerStarts(300);
    turns.callerStops(900);
    expect(turns.agentAudio(1_500)).toBe(true);
  });

  it('takes audio after a long silence for a new turn when the service never closed the cut one', () => {
    turns.agentAudio(0);
    turns.callerStarts(300);
    expect(turns.agentAudio(400)).toBe(false);
    expect(turns.agentAudio(3_000)).toBe(true);
  });

  it('cuts the agent when only the service noticed the interruption', () => {
    turns.agentAudio(0);
    turns.serviceInterrupted(700);
    expect(told).toContain('barge-in 700');
    turns.turnComplete(SPOKEN, 2_000);
    expect(turns.state).toBe('listening');
  });

  it('counts one barge-in when the service confirms what was noticed here', () => {
    turns.agentAudio(0);
    turns.callerStarts(300);
    turns.serviceInterrupted(450);
    expect(told.filter((line) => line.startsWith('barge-in'))).toHaveLength(1);
  });

  it('lets the agent finish when interruptions are switched off', () => {
    interruptible = false;
    turns.agentAudio(0);
    turns.callerStarts(300);
    turns.serviceInterrupted(450);
    expect(told.some((line) => line.startsWith('barge-in'))).toBe(false);
    expect(turns.state).toBe('speaking');
  });

  it('does not interrupt an agent that is not heard', () => {
    turns.callerStarts(300);
    expect(told).toEqual([]);
  });

  it('times a reply that comes before the end of speech was noticed here, and thinks no more after it', () => {
    turns.callerStarts(0);
    turns.agentAudio(1_450);
    turns.callerStops(1_000);
    turns.generationComplete();
    turns.turnComplete(SPOKEN, 2_000);
    turns.drained();
    expect(told).toEqual(['begins null', 'speaking', 'reply 450', 'ends', 'listening']);
  });

  it('waits for a reply to what the caller still said after the agent had begun', () => {
    turns.callerStarts(0);
    turns.agentAudio(500);
    turns.callerStops(1_000);
    turns.turnComplete(SPOKEN, 2_000);
    turns.drained();
    expect(told).not.toContain('reply -500');
    expect(turns.state).toBe('thinking');
  });

  it('does not call it a barge-in when the agent is silenced for another reason', () => {
    turns.agentAudio(0);
    turns.silence(5_000);
    expect(told).toContain('silenced as-played');
    expect(told.some((line) => line.startsWith('barge-in'))).toBe(false);
    expect(turns.agentAudio(5_100)).toBe(false);
  });

  it('is quiet only when the turn is over and all of it was heard', () => {
    turns.agentAudio(0);
    expect(turns.quiet).toBe(false);
    turns.generationComplete();
    turns.drained();
    expect(turns.quiet).toBe(false);
    turns.turnComplete(SPOKEN, 2_000);
    expect(turns.quiet).toBe(true);
  });

  it('is not quiet while the caller speaks or waits for an answer, or the link is down', () => {
    expect(turns.quiet).toBe(true);
    turns.callerStarts(0);
    expect(turns.quiet).toBe(false);
    turns.callerStops(1_000);
    expect(turns.quiet).toBe(false);
    turns.agentAudio(1_500);
    turns.turnComplete(SPOKEN, 2_000);
    turns.drained();
    expect(turns.quiet).toBe(true);
    turns.linkReady(false);
    expect(turns.quiet).toBe(false);
  });

  it('knows since when the caller has not been answered, over pauses and a lost link', () => {
    turns.callerStarts(100);
    turns.callerStops(500);
    turns.callerStarts(900);
    turns.callerStops(1_300);
    turns.linkReady(false);
    turns.linkReady(true);
    expect(turns.unansweredSinceMs).toBe(100);
    expect(turns.state).toBe('thinking');
    turns.agentAudio(1_500);
    expect(turns.unansweredSinceMs).toBeNull();
  });

  it('counts only what the caller says after the answer began as unanswered', () => {
    turns.callerStarts(0);
    turns.agentAudio(1_450);
    expect(turns.unansweredSinceMs).toBe(1_450);
    turns.callerStops(1_000);
    expect(turns.unansweredSinceMs).toBeNull();
  });

  it('waits for no answer when the service ends a turn without a sound because it wants to hear more', () => {
    turns.callerStarts(0);
    turns.callerStops(1_000);
    turns.turnComplete({ ...EMPTY, end: 'waits' }, 2_000);
    expect(turns.state).toBe('listening');
    expect(turns.unansweredSinceMs).toBeNull();
    expect(turns.owed).toBe('nothing');
  });

  it.each<[string, Partial<AgentTurn>]>([
    ['nothing in it', {}],
    ['text in place of sound', { textParts: 1 }],
    ['a reason why it failed', { end: 'failed' }],
    ['text, waiting for more', { end: 'waits', textParts: 1 }],
  ])(
    'reports a turn with %s while the caller waits for an answer, and goes on waiting',
    (_what, turn) => {
      turns.callerStarts(0);
      turns.callerStops(1_000);
      turns.turnComplete({ ...EMPTY, ...turn }, 2_000);
      expect(told).toEqual(['thinking', `mute ${turn.end ?? 'complete'}`]);
      expect(turns).toMatchObject({ state: 'thinking', unansweredSinceMs: 0, owed: 'answer' });
      turns.agentAudio(3_000);
      expect(turns).toMatchObject({ unansweredSinceMs: null, owed: 'nothing' });
    },
  );

  it.each<[string, Partial<AgentTurn>]>([
    ['of a caller who has said nothing', {}],
    ['in which the agent was interrupted', { end: 'interrupted', callerSpoke: true }],
    ['that another one follows', { end: 'goes-on', callerSpoke: true }],
    ['that calls a tool', { toolCalls: 1, callerSpoke: true }],
  ])('does not report a turn without a sound %s', (_which, turn) => {
    turns.turnComplete({ ...EMPTY, ...turn }, 2_000);
    expect(told).toEqual([]);
    expect(turns.owed).toBe('nothing');
  });

  it.each<[string, Partial<AgentTurn>]>([
    ['failed', { end: 'failed' }],
    ['follows words that only the service heard', { callerSpoke: true }],
  ])(
    'reports a turn without a sound that %s, although the detector heard nobody',
    (_which, turn) => {
      turns.turnComplete({ ...EMPTY, ...turn }, 2_000);
      expect(told).toEqual([`mute ${turn.end ?? 'complete'}`]);
      turns.turnComplete(EMPTY, 3_000);
      expect(told.at(-1), 'and of the next one: the agent was asked again').toBe('mute complete');
      expect(told).toHaveLength(2);
    },
  );

  it('reports an empty turn when the agent was asked to speak', () => {
    turns.awaitAgent();
    turns.turnComplete(EMPTY, 2_000);
    expect(told).toEqual(['mute complete']);
  });

  it('waits to report a turn without a sound until it is known that the caller had finished before it', () => {
    turns.callerStarts(0);
    turns.turnComplete(EMPTY, 1_300);
    expect(told).toEqual([]);
    turns.callerStops(1_000);
    expect(told).toEqual(['thinking', 'mute complete']);
    turns.callerStarts(2_000);
    turns.turnComplete(EMPTY, 2_500);
    turns.callerStops(3_000);
    expect(told.slice(2), 'what they said since is still to be answered').toEqual([
      'listening',
      'thinking',
    ]);
  });

  it('keeps waiting when the service ends a turn that the caller interrupted before a sound of it', () => {
    turns.callerStarts(0);
    turns.callerStops(1_000);
    turns.turnComplete({ ...EMPTY, end: 'interrupted' }, 1_200);
    expect(turns).toMatchObject({ state: 'thinking', unansweredSinceMs: 0 });
  });

  it('owes the rest of an answer whose connection was lost, until the agent goes on', () => {
    turns.agentAudio(0);
    turns.linkReady(false);
    turns.drained();
    turns.linkReady(true);
    expect(turns).toMatchObject({ owed: 'rest', quiet: false });
    turns.linkReady(false);
    turns.linkReady(true);
    expect(turns.owed).toBe('rest');
    turns.agentAudio(3_000);
    expect(turns.owed).toBe('nothing');
  });

  it('owes nothing when all of the answer had come, the caller spoke, or the agent has something else to say', () => {
    turns.agentAudio(0);
    turns.generationComplete();
    turns.linkReady(false);
    expect(turns.owed).toBe('nothing');
    turns.linkReady(true);
    turns.agentAudio(1_000);
    turns.linkReady(false);
    turns.callerStarts(1_500);
    expect(turns.owed).toBe('nothing');
    turns.callerStops(2_000);
    turns.linkReady(true);
    turns.agentAudio(3_000);
    turns.linkReady(false);
    turns.silence(3_500);
    expect(turns.owed).toBe('nothing');
  });

  it('owes the rest of a cut answer, or all of it if it was silence', () => {
    turns.agentAudio(0);
    turns.breakOff(1_000, 'as-played');
    expect(told.at(-2)).toBe('silenced as-played');
    turns.linkReady(false);
    turns.linkReady(true);
    expect(turns.owed).toBe('rest');
    turns.agentAudio(2_000);
    turns.breakOff(3_000, 'nothing');
    expect(told.at(-2)).toBe('silenced nothing');
    expect(turns.owed).toBe('answer');
  });

  it('owes nothing when there was nothing to cut', () => {
    turns.breakOff(1_000, 'as-played');
    expect(turns.owed).toBe('nothing');
  });

  it('goes on waiting when what the service ends is the turn the caller interrupted', () => {
    turns.agentAudio(0);
    turns.callerStarts(300);
    turns.callerStops(900);
    turns.turnComplete(SPOKEN, 2_000);
    expect(turns.state).toBe('thinking');
  });

  it('listens again when the answer is overdue', () => {
    turns.callerStarts(0);
    turns.callerStops(1_000);
    turns.answerOverdue();
    expect(turns.state).toBe('listening');
    expect(turns.quiet).toBe(true);
  });

  it('ends the open turn when the link is lost, once what came of it was heard', () => {
    turns.agentAudio(0);
    turns.linkReady(false);
    expect(turns.state).toBe('speaking');
    turns.drained();
    expect(told.slice(-2)).toEqual(['ends', 'idle']);
  });
});
