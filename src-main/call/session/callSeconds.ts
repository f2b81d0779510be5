/**
 * What is done in a live call once a second: its figures are published, and the rules of time are
 * checked.
 */
import type { Log } from '#main/observability/log';
import type { Result } from '#main/util/result';
import type { CallCommand } from '#model/commands';
import type { CallSettings } from '../callSettings';
import type { CallContent } from '../content/callContent';
import { type Due, dueFor } from '../life/absence';
import type { LiveCall } from '../liveCall';
import { supervisorLeft } from '../talk/prompts';
import type { CallHeadset } from './callHeadset';
import type { CallLimit } from './callLimit';
import { MetricTrend } from './metricTrend';

const SECOND_MS = 1_000;

export type CallSecondsParts = {
  readonly liveCall: LiveCall;
  readonly content: CallContent;
  readonly headset: Pick<CallHeadset, 'microphoneMs'>;
  readonly limit: CallLimit;
  readonly settings: () => CallSettings;
  readonly command: (command: CallCommand) => Promise<Result<void>>;
  /** Aborts when the call ends. */
  readonly over: AbortSignal;
  readonly log: Log;
};

export class CallSeconds {
  /** How the figures of the call went. */
  readonly trend = new MetricTrend();
  readonly #parts: CallSecondsParts;
  #timer: NodeJS.Timeout | null = null;

  constructor(parts: CallSecondsParts) {
    this.#parts = parts;
  }

  /** The call is live. @param liveMs For how long already, before a restart of the program. */
  begin(liveMs: number): void {
    const liveSinceMs = performance.now() - liveMs;
    this.#timer = setInterval(() => {
      this.#passed(performance.now() - liveSinceMs);
    }, SECOND_MS);
  }

  /** Idempotent. */
  end(): void {
    clearInterval(this.#timer ?? undefined);
  }

  #passed(liveMs: number): void {
    const { liveCall, content, headset, limit, settings } = this.#parts;
    content.secondPassed();
    const { metrics } = content;
    liveCall.update({ metrics });
    this.trend.note(metrics, Date.now() - liveCall.call.startedAt);
    const nowMs = performance.now();
    liveCall.input({ type: 'tick', atMs: nowMs });
    const due = dueFor(liveCall.value, {
      nowMs,
      microphoneMs: headset.microphoneMs,
      holdLimitMs: settings().holdLimitMs,
    });
    for (const one of due) {
      void this.#doDue(one);
    }
    limit.elapsed(liveMs);
  }

  /**
   * Does for a forgotten caller what their supervisor should have done, and then says so: nothing
   * is said of what Asterisk refuses, or a supervisor has undone meanwhile.
   */
  async #doDue({ command, kind, notice }: Due): Promise<void> {
    const { liveCall, content, over, log } = this.#parts;
    log.warn({ command: command.kind, code: notice.code }, 'the supervisor is gone');
    const obeyed = await this.#parts.command(command);
    const undone = command.kind === 'resume' && liveCall.value.wishes.held;
    if (!obeyed.ok || undone || over.aborted) {
      return;
    }
    liveCall.notice(kind, 'warn', notice);
    if (command.kind === 'handBack') {
      // The agent must speak, not only listen.
      content.talk?.promptAgent(supervisorLeft());
    }
  }
}
