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
  return kind === 'hold' ? { ...side, music: phrase.code !== 'event.hold-ended' } : side;
}

/**
 * What the caller heard up to a moment, ms since the call reached Cordboard: from the time line,
 * which knows sound, holds and who spoke, but tells no tone from the AI.
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
    for (let event = events[next]; event !== undefined && event.atMs <= fromMs;) {
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
 * before. Read for each picture, so it is put together only when one of them has changed.
 */
export function createHeard(callId: CallId): () => readonly HeardSince[] {
  let known: readonly unknown[] = [];
  let heard = NOTHING;
  return () => {
    const { ear } = useEarStore.getState();
    const { timeline } = useTimelineStore.getState();
    const startedAt = useCallsStore.getState().byId[callId]?.startedAt;
    if (startedAt === undefined || ear?.callId !== callId || timeline?.callId !== callId) {
      return NOTHING;
    }
    const { stretches } = ear;
    const { levels, events } = timeline;
    const now = [stretches, levels, levels.reading, events];
    if (now.some((each, index) => each !== known[index])) {
      known = now;
      const followed = stretches.map(({ what, sinceMs }) => ({
        what,
        fromMs: sinceMs - startedAt,
      }));
      const before =
        levels.reading === 0 ? NOTHING : heardUntil(levels, events, followed[0]?.fromMs ?? 0);
      heard = [...before, ...followed];
    }
    return heard;
  };
}
