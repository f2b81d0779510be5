/**
 * Owns all calls of one run: accepts them, finds them for the supervisor, and ends them when the
 * program ends.
 */
import { encodeLevelBatch } from '#main/media/audio/levelBatch';
import { type CordboardError, cordboardError } from '#main/util/errors';
import { fail, ok, type Result } from '#main/util/result';
import type { AgentAhead } from '#model/ahead';
import type { HandBackBrief } from '#model/brief';
import type { CallId } from '#model/call';
import type { CallCommand, OutgoingCall } from '#model/commands';
import type { ConsoleEventBatch, ConsoleSnapshot } from '#model/events';
import type { Listening } from '#model/headset';
import type { InstructionInForce } from '#model/instruction';
import { phrase } from '#model/phrases/phrase';
import type { BareTimeline, TimelinePlace } from '#model/timeline';
import type { ToolUse } from '#model/toolUse';
import type { Admission } from './admission';
import type { CallControl, HeadsetAudio, HeadsetHandlers } from './callControl';
import type { CallLeg, CallSource } from './callLeg';
import { CallSession } from './callSession';
import type { CallSettingsFor } from './callSettings';
import type { CallStore } from './callStore';
import { AgentContent, type AgentContentOptions } from './content/agentContent';
import type { CreateContent, ServiceFor } from './content/callContent';
import { EarlierParts, type EarlierPartsOptions } from './earlierParts';
import type { HistoryRecorder } from './historyRecorder';
import type { CallMemory } from './life/callMemory';
import type { CallSessionOptions, Continues } from './session/callSessionOptions';
import type { FrameTap } from './talk/audio/frameTaps';
import type { CreateTools } from './tools/toolRunner';

/** Time an ended call stays in the list, ms: long enough to read why it ended. */
const ENDED_SHOWN_MS = 10_000;

export type CallManagerOptions = Pick<CallSessionOptions, 'startRecording' | 'log'> &
  Omit<AgentContentOptions, 'continues' | 'context' | 'onTurn'> & {
    readonly source: CallSource;
    /** Absent: every call is taken in. */
    readonly admission?: Admission;
    /** Creates the tools of a call that is played again: what was recorded answers. */
    readonly replayTools: (recorded: readonly ToolUse[]) => CreateTools;
    readonly settingsFor: CallSettingsFor;
    readonly store: CallStore;
    readonly storedCall: EarlierPartsOptions['storedCall'];
    /** Keeps the record of the calls; null if no record is kept. */
    readonly record: HistoryRecorder | null;
    /** Finds the content of a call that is not for the agent; absent: all are for the agent. */
    readonly serviceFor?: ServiceFor;
  };

/** The calls of one run. */
export class CallManager implements CallControl {
  readonly #options: CallManagerOptions;
  /** Sessions, each until all its resources are released. */
  readonly #sessions = new Map<CallId, CallSession>();
  /** Meter id of the newest call of each channel. */
  readonly #newest = new Map<CallId, number>();
  /** Timers that take ended calls off the list. */
  readonly #removals = new Map<CallId, NodeJS.Timeout>();
  readonly #earlier: EarlierParts;
  /** Callers who are being taken in. */
  readonly #admitting = new Set<Promise<void>>();
  #nextMeterId = 1;
  #phase: 'open' | 'draining' = 'open';

