import type { VoiceAgentFactory } from '#main/agent/voiceAgent';
import type { CallSource } from '#main/call/callLeg';
import { createFrameClock } from '#main/media/clock/frameClock';
import type { Log } from '#main/observability/log';
import { DemoAgentFactory } from './agent';
import { DemoCallSource } from './callSource';
import type { Random } from './random';
import { DemoTalks } from './talk';

/** What a demo needs. The same `random` numbers and clock give the same demo. */
type DemoOptions = {
  /** Numbers in [0, 1): Math.random, or seededRandom for a repeatable demo. */
  readonly random: Random;
  readonly log: Log;
};

/** Both ends of the demo's calls; what lies between them is the real pipeline. */
export type Demo = {
  /** Simulated callers. Their timer ends when the source is stopped and every leg is released. */
  readonly source: CallSource;
  /** Simulated voice agents, for the calls of `source`. */
  readonly agents: VoiceAgentFactory;
};

/**
 * Makes simulated callers and the simulated agents that answer them, on one 20 ms clock, without
 * network.
 */
export function createDemo({ random, log }: DemoOptions): Demo {
  const clock = createFrameClock(log);
  const talks = new DemoTalks();
  return {
    source: new DemoCallSource({ clock, random, talks, log }),
    agents: new DemoAgentFactory({ clock, random, talks }),
  };
}
