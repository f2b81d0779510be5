/**
 * Owns all calls of one run: accepts them, finds them for the supervisor, and ends them when the
 * program ends.
 */
import { encodeLevelBatch } from '#main/media/audio/levelBatch';
import { type CordboardError, cordboardError } from '#main/util/errors';
import { fail, ok, type Result } from '#main/util/result';
import { delay } from '#main/util/timeout';
import type { CallId } from '#model/call';
import type { CallCommand, OutgoingCall } from '#model/commands';
import type { ConsoleEventBatch, ConsoleSnapshot } from '#model/events';
import { phrase } from '#model/phrases/phrase';
import type { CallControl, HeadsetAudio, HeadsetAudioHandlers } from './callControl';
import type { CallLeg, CallSource } from './callLeg';
import { CallSession } from './callSession';
import type { CallSettingsFor } from './callSettings';
import type { CallStore } from './callStore';
import type { HistoryRecorder } from './historyRecorder';
import type { PlainCallOptions, RunningCall, ServiceFor } from './runningCall';
import type { CallSessionOptions, StoredCall } from './session/callSessionOptions';
import type { FrameTap } from './talk/audioPath';

/** Time an ended call stays in the list, ms: long enough to read why it ended. */
const ENDED_SHOWN_MS = 10_000;

/** Longest wait for the record of a call that goes on, ms. Its caller hears nothing meanwhile. */
const RECORD_LIMIT_MS = 1_000;

/** Number of ended calls that are remembered, in case their callers come back. */
const ENDED_KEPT = 1_000;

export type CallManagerOptions = Omit<
  CallSessionOptions,
  | 'leg'
  | 'meterId'
  | 'settings'
  | 'createOutgoing'
  | 'stored'
  | 'greetsAgain'
  | 'onCall'
  | 'onTurn'
  | 'onReleased'
> & {
  readonly source: CallSource;
  readonly settingsFor: CallSettingsFor;
  readonly store: CallStore;
  /** Finds the record of a call that goes on after a restart; null if there is none. */
  readonly storedCall: (callId: CallId) => Promise<StoredCall | null>;
  /** Keeps the record of the calls; null if no record is kept. */
  readonly record: HistoryRecorder | null;
  /** Finds the service of a call that is not for the agent; absent: all calls are for the agent. */
  readonly serviceFor?: ServiceFor;
};

/** The calls of one run. */
export class CallManager implements CallControl {
  readonly #options: CallManagerOptions;
  /** Sessions, each until all its resources are released. */
  readonly #sessions = new Map<CallId, RunningCall>();
  /** Meter id of the newest call of each channel. */
  readonly #newest = new Map<CallId, number>();
  /**
   * Ids of the newest ended calls. A caller who was sent on may come back on the same channel; then
   * their record goes on.
   */
  readonly #ended = new Set<CallId>();
  /** Timers that take ended calls off the list. */
  readonly #removals = new Map<CallId, NodeJS.Timeout>();
  #nextMeterId = 1;
  #phase: 'open' | 'draining' = 'open';

  constructor(options: CallManagerOptions) {
    this.#options = options;
  }

