import { describe, expect, it } from 'vitest';
import { normalOf } from '#main/call/talk/attention/normal';
import { PacketLoss } from '#main/call/talk/attention/signals/packetLoss';
import { RaisedVoice } from '#main/call/talk/attention/signals/raisedVoice';
import { RecentTimes } from '#main/call/talk/attention/signals/recentTimes';
import { Repeats } from '#main/call/talk/attention/signals/repeats';
import { SpokenSignals } from '#main/call/talk/attention/signals/spokenSignals';
import { type AlertRules, DEFAULT_ALERT_RULES, type KeywordRule } from '#model/alertRules';
import { phrase } from '#model/phrases/phrase';
import type { Turn } from '#model/transcript';
import { turnWith } from '#support/calls';

/** Half a second of speech at this level. */
const halfSecond = (peak: number) => ({ power: 25 * peak ** 2, columns: 25 });

describe('the caller’s voice', () => {
  const heard = (...parts: readonly (readonly [seconds: number, peak: number])[]): RaisedVoice => {
    const voice = new RaisedVoice();
    for (const [seconds, peak] of parts) {
      for (let half = 0; half < 2 * seconds; half += 1) {
        voice.add(halfSecond(peak));
      }
    }
    return voice;
  };

  it('is raised against their own level, in decibels', () => {
    expect(heard([12, 40], [3, 120]).decibels).toBeCloseTo(9.5, 1);
  });

  it('is not raised by a caller who is always loud', () => {
    expect(heard([20, 240]).decibels).toBeCloseTo(0, 5);
  });

  it('says nothing before their own level is known', () => {
    expect(heard([6, 10], [3, 200]).decibels).toBe(0);
  });

  it('is lower again once they speak as before', () => {
    expect(heard([12, 40], [3, 120], [4, 40]).decibels).toBeLessThan(1);
  });

  it('does not change by silence', () => {
    const voice = heard([12, 40], [3, 120]);
    const before = voice.decibels;
    voice.add({ power: 0, columns: 0 });
    expect(voice.decibels).toBe(before);
  });
});

describe('lost audio', () => {
  it('is the share of the last ten seconds', () => {
    const loss = new PacketLoss();
    loss.add(0, { framesIn: 1_000, framesLost: 500 });
    loss.add(5_000, { framesIn: 1_225, framesLost: 525 });
    expect(loss.percent).toBeCloseTo(10, 5);
    loss.add(12_000, { framesIn: 1_575, framesLost: 525 });
    expect(loss.percent).toBeCloseTo(0, 5);
  });

  it('needs a second of audio', () => {
    const loss = new PacketLoss();
    loss.add(0, { framesIn: 0, framesLost: 0 });
    loss.add(500, { framesIn: 15, framesLost: 10 });
    expect(loss.percent).toBe(0);
  });
});

describe('barge-ins', () => {
  it('are counted over the last minute', () => {
    const times = new RecentTimes();
    times.add(0);
    times.add(30_000, 2);
    expect(times.count(59_999)).toBe(3);
    expect(times.count(60_000)).toBe(2);
  });
});

describe('what the caller says again', () => {
  it('is found in other words of the same', () => {
    const repeats = new Repeats();
    expect(repeats.isAgain(1, 'When does my order number five arrive?')).toBe(false);
    expect(repeats.isAgain(3, 'So when does order number five arrive?')).toBe(true);
    expect(repeats.isAgain(5, 'I would like to pay by card instead.')).toBe(false);
  });

  it('is not the same turn that is read twice, nor a short word of politeness', () => {
    const repeats = new Repeats();
    repeats.isAgain(1, 'When does my order arrive?');
    expect(repeats.isAgain(1, 'When does my order arrive?')).toBe(false);
    expect(repeats.isAgain(3, 'Yes, please.')).toBe(false);
    expect(repeats.isAgain(5, 'Yes, please.')).toBe(false);
  });
});

const REFUND: KeywordRule = {
  name: 'Refund',
  language: '',
  of: 'either',
  phrases: ['refund*'],
  severity: 'danger',
  sound: true,
  coolDownSeconds: 60,
};

function spoken(language = '', keywords: readonly KeywordRule[] = []): SpokenSignals {
  const rules: AlertRules = { ...DEFAULT_ALERT_RULES, keywords };
  return new SpokenSignals(
    () => language,
    () => rules,
  );
}

const says = (id: number, text: string, change: Partial<Turn> = {}): Turn =>
  turnWith({ id, text, ...change });

