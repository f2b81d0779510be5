import { type CallAlert, isWorse } from '#model/alert';
import type { OpenAlert } from './openAlerts';

const keyOf = ({ callId, alert }: OpenAlert): string => `${callId} ${alert.id}`;

/** Tells which open alerts are new, or have got worse, since the last look. */
export class NewAlerts {
  #known: ReadonlyMap<string, CallAlert> | null = null;

  /** What is open when the window opens is news to nobody. */
  since(open: readonly OpenAlert[]): readonly OpenAlert[] {
    const known = this.#known;
    this.#known = new Map(open.map((each) => [keyOf(each), each.alert]));
    if (known === null) {
      return [];
    }
    return open.filter((each) => {
      const before = known.get(keyOf(each));
      return before === undefined || isWorse(each.alert.severity, before.severity);
    });
  }
}
