import type { Log } from '#main/observability/log';
import type { Call } from '#model/call';
import type { Transcript } from '#model/transcript';
import type { CallLeg, CallSource } from '../callLeg';
import type { CallSettings } from '../callSettings';
import type { CallOrigin } from '../liveCall';
import type { StartRecording } from '../recorder';
import type { TalkOptions } from '../talk/talk';
import type { TakenMessage } from '../tools/toolRunner';

/**
 * The earlier part of a call that goes on, after a restart of Cordboard or because a caller who was
 * sent on came back.
 */
export type StoredCall = CallOrigin & { readonly turns: Transcript };

export type CallSessionOptions = Pick<
  TalkOptions,
  'agents' | 'vad' | 'createTools' | 'estimateCost' | 'onTurn' | 'onAgentLink' | 'greetsAgain'
> & {
  readonly leg: CallLeg;
  readonly meterId: number;
  readonly settings: () => CallSettings;
  readonly startRecording: StartRecording;
  readonly createOutgoing: CallSource['createOutgoing'];
  /** The earlier part of a call that goes on; null for a new call. */
  readonly stored: StoredCall | null;
  readonly onCall: (call: Call) => void;
  /** The caller left a message with the agent. */
  readonly onMessage: (call: Call, message: TakenMessage) => void;
  /** All resources of the call have been released. */
  readonly onReleased: () => void;
  readonly log: Log;
};
