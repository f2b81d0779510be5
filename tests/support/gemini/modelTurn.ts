import type { VoiceName } from '#model/voices';
import { thoughtPart } from './muteTurn';
import { REPLY_RATE_HZ, replyPart } from './replyAudio';
import type { StandInKnobs } from './standInKnobs';

/** How a turn ended; `running` until then. */
export type TurnEnd = 'running' | 'complete' | 'interrupted' | 'cut';

/** Whether the answer is over with its turn; null: the model does not say. */
export type Interaction = 'IN_PROGRESS' | 'IDLE' | null;

/** What a turn says, and how. */
export type Speech = {
  readonly text: string;
  readonly voice: VoiceName;
  readonly interaction: Interaction;
};

/** One turn of the model, as it went. Times are performance.now(). */
export type TurnRecord = {
  readonly text: string;
  readonly voice: VoiceName;
  readonly startedAtMs: number;
  /** Bytes of audio sent. */
  audioBytes: number;
  end: TurnEnd;
  endedAtMs: number | null;
};

/** Output and events of a turn. */
export type TurnOutput = {
  send(message: object): void;
  onEnd(record: TurnRecord): void;
};

const BYTES_PER_MS = (REPLY_RATE_HZ / 1000) * 2;

/**
 * One turn of the model: audio in parts, text between them, then the flags, in the order of the
 * service.
 */
export class ModelTurn {
  readonly record: TurnRecord;
  readonly #knobs: StandInKnobs;
  readonly #output: TurnOutput;
  readonly #words: string[];
  readonly #totalMs: number;
  readonly #interaction: Interaction;
  #sentMs = 0;
  #timer: NodeJS.Timeout | null = null;
  #messages = 0;

  constructor(knobs: StandInKnobs, { text, voice, interaction }: Speech, output: TurnOutput) {
    this.#knobs = knobs;
    this.#interaction = interaction;
    this.#output = output;
    this.#words = text.split(/(?= )/);
    this.#totalMs = knobs.replyMs;
    this.record = {
      text,
      voice,
      startedAtMs: performance.now(),
      audioBytes: 0,
      end: 'running',
      endedAtMs: null,
    };
  }

  /** Sends the first part at once. */
  start(): void {
    // While it generates, a session cannot be resumed; proto JSON leaves out what is empty or
    // false.
    this.#output.send({ sessionResumptionUpdate: {} });
    if (this.#knobs.thoughts) {
      const parts = [thoughtPart(this.record.text)];
      this.#output.send({ serverContent: { modelTurn: { role: 'model', parts } } });
    }
    this.#step();
  }

  /**
   * The caller spoke: no generationComplete, but possibly some audio that was already on its way.
   */
  interrupt(): void {
    this.#stop('interrupted');
    this.#output.send({ serverContent: { interrupted: true } });
    for (let part = 0; part < this.#knobs.lateAudioParts; part += 1) {
      this.#output.send({ serverContent: { modelTurn: { parts: [this.#nextPart()] } } });
    }
    this.#complete();
  }

  /** The model gets another request before its turn is over. */
  finishNow(): void {
    this.#stop('complete');
    this.#complete();
  }

  /** The connection is gone. */
  cut(): void {
    if (this.record.end === 'running') {
      this.#stop('cut');
      this.#output.onEnd(this.record);
    }
  }

  #step(): void {
    if (this.#sentMs < this.#totalMs) {
      this.#sendPart();
      this.#timer = setTimeout(() => {
        this.#step();
      }, this.#knobs.partIntervalMs);
      return;
    }
    if (this.#knobs.lateTextMs === null) {
      this.#sendText(this.#words.length);
    }
    this.#output.send({ serverContent: { generationComplete: true } });
    const playedMs = performance.now() - this.record.startedAtMs;
    this.#timer = setTimeout(
      () => {
        this.#stop('complete');
        this.#complete();
      },
      Math.max(0, this.#totalMs * this.#knobs.playbackFactor - playedMs),
    );
  }

  #sendPart(): void {
    const part = this.#nextPart();
    const words = Math.ceil((this.#words.length * this.#knobs.partMs) / this.#totalMs);
    this.#messages += 1;
    if (this.#knobs.bundleText && this.#messages % 3 === 0) {
      const text = this.#takeWords(words);
      const outputTranscription = text === '' ? {} : { outputTranscription: { text } };
      this.#output.send({
        serverContent: { modelTurn: { parts: [part] }, ...outputTranscription },
      });
    } else if (this.#messages % 2 === 0) {
      this.#sendText(words);
      this.#output.send({ serverContent: { modelTurn: { parts: [part] } } });
    } else {
      this.#output.send({ serverContent: { modelTurn: { parts: [part] } } });
      this.#sendText(words);
    }
  }

  #nextPart(): object {
    const ms = Math.min(this.#knobs.partMs, Math.max(20, this.#totalMs - this.#sentMs));
    const from = (this.#sentMs * REPLY_RATE_HZ) / 1000;
    const pcm = replyPart(this.#knobs.replySound, this.record.voice, from, (ms * BYTES_PER_MS) / 2);
    this.#sentMs += ms;
    this.record.audioBytes += pcm.length;
    return { inlineData: { mimeType: 'audio/pcm;rate=24000', data: pcm.toString('base64') } };
  }

  /** The last word is kept for after the turn if it is to be late. */
  #takeWords(count: number): string {
    const kept = this.#knobs.lateTextMs === null ? 0 : 1;
    return this.#words.splice(0, Math.min(count, Math.max(0, this.#words.length - kept))).join('');
  }

  #sendText(words: number): void {
    const text = this.#takeWords(words);
    if (text !== '') {
      this.#output.send({ serverContent: { outputTranscription: { text } } });
    }
  }

  #complete(): void {
    const status = this.#interaction === null ? {} : { interactionStatus: this.#interaction };
    this.#output.send({
      serverContent: { turnComplete: true, ...status },
      usageMetadata: usageOf(this.record, this.#knobs.usage),
    });
    this.#output.onEnd(this.record);
    this.#sendLateText();
  }

  #sendLateText(): void {
    const { lateTextMs } = this.#knobs;
    const text = this.#words.splice(0).join('');
    if (lateTextMs !== null && text !== '') {
      this.#timer = setTimeout(() => {
        this.#output.send({ serverContent: { outputTranscription: { text } } });
      }, lateTextMs);
    }
  }

  #stop(end: TurnEnd): void {
    if (this.#timer !== null) {
      clearTimeout(this.#timer);
      this.#timer = null;
    }
    this.record.end = end;
    this.record.endedAtMs = performance.now();
  }
}

/** Tokens as the service counts them: 25 a second of audio. */
function usageOf(record: TurnRecord, usage: StandInKnobs['usage']): object {
  if (usage === 'traffic-only') {
    return { trafficType: 'ON_DEMAND' };
  }
  const audioOut = Math.round((record.audioBytes / BYTES_PER_MS / 1000) * 25);
  const audioDetails = [{ modality: 'AUDIO', tokenCount: audioOut }];
  return {
    promptTokenCount: 500,
    totalTokenCount: 500 + audioOut,
    thoughtsTokenCount: 10,
    promptTokensDetails: [
      { modality: 'TEXT', tokenCount: 300 },
      { modality: 'AUDIO', tokenCount: 200 },
    ],
    ...(usage === 'vertex'
      ? {
          candidatesTokenCount: audioOut,
          candidatesTokensDetails: audioDetails,
          trafficType: 'ON_DEMAND',
        }
      : { responseTokenCount: audioOut, responseTokensDetails: audioDetails }),
  };
}
