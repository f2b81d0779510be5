import { describe, expect, it } from 'vitest';
import { type CallInput, noticeOf, reduce } from '#main/call/life/callReducer';
import { type CallValue, firstValue, project } from '#main/call/life/callValue';
import { type CallAlert, foremostAlert, needsAttention } from '#model/alert';
import { DEFAULT_ALERT_RULES, type TroubleRules } from '#model/alertRules';
import { EMPTY_METRICS } from '#model/metrics';
import { phrase } from '#model/phrases/phrase';
import { aNudge } from '#support/nudges';

function aValue(callId = 'call-1'): CallValue {
  return firstValue({
    caller: {
      callId,
      callerNumber: '100',
      callerName: '',
      dialedNumber: '1000',
      profileId: 'default',
      direction: 'inbound',
      adopted: false,
      demo: false,
      trial: null,
    },
    meterId: 1,
    settings: {
      profileId: 'default',
      profileName: 'Default',
      model: '',
      voice: 'Puck',
      bargeIn: 'immediate',
      disclosure: '',
      lookUp: null,
    },
    hasAgent: true,
    sharedLine: false,
    origin: { startedAt: 1, answeredAt: 2 },
  });
}

function step(
  value: CallValue,
  input: CallInput,
  now: number,
  trouble: TroubleRules = DEFAULT_ALERT_RULES.trouble,
): CallValue {
  return reduce(value, input, { now, trouble });
}

function after(...inputs: readonly (readonly [input: CallInput, now: number])[]): CallValue {
  return inputs.reduce((value, [input, now]) => step(value, input, now), aValue());
}

function alertsOf(value: CallValue): readonly CallAlert[] {
  return project(value).alerts;
}

const noticed = (severity: 'info' | 'warn' | 'danger', text = 'No audio.'): CallInput =>
  noticeOf('media', severity, phrase('text', { text }));

const silence = (severity: CallAlert['severity'], at: number, turnId = 3): CallInput => ({
  type: 'alert',
  alert: {
    signal: 'both-silent',
    topic: '',
    severity,
    phrase: phrase('text', { text: 'Silence' }),
    at,
    turnId,
    sound: true,
  },
});

const seen = (alertId: string): CallInput => ({ type: 'acknowledged', alertId, by: 'window:ann' });

describe('the alerts of a call', () => {
  it('has one for a notice that warns, until the notice is gone', () => {
    const shown = after([noticed('warn'), 10]);
    expect(alertsOf(shown)).toMatchObject([{ signal: 'media', severity: 'warn', over: null }]);
    const over = step(shown, { type: 'notice-over', kind: 'media' }, 25);
    expect(alertsOf(over)).toMatchObject([{ signal: 'media', over: 25 }]);
  });

  it('has none for a notice that only informs, and ends with it', () => {
    expect(alertsOf(after([noticed('info'), 10]))).toEqual([]);
    expect(alertsOf(after([noticed('warn'), 10], [noticed('info'), 30]))).toMatchObject([
      { over: 30 },
    ]);
  });

  it('goes on as the same alert while its cause lasts, with the newest words and their second', () => {
    const [first] = alertsOf(after([silence('warn', 10), 10]));
    const [second] = alertsOf(after([silence('warn', 10), 10], [silence('danger', 50, 7), 50]));
    expect(first).toMatchObject({ since: 10, at: 10, turnId: 3 });
    expect(second).toMatchObject({ id: first?.id, since: 10, at: 50, turnId: 7 });
    expect(second).toMatchObject({ severity: 'danger' });
  });

  it('is a new one when its cause comes back, beside that which is over', () => {
    const about = { signal: 'both-silent', topic: '' } as const;
    const value = after(
      [silence('warn', 10), 10],
      [{ type: 'alert-over', about }, 20],
      [silence('warn', 30), 30],
    );
    expect(alertsOf(value)).toMatchObject([
      { id: 'both-silent@10', over: 20 },
      { id: 'both-silent@30', at: 30, over: null },
    ]);
    expect(alertsOf(step(value, { type: 'alert-over', about }, 40))).toMatchObject([
      { over: 20 },
      { over: 40 },
    ]);
  });

  it('names who acknowledged it, and calls no longer for attention', () => {
    const value = after([silence('warn', 10), 10], [seen('both-silent@10'), 15]);
    expect(alertsOf(value)).toMatchObject([
      { acknowledged: { by: 'window:ann', at: 15 }, over: null },
    ]);
    expect(foremostAlert(alertsOf(value))).toBeNull();
  });

  it('stays with whoever acknowledged it first', () => {
    const value = after([silence('warn', 10), 10], [seen('both-silent@10'), 15]);
    expect(step(value, seen('both-silent@10'), 20)).toBe(value);
    expect(step(value, seen('media@1'), 20)).toBe(value);
  });

  it('calls for attention again when it gets worse', () => {
    const value = after(
      [silence('warn', 10), 10],
      [seen('both-silent@10'), 15],
      [silence('danger', 40), 40],
    );
    expect(alertsOf(value).map(needsAttention)).toEqual([true]);
  });

  it('has what a rule of the profile did, which is over once it is acknowledged', () => {
    const value = after([{ type: 'nudge', nudge: aNudge({ at: 7 }) }, 7]);
    const [alert] = alertsOf(value);
    expect(alert).toMatchObject({ signal: 'nudge', topic: aNudge().reason, over: null });
    const [done] = alertsOf(step(value, seen(alert?.id ?? ''), 9));
    expect(done).toMatchObject({ over: 9, acknowledged: { by: 'window:ann', at: 9 } });
  });

  it('takes the notice of a long call away once it is acknowledged', () => {
    const long = noticeOf('long-call', 'warn', phrase('alert.long-call', { minutes: 30 }));
    const value = after([long, 10]);
    const [alert] = alertsOf(value);
    expect(project(step(value, seen(alert?.id ?? ''), 20)).notices).toEqual([]);
    expect(project(value).notices).toHaveLength(1);
  });

  it('is over when the call ends, whether or not somebody has seen it', () => {
    const end = {
      type: 'ended',
      reason: 'caller-hung-up',
      at: 90,
      metrics: EMPTY_METRICS,
    } as const;
    expect(alertsOf(after([silence('warn', 10), 10], [end, 90]))).toMatchObject([
      { over: 90, acknowledged: null },
    ]);
  });

  it('is looked at in the order of severity, then of age', () => {
    const value = after(
      [noticed('warn'), 5],
      [silence('danger', 10), 10],
      [{ type: 'nudge', nudge: aNudge({ severity: 'danger', at: 12 }) }, 12],
    );
    expect(foremostAlert(alertsOf(value))?.signal).toBe('both-silent');
  });

  it('forgets the oldest when there are very many', () => {
    const inputs = Array.from(
      { length: 60 },
      (_, at) => [{ type: 'nudge', nudge: aNudge({ reason: `r${String(at)}`, at }) }, at] as const,
    );
    const alerts = alertsOf(after(...inputs));
    expect(alerts).toHaveLength(40);
    expect(alerts.at(-1)?.topic).toBe('r59');
  });

  it('keeps what still calls for somebody when there are very many that do not', () => {
    const about = { signal: 'both-silent', topic: '' } as const;
    const past = Array.from({ length: 60 }, (_, at): [CallInput, number][] => [
      [silence('warn', at), at],
      [{ type: 'alert-over', about }, at],
    ]);
    const alerts = alertsOf(after([noticed('danger'), 0], ...past.flat()));
    expect(alerts).toHaveLength(40);
    expect(foremostAlert(alerts)?.signal).toBe('media');
  });
});

