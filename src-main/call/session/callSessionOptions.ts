import type { Log } from '#main/observability/log';
import type { TroubleRules } from '#model/alertRules';
import type { Call } from '#model/call';
import type { LookUp } from '#model/lookUp';
import type { Transcript } from '#model/transcript';
import type { CallLeg, CallSource } from '../callLeg';
import type { ReadCallSettings } from '../callSettings';
import type { CreateContent } from '../content/callContent';
import type { CallOrigin } from '../life/callMemory';
import type { CallWishes } from '../life/wishes';
import type { StartRecording } from '../recording/recorder';

/**
 * The earlier part of a call that goes on: after a restart of this program, or because a caller who
 * was sent on came back.
 */
export type Continues = {
  readonly why: 'restart' | 'returned';
  readonly origin: CallOrigin;
  readonly wishes: CallWishes;
  /** What was said; empty if the record cannot be read (yet). */
  readonly turns: Transcript;
  /** Id of the next turn: higher than any that the record may hold. */
  readonly firstTurn: number;
  /** Null: nothing, or the record cannot be read (yet). */
  readonly lookUp: LookUp | null;
};

export type CallSessionOptions = {
  readonly leg: CallLeg;
  readonly meterId: number;
  readonly settings: ReadCallSettings;
  /** Whether an agent talks in the call, and what happens with its caller. */
  readonly hasAgent: boolean;
  readonly createContent: CreateContent;
  /** Null for a new call. */
  readonly continues: Continues | null;
  readonly startRecording: StartRecording;
  readonly createOutgoing: CallSource['createOutgoing'];
  readonly onCall: (call: Call) => void;
  /** How trouble is heard at the moment. */
  readonly trouble: () => TroubleRules;
  /** All resources of the call have been released. */
  readonly onReleased: () => void;
  readonly log: Log;
};
