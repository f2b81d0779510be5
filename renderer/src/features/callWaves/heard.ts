import type { CallId } from '#model/call';
import { type Heard, SOUND_LEVEL } from '#model/callerEar';
import { TIMELINE_BUCKET_MS } from '#model/timeline';
import { type CallLevels, hasFlag, NO_STRETCH, type Stretch } from '../../levels/callLevels';
import type { HeardSince } from '../../waves/earLane';
import { useTimelineStore } from './callTimeline';

/**
 * What a bucket of levels is by itself. `pause`: the agent is played, and is quiet. `underrun`: its
 * audio comes too late.
 */
type Bucket = Exclude<Heard, 'gap'> | 'pause' | 'underrun';

/** Buckets that are alike, one after the other. */
type Run = { readonly bucket: Bucket; readonly fromMs: number; readonly lengthMs: number };

/** Silence that is shorter than this is within a talk, ms. */
const SILENCE_MS = 300;

/** An agent that is to be heard and is quiet for this long does not pause for breath, ms. */
const GAP_MS = 1_000;

const NOTHING: readonly HeardSince[] = [];

function bucketOf(stretch: Readonly<Stretch>): Bucket {
  if (hasFlag(stretch, 'music')) {
    return 'music';
  }
  // A bucket may end before it and begin after it: it is told all the same.
  if (hasFlag(stretch, 'underrun')) {
    return 'underrun';
  }
  const sounds = stretch.agent >= SOUND_LEVEL;
  if (hasFlag(stretch, 'supervisor')) {
    return sounds ? 'supervisor' : 'silence';
  }
  if (hasFlag(stretch, 'tone')) {
    return 'tone';
  }
  return sounds ? 'agent' : hasFlag(stretch, 'agentSpeaking') ? 'pause' : 'silence';
}

/**
 * What the caller of a call heard, read off its levels as they come. The main process says in them
 * who is heard, and when audio comes too late.
 */
export class HeardReader {
  readonly #stretch = { ...NO_STRETCH };
  /** What was heard before the newest run. */
  #known: readonly HeardSince[] = NOTHING;
  #run: Run | null = null;
  /** What was read last, and what that was made of; null before the first bucket. */
  #read: {
    readonly all: readonly HeardSince[];
    readonly known: readonly HeardSince[];
    readonly what: Heard;
  } | null = null;

  /** What is known by now, oldest first: the same array until there is news. */
  read(levels: Pick<CallLevels, 'fromMs' | 'head' | 'timeOf' | 'read'>): readonly HeardSince[] {
    const endMs = levels.timeOf(levels.head);
    let fromMs = this.#run === null ? levels.fromMs : this.#run.fromMs + this.#run.lengthMs;
    for (; fromMs + TIMELINE_BUCKET_MS <= endMs; fromMs += TIMELINE_BUCKET_MS) {
      levels.read(fromMs, fromMs + TIMELINE_BUCKET_MS, this.#stretch);
      this.#add(bucketOf(this.#stretch), fromMs);
    }
    if (this.#run === null) {
      return NOTHING;
    }
    const known = this.#known;
    const what = this.#heardIn(this.#run, null);
    if (known !== this.#read?.known || what !== this.#read.what) {
      this.#read = { all: this.#with(this.#run, what), known, what };
    }
    return this.#read.all;
  }

  #add(bucket: Bucket, fromMs: number): void {
    const run = this.#run;
    if (run?.bucket === bucket) {
      this.#run = { ...run, lengthMs: run.lengthMs + TIMELINE_BUCKET_MS };
    } else {
      this.#known = run === null ? NOTHING : this.#with(run, this.#heardIn(run, bucket));
      this.#run = { bucket, fromMs, lengthMs: TIMELINE_BUCKET_MS };
    }
  }

  /** What is known, with the newest run. */
  #with({ fromMs }: Run, what: Heard): readonly HeardSince[] {
    const goesOn = what === this.#known.at(-1)?.what;
    return goesOn ? this.#known : [...this.#known, { what, fromMs }];
  }

  /** What a run is, with what follows it; null: nothing yet. */
  #heardIn({ bucket, lengthMs }: Run, next: Bucket | null): Heard {
    const before = this.#known.at(-1)?.what ?? 'silence';
    switch (bucket) {
      case 'underrun':
        // A turn whose end comes late is no gap: nothing of it was still to come.
        return next === 'agent' || next === 'pause' || lengthMs >= GAP_MS ? 'gap' : 'silence';
      case 'pause':
        return lengthMs >= GAP_MS ? 'gap' : before;
      case 'silence':
        return lengthMs >= SILENCE_MS ? 'silence' : before;
      default:
        return bucket;
    }
  }
}

/**
 * What the caller of a call heard from its beginning on. Read for each picture; the same array
 * until there is news.
 */
export function createHeard(callId: CallId): () => readonly HeardSince[] {
  let of: { readonly levels: CallLevels; readonly reading: number } | null = null;
  let reader = new HeardReader();
  return () => {
    const { timeline } = useTimelineStore.getState();
    if (timeline?.callId !== callId || timeline.levels.reading === 0) {
      return NOTHING;
    }
    const { levels } = timeline;
    const { reading } = levels;
    if (of?.levels !== levels || of.reading !== reading) {
      of = { levels, reading };
      reader = new HeardReader();
    }
    return reader.read(levels);
  };
}
