import type { CallControl, HeadsetAudio, HeadsetHandlers } from '#main/call/callControl';
import { cordboardError } from '#main/util/errors';
import { fail, ok, type Result } from '#main/util/result';
import type { AgentAhead } from '#model/ahead';
import { deedOf, deedOfOutgoingCall } from '#model/audit';
import type { HandBackBrief } from '#model/brief';
import type { Call, CallId } from '#model/call';
import type { CallCommand, OutgoingCall } from '#model/commands';
import type { ConsoleSnapshot } from '#model/events';
import type { Listening } from '#model/headset';
import type { InstructionInForce } from '#model/instruction';
import { phrase } from '#model/phrases/phrase';
import type { CallTimeline, TimelinePlace } from '#model/timeline';
import type { Transcript } from '#model/transcript';
import { type Actor, nameOf } from './actor';
import type { ActTrail } from './actTrail';
import type { Deeds } from './deeds';
import type { LevelFeed, LevelFeedHandlers, LevelFeeds } from './levelFeed';
import type { ReadTrail } from './readTrail';
import type { ScanTrail } from './scanTrail';

/** A call that is going on, and what was said in it so far. */
type CallSoFar = { readonly call: Call; readonly transcript: Transcript };

/** The calls, as one actor sees and handles them. */
export interface CallDesk {
  /** The calls now, and those that ended in the last 10 s, without what is said in them. */
  list(): Promise<readonly Call[]>;
  /**
   * One of these calls with what was said so far. The audit notes each reading, see readTrail.ts.
   * Fails with `not-found`.
   */
  read(callId: CallId): Promise<Result<CallSoFar>>;
  /**
   * What the agent will say that its caller has not heard, as figures; null when nothing of it
   * waits. To be asked a few times a second, of the call that somebody looks at.
   */
  ahead(callId: CallId): Promise<AgentAhead | null>;
  /**
   * What the agent will be told when the call is handed back. The audit notes it as a reading of
   * the call; not of the window, which shows these words already. Fails with `not-found`, or with
   * `invalid-state` while the call is not taken over.
   */
  brief(callId: CallId): Promise<Result<HandBackBrief>>;
  /**
   * The system instruction that the agent follows now. The audit notes it as a reading of the call.
   * Fails with `not-found`, or with `invalid-state` on a call without an agent.
   */
  instruction(callId: CallId): Promise<Result<InstructionInForce>>;
  /**
   * Everything at one revision: where following the changes begins (`SupervisorDesk.follow`). The
   * audit notes it as `calls.follow`, once for each reading; not of the window, whose work it is to
   * show the calls.
   */
  snapshot(): Promise<ConsoleSnapshot>;
  /**
   * Follows the levels of all calls, laid out as in model/levels.ts, every `everyMs`: a batch,
   * or several where another follower read meanwhile.
   */
  followLevels(handlers: LevelFeedHandlers, everyMs: number): LevelFeed;
  /**
   * The levels, events and acts of a call that goes on, from a place on. Fails with `not-found`
   * once it is over.
   */
  timeline(callId: CallId, from: TimelinePlace): Promise<Result<CallTimeline>>;
  /**
   * Carries a command out. Fails with `not-found` (no such call), `invalid-state` (makes no sense
   * now, see model/possible.ts), or as Asterisk answers.
   */
  command(callId: CallId, command: CallCommand): Promise<Result<void>>;
  /**
   * Calls somebody. Resolves with the call's id once Asterisk has accepted the request; fails as
   * `CallControl.placeCall` does.
   */
  place(call: OutgoingCall): Promise<Result<CallId>>;
  /**
   * Puts the supervisor's headset on a call, as `CallControl.openHeadset` does. The caller hears
   * them while they have taken the call over.
   */
  openHeadset(
    callId: CallId,
    listening: Listening,
    handlers: HeadsetHandlers,
  ): Promise<Result<HeadsetAudio>>;
  /**
   * As openHeadset, for some seconds on a walk through the calls: the audit has one entry for the
   * whole walk.
   */
  scanTo(
    callId: CallId,
    listening: Listening,
    handlers: HeadsetHandlers,
  ): Promise<Result<HeadsetAudio>>;
  /** The walk through the calls is over. Idempotent. */
  endScan(): void;
  /**
   * Takes the application over from another Cordboard that serves it (health of Asterisk: `taken`),
   * so that new calls come here. Fails with `invalid-state` where there is none.
   */
  takeOverApplication(): Promise<Result<void>>;
}

