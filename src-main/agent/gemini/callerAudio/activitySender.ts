import { FRAME_BYTES } from '#model/audio';
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
import { MessageSize } from './messageSize';

/** One stretch of the caller's speech. Positions are the buffer's. */
type Activity = {
  /** Where it begins, with BEFORE_ONSET_MS. */
  readonly from: number;
  /** Where it ends; null while the caller speaks. */
  to: number | null;
  /** How much of it the present session was told: `activityStart`, or `activityEnd` too. */
  told: 'nothing' | 'start' | 'all';
  /** Where what was sent to the present session ends. */
  sentTo: number;
};

/**
 * Sends the caller's audio with endpointing `local`: only their speech, between `activityStart` and
 * `activityEnd`, because the service hears nothing outside of them (Gemini Live API, "Disable
 * automatic activity detection"). Speech that a lost session did not answer is sent to the next one
 * again, as one activity.
 */
export class CallerActivitySender implements CallerInput {
  readonly #recent = new CallerAudioBuffer(MAX_REPEATED_MS * BYTES_PER_MS, () =>
    this.#wantedBytes(),
  );
  readonly #size: MessageSize;
  readonly #chunker: AudioChunker;
  readonly #unansweredMs: UnansweredMs;
  #sink: CallerAudioSink | null = null;
  #flow: 'open' | 'held' = 'open';
  /** The newest activity; null before the first. */
  #activity: Activity | null = null;

  constructor(sizes: CallerInputSizes, unansweredMs: UnansweredMs, sessions: () => number) {
    this.#unansweredMs = unansweredMs;
    this.#size = new MessageSize(sizes.chunkSamples * BYTES_PER_SAMPLE, sessions);
    this.#chunker = new AudioChunker(this.#size, (chunk) => {
      this.#sink?.sendAudio(chunk);
    });
  }

  push(frame: Buffer, hasSound: boolean): void {
    this.#recent.write(frame);
    this.#size.heard(frame.length, hasSound);
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
    // An onset after the end of the activity belongs to no activity.
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
    this.#size.speechStarts();
    const last = this.#activity;
    if (last?.to === null) {
      return;
    }
    const onset = this.#positionAgo(sinceOnsetMs + BEFORE_ONSET_MS);
    if (last === null || last.told === 'all') {
      // Audio before that is part of the last activity already.
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

  /** Sends the session what it does not know of the activity yet. */
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
    const isLive = to - activity.sentTo <= FRAME_BYTES;
    this.#recent.read(activity.sentTo, to, isLive ? this.#chunk : this.#backlog);
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

  readonly #backlog = (audio: Buffer): void => {
    this.#chunker.pushBacklog(audio);
  };

  /** What the present or the next session may have to be sent. */
  #wantedBytes(): number {
    const unansweredMs = this.#unansweredMs() ?? 0;
    const activity = this.#activity;
    const from =
      activity === null || activity.told === 'all' ? this.#recent.written : activity.from;
    const unanswered = Math.ceil(unansweredMs + BEFORE_ONSET_MS) * BYTES_PER_MS;
    return Math.max(unanswered, this.#recent.written - from);
  }

  /** Position of the audio of `ms` ago, at a whole sample. */
  #positionAgo(ms: number): number {
    return this.#recent.written - Math.ceil(ms) * BYTES_PER_MS;
  }
}

function ignore(): void {
  // The rest of an unfinished chunk is in the buffer, too.
}
