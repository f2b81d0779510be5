/**
 * The port to Asterisk's REST interface (ARI). Plain data in and out; every operation can fail as a
 * value. The adapter on the `ari-client` package is clientGateway.ts.
 */
import type { Result } from '#main/util/result';
import type { ComponentHealth } from '#model/health';
import type { Phrase } from '#model/phrases/phrase';

/** A channel as ARI describes it (Asterisk REST API, "Channel" model), reduced to what is used. */
export type AriChannel = {
  readonly id: string;
  readonly name: string;
  /** Down, Ring, Ringing, Up, Busy ... as Asterisk names it. */
  readonly state: string;
  /** Caller's number and name; empty when withheld. Personal data. */
  readonly callerNumber: string;
  readonly callerName: string;
  /** Number and name of the party that the channel is connected with. Personal data. */
  readonly connectedNumber: string;
  readonly connectedName: string;
  /** Extension of the dialplan that the channel is in. */
  readonly extension: string;
};

/**
 * A channel, and where it is. `here`: in our Stasis application. `arriving`: Asterisk dials it for
 * an application. `stasis`: in an application, which may be another one. `elsewhere`: in the
 * dialplan.
 */
export type AriFoundChannel = AriChannel & {
  readonly place: 'here' | 'arriving' | 'stasis' | 'elsewhere';
};

/** A place in the dialplan. */
export type DialplanPlace = {
  readonly context: string;
  readonly extension: string;
  readonly priority: number;
};

/** A bridge as ARI describes it (Asterisk REST API, "Bridge" model), reduced to what is used. */
export type AriBridge = {
  readonly id: string;
  /** Channels that are in the bridge now. */
  readonly channelIds: readonly string[];
};

/** Events of ARI that the pipeline uses, as plain data (Asterisk REST API, "Events"). */
export type AriEvents = {
  /**
   * A channel entered the application. `args`: arguments of the dialplan's Stasis(). `replaces`: id
   * of the channel whose place in its bridge it has taken (a transfer by phone); null for a call of
   * its own.
   */
  stasisStart: {
    readonly channel: AriChannel;
    readonly args: readonly string[];
    readonly replaces: string | null;
  };
  /** A channel left the application. */
  stasisEnd: { readonly channelId: string };
  /**
   * A phone has connected its two calls with each other. `legs`: its channels in them, each with
   * the party that it talked with.
   */
  attendedTransfer: { readonly legs: readonly [AriChannel, AriChannel] };
  /** A channel has left a bridge; the only sign that a bridge was destroyed. */
  channelLeftBridge: { readonly channelId: string; readonly bridgeId: string };
  channelStateChange: { readonly channelId: string; readonly state: string };
  /**
   * A hang-up was requested. `cause`: Q.850 cause, 0 when unknown. `soft`: a soft hang-up,
   * requested by the channel itself.
   */
  channelHangupRequest: {
    readonly channelId: string;
    readonly cause: number;
    readonly soft: boolean;
  };
  channelDestroyed: {
    readonly channelId: string;
    readonly cause: number;
    readonly causeText: string;
  };
  /** TALK_DETECT of the dialplan has heard talking begin. */
  channelTalkingStarted: { readonly channelId: string };
  /** Talking ended. `durationMs`: how long it was. */
  channelTalkingFinished: { readonly channelId: string; readonly durationMs: number };
  /** A digit was pressed and released. */
  channelDtmf: { readonly channelId: string; readonly digit: string; readonly durationMs: number };
  /** The caller put the call on hold, or took it back. */
  channelHold: { readonly channelId: string };
  channelUnhold: { readonly channelId: string };
  /** The state of the link to Asterisk changed. */
  health: ComponentHealth;
  /**
   * The event socket is open, perhaps again. Events of the time before are lost: ask for each
   * channel by findChannel.
   */
  connected: { readonly version: string };
  /**
   * The event socket dropped. Channels live on in Asterisk; their events are lost until
   * `connected`.
   */
  disconnected: { readonly reason: Phrase };
};

/** An external media channel that Asterisk has created. */
export type ExternalMedia = {
  readonly channelId: string;
  /** Channel variables in ARI's answer, e.g. MEDIA_WEBSOCKET_CONNECTION_ID. */
  readonly variables: Readonly<Record<string, string>>;
};

