/**
 * The port to Asterisk's REST interface (ARI). Plain data in and out; every call can fail as a value. The adapter on the
 * `ari-client` package is ariClientGateway.ts.
 */
import type { Result } from '#main/util/result';
import type { ComponentHealth } from '#model/health';

/** A channel as ARI describes it (Asterisk REST API, "Channel" model), reduced to what is used. */
export type AriChannel = {
  readonly id: string;
  readonly name: string;
  /** Down, Ring, Ringing, Up, Busy ... as Asterisk names it. */
  readonly state: string;
  /** Caller's number and name; empty when withheld. Personal data. */
  readonly callerNumber: string;
  readonly callerName: string;
  /** Extension of the dialplan the channel is in. */
  readonly extension: string;
};

/** A bridge as ARI describes it (Asterisk REST API, "Bridge" model), reduced to what is used. */
export type AriBridge = {
  readonly id: string;
  /** Channels that are in it now. */
  readonly channelIds: readonly string[];
};

/** Events of ARI that the pipeline uses, as plain data (Asterisk REST API, "Events"). */
export type AriEvents = {
  /** A channel entered our application. `args`: arguments of the dialplan's Stasis(). */
  stasisStart: { readonly channel: AriChannel; readonly args: readonly string[] };
  /** A channel left our application. */
  stasisEnd: { readonly channelId: string };
  channelStateChange: { readonly channelId: string; readonly state: string };
  /** Someone wants the channel hung up. `cause`: Q.850 cause, 0 when unknown. `soft`: the channel itself asked politely. */
  channelHangupRequest: {
    readonly channelId: string;
    readonly cause: number;
    readonly soft: boolean;
  };
  /** The channel is gone. */
  channelDestroyed: {
    readonly channelId: string;
    readonly cause: number;
    readonly causeText: string;
  };
  /** TALK_DETECT of the dialplan heard talking begin. */
  channelTalkingStarted: { readonly channelId: string };
  /** Talking ended. `durationMs`: how long it was. */
  channelTalkingFinished: { readonly channelId: string; readonly durationMs: number };
  /** A digit was pressed and released. */
  channelDtmf: { readonly channelId: string; readonly digit: string; readonly durationMs: number };
  /** The caller put the call on hold, or took it back. */
  channelHold: { readonly channelId: string };
  channelUnhold: { readonly channelId: string };
  /** The link to Asterisk changed. */
  health: ComponentHealth;
  /**
   * The event socket is (again) open. Events of the time before are lost: channels that lived in our application may have gone
   * meanwhile, compare with listApplicationChannels.
   */
  connected: { readonly version: string };
  /** The event socket dropped. Channels go on living in Asterisk; their events are lost until `connected`. */
  disconnected: { readonly reason: string };
};

/** What an external media channel came to be. */
export type ExternalMedia = {
  readonly channelId: string;
  /** Channel variables in ARI's answer, e.g. MEDIA_WEBSOCKET_CONNECTION_ID. */
  readonly variables: Readonly<Record<string, string>>;
};

/** A channel that is to be made and to ring somebody (Asterisk REST API, `POST /channels`). */
export type AriOrigination = {
  /** Fresh id of the new channel. */
  readonly channelId: string;
  /** Whom to ring, in Dial() syntax: `PJSIP/200`, `Local/200@internal/n`. */
  readonly endpoint: string;
  /** What the called party is shown, `Name <number>`; empty: as Asterisk is set up. */
  readonly callerId: string;
  /** How long it rings, whole seconds. */
  readonly ringSeconds: number;
  /** Variables of the new channel. */
  readonly variables: Readonly<Record<string, string>>;
};

/** Asterisk through ARI. Every operation fails with `network`, `timeout`, `not-found`, `refused` or `invalid-state`. */
export interface AriGateway {
  readonly health: ComponentHealth;
  on<Name extends keyof AriEvents>(
    name: Name,
    listener: (event: AriEvents[Name]) => void,
  ): () => void;
  /** Connects and goes on reconnecting for ever until `close`. Returns at once; see the `health` event. */
  start(): void;
  /** While another console serves the application (health `taken`): takes it over. Otherwise as `start`. */
  takeOver(): void;
  /** Stops and closes the event socket. Channels are not touched. Idempotent. */
  close(): Promise<void>;
  /** Whether another console of this Asterisk runs (see consolePresence.ts). Takes some seconds; when in doubt it does. */
  isConsoleAlive(consoleId: string): Promise<boolean>;
  answer(channelId: string): Promise<Result<void>>;
  /** Signals ringing to the caller. */
  ring(channelId: string): Promise<Result<void>>;
  /** Hangs up. A channel that is already gone is a success. `reason`: normal, busy, congestion, no_answer ... */
  hangUp(channelId: string, reason?: string): Promise<Result<void>>;
  /** Sends the channel on in the dialplan. */
  continueInDialplan(
    channelId: string,
    target?: { readonly context: string; readonly extension: string; readonly priority: number },
  ): Promise<Result<void>>;
  /** Creates a mixing bridge with this id. */
  createBridge(bridgeId: string, name: string): Promise<Result<void>>;
  addToBridge(bridgeId: string, channelIds: readonly string[]): Promise<Result<void>>;
  /** Destroys a bridge. One that is already gone is a success. */
  destroyBridge(bridgeId: string): Promise<Result<void>>;
  /**
   * Creates an external media channel. `channelId` must be fresh at every attempt: Asterisk before 22.11 crashes on one that
   * exists. It may be bridged only after its own stasisStart.
   */
  createExternalMedia(
    channelId: string,
    params: Readonly<Record<string, string>>,
    variables: Readonly<Record<string, string>>,
  ): Promise<Result<ExternalMedia>>;
  /**
   * Makes a channel that rings somebody. It enters our application (stasisStart) when it is answered; otherwise channelDestroyed
   * tells why. Its other events come from the start.
   */
  originate(call: AriOrigination): Promise<Result<void>>;
  /** Lets the channel hear music on hold of this class of musiconhold.conf, in place of all that its bridge plays to it. */
  startMusic(channelId: string, musicClass: string): Promise<Result<void>>;
  stopMusic(channelId: string): Promise<Result<void>>;
  /** Sends keys (0-9, A-D, *, #) to the channel's far end. */
  sendDtmf(channelId: string, digits: string): Promise<Result<void>>;
  /** Value of a variable or function of the channel; `not-found` when the channel is gone or the variable is not set. */
  getVariable(channelId: string, name: string): Promise<Result<string>>;
  setVariable(channelId: string, name: string, value: string): Promise<Result<void>>;
  /** All channels of this Asterisk, whoever made them. */
  listChannels(): Promise<Result<readonly AriChannel[]>>;
  /** Ids of the channels that are in our application; empty when the application is not known. */
  listApplicationChannels(): Promise<Result<readonly string[]>>;
  /** All bridges of this Asterisk, whoever made them. */
  listBridges(): Promise<Result<readonly AriBridge[]>>;
}
