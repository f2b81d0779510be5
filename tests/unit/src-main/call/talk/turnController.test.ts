import { beforeEach, describe, expect, it } from 'vitest';
import { TurnController } from '#main/call/talk/turnController';

describe('TurnController', () => {
  let told: string[];
  let interruptible: boolean;
  let turns: TurnController;

  beforeEach(() => {
    told = [];
    interruptible = true;
    turns = new TurnController(() => interruptible, {
      onBargeIn: (onsetMs) => told.push(`barge-in ${String(onsetMs)}`),
      onSilenced: () => told.push('silenced'),
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
    turns.turnComplete();
    turns.drained();
    expect(told).toEqual(['thinking', 'begins 600', 'speaking', 'ends', 'listening']);
  });

  it('does not end the agent turn before the service has ended it', () => {
    turns.agentAudio(0);
    turns.generationComplete();
    turns.drained();
    expect(told).not.toContain('ends');
    turns.turnComplete();
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
    turns.turnComplete();
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
    turns.turnComplete();
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
    turns.turnComplete();
    turns.drained();
    expect(told).toEqual(['begins null', 'speaking', 'reply 450', 'ends', 'listening']);
  });

  it('waits for a reply to what the caller still said after the agent had begun', () => {
    turns.callerStarts(0);
    turns.agentAudio(500);
    turns.callerStops(1_000);
    turns.turnComplete();
    turns.drained();
    expect(told).not.toContain('reply -500');
    expect(turns.state).toBe('thinking');
  });

  it('does not call it a barge-in when the agent is silenced for another reason', () => {
    turns.agentAudio(0);
    turns.silence(5_000);
    expect(told).toContain('silenced');
    expect(told.some((line) => line.startsWith('barge-in'))).toBe(false);
    expect(turns.agentAudio(5_100)).toBe(false);
  });

  it('is quiet only when the turn is over and all of it was heard', () => {
    turns.agentAudio(0);
    expect(turns.quiet).toBe(false);
    turns.generationComplete();
    turns.drained();
    expect(turns.quiet).toBe(false);
    turns.turnComplete();
    expect(turns.quiet).toBe(true);
  });

  it('is not quiet while the caller speaks, waits for his answer, or the link is down', () => {
    expect(turns.quiet).toBe(true);
    turns.callerStarts(0);
    expect(turns.quiet).toBe(false);
    turns.callerStops(1_000);
    expect(turns.quiet).toBe(false);
    turns.agentAudio(1_500);
    turns.turnComplete();
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

  it('waits for no answer when the service ends a turn without a sound', () => {
    turns.callerStarts(0);
    turns.callerStops(1_000);
    turns.turnComplete();
    expect(turns.state).toBe('listening');
    expect(turns.unansweredSinceMs).toBeNull();
  });

  it('goes on waiting when what the service ends is the turn the caller interrupted', () => {
    turns.agentAudio(0);
    turns.callerStarts(300);
    turns.callerStops(900);
    turns.turnComplete();
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
