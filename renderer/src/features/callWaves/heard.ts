import type { CallId } from '#model/call';
import { type Heard, SOUND_LEVEL } from '#model/callerEar';
import type { RecordedEvent } from '#model/history';
import { TIMELINE_BUCKET_MS } from '#model/timeline';
import { type CallLevels, hasFlag, NO_STRETCH } from '../../levels/callLevels';
import { useCallsStore } from '../../state/callsStore';
import { useEarStore } from '../../state/earStore';
import type { HeardSince } from '../../waves/earLane';
import { useTimelineStore } from './callTimeline';

/** So many buckets must be silent before the line counts as silent, as while it is followed. */
const SILENT_BUCKETS = 3;

const NOTHING: readonly HeardSince[] = [];

/** Who had the caller, by the events of the call up to a moment. */
type Side = { readonly supervisor: boolean; readonly music: boolean };

function sideAfter(side: Side, { kind, phrase }: RecordedEvent): Side {
  if (kind === 'floor') {
    return { ...side, supervisor: phrase.code !== 'event.handed-back' };
  }
  // A caller who holds the call hears what their own telephone plays them.
  return kind === 'hold' ? { ...side, music: phrase.code === 'event.held-by-supervisor' } : side;
}

/**
 * What the caller heard up to a moment, ms since the call reached Cordboard: from the time line,
 * which knows sound, holds and who spoke. It tells no tone from the AI, no music but that of a
 * hold, and a gap only within what the AI played.
 */
export function heardUntil(
  levels: Pick<CallLevels, 'fromMs' | 'read'>,
  events: readonly RecordedEvent[],
  untilMs: number,
): readonly HeardSince[] {
  const found: HeardSince[] = [];
  const stretch = { ...NO_STRETCH };
  let side: Side = { supervisor: false, music: false };
  let next = 0;
  let silent = SILENT_BUCKETS;
  for (let fromMs = levels.fromMs; fromMs < untilMs; fromMs += TIMELINE_BUCKET_MS) {
    let event = events[next];
    while (event !== undefined && event.atMs <= fromMs) {
      side = sideAfter(side, event);
      next += 1;
      event = events[next];
    }
    levels.read(fromMs, fromMs + TIMELINE_BUCKET_MS, stretch);
    silent = stretch.agent >= SOUND_LEVEL ? 0 : silent + 1;
    const what = heardIn(side, silent < SILENT_BUCKETS, hasFlag(stretch, 'agentSpeaking'));
    if (what !== found.at(-1)?.what) {
      found.push({ what, fromMs });
    }
  }
  return found;
}

function heardIn({ supervisor, music }: Side, sounds: boolean, agentSpeaks: boolean): Heard {
  if (music) {
    return 'music';
  }
  if (sounds) {
    return supervisor ? 'supervisor' : 'agent';
  }
  return agentSpeaks && !supervisor ? 'gap' : 'silence';
}

/**
 * What the caller of a call heard: as it was followed since the call is shown, and by its time line
 * before. Read for each picture, so it is put together only when one of them has changed: the same
 * array until then.
 */
export function createHeard(callId: CallId): () => readonly HeardSince[] {
  const past = createMemory();
  const all = createMemory();
  return () => {
    const { ear } = useEarStore.getState();
    const { timeline } = useTimelineStore.getState();
    const startedAt = useCallsStore.getState().byId[callId]?.startedAt;
    if (startedAt === undefined || ear?.callId !== callId || timeline?.callId !== callId) {
      return NOTHING;
    }
    const { stretches } = ear;
    const { levels, events } = timeline;
    const fromMs = (stretches[0]?.sinceMs ?? startedAt) - startedAt;
    const before = past([levels, levels.reading, events, fromMs], () =>
      levels.reading === 0 ? NOTHING : heardUntil(levels, events, fromMs),
    );
    return all([before, stretches, startedAt], () => [
      ...before,
      ...stretches.map(({ what, sinceMs }) => ({ what, fromMs: sinceMs - startedAt })),
    ]);
  };
}

/** Remembers what was made last, for as long as what it was made of stays the same. */
function createMemory() {
  let known: readonly unknown[] = [];
  let made = NOTHING;
  return (of: readonly unknown[], make: () => readonly HeardSince[]): readonly HeardSince[] => {
    if (of.some((each, index) => each !== known[index])) {
      known = of;
      made = make();
    }
    return made;
  };
}
