/**
 * Runs the window in a plain browser on the stand-in bridge: `?scene=NAME`, see scenes.ts. For
 * pictures and measurements. Changes come as where the processor draws: everything that can change
 * of a call changes with every batch. With `&still` the clock stands, and nothing changes;
 * `&language=de` is the language of the window.
 */
import { SPARSE_PICTURE_MS } from '#model/drawing';
import type { ConsoleEvent } from '#model/events';
import { LANGUAGES } from '#model/language';
import { FakeBridge } from './fakeBridge';
import type { Installed } from './harnessWindow';
import { levelBatch } from './levelBatch';
import { columnAt, statesAt, turnsAt } from './madeUpTalk';
import { fillHistory, LIVE_EVENTS, recordLive } from './recordedCalls';
import { SCENES } from './scenes';

const COLUMN_MS = 20;
/** How often it is looked whether the window takes levels already, ms; those before are lost. */
const LOOK_MS = 20;

/** The moment at which everything stands still: 29 Nov 2026, 10:24 local time. */
const STILL_AT = new Date(2026, 10, 29, 10, 24).getTime();

const address = new URLSearchParams(location.search);
const still = address.has('still');
if (still) {
  Date.now = () => STILL_AT;
}
const scene = (SCENES[address.get('scene') ?? 'busy'] ?? SCENES['busy'])?.();

if (scene !== undefined) {
  const bridge = new FakeBridge(scene.snapshot);
  bridge.settings = (globalThis as Partial<Installed>).harnessSettings ?? [];
  fillHistory(bridge.history);
  recordLive(bridge.history, scene.snapshot.calls);
  bridge.timeline = { ...bridge.timeline, events: LIVE_EVENTS };
  bridge.language = LANGUAGES.find((each) => each === address.get('language')) ?? 'en';
  if (scene.loading === true) {
    bridge.hold('app:snapshot');
  }
  bridge.install();
  Object.defineProperty(window, 'fakeBridge', { value: bridge });
  const began = performance.now();
  const meters = scene.snapshot.calls
    .filter((call) => call.id in scene.talkMs)
    .map((call) => ({ call, sent: 0, turns: 0, last: '' }));
  const sendLevels = (): void => {
    const elapsedMs = still ? 0 : performance.now() - began;
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
  const sendEvents = (): void => {
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
      // What comes from another process is a copy, which takes its time.
      bridge.emit(...structuredClone(events));
    }
  };
  const looking = setInterval(() => {
    if (!bridge.levelsTaken) {
      return;
    }
    clearInterval(looking);
    sendLevels();
    if (!still) {
      setInterval(sendLevels, SPARSE_PICTURE_MS);
      setInterval(sendEvents, SPARSE_PICTURE_MS);
    }
  }, LOOK_MS);
}

void import('#window/main.tsx');
