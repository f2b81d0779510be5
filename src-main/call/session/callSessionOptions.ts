/** What one call is made with. */
import type { Log } from '#main/observability/log';
import type { Call } from '#model/call';
import type { Transcript } from '#model/transcript';
import type { CallLeg, CallSource } from '../callLeg';
import type { CallSettings } from '../callSettings';
import type { ConversationOptions } from '../conversation';
import type { CallOrigin } from '../liveCall';
import type { StartRecording } from '../recorder';
import type { TakenMessage } from '../tools/toolRunner';

/**
 * A call that goes on, as it was: when Cordboard ended in the middle of it, or when its caller was
 * sent on.
 */
export type StoredCall = CallOrigin & { readonly turns: Transcript };

/** What a session is made with. */
export type CallSessionOptions = Pick<
  ConversationOptions,
  'agents' | 'vad' | 'createTools' | 'estimateCost' | 'onTurn' | 'onAgentLink' | 'greetsAgain'
> & {
  readonly leg: CallLeg;
  readonly meterId: number;
  readonly settings: () => CallSettings;
  readonly startRecording: StartRecording;
  readonly createOutgoing: CallSource['createOutgoing'];
  /**
   * What is known of a caller who was adopted, or was sent on and has come back; null for a new
   * call.
   */
  readonly stored: StoredCall | null;
  readonly onCall: (call: Call) => void;
  /** The caller left a message with the agent. */
  readonly onMessage: (call: Call, message: TakenMessage) => void;
  /** Everything of the call has been released. */
  readonly onReleased: () => void;
  readonly log: Log;
};
