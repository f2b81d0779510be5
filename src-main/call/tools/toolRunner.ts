/** The tools of one call: what the agent may call, carried out and answered. */
import type { ToolCall, ToolDeclaration, ToolResult } from '#main/agent/voiceAgent';
import type { Log } from '#main/observability/log';
import type { Result } from '#main/util/result';
import type { Call, CallId } from '#model/call';
import type { Phrase, PhraseParam } from '#model/phrases/phrase';
import type { TransferTarget } from '#model/profile';
import type { CallSettings } from '../callSettings';

/** A message the caller leaves with the agent. Personal data. */
export type TakenMessage = {
  readonly from: string;
  /** Where he can be called back; empty when he did not say. */
  readonly callBack: string;
  readonly text: string;
};

/** A message that was left, and the call as it was then. */
export type MessageTaken = { readonly call: Call; readonly message: TakenMessage };

/** What tools can do to their call; made by the call. */
export type ToolHost = {
  /** Ends the call once the agent has finished speaking. */
  endCall(): void;
  /**
   * Connects the caller to a target of the profile once the agent has finished speaking; fails if
   * `signal` aborts before.
   */
  transfer(target: TransferTarget, signal: AbortSignal): Promise<Result<void>>;
  sendDtmf(digits: string): Promise<Result<void>>;
  takeMessage(message: TakenMessage): Promise<Result<void>>;
  /** Puts a line about a tool into the transcript. */
  note(said: Phrase): void;
  sendResult(result: ToolResult): void;
};

/**
 * One tool of the agent. A plugin may bring more of them: what it throws becomes a failed call, and
 * what takes too long is given up.
 */
export type Tool = {
  readonly declaration: ToolDeclaration;
  /**
   * Carries a call out. `args` satisfy the declaration's schema. The answer is for the agent, plain
   * data; a failure's message is told to it too. `signal` aborts when the agent does not want the
   * answer any more.
   */
  run(
    args: Readonly<Record<string, unknown>>,
    signal: AbortSignal,
  ): Promise<Result<Readonly<Record<string, unknown>>>>;
  /** What stands in the transcript of these arguments; the arguments themselves when left out. */
  describe?(args: Readonly<Record<string, unknown>>): PhraseParam;
};

/** Makes the tools of one call, those that its profile allows. */
export type CreateTools = (
  host: ToolHost,
  settings: Pick<CallSettings, 'tools' | 'transferTargets'>,
  log: Log,
  callId: CallId,
) => ToolRunner;

/** Runs what the agent calls; nothing of it ever throws or blocks the audio. */
export type ToolRunner = {
  readonly declarations: readonly ToolDeclaration[];
  run(calls: readonly ToolCall[]): void;
  cancel(ids: readonly string[]): void;
  /** Gives up what is under way. Idempotent. */
  close(): void;
};
