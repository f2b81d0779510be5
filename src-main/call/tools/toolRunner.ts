/** The tools of one call, as types: what the agent may call, and what runs it. */
import type { ToolCall, ToolDeclaration, ToolResult } from '#main/agent/voiceAgent';
import type { Log } from '#main/observability/log';
import type { ToolNews } from '#main/transcript/transcriptLog';
import type { Result } from '#main/util/result';
import type { Call, CallId } from '#model/call';
import type { CallFacts } from '#model/callFacts';
import type { TakenMessage } from '#model/inbox';
import type { PhraseParam } from '#model/phrases/phrase';
import type { ToolScheduling, TransferTarget } from '#model/profile';
import type { CallSettings } from '../callSettings';
import type { QuestionEnd } from '../life/questions';
import type { NewQuestion } from '../talk/supervisor/questions';

/** A message, and the call at the time it was left. */
export type MessageTaken = { readonly call: Call; readonly message: TakenMessage };

/** What tools can do to their call. The call implements it. */
export type ToolHost = {
  /** Ends the call once the agent has finished speaking. */
  endCall(): void;
  /**
   * Connects the caller to a target of the profile once the agent has finished speaking. Fails with
   * `cancelled` if `signal` aborts before, or as CallLeg.transfer does.
   */
  transfer(target: TransferTarget, signal: AbortSignal): Promise<Result<void>>;
  sendDtmf(digits: string): Promise<Result<void>>;
  takeMessage(message: TakenMessage): Promise<Result<void>>;
  /** Asks the supervisor; resolves once the question has closed, after `limitMs` at the latest. */
  askSupervisor(question: NewQuestion, limitMs: number, signal: AbortSignal): Promise<QuestionEnd>;
  /** A machine has answered our call; null in a call that we have not placed. */
  readonly mailboxReached: (() => void) | null;
  /** Puts a call of a tool into the transcript. What is returned shows how it goes on. */
  show(first: ToolNews): (news: ToolNews) => void;
  /** Answers a call of the agent's present session. */
  sendResult(result: ToolResult): void;
  /** Tells the agent what a call of an earlier session has brought. */
  tellResult(result: LateResult): void;
};

/** What a call has brought whose session is gone. */
export type LateResult = Omit<ToolResult, 'id'> & Pick<ToolCall, 'args'>;

/**
 * One tool of the agent, built in or of a plugin. If it throws, the tool call fails; if it takes
 * too long, it is given up.
 */
export type Tool = {
  readonly declaration: ToolDeclaration;
  /**
   * What happens to a call under way that the agent calls off. `stops`: it is aborted. `goes-on`:
   * it may have been carried out already, so it runs to its end, and what it brings answers an
   * equal later call. `is-told`: it runs to its end, and the agent is told what it brings. Default:
   * `goes-on`. What waits for approval always stops.
   */
  readonly calledOff?: 'stops' | 'goes-on' | 'is-told';
  /**
   * The supervisor has to approve each call within `limitMs` before it is carried out; `text` says
   * to them what the tool does. Left out: no call needs approval.
   */
  readonly approval?: { readonly limitMs: number; readonly text: string };
  /** Longest run, ms. Default: RUN_LIMIT_MS. */
  readonly limitMs?: number;
  /**
   * What an equal call means that a later session makes soon after this one has succeeded.
   * `the-same`: the agent asks again for what it has not heard of, and gets this one's result.
   * `anew`: it may want the deed once more, so it is carried out. Default: `the-same`.
   */
  readonly repeated?: 'the-same' | 'anew';
  /**
   * Carries out a call. `args` satisfy the declaration's schema. The agent gets the answer, which
   * is plain data, or the message of a failure. `signal` aborts when nobody wants the answer any
   * more.
   */
  run(
    args: Readonly<Record<string, unknown>>,
    signal: AbortSignal,
  ): Promise<Result<Readonly<Record<string, unknown>>>>;
  /**
   * Describes the arguments, which nobody but the agent may read, for the transcript; without it
   * the transcript has the arguments themselves.
   */
  describe?(args: Readonly<Record<string, unknown>>): PhraseParam;
};

/** Creates the tools of one call that its profile allows. */
export type CreateTools = (
  host: ToolHost,
  settings: Pick<CallSettings, 'tools' | 'transferTargets'>,
  call: ToolsCall,
) => ToolRunner;

/** The call that tools are for. */
export type ToolsCall = {
  readonly callId: CallId;
  /** What is known of it now. */
  readonly facts: () => CallFacts;
  readonly log: Log;
};

/** Runs the agent's tool calls. No method throws or blocks the audio. */
export type ToolRunner = {
  readonly declarations: readonly ToolDeclaration[];
  /** Of each call whose result agent or caller wait for, when the agent is to learn it. */
  readonly pending: readonly ToolScheduling[];
  /** Answers each call once, unless it is cancelled or its session is gone before. */
  run(calls: readonly ToolCall[]): void;
  cancel(ids: readonly string[]): void;
  /**
   * The agent's session is gone. What is under way goes on; the next session is told the results
   * for which it does not ask itself, and those that the agent has not spoken about yet.
   */
  sessionGone(): void;
  /** The agent speaks to the caller. */
  agentSpeaks(): void;
  /** Aborts the calls under way. Idempotent. */
  close(): void;
};
