import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { STOPPED_MS } from '#main/call/talk/machine/exchange';
import { answerWhisper, goOnAfterStop, whispered } from '#main/call/talk/prompts';
import { SENTENCE_LIMIT_MS } from '#main/call/talk/sentenceHold';
import { TalkBench } from '#support/call/talkBench';

const ANSWER = 'It costs forty euros and it comes on Monday morning.';

describe('what the agent will say before its caller hears it', () => {
  let bench: TalkBench;

  beforeEach(async () => {
    vi.useFakeTimers();
    bench = new TalkBench((ms) => vi.advanceTimersByTime(ms));
    await bench.begin();
    bench.callerListens(100);
  });

  afterEach(() => {
    bench.talk.end();
    bench.talk.close();
    vi.useRealTimers();
  });

  /** The agent answers; the caller has heard a quarter of the 4 s. */
  const answer = (): void => {
    bench.agent.handlers.onAgentText(ANSWER);
    bench.agentSays(4_000);
    bench.callerListens(1_000);
  };
  const notes = () => bench.turns.flatMap(({ note }) => (note === null ? [] : [note.code]));

  it('is known in figures while it waits, and is nothing once all was heard', () => {
    expect(bench.talk.ahead).toBeNull();
    answer();
    const { turnId, heardChars, heardShare, aheadMs, goesOnInMs } = bench.talk.ahead ?? {};
    expect(bench.turns.find(({ id }) => id === turnId)).toMatchObject({ speaker: 'agent' });
    expect(heardShare).toBeCloseTo(0.25, 1);
    expect(ANSWER.slice(0, heardChars)).toMatch(/^It costs forty?/);
    expect(aheadMs).toBeGreaterThan(2_900);
    expect(aheadMs).toBeLessThan(3_100);
    expect(goesOnInMs).toBeNull();
    bench.callerListens(4_000);
    expect(bench.talk.ahead).toBeNull();
  });

  it('is cut where a barge-in at the same moment would cut it', () => {
    answer();
    const heardChars = bench.talk.ahead?.heardChars;
    bench.talk.cutAgent('window:ann');
    expect(bench.transport.told).toContain('flush');
    const turn = bench.turns.findLast(({ speaker }) => speaker === 'agent');
    expect(turn).toMatchObject({ status: 'truncated', text: ANSWER, heardChars });
    expect(bench.turns.at(-1)).toMatchObject({
      note: { code: 'note.cut-off', params: { who: 'ann' } },
      by: 'window:ann',
    });
    const [told] = bench.toldAgent();
    expect(told).toContain(`only this: "${ANSWER.slice(0, heardChars)}"`);
    expect(told).toContain('Do not say the rest');
    expect(bench.talk.metrics.bargeIns).toBe(0);
  });

  it('does not go on after it was cut, although the service sends more', () => {
    bench.agent.speak(4_000);
    bench.callerListens(1_000);
    bench.talk.cutAgent('window:ann');
    const sent = bench.transport.counters.framesOut;
    bench.agent.speak(1_000);
    bench.callerListens(1_000);
    expect(bench.transport.counters.framesOut).toBe(sent);
  });

  it('speaks at once when it is whispered something after it was stopped', () => {
    answer();
    bench.talk.whisper('They are an old customer.');
    expect(bench.toldAgent()).toEqual([`context ${whispered('They are an old customer.')}`]);
    bench.talk.cutAgent('window:ann');
    bench.callerListens(2_000);
    bench.toldAgent();
    bench.talk.whisper('Offer a voucher.', 'window:ann');
    expect(bench.toldAgent()).toEqual([
      `context ${whispered('Offer a voucher.')}`,
      `text ${answerWhisper()}`,
    ]);
    bench.agentSays(1_000);
    bench.callerListens(500);
    expect(bench.call.agentState).toBe('speaking');
    bench.talk.whisper('Be brief.', 'window:ann');
    expect(bench.toldAgent()).toEqual([`context ${whispered('Be brief.')}`]);
  });

  it('leaves the caller in no silence when nothing is whispered after a stop', () => {
    answer();
    bench.talk.cutAgent('window:ann');
    bench.toldAgent();
    bench.callerListens(STOPPED_MS - 200);
    expect(bench.toldAgent()).toEqual([]);
    bench.callerListens(400);
    expect(bench.toldAgent()).toEqual([`text ${goOnAfterStop()}`]);
  });

  it('is not told to go on after a stop once the caller speaks', () => {
    answer();
    bench.talk.cutAgent('window:ann');
    bench.callerListens(1_000);
    bench.callerSays(600);
    bench.toldAgent();
    bench.callerListens(STOPPED_MS);
    expect(bench.toldAgent()).not.toContain(`text ${goOnAfterStop()}`);
  });

  it('waits while the sentence is held, and goes on where it stopped', () => {
    answer();
    const before = bench.talk.ahead?.aheadMs ?? 0;
    bench.talk.holdSentence('window:ann');
    expect(bench.call.sentenceHeld).toBe(true);
    expect(bench.transport.told.at(-1)).toBe('pause');
    bench.callerListens(3_000);
    expect(bench.talk.ahead?.goesOnInMs).toBeCloseTo(SENTENCE_LIMIT_MS - 3_000, -2);
    expect(Math.abs((bench.talk.ahead?.aheadMs ?? 0) - before)).toBeLessThan(50);
    bench.talk.releaseSentence();
    expect(bench.call.sentenceHeld).toBe(false);
    bench.callerListens(1_000);
    expect(before - (bench.talk.ahead?.aheadMs ?? 0)).toBeGreaterThan(950);
    expect(bench.turns.some(({ status }) => status === 'truncated')).toBe(false);
  });

  it('lets a held sentence go by itself before the line sounds dead', () => {
    answer();
    bench.talk.holdSentence('window:ann');
    bench.callerListens(SENTENCE_LIMIT_MS - 200);
    expect(bench.call.sentenceHeld).toBe(true);
    bench.callerListens(400);
    expect(bench.call.sentenceHeld).toBe(false);
    expect(notes()).toEqual(['note.sentence-held', 'note.sentence-limit']);
    expect(bench.turns.map(({ by }) => by)).toContain('window:ann');
  });

  it('holds no sentence any more once the caller has cut it', () => {
    answer();
    bench.talk.holdSentence('window:ann');
    bench.callerSays(600);
    expect(bench.call.sentenceHeld).toBe(false);
    expect(bench.talk.ahead).toBeNull();
    bench.callerListens(1_000);
    bench.agentSays(1_000);
    bench.callerListens(500);
    expect(bench.talk.ahead).toMatchObject({ goesOnInMs: null });
  });

  it('keeps a sentence held over a line that is held and taken back', () => {
    answer();
    bench.talk.holdSentence('window:ann');
    bench.talk.hold(true);
    bench.talk.hold(false);
    const told = bench.transport.told.filter((what) => what === 'resume');
    expect(told).toEqual([]);
    bench.talk.releaseSentence();
    expect(bench.transport.told.at(-1)).toBe('resume');
  });
});
