import { describe, expect, it } from 'vitest';
import { eventsBetween, HistoryRecorder } from '#main/call/historyRecorder';
import type { Call } from '#model/call';
import type { RecordedEvent } from '#model/history';
import type { LeftMessage } from '#model/inbox';
import { EMPTY_METRICS } from '#model/metrics';
import { phrase, wordsOf } from '#model/phrases/phrase';
import { callWith, noticeWith } from '#support/calls';
import { aNudge } from '#support/nudges';
import { saying } from '#support/phrases';

const codes = (events: ReturnType<typeof eventsBetween>): string[] =>
  events.map(({ kind, phrase: { code } }) => `${kind}: ${code}`);
const words = (events: ReturnType<typeof eventsBetween>): string[] =>
  events.map(({ phrase }) => wordsOf(phrase));

describe('eventsBetween', () => {
  it('reports the beginning and the end of a call', () => {
    const ringing = callWith({ state: 'ringing' });
    expect(codes(eventsBetween(null, ringing))).toEqual(['state: event.ringing']);
    const ended = callWith({ state: 'ended', endReason: 'caller-hung-up' });
    const events = eventsBetween(callWith(), ended);
    expect(codes(events)).toEqual(['state: event.ended']);
    expect(words(events)).toEqual(['The call ended: the caller hung up.']);
  });

  it('reports a voice change, a lost link and a barge-in', () => {
    const now = callWith({
      voice: 'Kore',
      agentLink: 'resuming',
      metrics: { ...EMPTY_METRICS, bargeIns: 1, lastBargeInReactionMs: 104 },
    });
    const events = eventsBetween(callWith(), now);
    expect(codes(events)).toEqual([
      'agent-link: event.agent-resuming',
      'voice: event.voice',
      'barge-in: event.barge-ins-timed',
    ]);
    expect(words(events)).toEqual([
      'The connection of the voice agent is being made anew.',
      'The voice changed from Puck to Kore.',
      'Interruptions: 1. The voice agent stopped in 104 ms.',
    ]);
  });

  it('reports gaps that the caller heard, once for each reading of the figures', () => {
    const now = callWith({ metrics: { ...EMPTY_METRICS, playoutGaps: 2 } });
    expect(words(eventsBetween(callWith(), now))).toEqual(['Gaps in the voice of the AI: 2.']);
    expect(eventsBetween(now, now)).toEqual([]);
  });

  it('reports a sentence that was held and let go', () => {
    const held = callWith({ sentenceHeld: true });
    expect(codes(eventsBetween(callWith(), held))).toEqual(['sentence: event.sentence-held']);
    expect(codes(eventsBetween(held, callWith()))).toEqual(['sentence: event.sentence-released']);
  });

  it('reports what a supervisor changed, and when it was undone', () => {
    const held = callWith({
      state: 'held',
      heldBy: 'supervisor',
      callerMuted: true,
      floor: 'supervisor',
      recording: 'paused',
      consultation: { target: '2002', state: 'ringing' },
    });
    expect(codes(eventsBetween(callWith(), held))).toEqual([
      'state: event.held',
      'hold: event.held-by-supervisor',
      'mute-caller: event.caller-muted',
      'floor: event.taken-over',
      'recording: event.recording-paused',
      'consultation: event.consultation-ringing',
    ]);
    expect(codes(eventsBetween(held, callWith()))).toEqual([
      'state: event.live',
      'hold: event.hold-ended',
      'mute-caller: event.caller-unmuted',
      'floor: event.handed-back',
      'recording: event.recording-off',
      'consultation: event.consultation-ended',
    ]);
  });

  it('reports a notice once', () => {
    const said = phrase('recording.disk-full', { freeMegabytes: 1, keptMegabytes: 2 });
    const notice = noticeWith('', { severity: 'danger', at: 5, phrase: said });
    const now = callWith({ notices: [notice] });
    const events = eventsBetween(callWith(), now);
    expect(codes(events)).toEqual(['notice-danger: recording.disk-full']);
    expect(eventsBetween(now, callWith({ notices: [notice] }))).toEqual([]);
  });
});

describe('eventsBetween, of rules', () => {
  const wordsBetween = (before: Partial<Call>, now: Partial<Call>): readonly string[] =>
    eventsBetween(callWith(before), callWith(now)).map(
      ({ kind, phrase: said }) => `${kind}: ${wordsOf(said)}`,
    );

  it('reports each deed once, and that it could not be done', () => {
    const nudges = [aNudge({ act: 'hand-over' })];
    const failed = [aNudge({ act: 'hand-over', failure: saying('Nobody is there.') })];
    expect(wordsBetween({}, { nudges })).toEqual([
      'nudge: A rule of the profile handed the caller over: Asks for a refund',
    ]);
    expect(wordsBetween({ nudges }, { nudges })).toEqual([]);
    expect(wordsBetween({ nudges }, { nudges: failed })).toEqual([
      'nudge: The rule "Asks for a refund" could not act. Nobody is there.',
    ]);
  });
});

describe('HistoryRecorder', () => {
  it('writes a message that the caller left, without the parts they did not give', () => {
    const events: RecordedEvent[] = [];
    const messages: (readonly [string, LeftMessage])[] = [];
    const recorder = new HistoryRecorder({
      putMessage: (...message) => messages.push(message),
      putCall: () => undefined,
      putTurn: () => undefined,
      putEvent: (_callId, event) => events.push(event),
    });
    recorder.messageTaken(callWith(), { from: 'Ana', callBack: '', text: 'Please call.' });
    expect(words(events)).toEqual(['The caller left a message: Ana / Please call.']);
    expect(messages).toMatchObject([
      ['call-1', { from: 'Ana', callBack: '', text: 'Please call.' }],
    ]);
    expect(messages[0]?.[1].at).toBe(1_000 + (events[0]?.atMs ?? 0));
  });

  it('writes events and the newest state of a call, each once', () => {
    const told: string[] = [];
    const recorder = new HistoryRecorder({
      putCall: (call) => told.push(`call ${call.state}`),
      putTurn: (callId, turn) => told.push(`turn ${callId} ${turn.text}`),
      putMessage: (_callId, { text }) => told.push(`message ${text}`),
      putEvent: (_callId, event) => told.push(`event ${event.phrase.code}`),
    });
    recorder.callChanged(callWith({ state: 'ringing' }));
    recorder.callChanged(callWith({ state: 'ended', endReason: 'declined' }));
    recorder.callChanged(callWith({ state: 'ended', endReason: 'declined' }));
    recorder.messageTaken(callWith(), { from: 'Ana', callBack: '', text: 'Please call.' });
    expect(told).toEqual([
      'event event.ringing',
      'call ringing',
      'event event.ended',
      'call ended',
      'call ended',
      'message Please call.',
      'event event.message-taken',
    ]);
  });
});
