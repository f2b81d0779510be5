/**
 * The transports of calls' audio: which are available, which is in use, and what the health says
 * about it.
 */
import { preflightAri } from '#main/ari/preflight';
import type { Settings } from '#main/config/settings/settings';
import { AudioSocketFactory } from '#main/media/transport/audioSocket/factory';
import { FallbackFactory } from '#main/media/transport/fallbackFactory';
import { ListenRetry } from '#main/media/transport/listenRetry';
import type { MediaTransportFactory } from '#main/media/transport/mediaTransport';
import { RtpFactory } from '#main/media/transport/rtp/factory';
import { WebSocketDialFactory } from '#main/media/transport/webSocket/dialFactory';
import { WebSocketListenFactory } from '#main/media/transport/webSocket/listenFactory';
import type { Log } from '#main/observability/log';
import type { CordboardError } from '#main/util/errors';
import type { Result } from '#main/util/result';
import type { ComponentState } from '#model/health';
import { joined, type Phrase, phrase, wordsOf } from '#model/phrases/phrase';
import {
  type AsteriskTransportName,
  audioSocketFormat,
  chooseMedia,
  type MediaChoice,
  type MediaFacts,
  type MediaOption,
  wantedFormat,
  webSocketFormat,
} from './mediaChoice';

export type MediaSideOptions = {
  /** The settings at the start; none of those used here is live. */
  readonly settings: Settings;
  readonly log: Log;
  /** Called with every change of the media server's state. */
  readonly onState: (state: ComponentState, said: Phrase | null) => void;
};

/** One transport, ready for use. */
type Candidate = {
  readonly name: AsteriskTransportName;
  readonly why: Phrase;
  readonly factory: MediaTransportFactory;
  /** Why its format is not the wanted one; null if it is. */
  readonly note: Phrase | null;
};

/** A transport that listens for Asterisk. */
type Listener = { listen(): Promise<Result<void>>; close(): Promise<void> };

/** Creates the media transports of all calls. */
export class MediaSide {
  readonly factory: FallbackFactory;
  readonly #options: MediaSideOptions;
  #facts: Promise<MediaFacts> = Promise.resolve(null);
  /** Factories by name of the transport; all calls share one. */
  readonly #factories = new Map<string, MediaTransportFactory>();
  readonly #listeners: Listener[] = [];
  #retry: ListenRetry | null = null;
  #choice: MediaChoice = { options: [], problem: null };

  constructor(options: MediaSideOptions) {
    this.#options = options;
    this.factory = new FallbackFactory({
      candidates: async () => this.#candidates(await this.#facts),
      whyNone: () => this.#choice.problem ?? phrase('media.none-chosen'),
      onChange: ({ name }, failed) => {
        void this.#tellReplaced(name, failed);
      },
      log: options.log,
    });
  }

