import { type AlertSeverity, isWorse } from '#model/alert';
import type { Reading, Verdict } from './judge';

/** A verdict that is new. */
export type Raise = { readonly reading: Reading; readonly verdict: Verdict; readonly at: number };

export type GateHandlers = {
  readonly raise: (raise: Raise) => void;
  readonly over: (reading: Reading) => void;
};

/** What was raised last of one signal and topic. */
type Raised = {
  readonly severity: AlertSeverity;
  readonly coolDownMs: number;
  /** `lasting`: its cause is still there. Else: no alike is raised before this moment. */
  readonly until: 'lasting' | number;
};

/**
 * Lets an alert through once: again when it gets worse, and otherwise only after its cool-down.
 * Moments are in epoch ms.
 */
export class AlertGate {
  readonly #handlers: GateHandlers;
  readonly #raised = new Map<string, Raised>();

  constructor(handlers: GateHandlers) {
    this.#handlers = handlers;
  }

  /**
   * A signal that lasts while its value is too high.
   * @param since When what is measured began.
   */
  lasts(reading: Reading, verdict: Verdict | null, now: number, since = now): void {
    const key = keyOf(reading);
    const raised = this.#raised.get(key);
    if (verdict === null) {
      if (raised?.until === 'lasting') {
        this.#raised.set(key, { ...raised, until: now + raised.coolDownMs });
        this.#handlers.over(reading);
      }
    } else if (isNews(raised, verdict, now)) {
      this.#raise({ reading, verdict, at: since }, 'lasting');
    }
  }

  /** A signal that happens and has no end. */
  happened(reading: Reading, verdict: Verdict | null, now: number): void {
    if (verdict !== null && isNews(this.#raised.get(keyOf(reading)), verdict, now)) {
      this.#raise({ reading, verdict, at: now }, now + verdict.coolDownMs);
    }
  }

  #raise(raise: Raise, until: Raised['until']): void {
    const { severity, coolDownMs } = raise.verdict;
    this.#raised.set(keyOf(raise.reading), { severity, coolDownMs, until });
    this.#handlers.raise(raise);
  }
}

function isNews(raised: Raised | undefined, { severity }: Verdict, now: number): boolean {
  return (
    raised === undefined ||
    isWorse(severity, raised.severity) ||
    (raised.until !== 'lasting' && now >= raised.until)
  );
}

function keyOf({ signal, topic }: Reading): string {
  return `${signal} ${topic}`;
}
