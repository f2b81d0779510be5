/**
 * Runs the window in a plain browser on the stand-in bridge: `?scene=NAME`, see scenes.ts. For
 * pictures and measurements. Changes come as where the processor draws: everything that can change
 * of a call changes with every batch. With `&still` the clock stands, and nothing changes;
 * `&language=de` is the language of the window.
 */
import { LANGUAGES } from '#model/language';
import { FakeBridge } from './fakeBridge';
import { type HarnessTalk, TalkSource } from './harnessTalk';
import type { TalkMessage } from './harnessTalk.worker';
import type { Installed } from './harnessWindow';
import { fillHistory, LIVE_EVENTS, recordLive } from './recordedCalls';
import { SCENES } from './scenes';

/** How often it is looked whether the window takes levels already, ms; those before are lost. */
const LOOK_MS = 20;

/** The moment at which everything stands still: 29 Nov 2026, 10:24 local time. */
const STILL_AT = new Date(2026, 10, 29, 10, 24).getTime();

const address = new URLSearchParams(location.search);
const still = address.has('still');
if (still) {
  Date.now = () => STILL_AT;
}
function goOn(talk: HarnessTalk, bridge: FakeBridge): void {
  const worker = new Worker(new URL('harnessTalk.worker.ts', import.meta.url), { type: 'module' });
  worker.addEventListener('message', ({ data }: MessageEvent<TalkMessage>) => {
    if (data instanceof ArrayBuffer) {
      bridge.emitLevels(data);
    } else {
      bridge.emit(...data);
    }
  });
  worker.postMessage(talk);
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
  const { talkMs } = scene;
  const calls = scene.snapshot.calls.filter(({ id }) => id in talkMs);
  const source = new TalkSource({ calls, talkMs });
  for (const call of calls) {
    bridge.pastLevels.set(call.id, source.past(call));
  }
  const looking = setInterval(() => {
    if (!bridge.levelsTaken) {
      return;
    }
    clearInterval(looking);
    bridge.emitLevels(source.levels(0));
    if (!still && calls.length > 0) {
      goOn({ calls, talkMs }, bridge);
    }
  }, LOOK_MS);
}

void import('#window/main.tsx');
