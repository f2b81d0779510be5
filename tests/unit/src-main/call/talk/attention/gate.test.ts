import { beforeEach, describe, expect, it } from 'vitest';
import { AlertGate } from '#main/call/talk/attention/gate';
import { judge, type Reading } from '#main/call/talk/attention/judge';
import { NOTHING_NORMAL, type ProfileNormal } from '#main/call/talk/attention/normal';
import { type AlertRules, DEFAULT_ALERT_RULES, type GradedSignal } from '#model/alertRules';
import { wordsOf } from '#model/phrases/phrase';

const reading = (
  signal: Reading['signal'],
  value: number,
  change: Partial<Reading> = {},
): Reading => ({
  signal,
  topic: '',
  value,
  what: '',
  turnId: null,
  ...change,
});

function verdict(signal: GradedSignal, value: number, normal: ProfileNormal = NOTHING_NORMAL) {
  return judge(reading(signal, value), DEFAULT_ALERT_RULES, normal);
}

describe('the rules', () => {
  it.each([
    ['slow-answer', 1.9, null],
    ['slow-answer', 2, 'warn'],
    ['slow-answer', 4, 'danger'],
    ['both-silent', 14.5, null],
    ['both-silent', 15, 'warn'],
    ['both-silent', 30, 'danger'],
    ['barge-ins', 2, null],
    ['barge-ins', 3, 'warn'],
    ['raised-voice', 8, 'warn'],
    ['packet-loss', 4.9, null],
    ['packet-loss', 5.1, 'warn'],
    ['tool-errors', 1, 'warn'],
    ['asks-for-person', 2, 'danger'],
    ['repeated-question', 1, 'warn'],
  ] as const)('make of %s at %d: %s', (signal, value, severity) => {
    expect(verdict(signal, value)?.severity ?? null).toBe(severity);
  });

  it('do not alert of a wait that is normal for the profile', () => {
    const slow: ProfileNormal = { firstAudioMs: 1_800, bargeInsPerMinute: 2 };
    expect(verdict('slow-answer', 3.5, slow)).toBeNull();
    expect(verdict('slow-answer', 3.6, slow)?.severity).toBe('warn');
    expect(verdict('barge-ins', 3, slow)).toBeNull();
    expect(verdict('barge-ins', 4, slow)?.severity).toBe('warn');
  });

  it('warn of a slow profile before they call it a danger', () => {
    const slow: ProfileNormal = { firstAudioMs: 2_500, bargeInsPerMinute: 3 };
    expect(verdict('slow-answer', 4.9, slow)).toBeNull();
    expect(verdict('slow-answer', 5, slow)?.severity).toBe('warn');
    expect(verdict('slow-answer', 9.9, slow)?.severity).toBe('warn');
    expect(verdict('slow-answer', 10, slow)?.severity).toBe('danger');
    expect(verdict('barge-ins', 6, slow)?.severity).toBe('warn');
    expect(verdict('barge-ins', 12, slow)?.severity).toBe('danger');
  });

  it('go by the rule where the profile is quicker than it', () => {
    const quick: ProfileNormal = { firstAudioMs: 600, bargeInsPerMinute: 0 };
    expect(verdict('slow-answer', 1.9, quick)).toBeNull();
    expect(verdict('slow-answer', 2, quick)?.severity).toBe('warn');
    expect(verdict('slow-answer', 4, quick)?.severity).toBe('danger');
  });

  it('name the reason, with what is usual where that is known', () => {
    const normal: ProfileNormal = { firstAudioMs: 1_100, bargeInsPerMinute: null };
    expect(
      wordsOf(
        verdict('slow-answer', 4.21, normal)?.phrase ?? { code: 'text', params: { text: '' } },
      ),
    ).toBe('The caller has waited 4.2 s for an answer. Usual with this profile: 1.1 s.');
  });

  it('are silent where a signal is off', () => {
    const { signals } = DEFAULT_ALERT_RULES;
    const off: AlertRules = {
      ...DEFAULT_ALERT_RULES,
      signals: { ...signals, 'both-silent': { ...signals['both-silent'], on: false } },
    };
    expect(judge(reading('both-silent', 60), off, NOTHING_NORMAL)).toBeNull();
  });

  it('know no keyword whose rule is gone', () => {
    const said = reading('keyword', 1, { topic: 'Refund' });
    expect(judge(said, DEFAULT_ALERT_RULES, NOTHING_NORMAL)).toBeNull();
  });
});

describe('the gate', () => {
  let told: string[];
  let gate: AlertGate;

  beforeEach(() => {
    told = [];
    gate = new AlertGate({
      raise: ({ verdict: { severity }, at }) => told.push(`${severity} ${String(at)}`),
      over: () => told.push('over'),
    });
  });

  const silence = (seconds: number, now: number): void => {
    gate.lasts(reading('both-silent', seconds), verdict('both-silent', seconds), now);
  };

  it('lets through once, once more when it is worse, and the end', () => {
    [1, 15, 16, 29, 30, 31, 0, 0].forEach((seconds, at) => {
      silence(seconds, at);
    });
    expect(told).toEqual(['warn 1', 'danger 4', 'over']);
  });

  it('does not come back within the cool-down, unless it is worse', () => {
    silence(15, 0);
    silence(0, 1_000);
    silence(15, 60_999);
    expect(told).toEqual(['warn 0', 'over']);
    silence(30, 60_999);
    expect(told.at(-1)).toBe('danger 60999');
  });

  it('comes back after the cool-down', () => {
    silence(15, 0);
    silence(0, 1_000);
    silence(15, 61_000);
    expect(told).toEqual(['warn 0', 'over', 'warn 61000']);
  });

  it('lets what happened through with a cool-down of its own', () => {
    const asks = (times: number, now: number): void => {
      gate.happened(reading('tool-errors', times), verdict('tool-errors', times), now);
    };
    asks(1, 0);
    asks(2, 10_000);
    asks(3, 20_000);
    asks(4, 30_000);
    asks(5, 80_000);
    expect(told).toEqual(['warn 0', 'danger 20000', 'danger 80000']);
  });

  it('keeps signals and topics apart', () => {
    silence(15, 0);
    gate.lasts(reading('packet-loss', 6), verdict('packet-loss', 6), 0);
    expect(told).toHaveLength(2);
  });
});
