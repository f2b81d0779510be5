import { vi } from 'vitest';
import { CallManager } from '#main/call/callManager';
import { CallStore } from '#main/call/callStore';
import { createDemo } from '#main/demo/createDemo';
import { seededRandom } from '#main/demo/random';
import { createFrameClock } from '#main/media/clock/frameClock';
import { energyEngine } from '#main/media/vad/energyVad';
import { HealthBoard } from '#main/program/healthBoard';
import { cordboardError } from '#main/util/errors';
import { fail, ok } from '#main/util/result';
import type { Call } from '#model/call';
import type { Turn } from '#model/transcript';
import { USUAL_ATTENTION } from '#support/call/attention';
import { NO_TOOLS } from '#support/call/sessionBench';
import { CALM } from '#support/call/talkBench';
import { noAnswer } from '#support/lookUps';
import { saying } from '#support/phrases';
import { createTestLog } from './testLog';

/**
 * The demo with the real call pipeline between its ends, and a record of what the window would get.
 */
export function startDemo(seed: number, autoAnswer = true) {
  const { log, complaints } = createTestLog();
  const demo = createDemo({ random: seededRandom(seed), log });
  const store = new CallStore(new HealthBoard('demo', '0.0.0', () => undefined).health);
  const manager = new CallManager({
    source: demo.source,
    agents: demo.agents,
    vad: energyEngine,
    clock: createFrameClock(log),
    settingsFor: () => () => ({ ...CALM, voice: 'Kore', autoAnswer, maxCallMs: 3_600_000 }),
    createTools: () => NO_TOOLS,
    replayTools: () => () => NO_TOOLS,
    findEarlierCalls: () => Promise.resolve([]),
    askLookUp: noAnswer,
    storedCall: () => Promise.resolve(ok(null)),
    onMessage: () => undefined,
    onRuleDeed: () => undefined,
    attention: USUAL_ATTENTION,
    estimateCost: () => 0,
    startRecording: () =>
      Promise.resolve(
        fail(cordboardError('internal', saying('Nothing is recorded in this test.'))),
      ),
    onAgentLink: () => undefined,
    record: null,
    store,
    log,
  });
  const calls = new Map<string, Call>();
  const states = new Set<string>();
  const turns = new Map<string, Turn>();
  manager.onBatch(({ events }) => {
    for (const event of events) {
      if (event.type === 'callAdded' || event.type === 'callChanged') {
        calls.set(event.call.id, event.call);
        states.add(event.call.state);
      } else if (event.type === 'turnChanged') {
        turns.set(`${event.callId} ${event.turn.id}`, event.turn);
      }
    }
  });
  manager.start();
  const stop = async (): Promise<void> => {
    const stopped = manager.stop('fallback');
    await vi.advanceTimersByTimeAsync(500);
    await stopped;
    store.close();
  };
  return { manager, calls, states, turns, complaints, stop };
}