  /** Number of calls that are not over. */
  get liveCalls(): number {
    return [...this.#sessions.values()].filter((session) => session.state !== 'ended').length;
  }

  start(): void {
    this.#options.source.start((leg) => {
      void this.#admit(leg);
    });
  }

  /**
   * Ends every call and accepts no more. Calls that still come are given back to the dialplan at
   * once. Idempotent.
   */
  async stop(calls: 'fallback' | 'hangup'): Promise<void> {
    this.#phase = 'draining';
    await Promise.all([...this.#sessions.values()].map((session) => session.shutDown(calls)));
    this.#options.source.stop();
    for (const timer of this.#removals.values()) {
      clearTimeout(timer);
    }
    this.#removals.clear();
  }

  snapshot(): ConsoleSnapshot {
    return this.#options.store.snapshot();
  }

  onBatch(listener: (batch: ConsoleEventBatch) => void): () => void {
    return this.#options.store.onBatch(listener);
  }

  command(callId: CallId, command: CallCommand): Promise<Result<void>> {
    const session = this.#sessions.get(callId);
    return session === undefined ? Promise.resolve(fail(noSuchCall())) : session.command(command);
  }

  async placeCall({ number, profileId }: OutgoingCall): Promise<Result<CallId>> {
    if (this.#phase === 'draining') {
      return fail(cordboardError('invalid-state', phrase('call.program-ends')));
    }
    const created = this.#options.source.createOutgoing({ kind: 'number', number, profileId });
    if (!created.ok) {
      return created;
    }
    const leg = created.value;
    const placed = await this.#createSession(leg, null).place(leg);
    return placed.ok ? ok(leg.caller.callId) : placed;
  }

  openHeadset(callId: CallId, handlers: HeadsetAudioHandlers): Result<HeadsetAudio> {
    const session = this.#sessions.get(callId);
    return session === undefined ? fail(noSuchCall()) : session.openHeadset(handlers);
  }

  /**
   * Adds a listener to both directions of a call's audio; does nothing for a call that is gone. The
   * returned function removes the listener.
   */
  addTap(callId: CallId, tap: FrameTap): () => void {
    return this.#sessions.get(callId)?.addTap(tap) ?? (() => undefined);
  }

  readLevels(): ArrayBuffer | null {
    return encodeLevelBatch([...this.#sessions.values()], performance.now());
  }

  async #admit(leg: CallLeg): Promise<void> {
    const { log } = this.#options;
    const { callId, adopted } = leg.caller;
    try {
      const goesOn = adopted || this.#sessions.has(callId) || this.#ended.has(callId);
      const stored = goesOn ? await this.#storedCall(callId) : null;
      if (this.#phase === 'draining') {
        await leg.sendToFallback(null);
        return;
      }
      const service = this.#options.serviceFor?.(leg.caller) ?? null;
      const call = service === null ? this.#createSession(leg, stored) : this.#create(leg, service);
      call.begin();
    } catch (error) {
      // A defect of ours must not leave the caller in silence.
      log.error({ callId, error }, 'call could not be taken in');
      await leg.sendToFallback(null);
      await leg.release();
    }
  }

  /** The record of a call that goes on; null if there is none or the store takes too long. */
  async #storedCall(callId: CallId): Promise<StoredCall | null> {
    const { storedCall } = this.#options;
    const found = new AbortController();
    const stored = await Promise.race([
      storedCall(callId),
      delay(RECORD_LIMIT_MS, found.signal).then(() => null),
    ]);
    found.abort();
    return stored;
  }

  #createSession(leg: CallLeg, stored: StoredCall | null): CallSession {
    const { store, record, source } = this.#options;
    return this.#create(
      leg,
      (shared) =>
        new CallSession({
          ...this.#options,
          ...shared,
          createOutgoing: (party) => source.createOutgoing(party),
          stored,
          greetsAgain: !leg.caller.adopted,
          onTurn: (callId, turn) => {
            if (shared.isNewest()) {
              store.putTurn(callId, turn);
              record?.turnChanged(callId, turn);
            }
          },
        }),
    );
  }

  /** Creates a call and keeps it until all its resources are released. */
  #create<Kind extends RunningCall>(
    leg: CallLeg,
    make: (options: PlainCallOptions & { readonly isNewest: () => boolean }) => Kind,
  ): Kind {
    const { store, record, settingsFor, log } = this.#options;
    const { callId } = leg.caller;
    // The dialplan may hand the same channel over again: the channel's earlier call is forgotten.
    this.#forget(callId);
    const meterId = this.#nextMeterId;
    this.#nextMeterId += 1;
    // Of two calls of one channel only the newest reports. It may do so already in its constructor.
    this.#newest.set(callId, meterId);
    const isNewest = (): boolean => this.#newest.get(callId) === meterId;
    const call = make({
      leg,
      meterId,
      settings: settingsFor(leg.caller),
      isNewest,
      onCall: (changed) => {
        if (isNewest()) {
          store.putCall(changed);
          record?.callChanged(changed);
        }
      },
      onReleased: () => {
        if (isNewest()) {
          this.#released(callId);
        }
      },
      log,
    });
    this.#sessions.set(callId, call);
    return call;
  }

  #released(callId: CallId): void {
    this.#sessions.delete(callId);
    this.#remember(callId);
    const timer = setTimeout(() => {
      this.#forget(callId);
    }, ENDED_SHOWN_MS);
    this.#removals.set(callId, timer);
  }

  #remember(callId: CallId): void {
    this.#ended.add(callId);
    const [oldest] = this.#ended;
    if (this.#ended.size > ENDED_KEPT && oldest !== undefined) {
      this.#ended.delete(oldest);
    }
  }

  /** Takes an ended call off the list. */
  #forget(callId: CallId): void {
    clearTimeout(this.#removals.get(callId));
    this.#removals.delete(callId);
    this.#newest.delete(callId);
    this.#options.store.removeCall(callId);
    this.#options.record?.callRemoved(callId);
  }
}

function noSuchCall(): CordboardError {
  return cordboardError('not-found', phrase('call.unknown'));
}