export type CallDeskParts = {
  readonly control: CallControl;
  readonly takeOverApplication: () => Result<void>;
  readonly levels: LevelFeeds;
  readonly deeds: Deeds;
  readonly acts: ActTrail;
  readonly reads: ReadTrail;
  readonly scans: ScanTrail;
};

export function createCallDesk(parts: CallDeskParts, actor: Actor): CallDesk {
  const { control, levels, deeds } = parts;
  return {
    ...readingOf(parts, actor),
    followLevels: (handlers, everyMs) => levels.open(handlers, everyMs),
    timeline: (callId, from) => Promise.resolve(timelineOf(parts, callId, from)),
    command: (callId, command) =>
      deeds.do(actor, deedOf(callId, command), () =>
        control.command(callId, command, nameOf(actor)),
      ),
    place: (call) =>
      deeds.do(
        actor,
        (placed) => deedOfOutgoingCall(call, placed.ok ? placed.value : null),
        () => control.placeCall(call),
      ),
    openHeadset: (callId, listening, handlers) =>
      deeds.do(actor, { action: 'call.listen', callId, params: listening }, () =>
        control.openHeadset(callId, listening, handlers, nameOf(actor)),
      ),
    scanTo: (callId, listening, handlers) => {
      const opened = control.openHeadset(callId, listening, handlers, nameOf(actor));
      if (opened.ok) {
        parts.scans.heard(actor, callId);
      }
      return Promise.resolve(opened);
    },
    endScan: () => {
      parts.scans.end(actor);
    },
    takeOverApplication: () =>
      deeds.do(actor, { action: 'application.takeOver', callId: null, params: {} }, () =>
        parts.takeOverApplication(),
      ),
  };
}

function timelineOf(
  { control, acts }: CallDeskParts,
  callId: CallId,
  from: TimelinePlace,
): Result<CallTimeline> {
  const line = control.timeline(callId, from);
  return line.ok ? ok({ ...line.value, acts: acts.of(callId, from.act) }) : line;
}

type Reading = Pick<CallDesk, 'list' | 'read' | 'ahead' | 'brief' | 'instruction' | 'snapshot'>;

function readingOf({ control, reads }: CallDeskParts, actor: Actor): Reading {
  return {
    list: () => Promise.resolve(control.snapshot().calls),
    read: (callId) => {
      const { calls, transcripts } = control.snapshot();
      const call = calls.find(({ id }) => id === callId);
      if (call === undefined) {
        return Promise.resolve(fail(cordboardError('not-found', phrase('call.unknown'))));
      }
      reads.note(actor, { action: 'call.read', callId, params: {} });
      return Promise.resolve(ok({ call, transcript: transcripts[callId] ?? [] }));
    },
    ahead: (callId) => Promise.resolve(control.ahead(callId)),
    brief: (callId) => {
      const brief = control.brief(callId);
      if (brief.ok && actor.kind !== 'window') {
        reads.note(actor, { action: 'call.read', callId, params: {} });
      }
      return Promise.resolve(brief);
    },
    instruction: (callId) => {
      const instruction = control.instruction(callId);
      if (instruction.ok) {
        reads.note(actor, { action: 'call.read', callId, params: {} });
      }
      return Promise.resolve(instruction);
    },
    snapshot: () => {
      if (actor.kind !== 'window') {
        reads.note(actor, { action: 'calls.follow', callId: null, params: {} });
      }
      return Promise.resolve(control.snapshot());
    },
  };
}
