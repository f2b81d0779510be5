import { beforeEach, describe, expect, it } from 'vitest';
import { TranscriptLog } from '#main/transcript/transcriptLog';
import { phrase } from '#model/phrases/phrase';
import type { Turn } from '#model/transcript';

describe('TranscriptLog', () => {
  let changes: Turn[];
  let log: TranscriptLog;

  beforeEach(() => {
    changes = [];
    log = new TranscriptLog((turn) => changes.push(turn));
  });

  const lines = (): string[] =>
    log.turns.map(({ speaker, status, text }) => `${speaker} ${status}: ${text}`);

  it('joins the deltas of a turn and keeps its id', () => {
    log.callerText(' Hello', 100, 100);
    log.callerText(' there', 100, 100);
    log.finishCaller(900);
    expect(lines()).toEqual(['caller final: Hello there']);
    expect(new Set(changes.map((turn) => turn.id))).toEqual(new Set([0]));
    expect(log.turns[0]).toMatchObject({ startMs: 100, endMs: 900 });
  });

  it('keeps caller text that arrives while the agent already speaks in the caller’s turn', () => {
    log.callerText('I want', 100, 100);
    log.agentText('Sure', 1_000);
    log.callerText(' a refund', 100, 100);
    log.finishCaller(1_200);
    expect(lines()).toEqual(['caller final: I want a refund', 'agent partial: Sure']);
  });

  it('adds text that arrives after the answer began to the turn that is answered', () => {
    log.callerText('Where is', 100, 100);
    log.finishCaller(1_000);
    log.agentTurnBegins(1_000, 500);
    log.callerText(' my parcel', 100, 1_100);
    log.finishAgent(2_000);
    log.callerText('?', 100, 2_900);
    log.callerText('And when', 3_000, 3_100);
    expect(lines()).toEqual([
      'caller final: Where is my parcel?',
      'agent final: ',
      'caller partial: And when',
    ]);
  });

  it('opens another turn for words the VAD did not hear, once the agent answered again', () => {
    log.callerText('One', 100, 100);
    log.finishCaller(200);
    log.agentText('First', 300);
    log.finishAgent(400);
    log.agentTurnBegins(500, null);
    log.agentText('Second', 500);
    log.finishAgent(600);
    log.callerText('quiet words', 100, 700);
    expect(lines().at(-1)).toBe('caller partial: quiet words');
  });

  it('gives the history in the order of speaking, even when the caller’s text is late', () => {
    log.agentText('It comes tomorrow', 1_500);
    log.finishAgent(2_000);
    log.callerText('Where is my parcel?', 400, 2_050);
    log.finishCaller(2_100);
    expect(log.history().map(({ role }) => role)).toEqual(['user', 'model']);
  });

  it('has a complete answer in the history while it is still being heard', () => {
    log.callerText('Where is my parcel?', 100, 100);
    log.finishCaller(1_000);
    log.agentTurnBegins(1_000, 500);
    log.agentText('It comes', 1_000);
    expect(log.history()).toHaveLength(1);
    log.agentTurnComplete();
    expect(log.history().at(-1)).toEqual({ role: 'model', text: 'It comes' });
    expect(log.lastAgentWords).toBe('It comes');
    log.truncateAgent(1_500, 0.2);
    expect(log.lastAgentWords).toBe('It');
  });

  it('gives what was said since a moment, with the turn that the caller was in', () => {
    expect(log.nextTurn).toBe(0);
    log.callerText('One', 100, 100);
    log.finishCaller(200);
    log.agentTurnBegins(300, null);
    log.agentText('First', 300);
    const answered = log.nextTurn;
    log.finishAgent(400);
    log.callerText('Two', 500, 500);
    const asking = log.nextTurn;
    log.finishCaller(600);
    expect(log.history(answered)).toEqual([{ role: 'user', text: 'Two' }]);
    expect(log.history(asking)).toEqual([{ role: 'user', text: 'Two' }]);
    expect(log.history(log.nextTurn)).toEqual([]);
  });

  it('counts nothing of an answer without audio as heard', () => {
    log.agentText('To be written only', 100);
    log.agentWasMute(200);
    expect(lines()).toEqual(['agent truncated: To be written only']);
    expect(log.history()).toEqual([]);
    log.agentTurnBegins(300, null);
    log.agentText('Aloud', 300);
    log.agentWasMute(400);
    expect(lines().at(-1)).toBe('agent partial: Aloud');
  });

  it('replaces the text of words that the service transcribes again', () => {
    log.callerText('Where is', 100, 100);
    log.callerRepeats();
    expect(lines()).toEqual(['caller partial: Where is']);
    log.callerText('Where is my', 100, 100);
    log.callerText(' parcel?', 100, 100);
    expect(lines()).toEqual(['caller partial: Where is my parcel?']);
    log.finishCaller(1_000);
    log.callerText(' Hello', 9_000, 9_000);
    log.callerRepeats();
    log.callerText(' Hello?', 9_000, 9_000);
    expect(lines()).toEqual(['caller partial: Where is my parcel? Hello?']);
  });

  it('cuts the turn that is being heard, and all of the turns behind it', () => {
    log.agentTurnBegins(0, null);
    log.agentText('Zero is over', 0);
    log.agentTurnComplete();
    log.agentTurnBegins(400, null);
    log.agentText('First answer is long', 400);
    log.agentTurnComplete();
    log.agentTurnBegins(900, null);
    log.agentText('Second answer', 900);
    log.agentTurnComplete();
    log.truncateAgent(1_000, 0.4, 1);
    expect(log.turns.map((turn) => [turn.status, turn.heardChars])).toEqual([
      ['final', null],
      ['truncated', 'First answer'.length],
      ['truncated', 0],
    ]);
  });

  it('lets a caller go on in the same turn when nobody else has spoken', () => {
    log.callerText('One', 0, 0);
    log.finishCaller(500);
    log.callerText(' two', 900, 900);
    expect(lines()).toEqual(['caller partial: One two']);
    expect(log.turns[0]?.endMs).toBeNull();
  });

  it('cuts an interrupted turn where it was heard to, at the end of a word', () => {
    log.agentText('Your parcel will arrive tomorrow', 0);
    log.truncateAgent(700, 0.5);
    expect(log.turns[0]).toMatchObject({
      status: 'truncated',
      heardChars: 'Your parcel will'.length,
    });
    log.agentTurnBegins(2_000, null);
    log.agentText('Sorry', 2_000);
    expect(lines()[1]).toBe('agent partial: Sorry');
  });

  it('opens the agent’s turn with the audio when the text is late', () => {
    log.agentTurnBegins(1_000, 640);
    log.agentText('Good morning', 1_200);
    log.finishAgent(2_000);
    expect(log.turns).toHaveLength(1);
    expect(log.turns[0]).toMatchObject({
      startMs: 1_000,
      timeToFirstAudioMs: 640,
      status: 'final',
    });
  });

  it('opens another turn when the agent goes on while its last turn is still being heard', () => {
    log.agentText('First answer', 0);
    log.agentTurnComplete();
    log.agentTurnBegins(900, 500);
    log.agentText('Second answer', 950);
    log.finishAgent(3_000);
    expect(lines()).toEqual(['agent final: First answer', 'agent final: Second answer']);
    expect(log.turns.map((turn) => turn.timeToFirstAudioMs)).toEqual([null, 500]);
  });

  it('gives finished turns as history, and only the heard part of a cut turn', () => {
    log.callerText('Hi', 0, 0);
    log.finishCaller(10);
    log.agentText('Hello and welcome', 20);
    log.truncateAgent(500, 0.2);
    log.system(phrase('note.voice-changed', { voice: 'Kore' }), 600);
    log.callerText('Wait', 700, 700);
    expect(log.history()).toEqual([
      { role: 'user', text: 'Hi' },
      { role: 'model', text: 'Hello' },
    ]);
  });

  it('leaves nothing partial when the call ends', () => {
    log.callerText('Bye', 0, 0);
    log.agentText('Goodbye and thank you', 10);
    log.close(500, 0.4);
    expect(log.turns.map((turn) => turn.status)).toEqual(['final', 'truncated']);
  });

  it('keeps the supervisor’s words as notes, and as the agent’s for a fresh session', () => {
    log.callerText('Can I have a person?', 100, 100);
    log.finishCaller(900);
    log.system(phrase('note.taken-over'), 1_000);
    log.supervisorText(' Hello,', 1_200);
    log.supervisorText(' I am a person.', 1_400);
    log.callerText('Good.', 3_000, 3_000);
    log.supervisorText('What can I do?', 4_000);
    log.finishSupervisor(5_000);
    expect(lines().slice(2)).toEqual([
      'system final: Supervisor: Hello, I am a person.',
      'caller final: Good.',
      'system final: Supervisor: What can I do?',
    ]);
    expect(log.wordsSince(1)).toBe(
      'Supervisor: Hello, I am a person.\nCaller: Good.\nSupervisor: What can I do?',
    );
    expect(log.history().map(({ role }) => role)).toEqual(['user', 'model', 'user', 'model']);
  });

  it('adds words of the caller that come late to what they said before the supervisor spoke', () => {
    log.callerText('I want to', 58_000, 59_000);
    log.supervisorText('Hello,', 61_000);
    log.callerText(' cancel.', 58_000, 61_500);
    log.supervisorText(' I am Ann.', 62_000);
    log.callerText('Good.', 65_000, 65_500);
    expect(lines()).toEqual([
      'caller final: I want to cancel.',
      'system final: Supervisor: Hello, I am Ann.',
      'caller partial: Good.',
    ]);
    expect(log.turns[1]).toMatchObject({ startMs: 61_000, endMs: 65_000 });
  });

  it('ends no turn of the supervisor before it began, whatever speech was found last', () => {
    log.supervisorText('Hello?', 61_000);
    log.callerText('Yes?', 20_000, 64_000);
    expect(log.turns[0]).toMatchObject({ status: 'final', startMs: 61_000, endMs: 61_000 });
  });

  it('adds text that comes after the agent’s turn to that turn', () => {
    log.callerText('Where is it?', 0, 400);
    log.agentTurnBegins(1_000, null);
    log.agentText('It comes', 1_000);
    log.agentTurnComplete();
    log.agentText(' on Monday', 2_800);
    log.finishAgent(3_000);
    log.agentText(' morning.', 4_900);
    expect(lines().at(-1)).toBe('agent final: It comes on Monday morning.');
    log.agentTurnBegins(5_500, null);
    log.agentText('Anything else?', 5_600);
    expect(lines().at(-1)).toBe('agent partial: Anything else?');
  });

  it('knows better where a turn was cut when the rest of its text has come', () => {
    log.agentTurnBegins(0, null);
    log.agentText('Your parcel', 100);
    log.truncateAgent(700, 0.4);
    expect(log.lastAgentWords).toBe('Your');
    log.agentText(' will arrive tomorrow', 800);
    expect(log.lastAgentWords).toBe('Your parcel will');
    expect(log.turns[0]?.status).toBe('truncated');
  });

  it.each([
    ['long after it', 3_500],
    ['after the caller has spoken', 2_500],
  ])('opens another turn for text of the agent %s', (_when, atMs) => {
    log.agentTurnBegins(0, null);
    log.finishAgent(1_000);
    if (atMs < 3_000) {
      log.callerText('Hello?', 2_000, 2_100);
    }
    log.agentText('Yes', atMs);
    expect(lines().at(-1)).toBe('agent partial: Yes');
  });

  it('dates words that the detector did not find when they are transcribed', () => {
    log.callerText('Where is my parcel?', 100, 900);
    log.agentTurnBegins(1_500, null);
    log.finishCaller(1_500);
    log.agentText('It comes tomorrow.', 1_600);
    log.agentTurnComplete();
    log.finishAgent(4_000);
    log.callerText('and when', 100, 6_000);
    log.callerText(' exactly', 100, 6_500);
    expect(lines()).toEqual([
      'caller final: Where is my parcel?',
      'agent final: It comes tomorrow.',
      'caller partial: and when exactly',
    ]);
    expect(log.turns.at(-1)?.startMs).toBe(6_000);
  });

  it('cuts the right one of two answers when the call ends', () => {
    log.agentTurnBegins(0, null);
    log.agentText('First answer is long', 0);
    log.agentTurnComplete();
    log.agentTurnBegins(400, null);
    log.agentText('Second answer', 400);
    log.close(1_000, 0.4, 1);
    expect(log.turns.map((turn) => [turn.status, turn.heardChars])).toEqual([
      ['truncated', 'First answer'.length],
      ['truncated', 0],
    ]);
  });

  it.each([
    ['您的包裹将在明天下午送到您家。', 0.5, '您的包裹将在明天'],
    ['ご注文の商品は明日の午後に届きます。', 0.45, 'ご注文の商品は明日'],
    ['พัสดุของคุณจะมาถึงพรุ่งนี้', 0.25, 'พัสดุของ'],
    ['Sure 👩🏽‍🦰👩🏽‍🦰👩🏽‍🦰 done', 0.5, 'Sure 👩🏽‍🦰👩🏽‍🦰'],
    ['Of course, I will see to it.', 0.2, 'Of course,'],
  ])('cuts %s at %d near the right place, not in a word', (text, share, heard) => {
    log.agentTurnBegins(0, null);
    log.agentText(text, 0);
    log.truncateAgent(700, share);
    expect(log.lastAgentWords).toBe(heard);
  });

  it('closes and publishes turns from before a restart, then goes on after them', () => {
    log.callerText('Hello', 100, 100);
    log.supervisorText('Hi', 500);
    const told: Turn[] = [];
    const next = new TranscriptLog((turn) => told.push(turn), log.turns);
    next.callerText('Again', 2_000, 2_000);
    expect(told.map(({ id, status, text }) => `${String(id)} ${status} ${text}`)).toEqual([
      '0 final Hello',
      '1 final Supervisor: Hi',
      '2 partial Again',
    ]);
    expect(next.history()).toHaveLength(2);
  });

  it('keeps a call of a tool in the turn in which it began, whatever is said meanwhile', () => {
    const use = {
      name: 'stock',
      state: 'running',
      args: '{}',
      result: null,
      tookMs: null,
    } as const;
    const show = log.tool({ said: phrase('note.tool-running', { what: 'Tool stock' }), use }, 100);
    log.agentText('One moment', 200);
    const done = { ...use, state: 'done', result: '{"pieces":3}', tookMs: 900 } as const;
    const said = phrase('note.tool-answered', { what: 'Tool stock', tookMs: 900 });
    expect(log.turns[0]).toMatchObject({ status: 'partial', endMs: null, tool: use });
    show({ said, use: done }, 1_000);
    expect(log.turns.map(({ speaker, status }) => `${speaker} ${status}`)).toEqual([
      'system final',
      'agent partial',
    ]);
    expect(log.turns[0]).toMatchObject({ startMs: 100, endMs: 1_000, tool: done });
    expect(log.turns[0]?.text).toBe('Tool stock: answered in 900 ms');
  });

  it('says of a tool that was under way before a restart that nothing came of it', () => {
    const use = {
      name: 'stock',
      state: 'running',
      args: '{}',
      result: null,
      tookMs: null,
    } as const;
    log.tool({ said: phrase('note.tool-running', { what: 'Tool stock' }), use }, 100);
    const next = new TranscriptLog(() => undefined, log.turns);
    expect(next.turns).toMatchObject([{ status: 'final', tool: { state: 'cancelled' } }]);
  });

  it('takes late words of the agent when the ids begin after those of an unread record', () => {
    const next = new TranscriptLog(() => undefined, [], 16_384);
    next.agentText('It comes', 100);
    next.finishAgent(1_000);
    next.agentText(' on Monday.', 1_200);
    expect(next.turns).toMatchObject([{ id: 16_384, text: 'It comes on Monday.' }]);
  });

  it('counts from the place of a turn, not from its id, for a session and for the agent', () => {
    const next = new TranscriptLog(() => undefined, [], 16_384);
    next.agentText('One', 100);
    next.finishAgent(200);
    const from = next.nextTurn;
    next.callerText('Two', 300, 300);
    next.finishCaller(400);
    expect(next.history(from)).toEqual([{ role: 'user', text: 'Two' }]);
    expect(next.wordsSince(from)).toBe('Caller: Two');
  });
});
