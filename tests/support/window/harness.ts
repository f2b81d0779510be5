/**
 * Runs the window in a plain browser on the stand-in bridge: `?scene=NAME`, see scenes.ts. For
 * pictures and measurements.
 */
import type { ConsoleEvent } from '#model/events';
import { LEVEL_BATCH_MS } from '#model/levels';
import { FakeBridge } from './fakeBridge';
import { levelBatch } from './levelBatch';
import { columnAt, statesAt, turnsAt } from './madeUpTalk';
import { fillHistory } from './recordedCalls';
import { SCENES } from './scenes';

const COLUMN_MS = 20;
const EVENTS_EVERY_MS = 100;
/** Time the window takes to subscribe; levels sent before are lost. */
const HEAD_START_MS = 300;

const sceneName = new URLSearchParams(location.search).get('scene') ?? 'busy';
const scene = (SCENES[sceneName] ?? SCENES['busy'])?.();

if (scene !== undefined) {
  const bridge = new FakeBridge(scene.snapshot);
  bridge.settings = scene.settings;
  fillHistory(bridge.history);
  bridge.install();
  Object.defineProperty(window, 'fakeBridge', { value: bridge });
  const began = performance.now();
  const meters = scene.snapshot.calls
    .filter((call) => call.id in scene.talkMs)
    .map((call) => ({ call, sent: 0, turns: 0, last: '' }));
  const sendLevels = (): void => {
    const elapsedMs = performance.now() - began;
    bridge.emitLevels(
      levelBatch(
        meters.map((meter) => {
          const until = Math.floor(((scene.talkMs[meter.call.id] ?? 0) + elapsedMs) / COLUMN_MS);
          const firstColumn = meter.sent === 0 ? Math.max(0, until - 1100) : meter.sent;
          meter.sent = until;
          const columns = Array.from({ length: until - firstColumn }, (_, index) =>
            columnAt((firstColumn + index) * COLUMN_MS, meter.call.meterId),
          );
          return { meterId: meter.call.meterId, firstColumn, columns };
        }),
      ),
    );
  };
  setTimeout(() => {
    setInterval(sendLevels, LEVEL_BATCH_MS);
  }, HEAD_START_MS);
  setInterval(() => {
    const elapsedMs = performance.now() - began;
    const events = meters.flatMap((meter): ConsoleEvent[] => {
      const at = (scene.talkMs[meter.call.id] ?? 0) + elapsedMs;
      const call = {
        ...meter.call,
        ...statesAt(at),
        metrics: { ...meter.call.metrics, framesIn: Math.round(at / COLUMN_MS) },
      };
      const turns = turnsAt(at).slice(-2);
      return [
        { type: 'callChanged', call },
        ...turns.map((turn) => ({ type: 'turnChanged', callId: call.id, turn }) as const),
      ];
    });
    if (events.length > 0) {
      bridge.emit(...events);
    }
  }, EVENTS_EVERY_MS);
}

void import('#window/main.tsx');