/** A channel to be created that rings a party (Asterisk REST API, `POST /channels`). */
export type AriOrigination = {
  /** Id of the new channel, never used before. */
  readonly channelId: string;
  /** Party to ring, in Dial() syntax: `PJSIP/200`, `Local/200@internal/n`. */
  readonly endpoint: string;
  /** What the called party sees, `Name <number>`; empty: as Asterisk is set up. */
  readonly callerId: string;
  /** How long the party rings; Asterisk counts in whole seconds. */
  readonly ringMs: number;
  /** Variables of the new channel. */
  readonly variables: Readonly<Record<string, string>>;
};

/**
 * Asterisk through ARI. Every operation fails with `network`, `timeout`, `not-found`, `refused` or
 * `invalid-state`.
 */
export interface AriGateway {
  readonly health: ComponentHealth;
  on<Name extends keyof AriEvents>(
    name: Name,
    listener: (event: AriEvents[Name]) => void,
  ): () => void;
  /** Connects, and reconnects until `close`. Returns at once; see the `health` event. */
  start(): void;
  /**
   * While another console serves the application (health `taken`): takes it over. Otherwise as
   * `start`.
   */
  takeOver(): void;
  /** Stops and closes the event socket. Channels are not touched. Idempotent. */
  close(): Promise<void>;
  /**
   * Whether another console of this Asterisk runs (see consolePresence.ts). Takes some seconds;
   * true when in doubt.
   */
  isConsoleAlive(consoleId: string): Promise<boolean>;
  answer(channelId: string): Promise<Result<void>>;
  /** Lets the caller hear ringing. */
  ring(channelId: string): Promise<Result<void>>;
  /**
   * Hangs up. A channel that is already gone is a success. `reason`: normal, busy, congestion,
   * no_answer ...
   */
  hangUp(channelId: string, reason?: string): Promise<Result<void>>;
  /**
   * Sends the channel on in the dialplan: to this place, or, without one, to the line after its
   * Stasis(). What `play` has asked for is played before.
   */
  continueInDialplan(channelId: string, place?: DialplanPlace): Promise<Result<void>>;
  /** Plays Asterisk's sounds of these names to the channel, one after the other. */
  play(channelId: string, sounds: readonly string[]): Promise<Result<void>>;
  /** Creates a mixing bridge with this id. */
  createBridge(bridgeId: string, name: string): Promise<Result<void>>;
  addToBridge(bridgeId: string, channelIds: readonly string[]): Promise<Result<void>>;
  /** Ids of the channels in a bridge. */
  bridgeMembers(bridgeId: string): Promise<Result<readonly string[]>>;
  /** Destroys a bridge. One that is already gone is a success. */
  destroyBridge(bridgeId: string): Promise<Result<void>>;
  /**
   * Creates an external media channel. `channelId` must be fresh at every attempt: Asterisk before
   * 22.11 crashes on one that exists. It may be bridged only after its own stasisStart.
   */
  createExternalMedia(
    channelId: string,
    params: Readonly<Record<string, string>>,
    variables: Readonly<Record<string, string>>,
  ): Promise<Result<ExternalMedia>>;
  /**
   * Creates a channel that rings a party. The channel enters the application (stasisStart) when it
   * is answered; otherwise channelDestroyed tells why. Its other events come from the start.
   */
  originate(call: AriOrigination): Promise<Result<void>>;
  /**
   * Plays music on hold of this class of musiconhold.conf to the channel, in place of its bridge.
   */
  startMusic(channelId: string, musicClass: string): Promise<Result<void>>;
  stopMusic(channelId: string): Promise<Result<void>>;
  /** Sends keys (0-9, A-D, *, #) to the channel's far end. */
  sendDtmf(channelId: string, digits: string): Promise<Result<void>>;
  /**
   * Value of a variable or function of the channel; `not-found` when the channel is gone or the
   * variable is not set.
   */
  getVariable(channelId: string, name: string): Promise<Result<string>>;
  setVariable(channelId: string, name: string, value: string): Promise<Result<void>>;
  /**
   * Values of functions that need no call, such as DIALPLAN_EXISTS; each fails like getVariable.
   * `channelId`: a fresh id for the idle channel that exists only while Asterisk is asked.
   */
  evaluate(
    channelId: string,
    functions: readonly string[],
  ): Promise<Result<readonly Result<string>[]>>;
  /** The channel and where it is. Fails with `not-found` if Asterisk has no such channel. */
  findChannel(channelId: string): Promise<Result<AriFoundChannel>>;
  /**
   * Ids of the channels whose events the application gets; empty when Asterisk does not know the
   * application. Some may be elsewhere, and one of ours may be missing: see findChannel.
   */
  listApplicationChannels(): Promise<Result<readonly string[]>>;
  /** All bridges of this Asterisk, also of other programs. */
  listBridges(): Promise<Result<readonly AriBridge[]>>;
}