  constructor(options: CallManagerOptions) {
    this.#options = options;
    this.#earlier = new EarlierParts({
      storedCall: options.storedCall,
      going: (callId) => this.#sessions.get(callId),
    });
  }

  /** Number of calls that are not over. */
  get liveCalls(): number {
    return [...this.#sessions.values()].filter((session) => session.state !== 'ended').length;
  }

  start(): void {
    this.#options.source.start((leg) => {
      const admitting = this.#admit(leg).finally(() => {
        this.#admitting.delete(admitting);
      });
      this.#admitting.add(admitting);
    });
  }

  /**
   * Ends every call and accepts no more. Calls that still come are given back to the dialplan at
   * once. Idempotent.
   */
  async stop(calls: 'fallback' | 'hangup'): Promise<void> {
    this.#phase = 'draining';
    await Promise.all([...this.#sessions.values()].map((session) => session.shutDown(calls)));
    // Callers whose record was still read are given back: that needs the source, too.
    await Promise.all(this.#admitting);
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

  command(callId: CallId, command: CallCommand, by?: string): Promise<Result<void>> {
    const session = this.#sessions.get(callId);
    return session === undefined
      ? Promise.resolve(fail(noSuchCall()))
      : session.command(command, by);
  }

  async placeCall({ number, profileId }: OutgoingCall): Promise<Result<CallId>> {
    if (this.#phase === 'draining') {
      return fail(cordboardError('invalid-state', phrase('call.program-ends')));
    }
    const { admission } = this.#options;
    if (admission?.isClosed === true) {
      return fail(cordboardError('invalid-state', phrase('call.restart-waits')));
    }
    if (admission?.isFull(this.liveCalls) === true) {
      return fail(
        cordboardError('invalid-state', phrase('call.full', { max: admission.maxCalls })),
      );
    }
    const created = this.#options.source.createOutgoing({ kind: 'number', number, profileId });
    if (!created.ok) {
      return created;
    }
    const leg = created.value;
    const placed = await this.#create(leg, null).place(leg);
    return placed.ok ? ok(leg.caller.callId) : placed;
  }

  openHeadset(
    callId: CallId,
    listening: Listening,
    handlers: HeadsetHandlers,
    by?: string,
  ): Result<HeadsetAudio> {
    const session = this.#sessions.get(callId);
    return session === undefined
      ? fail(noSuchCall())
      : session.openHeadset(listening, handlers, by);
  }

  /**
   * Adds a listener to both directions of a call's audio; does nothing for a call that is gone. The
   * returned function removes the listener.
   */
  addTap(callId: CallId, tap: FrameTap): () => void {
    return this.#sessions.get(callId)?.addTap(tap) ?? (() => undefined);
  }

  ahead(callId: CallId): AgentAhead | null {
    return this.#sessions.get(callId)?.agent.ahead ?? null;
  }

  brief(callId: CallId): Result<HandBackBrief> {
    const session = this.#sessions.get(callId);
    return session === undefined ? fail(noSuchCall()) : session.agent.brief();
  }

  instruction(callId: CallId): Result<InstructionInForce> {
    const session = this.#sessions.get(callId);
    return session === undefined ? fail(noSuchCall()) : session.agent.instruction();
  }

  readLevels(): ArrayBuffer | null {
    return encodeLevelBatch([...this.#sessions.values()], performance.now());
  }

  timeline(callId: CallId, from: TimelinePlace): Result<BareTimeline> {
    const session = this.#sessions.get(callId);
    if (session === undefined) {
      return fail(noSuchCall());
    }
    const events = this.#options.record?.eventsOf(callId, from.event) ?? [];
    const samples = session.trend.from(from.sample);
    return ok({ ...session.levelsFrom(from.bucket), events, samples });
  }

  async #admit(leg: CallLeg): Promise<void> {
    const { log } = this.#options;
    const { callId } = leg.caller;
    try {
      const { continues, isLate } = await this.#earlier.of(leg);
      if (this.#phase === 'draining') {
        await leg.sendToFallback(null);
        await leg.release();
        return;
      }
      if (!leg.caller.adopted && this.#options.admission?.admits(this.liveCalls) === false) {
        log.warn({ callId, calls: this.liveCalls }, 'call refused: as many as MAX_CALLS already');
        await leg.refuse();
        await leg.release();
        return;
      }
      const session = this.#create(leg, continues);
      session.begin();
      if (isLate) {
        void this.#earlier.recall(session);
      }
    } catch (error) {
      // A defect of ours must not leave the caller in silence.
      log.error({ callId, error }, 'call could not be taken in');
      await this.#giveBack(leg);
    }
  }

  /** Sends a caller on whose call could not begin, and takes off the list what is there of it. */
  async #giveBack(leg: CallLeg): Promise<void> {
    const { callId } = leg.caller;
    const session = this.#sessions.get(callId);
    if (session?.isOn(leg) === true) {
      await session.shutDown('fallback');
      return;
    }
    if (session === undefined) {
      this.#forget(callId);
    }
    await leg.sendToFallback(null);
    await leg.release();
  }

  /** Creates a call and keeps it until all its resources are released. */
  #create(leg: CallLeg, continues: Continues | null): CallSession {
    const { store, record, settingsFor, serviceFor, source } = this.#options;
    const { attention, startRecording, log } = this.#options;
    const { callId } = leg.caller;
    // The dialplan may hand the same channel over again: the channel's earlier call is forgotten.
    this.#forget(callId);
    const meterId = this.#nextMeterId;
    this.#nextMeterId += 1;
    // Of two calls of one channel only the newest reports. It may do so already in its constructor.
    this.#newest.set(callId, meterId);
    const isNewest = (): boolean => this.#newest.get(callId) === meterId;
    const service = serviceFor?.(leg.caller) ?? null;
    const session = new CallSession({
      leg,
      meterId,
      settings: settingsFor(leg.caller),
      hasAgent: service === null,
      createContent: service ?? this.#withAgent(leg, continues, isNewest),
      continues,
      startRecording,
      createOutgoing: (party) => source.createOutgoing(party),
      onCall: (changed) => {
        if (isNewest()) {
          store.putCall(changed);
          record?.callChanged(changed);
        }
      },
      trouble: () => attention.rules().trouble,
      onReleased: () => {
        if (isNewest()) {
          this.#released(callId, session.memory);
        }
      },
      log,
    });
    this.#sessions.set(callId, session);
    return session;
  }

  #withAgent(
    { caller }: CallLeg,
    continues: Continues | null,
    isNewest: () => boolean,
  ): CreateContent {
    const { store, record } = this.#options;
    const past = caller.trial?.past ?? null;
    return (call) =>
      new AgentContent(call, {
        ...this.#options,
        ...(past === null
          ? {}
          : { context: past.turns, createTools: this.#options.replayTools(past.tools) }),
        continues,
        onTurn: (callId, turn) => {
          if (isNewest()) {
            store.putTurn(callId, turn);
            record?.turnChanged(callId, turn);
          }
        },
      });
  }

  #released(callId: CallId, memory: CallMemory): void {
    this.#sessions.delete(callId);
    this.#earlier.remember(callId, memory);
    const timer = setTimeout(() => {
      this.#forget(callId);
    }, ENDED_SHOWN_MS);
    this.#removals.set(callId, timer);
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
