/** Tries rules on recorded calls: what they would have raised, had they been in force. */
import { AlertGate } from '#main/call/talk/attention/gate';
import { judge, type Reading } from '#main/call/talk/attention/judge';
import type { ProfileNormal } from '#main/call/talk/attention/normal';
import { RecentTimes } from '#main/call/talk/attention/signals/recentTimes';
import { SpokenSignals } from '#main/call/talk/attention/signals/spokenSignals';
import type { HistoryStore } from '#main/store/historyStore';
import { ok, type Result } from '#main/util/result';
import {
  type AlertRules,
  type AlertTrial,
  MAX_TRIAL_CALLS,
  TRIAL_CALLS_SHOWN,
  type TriedAlert,
  type TriedCall,
} from '#model/alertRules';
import type { CallRecord, RecordedCall, RecordedEvent } from '#model/history';
import { MAX_HISTORY_PAGE } from '#model/limits';

const DAY_MS = 86_400_000;

export type TryAlertRules = (rules: AlertRules, days: number) => Promise<Result<AlertTrial>>;

export type AlertTrialParts = {
  readonly history: Pick<HistoryStore, 'search' | 'call'>;
  readonly normalOf: (profileId: string) => ProfileNormal;
  /** BCP 47 tag of a profile's calls; empty: any. */
  readonly languageOf: (profileId: string) => string;
  /** Epoch ms. */
  readonly now: () => number;
};

/** Fails as the record does. The calls are read one by one: those that go on come first. */
export function createAlertTrial(parts: AlertTrialParts): TryAlertRules {
  return async (rules, days) => {
    const listed = await newestCalls(parts, days);
    if (!listed.ok) {
      return listed;
    }
    const { calls, cut } = listed.value;
    const found: TriedCall[] = [];
    for (const { id } of calls) {
      const record = await parts.history.call(id);
      // One that was deleted meanwhile is none.
      const alerts = record.ok ? alertsIn(record.value, rules, parts) : [];
      if (record.ok && alerts.length > 0) {
        found.push(triedCall(record.value.call, alerts));
      }
    }
    return ok(trialOf(days, calls.length, cut, found));
  };
}

async function newestCalls(
  { history, now }: AlertTrialParts,
  days: number,
): Promise<Result<{ readonly calls: readonly RecordedCall[]; readonly cut: boolean }>> {
  const from = now() - days * DAY_MS;
  const calls: RecordedCall[] = [];
  let cursor: string | null = '';
  while (cursor !== null && calls.length < MAX_TRIAL_CALLS) {
    const page = await history.search({
      from,
      limit: MAX_HISTORY_PAGE,
      ...(cursor === '' ? {} : { cursor }),
    });
    if (!page.ok) {
      return page;
    }
    calls.push(...page.value.hits.map(({ call }) => call));
    cursor = page.value.next;
  }
  return ok({ calls, cut: cursor !== null });
}

/** What the rules would have raised in a recorded call, in the order of its seconds. */
function alertsIn(
  { call, turns, events }: CallRecord,
  rules: AlertRules,
  { normalOf, languageOf }: Pick<AlertTrialParts, 'normalOf' | 'languageOf'>,
): readonly TriedAlert[] {
  const normal = normalOf(call.profileId);
  const alerts: TriedAlert[] = [];
  const gate = new AlertGate({
    raise: ({ reading, verdict, at }) => {
      const { signal, topic, turnId } = reading;
      const { severity, phrase } = verdict;
      alerts.push({ signal, topic, severity, phrase, atMs: at, turnId });
    },
    over: () => undefined,
  });
  const spoken = new SpokenSignals(
    () => languageOf(call.profileId),
    () => rules,
  );
  for (const turn of turns) {
    for (const reading of spoken.read(turn)) {
      gate.happened(reading, judge(reading, rules, normal), turn.startMs);
    }
  }
  for (const { reading, atMs } of [...slowAnswers(turns), ...bargeInsIn(events)]) {
    gate.happened(reading, judge(reading, rules, normal), atMs);
  }
  return alerts.sort((one, other) => one.atMs - other.atMs);
}

type Measured = { readonly reading: Reading; readonly atMs: number };

function slowAnswers(turns: CallRecord['turns']): readonly Measured[] {
  return turns.flatMap(({ id, startMs, timeToFirstAudioMs }) =>
    timeToFirstAudioMs === null
      ? []
      : [
          {
            reading: {
              signal: 'slow-answer',
              topic: '',
              value: timeToFirstAudioMs / 1_000,
              what: '',
              turnId: id,
            },
            atMs: startMs - timeToFirstAudioMs,
          },
        ],
  );
}

function bargeInsIn(events: readonly RecordedEvent[]): readonly Measured[] {
  const times = new RecentTimes();
  return events
    .filter(({ kind }) => kind === 'barge-in')
    .map(({ atMs, phrase }) => {
      const { params } = phrase;
      times.add(atMs, 'times' in params ? Number(params.times) : 1);
      const value = times.count(atMs);
      return {
        reading: { signal: 'barge-ins', topic: '', value, what: '', turnId: null },
        atMs,
      };
    });
}

function triedCall(call: RecordedCall, alerts: readonly TriedAlert[]): TriedCall {
  const { id, startedAt, callerNumber, callerName, profileName } = call;
  return { callId: id, startedAt, callerNumber, callerName, profileName, alerts };
}

function trialOf(
  days: number,
  calls: number,
  cut: boolean,
  found: readonly TriedCall[],
): AlertTrial {
  const all = found.flatMap(({ alerts }) => alerts);
  const counts = new Map<string, AlertTrial['counts'][number]>();
  for (const { signal, topic } of all) {
    const key = `${signal} ${topic}`;
    counts.set(key, { signal, topic, times: (counts.get(key)?.times ?? 0) + 1 });
  }
  return {
    ...{ days, calls, cut, alerts: all.length },
    counts: [...counts.values()].sort((one, other) => other.times - one.times),
    found: found.slice(0, TRIAL_CALLS_SHOWN),
  };
}
