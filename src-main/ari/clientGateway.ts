import type { Result } from '#main/util/result';
import type { ComponentHealth } from '#model/health';
import { ConsolePresence } from './consolePresence';
import type {
  AriBridge,
  AriEvents,
  AriFoundChannel,
  AriGateway,
  AriOrigination,
  DialplanPlace,
  ExternalMedia,
} from './gateway';
import { AriHttp } from './http';
import { type AriEventCounts, AriLink, type AriLinkOptions, ariTiming } from './link';
import { AriOperations } from './operations';

/**
 * AriGateway on the `ari-client` package. Events come through the package (AriLink), operations go
 * beside it (AriOperations).
 */
export class AriClientGateway implements AriGateway {
  readonly #link: AriLink;
  readonly #operations: AriOperations;
  readonly #presence: ConsolePresence;

  constructor(options: AriLinkOptions) {
    const http = new AriHttp(options);
    this.#operations = new AriOperations(http, options.app);
    this.#presence = new ConsolePresence(
      this.#operations,
      options.app,
      options.console,
      ariTiming(options),
      options.log,
    );
    this.#link = new AriLink(options, http, this.#presence);
  }

  get health(): ComponentHealth {
    return this.#link.health;
  }

  /** Messages of the event socket that were not used, since the start. */
  get eventCounts(): AriEventCounts {
    return this.#link.eventCounts;
  }

  on<Name extends keyof AriEvents>(
    name: Name,
    listener: (event: AriEvents[Name]) => void,
  ): () => void {
    return this.#link.on(name, listener);
  }

  /** Starts the link; while it waits between two tries, it tries at once. */
  start(): void {
    this.#link.start();
  }

  takeOver(): void {
    this.#link.takeOver();
  }

  /**
   * Closes both at once, because a link that asks whether another console still runs waits for the
   * presence.
   */
  async close(): Promise<void> {
    await Promise.all([this.#link.close(), this.#presence.close()]);
  }

  isConsoleAlive(consoleId: string): Promise<boolean> {
    return this.#presence.isAlive(consoleId);
  }

  answer(channelId: string): Promise<Result<void>> {
    return this.#operations.answer(channelId);
  }

  ring(channelId: string): Promise<Result<void>> {
    return this.#operations.ring(channelId);
  }

  hangUp(channelId: string, reason?: string): Promise<Result<void>> {
    return this.#operations.hangUp(channelId, reason);
  }

  continueInDialplan(channelId: string, place?: DialplanPlace): Promise<Result<void>> {
    return this.#operations.continueInDialplan(channelId, place);
  }

  play(channelId: string, sounds: readonly string[]): Promise<Result<void>> {
    return this.#operations.play(channelId, sounds);
  }

  evaluate(
    channelId: string,
    functions: readonly string[],
  ): Promise<Result<readonly Result<string>[]>> {
    return this.#operations.evaluate(channelId, functions);
  }

  createBridge(bridgeId: string, name: string): Promise<Result<void>> {
    return this.#operations.createBridge(bridgeId, name);
  }

  addToBridge(bridgeId: string, channelIds: readonly string[]): Promise<Result<void>> {
    return this.#operations.addToBridge(bridgeId, channelIds);
  }

  bridgeMembers(bridgeId: string): Promise<Result<readonly string[]>> {
    return this.#operations.bridgeMembers(bridgeId);
  }

  destroyBridge(bridgeId: string): Promise<Result<void>> {
    return this.#operations.destroyBridge(bridgeId);
  }

  /** After a failure a slow Asterisk may still create the channel: hang it up by its id. */
  createExternalMedia(
    channelId: string,
    params: Readonly<Record<string, string>>,
    variables: Readonly<Record<string, string>>,
  ): Promise<Result<ExternalMedia>> {
    return this.#operations.createExternalMedia(channelId, params, variables);
  }

  originate(call: AriOrigination): Promise<Result<void>> {
    return this.#operations.originate(call);
  }

  startMusic(channelId: string, musicClass: string): Promise<Result<void>> {
    return this.#operations.startMusic(channelId, musicClass);
  }

  stopMusic(channelId: string): Promise<Result<void>> {
    return this.#operations.stopMusic(channelId);
  }

  sendDtmf(channelId: string, digits: string): Promise<Result<void>> {
    return this.#operations.sendDtmf(channelId, digits);
  }

  getVariable(channelId: string, name: string): Promise<Result<string>> {
    return this.#operations.getVariable(channelId, name);
  }

  setVariable(channelId: string, name: string, value: string): Promise<Result<void>> {
    return this.#operations.setVariable(channelId, name, value);
  }

  findChannel(channelId: string): Promise<Result<AriFoundChannel>> {
    return this.#operations.findChannel(channelId);
  }

  listApplicationChannels(): Promise<Result<readonly string[]>> {
    return this.#operations.listApplicationChannels();
  }

  listBridges(): Promise<Result<readonly AriBridge[]>> {
    return this.#operations.listBridges();
  }
}
