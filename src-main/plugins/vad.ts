/** A plugin's engine for voice activity detection, as calls use it. */
import { copySamples } from '#main/media/audio/pcm';
import { energyEngine } from '#main/media/vad/energyVad';
import type {
  VadEngine,
  VadHandlers,
  VadSettings,
  VoiceActivityDetector,
} from '#main/media/vad/voiceActivityDetector';
import { FRAME_SAMPLES } from '#model/audio';
import type { PluginHost } from './host';

/** The engine `name` of a plugin. When the plugin is cut off, the detector `energy` takes over. */
export function pluginVadEngine(host: PluginHost, name: string): VadEngine {
  return {
    name,
    finds: 'speech',
    createDetector: (settings, handlers) => new PluginDetector(host, name, settings, handlers),
  };
}

/** The detector of one call. Frames go to the plugin's thread; findings come a little later. */
class PluginDetector implements VoiceActivityDetector {
  readonly #host: PluginHost;
  readonly #handlers: VadHandlers;
  readonly #settings: () => VadSettings;
  readonly #id: number;
  #speaking = false;
  #fallback: VoiceActivityDetector | null = null;

  constructor(host: PluginHost, name: string, settings: () => VadSettings, handlers: VadHandlers) {
    this.#host = host;
    this.#handlers = handlers;
    this.#settings = settings;
    this.#id = host.openVad(name, (what, atMs) => {
      this.#found(what, atMs);
    });
  }

  get speaking(): boolean {
    return this.#fallback?.speaking ?? this.#speaking;
  }

  push(frame: Buffer, rms: number, atMs: number, echoFloor: number): void {
    if (!this.#host.running) {
      this.#fallback ??= this.#replace(atMs);
      this.#fallback.push(frame, rms, atMs, echoFloor);
      return;
    }
    const samples = new Int16Array(FRAME_SAMPLES);
    copySamples(frame, samples);
    // The thread becomes the owner of the memory: nothing is copied twice.
    const message = { type: 'vadFrame', id: this.#id, samples, atMs, echoFloor } as const;
    this.#host.send(message, [samples.buffer]);
  }

  close(): void {
    this.#host.closeVad(this.#id);
    this.#fallback?.close();
  }

  #found(what: 'start' | 'end', atMs: number): void {
    const speaking = what === 'start';
    if (this.#fallback !== null || speaking === this.#speaking) {
      return;
    }
    this.#speaking = speaking;
    if (speaking) {
      this.#handlers.onSpeechStart(atMs);
    } else {
      this.#handlers.onSpeechEnd(atMs);
    }
  }

  #replace(atMs: number): VoiceActivityDetector {
    this.#found('end', atMs);
    return energyEngine.createDetector(this.#settings, this.#handlers);
  }
}
