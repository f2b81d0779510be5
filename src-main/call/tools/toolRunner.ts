/** The tools of one call: what the agent may call, carried out and answered. */
import type { ToolCall, ToolDeclaration, ToolResult } from '../../agent/voiceAgent';
import type { TransferTarget } from '../../model/profile';
import type { Result } from '../../util/result';

/** A message the caller leaves with the agent. Personal data. */
export type TakenMessage = {
  readonly from: string;
  /** Where he can be called back; empty when he did not say. */
  readonly callBack: string;
  readonly text: string;
};

/** What tools can do to their call; made by the call. */
export type ToolHost = {
  /** Ends the call once the agent has finished speaking. */
  endCall(): void;
  /** Connects the caller to a target of the profile once the agent has finished speaking. */
  transfer(target: TransferTarget): Promise<Result<void>>;
  sendDtmf(digits: string): Promise<Result<void>>;
  takeMessage(message: TakenMessage): Promise<Result<void>>;
  /** Puts a line about a tool into the transcript. */
  note(text: string): void;
  sendResult(result: ToolResult): void;
};

/** Runs what the agent calls; nothing of it ever throws or blocks the audio. */
export type ToolRunner = {
  readonly declarations: readonly ToolDeclaration[];
  run(calls: readonly ToolCall[]): void;
  cancel(ids: readonly string[]): void;
  /** Gives up what is under way. Idempotent. */
  close(): void;
};
