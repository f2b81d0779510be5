import { readFile } from 'node:fs/promises';
import { messageOf } from '#main/util/errors';
import { type Phrase, phrase } from '#model/phrases/phrase';
import type {
  VadEngine,
  VadHandlers,
  VadSettings,
  VoiceActivityDetector,
} from '../voiceActivityDetector';
import { SileroVad } from './detector';
import { HopRing } from './hopRing';
import { SileroThread } from './thread';

export type SileroFiles = {
  /** The bundled script of the model's thread. */
  readonly workerUrl: URL;
  /** The model (ONNX). */
  readonly modelFile: string;
};

/**
 * State of the engine. While it is not `ready`, its detectors find speech by loudness; `reason`
 * says why. When `broken`, it is started again.
 */
export type SileroState =
  | { readonly name: 'starting' }
  | { readonly name: 'ready' }
  | { readonly name: 'broken' | 'unusable'; readonly reason: Phrase };

/** VAD_ENGINE `silero`: one thread with the model for all calls. */
export class SileroEngine implements VadEngine {
  readonly name = 'silero';
  readonly finds = 'speech';
  readonly #files: SileroFiles;
  readonly #onState: (state: SileroState) => void;
  readonly #detectors = new Map<number, SileroVad>();
  #thread: SileroThread | null = null;
  #lastId = 0;
  #closed = false;

  constructor(files: SileroFiles, onState: (state: SileroState) => void) {
    this.#files = files;
    this.#onState = onState;
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
    }
  }

  createDetector(settings: () => VadSettings, handlers: VadHandlers): VoiceActivityDetector {
    this.#lastId += 1;
    const id = this.#lastId;
    const detector = new SileroVad(settings, handlers, {
      wake: () => {
        this.#thread?.wake();
      },
      missed: () => {
        this.#thread?.missed();
      },
      closed: () => {
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
        this.#onState({ name: again ? 'broken' : 'unusable', reason });
      },
    });
    return thread;
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
