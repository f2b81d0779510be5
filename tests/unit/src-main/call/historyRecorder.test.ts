import { describe, expect, it } from 'vitest';
import { eventsBetween, HistoryRecorder } from '#main/call/historyRecorder';
import { EMPTY_METRICS } from '#model/metrics';
import { callWith, noticeWith } from '#support/calls';

const kinds = (events: ReturnType<typeof eventsBetween>): string[] =>
  events.map(({ kind, text }) => `${kind} ${text}`);

describe('eventsBetween', () => {
  it('tells the beginning and the end of a call', () => {
    const ringing = callWith({ state: 'ringing' });
    expect(kinds(eventsBetween(null, ringing))).toEqual(['state ringing']);
    const ended = callWith({ state: 'ended', endReason: 'caller-hung-up' });
    expect(kinds(eventsBetween(callWith(), ended))).toEqual(['state ended: caller-hung-up']);
  });

  it('tells a voice change, a lost link and an interruption', () => {
    const now = callWith({
      voice: 'Kore',
      agentLink: 'resuming',
      metrics: { ...EMPTY_METRICS, bargeIns: 1, lastBargeInReactionMs: 104 },
    });
    expect(kinds(eventsBetween(callWith(), now))).toEqual([
      'agent-link resuming',
      'voice Puck to Kore',
      'barge-in 1, stopped in 104 ms',
    ]);
  });

  it('tells what a supervisor changed, and that it was taken back', () => {
    const held = callWith({
      state: 'held',
      heldBy: 'supervisor',
      callerMuted: true,
      floor: 'operator',
      recording: 'paused',
      consultation: { target: '2002', state: 'ringing' },
    });
    expect(kinds(eventsBetween(callWith(), held))).toEqual([
      'state held',
      'hold by the supervisor',
      'mute-caller on',
      'floor operator',
      'recording paused',
      'consultation ringing: 2002',
    ]);
    expect(kinds(eventsBetween(held, callWith()))).toEqual([
      'state live',
      'hold ended',
      'mute-caller off',
      'floor agent',
      'recording off',
      'consultation ended',
    ]);
  });

  it('tells a notice once', () => {
    const notice = noticeWith('Audio lost', { severity: 'danger', at: 5 });
    const now = callWith({ notices: [notice] });
    expect(kinds(eventsBetween(callWith(), now))).toEqual(['notice-danger Audio lost']);
    expect(eventsBetween(now, callWith({ notices: [notice] }))).toEqual([]);
  });
});

describe('HistoryRecorder', () => {
  it('writes events and the newest state of a call, each once', () => {
    const told: string[] = [];
    const recorder = new HistoryRecorder({
      putCall: (call) => told.push(`call ${call.state}`),
      putTurn: (callId, turn) => told.push(`turn ${callId} ${turn.text}`),
      putEvent: (_callId, event) => told.push(`event ${event.text}`),
    });
    recorder.callChanged(callWith({ state: 'ringing' }));
    recorder.callChanged(callWith({ state: 'ended', endReason: 'declined' }));
    recorder.callChanged(callWith({ state: 'ended', endReason: 'declined' }));
    recorder.messageTaken(callWith(), { from: 'Ana', callBack: '', text: 'Please call.' });
    expect(told).toEqual([
      'event ringing',
      'call ringing',
      'event ended: declined',
      'call ended',
      'call ended',
      'event Ana / Please call.',
    ]);
  });
});