describe('words', () => {
  it.each([
    ['en', 'Can I speak to a real person?'],
    ['es', 'Quiero hablar con una persona'],
    ['de', 'Ich will mit einem Menschen sprechen, bitte: einen Menschen'],
    ['fr', 'Passez-moi un conseiller'],
    ['it', 'Vorrei un operatore'],
    ['pt-BR', 'Quero falar com um atendente'],
    ['nl', 'Mag ik een medewerker spreken'],
    ['pl', 'Proszę z człowiekiem'],
  ])('ask for a person in %s', (language, text) => {
    const [reading] = spoken(language).read(says(0, text));
    expect(reading).toMatchObject({ signal: 'asks-for-person', value: 1, turnId: 0 });
  });

  it('ask for a person in every language where the caller’s is not known, by none of theirs else', () => {
    const text = 'Quiero hablar con una persona';
    expect(spoken('').read(says(0, text))).toHaveLength(1);
    expect(spoken('de').read(says(0, text))).toHaveLength(0);
  });

  it('are not the agent’s', () => {
    const turn = says(0, 'I can connect you to a real person.', { speaker: 'agent' });
    expect(spoken('en').read(turn)).toEqual([]);
  });

  it('count once in a turn that grows, and again in the next', () => {
    const signals = spoken('en');
    expect(signals.read(says(0, 'A human, ', { status: 'partial' }))).toHaveLength(1);
    expect(signals.read(says(0, 'A human, a human. '))).toHaveLength(0);
    expect(signals.read(says(2, 'A human!'))).toMatchObject([{ value: 2, turnId: 2 }]);
  });

  it('of a keyword rule are heard of whom it says, in its language', () => {
    const rule = { ...REFUND, language: 'en', of: 'agent' } as const;
    const agent = says(1, 'We refunded it.', { speaker: 'agent' });
    expect(spoken('en-GB', [rule]).read(agent)).toMatchObject([
      { signal: 'keyword', topic: 'Refund' },
    ]);
    expect(spoken('es', [rule]).read(agent)).toEqual([]);
    expect(spoken('en', [rule]).read(says(0, 'A refund'))).toEqual([]);
  });

  it('tell of tools that failed, but not of those that a supervisor refused', () => {
    const failed = (id: number, why: Turn['note']): Turn =>
      says(id, '', {
        speaker: 'system',
        note: phrase('note.tool-failed', {
          what: phrase('note.tool', { tool: 'stock', args: '{}' }),
          why: why ?? phrase('tool.rejected'),
        }),
      });
    const signals = spoken();
    expect(signals.read(failed(3, phrase('text', { text: 'Timeout' })))).toMatchObject([
      { signal: 'tool-errors', value: 1, what: 'stock', turnId: 3 },
    ]);
    expect(signals.read(failed(4, phrase('tool.rejected')))).toEqual([]);
  });

  it('said again count as a repeated question once the turn is complete', () => {
    const signals = spoken('en');
    signals.read(says(0, 'When does my order number five arrive?'));
    const again = 'When does my order number five arrive please?';
    expect(signals.read(says(2, again, { status: 'partial' }))).toEqual([]);
    expect(signals.read(says(2, again))).toMatchObject([
      { signal: 'repeated-question', turnId: 2 },
    ]);
  });

  it('are looked for by the rules as they are now', () => {
    let rules: AlertRules = DEFAULT_ALERT_RULES;
    const signals = new SpokenSignals(
      () => 'en',
      () => rules,
    );
    expect(signals.read(says(0, 'A refund. '))).toEqual([]);
    rules = { ...rules, keywords: [REFUND] };
    expect(signals.read(says(2, 'A refund. '))).toHaveLength(1);
  });
});

describe('what is normal for a profile', () => {
  const call = (medianTimeToFirstAudioMs: number | null, bargeIns: number, talkMs = 60_000) => ({
    medianTimeToFirstAudioMs,
    bargeIns,
    talkMs,
  });

  it('is the middle of its calls', () => {
    const calls = [call(900, 0), call(1_000, 1), call(9_000, 9), call(1_100, 2), call(1_050, 1)];
    expect(normalOf(calls)).toEqual({ firstAudioMs: 1_050, bargeInsPerMinute: 1 });
  });

  it('is not known from a few calls, nor from very short ones', () => {
    const short = Array.from({ length: 10 }, () => call(900, 1, 5_000));
    expect(normalOf(short)).toEqual({ firstAudioMs: null, bargeInsPerMinute: null });
    expect(normalOf([call(900, 1)]).firstAudioMs).toBeNull();
  });
});
