/**
 * Entry of the model's thread: answers the hops of all calls. Hops that wait at the same time share
 * a run.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { messageOf } from '#main/util/errors';
import { delay } from '#main/util/timeout';
import { HopRing } from './hopRing';
import type { SileroReply, SileroRequest, SileroWorkerData } from './messages';
import { openStream, SileroModel, type SileroStream } from './model';

/**
 * Shortest time from the beginning of one run to that of the next, ms. With few calls a hop is
 * answered when it comes. With many calls, the hops of a few milliseconds share a run, which costs
 * far less than a run for each.
 */
const RUN_INTERVAL_MS = 5;

const { model: file, bell: bellMemory } = workerData as SileroWorkerData;
const bell = new Int32Array(bellMemory);
const streams = new Map<number, SileroStream>();
let model: SileroModel | null = null;
let running = false;

function say(reply: SileroReply): void {
  parentPort?.postMessage(reply);
}

/** Answers hops until there are none left. */
async function work(loaded: SileroModel): Promise<void> {
  for (;;) {
    Atomics.store(bell, 0, 0);
    const startMs = performance.now();
    if ((await loaded.answer([...streams.values()])) === 0) {
      return;
    }
    say({ kind: 'answered' });
    const restMs = RUN_INTERVAL_MS - (performance.now() - startMs);
    // A timer may be late by a millisecond: a wait shorter than that is not worth it.
    await delay(Math.max(0, Math.floor(restMs)));
  }
}

async function wake(): Promise<void> {
  if (model === null || running) {
    return;
  }
  running = true;
  await work(model);
  running = false;
}

parentPort?.on('message', (request: SileroRequest) => {
  switch (request.kind) {
    case 'open':
      streams.set(request.id, openStream(new HopRing(request.memory)));
      break;
    case 'close':
      streams.delete(request.id);
      break;
    case 'wake':
      void wake();
      break;
    case 'end':
      streams.clear();
      parentPort?.close();
  }
});

try {
  model = await SileroModel.load(file);
  say({ kind: 'ready' });
} catch (error) {
  say({ kind: 'unusable', message: messageOf(error) });
}
