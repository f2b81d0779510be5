import { done } from '#main/util/result';
import type { CallId } from '#model/call';
import { type Actor, nameOf } from './actor';
import type { Deeds } from './deeds';

/** A walk through the calls that has not gone on for this long is over, ms. */
const OVER_MS = 60_000;

type Scan = {
  readonly actor: Actor;
  /** In the order in which they were heard, each once. */
  readonly calls: Set<CallId>;
  readonly timer: NodeJS.Timeout;
};

/**
 * Writes one audit entry for each walk of a supervisor through the calls, with the calls that they
 * heard: one for each stop would bury everything else.
 */
export class ScanTrail {
  readonly #deeds: Pick<Deeds, 'note'>;
  /** By the name of who walks. */
  readonly #scans = new Map<string, Scan>();

  constructor(deeds: Pick<Deeds, 'note'>) {
    this.#deeds = deeds;
  }

  /** They hear this call now. */
  heard(actor: Actor, callId: CallId): void {
    const name = nameOf(actor);
    const scan = this.#scans.get(name);
    clearTimeout(scan?.timer);
    const calls = scan?.calls ?? new Set();
    calls.add(callId);
    const timer = setTimeout(() => {
      this.end(actor);
    }, OVER_MS);
    this.#scans.set(name, { actor, calls, timer });
  }

  /** Their walk is over. Idempotent. */
  end(actor: Actor): void {
    const scan = this.#scans.get(nameOf(actor));
    if (scan !== undefined) {
      clearTimeout(scan.timer);
      this.#scans.delete(nameOf(actor));
      const params = { calls: [...scan.calls] };
      this.#deeds.note(scan.actor, { action: 'calls.scan', callId: null, params }, done);
    }
  }
}
