import type { PlannedReplay, ReplayCalls } from '#main/call/replayCalls';
import type { Log } from '#main/observability/log';
import type { HistoryStore } from '#main/store/historyStore';
import { ok, type Result } from '#main/util/result';
import type { CallId } from '#model/call';
import type { CallRecord } from '#model/history';
import { answerOf, type LookUp } from '#model/lookUp';
import type { Replay } from '#model/replay';
import { toolsIn, type Turn } from '#model/transcript';
import type { DeskCallSource } from './callSource';
import { ReplayParty } from './replayParty';

type ReplaysOptions = {
  readonly source: Pick<DeskCallSource, 'open'>;
  readonly history: Pick<HistoryStore, 'call' | 'putReplay'>;
  readonly log: Log;
};

/** Plays recorded calls again, and keeps what becomes of it with the original. */
export class Replays implements ReplayCalls {
  readonly #options: ReplaysOptions;

  constructor(options: ReplaysOptions) {
    this.#options = options;
  }

  play(replay: PlannedReplay): Result<CallId> {
    const { original, turnId, changes, profile, audio, before } = replay;
    const openedMs = performance.now();
    let begunMs = openedMs;
    const opened = this.#options.source.open({
      mark: { kind: 'replay', callId: original.call.id, turnId },
      past: {
        turns: before,
        lookUp: lookUpFor(original.lookUp, changes.voice === undefined),
        tools: toolsIn(original.turns),
      },
      profile,
      callerNumber: original.call.callerNumber,
      callerName: original.call.callerName,
      party: new ReplayParty({
        audio,
        onBegin: () => {
          begunMs = performance.now();
        },
        onOver: () => {
          if (opened.ok) {
            opened.value.hangUpByCaller();
          }
        },
      }),
      onOver: () => {
        // The call learns of its end in the same moment, and its record with it.
        queueMicrotask(() => {
          if (opened.ok) {
            const { callId } = opened.value.caller;
            void this.#keep(callId, replay, replay.fromMs - (begunMs - openedMs));
          }
        });
      },
    });
    return opened.ok ? ok(opened.value.caller.callId) : opened;
  }

  /** @param shiftMs From the times of the replay to those of the original. */
  async #keep(callId: CallId, replay: PlannedReplay, shiftMs: number): Promise<void> {
    const { history, log } = this.#options;
    const record = await history.call(callId);
    if (record.ok) {
      history.putReplay(replay.original.call.id, resultOf(record.value, replay, shiftMs));
    } else {
      log.warn({ callId, error: record.error }, 'result of a replay not kept');
    }
  }
}

/** What was looked up may name a voice: not where another one is tried. */
function lookUpFor(lookUp: LookUp | null, withVoice: boolean): LookUp | null {
  const answer = answerOf(lookUp);
  return withVoice || answer === null || lookUp?.state !== 'answered'
    ? lookUp
    : { ...lookUp, answer: { ...answer, voice: null } };
}

function resultOf(
  { call, turns }: CallRecord,
  { turnId, actor, changes, fromMs, untilMs }: PlannedReplay,
  shiftMs: number,
): Replay {
  const { id, startedAt, profileName, voice, model, endReason, metrics } = call;
  return {
    ...{ id, turnId, actor, changes, fromMs, untilMs, profileName, voice, model, endReason },
    at: startedAt,
    turns: turns.map((turn) => shiftedTurn(turn, shiftMs)),
    costUsd: metrics.costEstimateUsd,
  };
}

function shiftedTurn(turn: Turn, byMs: number): Turn {
  const { startMs, endMs } = turn;
  return { ...turn, startMs: startMs + byMs, endMs: endMs === null ? null : endMs + byMs };
}
