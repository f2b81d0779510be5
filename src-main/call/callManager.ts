/**
 * Owns all calls of one run: accepts them, finds them for the supervisor, and ends them when the
 * program ends.
 */
import { encodeLevelBatch } from '#main/media/audio/levelBatch';
import { type CordboardError, cordboardError } from '#main/util/errors';
import { fail, ok, type Result } from '#main/util/result';
import { delay, withTimeout } from '#main/util/timeout';
import type { AgentAhead } from '#model/ahead';
import type { HandBackBrief } from '#model/brief';
import type { CallId } from '#model/call';
import type { CallCommand, OutgoingCall } from '#model/commands';
import type { ConsoleEventBatch, ConsoleSnapshot } from '#model/events';
import type { Listening } from '#model/headset';
import type { InstructionInForce } from '#model/instruction';
import type { LookUp } from '#model/lookUp';
import { phrase } from '#model/phrases/phrase';
import type { BareTimeline, TimelinePlace } from '#model/timeline';
import type { ToolUse } from '#model/toolUse';
import type { Transcript } from '#model/transcript';
import type { Admission } from './admission';
import type { CallControl, HeadsetAudio, HeadsetHandlers } from './callControl';
import type { CallLeg, CallSource } from './callLeg';
import { CallSession } from './callSession';
import type { CallSettingsFor } from './callSettings';
import type { CallStore } from './callStore';
import { AgentContent, type AgentContentOptions } from './content/agentContent';
import type { CreateContent, ServiceFor } from './content/callContent';
import type { HistoryRecorder } from './historyRecorder';
import type { CallMemory, CallOrigin } from './life/callMemory';
import { type CallWishes, NO_WISHES } from './life/wishes';
import type { CallSessionOptions, Continues } from './session/callSessionOptions';
import type { FrameTap } from './talk/audio/frameTaps';
import type { CreateTools } from './tools/toolRunner';

/** Time an ended call stays in the list, ms: long enough to read why it ended. */
const ENDED_SHOWN_MS = 10_000;

/** Longest wait for the record of a call that goes on, ms. Its caller hears nothing meanwhile. */
const RECORD_LIMIT_MS = 1_000;

/** How often, and how many times, a record that could not be read is read again, ms. */
const RECALL_EVERY_MS = 2_000;
const RECALL_TRIES = 60;

/** Id of the next turn where nobody knows their number: half of the turns that a call may have. */
const UNKNOWN_TURNS = 16_384;

/** Number of ended calls that are remembered, in case their callers come back. */
const ENDED_KEPT = 1_000;

/** The record of a call that goes on. */
export type StoredCall = CallOrigin & {
  readonly turns: Transcript;
  readonly lookUp: LookUp | null;
};

export type CallManagerOptions = Pick<CallSessionOptions, 'startRecording' | 'log'> &
  Omit<AgentContentOptions, 'continues' | 'context' | 'onTurn'> & {
    readonly source: CallSource;
    /** Absent: every call is taken in. */
    readonly admission?: Admission;
    /** Creates the tools of a call that is played again: what was recorded answers. */
    readonly replayTools: (recorded: readonly ToolUse[]) => CreateTools;
    readonly settingsFor: CallSettingsFor;
    readonly store: CallStore;
    /**
     * Finds the record of a call that goes on after a restart; null if there is none. Fails if the
     * record cannot be read.
     */
    readonly storedCall: (callId: CallId) => Promise<Result<StoredCall | null>>;
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
  /**
   * The newest ended calls. A caller who was sent on may come back on the same channel; then their
   * call goes on.
   */
  readonly #ended = new Map<CallId, CallMemory>();
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
    return ok({ ...session.levelsFrom(from.bucket), events });
  }

  async #admit(leg: CallLeg): Promise<void> {
    const { log } = this.#options;
    const { callId } = leg.caller;
    try {
      const stored = await this.#storedPart(leg);
      const continues = stored === null ? replayedPart(leg) : this.#earlierPart(leg, stored);
      if (this.#phase === 'draining') {
        await leg.sendToFallback(null);
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
      if (stored?.ok === false) {
        void this.#recallLater(session);
      }
    } catch (error) {
      // A defect of ours must not leave the caller in silence.
      log.error({ callId, error }, 'call could not be taken in');
      await leg.sendToFallback(null);
      await leg.release();
    }
  }

  /** The record of a call that goes on; null for a new call. Fails if it cannot be read in time. */
  async #storedPart(leg: CallLeg): Promise<Result<StoredCall | null> | null> {
    const { callId, adopted } = leg.caller;
    const goesOn = adopted || this.#memoryOf(leg) !== null;
    return goesOn
      ? await withTimeout(
          this.#options.storedCall(callId),
          RECORD_LIMIT_MS,
          phrase('call.record-slow'),
        )
      : null;
  }

  /** What is known of the call of a caller who was here before; null if nothing is. */
  #memoryOf({ caller, memory }: CallLeg): CallMemory | null {
    return this.#sessions.get(caller.callId)?.memory ?? this.#ended.get(caller.callId) ?? memory;
  }

  #wasHere(callId: CallId): boolean {
    return this.#sessions.has(callId) || this.#ended.has(callId);
  }

  #earlierPart(leg: CallLeg, stored: Result<StoredCall | null>): Continues {
    // A caller whom this run has served before was sent on, and comes back.
    const restarted = leg.caller.adopted && !this.#wasHere(leg.caller.callId);
    const memory = this.#memoryOf(leg);
    const found = stored.ok ? stored.value : null;
    return {
      why: restarted ? 'restart' : 'returned',
      origin: found ?? memory ?? { startedAt: Date.now(), answeredAt: null },
      wishes: wishesOf(memory, restarted),
      turns: found?.turns ?? [],
      lookUp: found?.lookUp ?? null,
      firstTurn: stored.ok ? 0 : (memory?.turnsBelow ?? UNKNOWN_TURNS),
    };
  }

  /** Reads the record of a call that goes on without it, until it can be read. */
  async #recallLater(session: CallSession): Promise<void> {
    for (let tries = 0; tries < RECALL_TRIES && session.state !== 'ended'; tries += 1) {
      const stored = await this.#options.storedCall(session.id);
      if (stored.ok) {
        session.recall(stored.value?.turns ?? []);
        return;
      }
      await delay(RECALL_EVERY_MS);
    }
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
    this.#remember(callId, memory);
    const timer = setTimeout(() => {
      this.#forget(callId);
    }, ENDED_SHOWN_MS);
    this.#removals.set(callId, timer);
  }

  #remember(callId: CallId, memory: CallMemory): void {
    this.#ended.set(callId, memory);
    const [oldest] = this.#ended.keys();
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

/** A call that is played again begins with what was looked up for the original; else null. */
function replayedPart({ caller }: CallLeg): Continues | null {
  const past = caller.trial?.past ?? null;
  return past === null
    ? null
    : {
        why: 'returned',
        origin: { startedAt: Date.now(), answeredAt: null },
        wishes: NO_WISHES,
        turns: [],
        lookUp: past.lookUp,
        firstTurn: 0,
      };
}

/** A caller who was sent on and comes back is neither on hold nor muted. */
function wishesOf(memory: CallMemory | null, restarted: boolean): CallWishes {
  if (memory === null || restarted) {
    return memory?.wishes ?? NO_WISHES;
  }
  const { recording, voice, instruction, bargeIn } = memory.wishes;
  return { ...NO_WISHES, recording, voice, instruction, bargeIn };
}

function noSuchCall(): CordboardError {
  return cordboardError('not-found', phrase('call.unknown'));
}
