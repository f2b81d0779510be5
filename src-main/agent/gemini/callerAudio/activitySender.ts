import { AudioChunker } from './audioChunker';
import { CallerAudioBuffer } from './buffer';
import {
  BEFORE_ONSET_MS,
  BYTES_PER_MS,
  BYTES_PER_SAMPLE,
  type CallerAudioSink,
  type CallerInput,
  type CallerInputSizes,
  MAX_REPEATED_MS,
  type UnansweredMs,
} from './input';

/** One time the caller speaks; positions are those of the buffer. */
type Activity = {
  /** Where it begins, some audio from before the onset included. */
  readonly from: number;
  /** Where it ends; null while he speaks. */
  to: number | null;
  /** What the present session knows of it. */
  told: 'nothing' | 'start' | 'all';
  /** Up to where it was sent to the present session. */
  sentTo: number;
};

/**
 * The caller's audio where his turns are found on our side: only what he says goes to the service, between `activityStart` and
 * `activityEnd` (Gemini Live API, "Disable automatic activity detection"); it would hear nothing outside of them. What a session
 * took with it is told to the next one again, as one activity.
 */
export class CallerActivitySender implements CallerInput {
  readonly #recent = new CallerAudioBuffer(MAX_REPEATED_MS * BYTES_PER_MS);
  readonly #chunker: AudioChunker;
  readonly #unansweredMs: UnansweredMs;
  #sink: CallerAudioSink | null = null;
  #flow: 'open' | 'held' = 'open';
  /** The newest; null before the first. */
  #activity: Activity | null = null;

  constructor(sizes: CallerInputSizes, unansweredMs: UnansweredMs) {
    this.#unansweredMs = unansweredMs;
    this.#chunker = new AudioChunker(sizes.chunkSamples * BYTES_PER_SAMPLE, (chunk) => {
      this.#sink?.sendAudio(chunk);
    });
  }

  push(frame: Buffer): void {
    this.#recent.write(frame);
    if (this.#activity?.to === null) {
      this.#catchUp(this.#activity);
    }
  }

  attach(sink: CallerAudioSink): void {
    this.#sink = sink;
    this.#flow = 'open';
    const activity = this.#activity;
    if (activity === null) {
      return;
    }
    const sinceMs = this.#unansweredMs();
    const onset = sinceMs === null ? Infinity : this.#positionAgo(sinceMs);
    // An onset after its end is of something that was not told to be speech.
    const unanswered = onset < (activity.to ?? Infinity);
    if (activity.told !== 'all' || unanswered) {
      this.#begin(Math.min(activity.from, onset - BEFORE_ONSET_MS * BYTES_PER_MS), activity.to);
    }
  }

  detach(): void {
    this.#chunker.takeRest(ignore);
    this.#sink = null;
  }

  hold(): void {
    this.#flow = 'held';
  }

  release(): void {
    this.#flow = 'open';
    if (this.#activity !== null) {
      this.#catchUp(this.#activity);
    }
  }

  speechStarts(sinceOnsetMs: number): void {
    const last = this.#activity;
    if (last?.to === null) {
      return;
    }
    const onset = this.#positionAgo(sinceOnsetMs + BEFORE_ONSET_MS);
    if (last === null || last.told === 'all') {
      // What was said before that is part of the last activity already.
      this.#begin(Math.max(onset, last?.to ?? 0), null);
    } else {
      last.to = null;
      this.#catchUp(last);
    }
  }

  speechEnds(): void {
    const activity = this.#activity;
    if (activity?.to === null) {
      activity.to = this.#recent.written;
      this.#catchUp(activity);
    }
  }

  pauses(): void {
    this.speechEnds();
  }

  #begin(from: number, to: number | null): void {
    const activity: Activity = { from, to, told: 'nothing', sentTo: from };
    this.#activity = activity;
    this.#catchUp(activity);
  }

  /** Brings the session up to date with the activity. */
  #catchUp(activity: Activity): void {
    const sink = this.#sink;
    if (sink === null || this.#flow === 'held' || activity.told === 'all') {
      return;
    }
    const to = activity.to ?? this.#recent.written;
    if (activity.told === 'nothing') {
      activity.told = 'start';
      sink.expectBacklog(to - activity.sentTo);
      sink.startActivity();
    }
    this.#recent.read(activity.sentTo, to, this.#chunk);
    activity.sentTo = to;
    if (activity.to !== null) {
      activity.told = 'all';
      this.#chunker.takeRest((audio) => {
        sink.sendAudio(audio);
      });
      sink.endActivity();
    }
  }

  readonly #chunk = (audio: Buffer): void => {
    this.#chunker.push(audio);
  };

  /** Position of what came so many ms ago, a whole sample. */
  #positionAgo(ms: number): number {
    return this.#recent.written - Math.ceil(ms) * BYTES_PER_MS;
  }
}

function ignore(): void {
  // What waits for its chunk to be full is in the buffer too.
}