describe('the sound of trouble', () => {
  const rules = (rule: Partial<TroubleRules['media']>): TroubleRules => ({
    ...DEFAULT_ALERT_RULES.trouble,
    media: { sound: true, coolDownSeconds: 60, ...rule },
  });
  const again = (severity: 'warn' | 'danger', afterMs: number, trouble = rules({})) => {
    const first = step(aValue(), noticed('warn'), 0, trouble);
    const over = step(first, { type: 'notice-over', kind: 'media' }, 1_000, trouble);
    return alertsOf(step(over, noticed(severity), 1_000 + afterMs, trouble));
  };

  it('is heard the first time, unless its rule says otherwise', () => {
    expect(alertsOf(step(aValue(), noticed('warn'), 0, rules({})))).toMatchObject([
      { sound: true },
    ]);
    expect(alertsOf(step(aValue(), noticed('danger'), 0, rules({ sound: false })))).toMatchObject([
      { sound: false, over: null },
    ]);
  });

  it('is not heard again until it has cooled down, but seen', () => {
    expect(again('warn', 59_999)).toMatchObject([{ sound: false, over: null, acknowledged: null }]);
    expect(again('warn', 60_000)).toMatchObject([{ sound: true, over: null }]);
    expect(again('warn', 1, rules({ coolDownSeconds: 0 }))).toMatchObject([{ sound: true }]);
  });

  it('is heard at once when it is a danger, or becomes one', () => {
    expect(again('danger', 5)).toMatchObject([{ sound: true, severity: 'danger' }]);
    const lost = step(aValue(), noticed('danger'), 0);
    const back = step(lost, { type: 'notice-over', kind: 'media' }, 10);
    expect(alertsOf(step(back, noticed('danger'), 20))).toMatchObject([{ sound: true }]);
    const silent = step(aValue(), noticed('warn'), 0);
    const over = step(silent, { type: 'notice-over', kind: 'media' }, 10);
    const cooling = step(over, noticed('warn'), 20);
    expect(alertsOf(cooling)).toMatchObject([{ sound: false }]);
    expect(alertsOf(step(cooling, noticed('danger'), 30))).toMatchObject([{ sound: true }]);
  });
});

describe('a call that plays another one again', () => {
  it('calls for nobody, for nobody is on its line', () => {
    const replay = step(aValue('replay-1'), noticed('danger'), 5);
    expect(alertsOf(step(replay, silence('warn', 6), 6))).toEqual([]);
  });
});