  /** Begins to listen if the chosen transport needs it. */
  async start(): Promise<void> {
    const { settings, onState } = this.#options;
    const wanted = settings.externalMediaTransport;
    // If a listening transport is set explicitly, it listens before Asterisk connects, and keeps
    // trying.
    const [candidate] = wanted === 'auto' ? [] : this.#candidates(null);
    const [listener] = this.#listeners;
    if (candidate === undefined || listener === undefined) {
      return;
    }
    this.#retry = new ListenRetry({
      listen: () => listener.listen(),
      onOutcome: (error) => {
        onState(error === null ? 'ready' : 'reconnecting', error?.phrase ?? null);
      },
    });
    await this.#retry.start();
  }

  /** Stops listening. Idempotent. */
  async stop(): Promise<void> {
    this.#retry?.stop();
    await Promise.all(this.#listeners.map((listener) => listener.close()));
  }

  /**
   * Asterisk is reachable, perhaps another one than before: its version and modules are read again.
   */
  asteriskConnected(): void {
    const { settings, log } = this.#options;
    this.factory.forgive();
    this.#facts = preflightAri({
      baseUrl: settings.ariBaseUrl,
      username: settings.ariUsername,
      password: () => settings.ariPassword,
    }).then((facts) => {
      if (!facts.ok) {
        log.warn({ error: facts.error }, 'version and modules of Asterisk are unknown');
      }
      return facts.ok ? facts.value : null;
    });
    void this.#facts.then((facts) => {
      this.#tellChoice(facts);
    });
  }

  #candidates(facts: MediaFacts): readonly Candidate[] {
    this.#choice = chooseMedia(this.#options.settings.externalMediaTransport, facts);
    return this.#choice.options.map((option) => this.#candidateOf(option, facts));
  }

  #tellChoice(facts: MediaFacts): void {
    const { log, onState } = this.#options;
    const [first] = this.#candidates(facts);
    const { problem } = this.#choice;
    if (problem !== null) {
      log.warn({ problem: wordsOf(problem) }, 'calls will have no audio');
      onState('failed', problem);
    } else if (first !== undefined) {
      const said = mediaInUse(first.name, first.why, first.note);
      log.info({ transport: first.name, why: wordsOf(said) }, 'transport of audio');
      this.#tellReady(said);
    }
  }

  /** A call uses a transport that was not in use before. */
  async #tellReplaced(name: string, failed: CordboardError | null): Promise<void> {
    const candidate = this.#candidates(await this.#facts).find((each) => each.name === name);
    if (candidate === undefined || failed === null) {
      return;
    }
    this.#options.log.warn({ transport: name, error: failed }, 'audio uses another transport');
    const why = phrase('media.better-way-failed', { why: failed.phrase });
    this.#tellReady(mediaInUse(name, why, candidate.note));
  }

  /** With a listener, its own state is shown instead. */
  #tellReady(said: Phrase): void {
    if (this.#retry === null) {
      this.#options.onState('ready', said);
    }
  }

  #candidateOf({ name, why }: MediaOption, facts: MediaFacts): Candidate {
    const { settings, log } = this.#options;
    const wanted = wantedFormat(settings);
    const host = settings.externalMediaHost;
    const port = settings.externalMediaPort;
    const controlFormat = settings.externalMediaControlFormat;
    switch (name) {
      case 'websocket-dial': {
        const { ariBaseUrl } = settings;
        const make = () => new WebSocketDialFactory({ ariBaseUrl, controlFormat, log });
        return { name, why, note: webSocketFormat(wanted).note, factory: this.#kept(name, make) };
      }
      case 'websocket-listen': {
        const make = () =>
          this.#listening(
            new WebSocketListenFactory({
              host,
              port,
              client: settings.externalMediaClient,
              username: settings.externalMediaUsername,
              password: settings.externalMediaPassword,
              controlFormat,
              log,
            }),
          );
        return { name, why, note: webSocketFormat(wanted).note, factory: this.#kept(name, make) };
      }
      case 'rtp': {
        const make = () =>
          new RtpFactory({
            host,
            firstPort: settings.externalMediaRtpFirstPort,
            lastPort: settings.externalMediaRtpLastPort,
            format: wanted,
            log,
          });
        return { name, why, note: null, factory: this.#kept(name, make) };
      }
      case 'audiosocket': {
        const { format, note } = audioSocketFormat(wanted, facts);
        const make = () => this.#listening(new AudioSocketFactory({ host, port, format, log }));
        return { name, why, note, factory: this.#kept(name, make) };
      }
    }
  }

  #kept(name: string, make: () => MediaTransportFactory): MediaTransportFactory {
    const kept = this.#factories.get(name) ?? make();
    this.#factories.set(name, kept);
    return kept;
  }

  #listening<Factory extends Listener>(factory: Factory): Factory {
    this.#listeners.push(factory);
    return factory;
  }
}

/** Which way the audio goes, why, and what there is to know of it. */
function mediaInUse(way: string, why: Phrase, note: Phrase | null): Phrase {
  const used = phrase('media.in-use', { way, why });
  return note === null ? used : joined('sentences', [used, note]);
}
