/**
 * The port through which a call's audio travels between Asterisk and Cordboard. Adapters are named
 * by their technology; the rest of the pipeline knows only this file.
 */
import type { CordboardError } from '#main/util/errors';
import type { Result } from '#main/util/result';
import type { MediaTransportName } from '#model/call';

/**
 * Why a transport has ended. `local`: Cordboard closed it. `remote`: the other side did. `error`:
 * it broke.
 */
export type TransportClose =
  | { readonly by: 'local' }
  | { readonly by: 'remote'; readonly code: number }
  | { readonly by: 'error'; readonly error: CordboardError };

/** Counters since the transport was opened. */
export type TransportCounters = {
  /** Whole frames from the caller. */
  framesIn: number;
  /** Whole frames handed to Asterisk. */
  framesOut: number;
  /** Frames in that were missing or could not be taken, and frames out of a wrong size. */
  framesLost: number;
  /**
   * Frames in that came late: after the packet before, their packet came more than 40 ms later than
   * its own length.
   */
  framesLate: number;
};

/** Events of a transport. Set once, before audio flows. No handler may throw or block. */
export interface MediaTransportHandlers {
  /**
   * One 20 ms frame of the caller: 640 bytes, slin16 little-endian. The buffer belongs to the
   * transport and is valid only during the call: copy it to keep it. `atMs`: when the frame ended,
   * monotonic ms. Frames of one packet have different times.
   */
  onFrame(frame: Buffer, atMs: number): void;
  /** Asterisk's queue is nearly full: send nothing until onResume. */
  onPause(): void;
  /** The queue has room again. */
  onResume(): void;
  /** A mark was reached: everything sent before it has been played. */
  onMark(id: string): void;
  /** Frames that wait in Asterisk's queue; the answer to `requestQueueLength`. */
  onQueueLength(frames: number): void;
  /** The transport has ended. Called exactly once, also after `close`. */
  onClose(close: TransportClose): void;
}

/** One open media connection of one call. */
export interface MediaTransport {
  readonly name: MediaTransportName;
  readonly counters: Readonly<TransportCounters>;
  /**
   * Sets the handlers and begins delivery. Frames that came before are dropped, except for up to 2
   * s of audio from before Asterisk announced the media (Asterisk 22.7 does that late): those are
   * delivered first.
   */
  start(handlers: MediaTransportHandlers): void;
  /**
   * Queues one 20 ms frame (640 bytes) to be played to the caller. The buffer may be reused after
   * the call returns. Returns false when the frame was not taken (closed, send buffer full): it may
   * be sent again later.
   */
  sendFrame(frame: Buffer): boolean;
  /**
   * Drops everything queued for the caller at once. Playing goes on with the next frame sent, also
   * after `pausePlayback`. Pending marks are lost.
   */
  flush(): void;
  /** Stops playing at once and keeps what is queued (PAUSE_MEDIA, or our own pacer). Idempotent. */
  pausePlayback(): void;
  /** Plays on where `pausePlayback` stopped (CONTINUE_MEDIA, or our own pacer). Idempotent. */
  resumePlayback(): void;
  /** Asks for onMark when everything sent so far has been played. `id`: at most 64 characters. */
  mark(id: string): void;
  /**
   * Asks for the length of Asterisk's queue. onQueueLength answers, where the transport knows it.
   */
  requestQueueLength(): void;
  /** Ends the connection. Idempotent. */
  close(): void;
}

/**
 * What Asterisk needs to create the external media channel of a transport (ARI `POST
 * /channels/externalMedia`).
 */
export type ExternalMediaRequest = {
  /** Query parameters besides app and channelId. */
  readonly params: Readonly<Record<string, string>>;
};

/** Makes media connections for calls. */
export interface MediaTransportFactory {
  /** After a failure: the next attempt takes another transport, so it need not wait. */
  readonly hasAlternative: boolean;
  /**
   * Announces a channel before it is created, so that a connection that comes early is expected.
   */
  expect(mediaChannelId: string): ExpectedTransport;
}

/**
 * A media connection that is about to be made: `request`, then the channel is created, then `open`.
 */
export interface ExpectedTransport {
  /**
   * What Asterisk needs to create the channel. What this side needs for it (a port, a listener) is
   * ready then. Fails with `config` or `network` when that is not possible.
   */
  request(): Promise<Result<ExternalMediaRequest>>;
  /**
   * Opens the connection. `channelVariables` are those of ARI's answer (websocket-dial reads
   * MEDIA_WEBSOCKET_CONNECTION_ID there). Fails with `timeout`, `network`, `protocol` or
   * `cancelled`; after a failure nothing is left open.
   */
  open(
    channelVariables: Readonly<Record<string, string>>,
    timeoutMs: number,
  ): Promise<Result<MediaTransport>>;
  /**
   * Calls the connection off; `refusal` is the error when Asterisk did not create the channel.
   * Idempotent; has no effect once `open` has succeeded.
   */
  cancel(refusal?: CordboardError): void;
}
