/** Decides, before a call begins, what its caller will say and do. */
import { between, chance, type Random } from './random';
import { type BargeIn, type Exchange, HOLD_ON, type Scenario } from './script';

/** One thing the caller says, and what goes with it. Times in ms. */
export type CallStep = {
  readonly line: string;
  /** What the agent is to answer. */
  readonly reply: string;
  /** Keys pressed before the line; empty when none. */
  readonly keys: string;
  /** How long the caller waits before the line once the agent is silent. */
  readonly pauseMs: number;
  /** The caller breaks in after having heard this much of the answer. */
  readonly bargeIn: (BargeIn & { readonly afterMs: number }) | null;
  /** After the answer the call is put on hold for this long; 0: it is not. */
  readonly holdMs: number;
  /** The caller hangs up after this much of the answer; null: hears it to its end. */
  readonly hangUpAfterMs: number | null;
};

/** People answer after about 0.5 to 1.1 s; now and then one thinks for long. */
const PAUSE_MS = [500, 1_100] as const;
const LONG_PAUSE_MS = [5_000, 10_000] as const;

const HOLD_MS = [4_000, 9_000] as const;

/** How much of an answer is heard before it is cut, ms. */
const INTERRUPT_AFTER_MS = [1_200, 3_200] as const;

const CHANCE = { interrupt: 0.55, longPause: 0.08, hold: 0.25, impatient: 0.1 } as const;

/**
 * Plans one call.
 *
 * @param followUps What comes before the goodbye of a long call, in order; empty for a short call.
 */
export function planCall(
  scenario: Scenario,
  followUps: readonly (readonly Exchange[])[],
  random: Random,
): CallStep[] {
  const { exchanges: own } = scenario;
  const exchanges = [...own.slice(0, -1), ...followUps.flat(), ...own.slice(-1)];
  const holdAt = chance(random, CHANCE.hold)
    ? 1 + Math.floor(random() * (exchanges.length - 2))
    : -1;
  const impatient = chance(random, CHANCE.impatient);
  const steps: CallStep[] = [];
  exchanges.forEach((exchange, index) => {
    steps.push(stepOf(exchange, random));
    if (index === holdAt) {
      steps.push({ ...stepOf(HOLD_ON, random), holdMs: between(random, ...HOLD_MS) });
    }
  });
  const last = steps.length - 1;
  return steps.map((step, index) =>
    impatient && index === last - 1
      ? { ...step, bargeIn: null, hangUpAfterMs: between(random, ...INTERRUPT_AFTER_MS) }
      : step,
  );
}

function stepOf(exchange: Exchange, random: Random): CallStep {
  const { bargeIn } = exchange;
  const [shortest, longest] = chance(random, CHANCE.longPause) ? LONG_PAUSE_MS : PAUSE_MS;
  return {
    line: exchange.caller,
    reply: exchange.agent,
    keys: exchange.keys ?? '',
    pauseMs: between(random, shortest, longest),
    bargeIn:
      bargeIn !== undefined && chance(random, CHANCE.interrupt)
        ? { ...bargeIn, afterMs: between(random, ...INTERRUPT_AFTER_MS) }
        : null,
    holdMs: 0,
    hangUpAfterMs: null,
  };
}
