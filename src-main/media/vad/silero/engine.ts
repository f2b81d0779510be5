import { readFile } from 'node:fs/promises';
import { messageOf } from '#main/util/errors';
import { type Phrase, phrase } from '#model/phrases/phrase';
import type {
  VadEngine,
  VadHandlers,
  VadLoad,
  VadSettings,
  VoiceActivityDetector,
} from '../voiceActivityDetector';
import { LATE_MS, SileroVad } from './detector';
import { HopRing } from './hopRing';
import { LagWatch } from './lagWatch';
import { SileroThread } from './thread';

export type SileroFiles = {
  /** The bundled script of the model's thread. */
  readonly workerUrl: URL;
  /** The model (ONNX). */
  readonly modelFile: string;
};

/**
 * State of the engine. While it is `behind`, the model does not keep up with all calls, and those
 * whose answers are late find speech by loudness. While it is neither that nor `ready`, all do;
 * `reason` says why. When `broken`, it is started again.
 */
export type SileroState =
  | { readonly name: 'starting' }
  | { readonly name: 'ready' | 'behind' }
  | { readonly name: 'broken' | 'unusable'; readonly reason: Phrase };

/** VAD_ENGINE `silero`: one thread with the model for all calls. */
export class SileroEngine implements VadEngine {
  readonly name = 'silero';
  readonly finds = 'speech';
  readonly #files: SileroFiles;
  readonly #onState: (state: SileroState) => void;
  readonly #detectors = new Map<number, SileroVad>();
  #thread: SileroThread | null = null;
  readonly #lag = new LagWatch(LATE_MS);
  #seconds: NodeJS.Timeout | undefined;
  /** Hops that were dropped in calls that are over. */
  #droppedBefore = 0;
  #lastId = 0;
  #closed = false;

  constructor(files: SileroFiles, onState: (state: SileroState) => void) {
    this.#files = files;
    this.#onState = onState;
  }

  /** How well the model keeps up with the calls. */
  get load(): VadLoad {
    let droppedHops = this.#droppedBefore;
    for (const detector of this.#detectors.values()) {
      droppedHops += detector.droppedHops;
    }
    return { lagMs: this.#lag.longestMs, droppedHops, isBehind: this.#lag.isBehind };
  }

  /** Loads the model. Never fails: `onState` says what is wrong. */
  async start(): Promise<void> {
    this.#onState({ name: 'starting' });
    let model: Uint8Array;
    try {
      model = await readFile(this.#files.modelFile);
    } catch (error) {
      this.#onState({ name: 'unusable', reason: phrase('text', { text: messageOf(error) }) });
      return;
    }
    if (!this.#closed) {
      this.#thread = this.#createThread(model);
      this.#thread.start();
      this.#seconds = setInterval(() => {
        this.#judgeLag();
      }, 1_000).unref();
    }
  }

  createDetector(settings: () => VadSettings, handlers: VadHandlers): VoiceActivityDetector {
    this.#lastId += 1;
    const id = this.#lastId;
    const detector = new SileroVad(settings, handlers, {
      wake: () => {
        this.#thread?.wake();
      },
      answered: (lagMs) => {
        this.#lag.note(lagMs);
      },
      missed: () => {
        this.#thread?.missed();
      },
      closed: () => {
        this.#droppedBefore += detector.droppedHops;
        this.#detectors.delete(id);
        this.#thread?.send({ kind: 'close', id });
      },
    });
    this.#detectors.set(id, detector);
    if (this.#thread?.isReady === true) {
      this.#connect(this.#thread, id, detector);
    }
    return detector;
  }

  /** Ends the thread; detectors in use go on by loudness. Idempotent. */
  async close(): Promise<void> {
    this.#closed = true;
    clearInterval(this.#seconds);
    const thread = this.#thread;
    this.#thread = null;
    this.#disconnectAll();
    await thread?.close();
  }

  #createThread(model: Uint8Array): SileroThread {
    const thread = new SileroThread(this.#files.workerUrl, model, {
      onReady: () => {
        for (const [id, detector] of this.#detectors) {
          this.#connect(thread, id, detector);
        }
        this.#onState({ name: 'ready' });
      },
      onAnswered: () => {
        for (const detector of this.#detectors.values()) {
          detector.collect();
        }
      },
      onGone: (reason, again) => {
        this.#disconnectAll();
        this.#lag.reset();
        this.#onState({ name: again ? 'broken' : 'unusable', reason });
      },
    });
    return thread;
  }

  #judgeLag(): void {
    const before = this.#lag.isBehind;
    this.#lag.nextSecond();
    if (this.#lag.isBehind !== before) {
      this.#onState({ name: before ? 'ready' : 'behind' });
    }
  }

  #connect(thread: SileroThread, id: number, detector: SileroVad): void {
    const hops = new HopRing();
    thread.send({ kind: 'open', id, memory: hops.memory });
    detector.connect(hops);
  }

  #disconnectAll(): void {
    for (const detector of this.#detectors.values()) {
      detector.disconnect();
    }
  }
}
