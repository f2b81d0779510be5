/** What the agent asks the supervisor during a call. Answered by commands (commands.ts). */

/** Unique among the questions of all calls. */
export type QuestionId = string;

/** Named values, as a tool of the agent takes them. */
export type ToolArguments = Readonly<Record<string, unknown>>;

type Asked = {
  readonly id: QuestionId;
  /** Epoch ms. */
  readonly askedAt: number;
  /** Epoch ms; the agent goes on without an answer then. */
  readonly deadline: number;
};

/** The agent does not know what to do or say. Personal data. */
type AgentQuestion = Asked & {
  readonly kind: 'question';
  readonly text: string;
  /** What the agent does if nobody answers, in its words. */
  readonly fallback: string;
};

/** A tool is not carried out before somebody says yes; no answer is a no. Personal data. */
type ToolApproval = Asked & {
  readonly kind: 'approval';
  /** What the tool does, as the profile describes it to the agent. */
  readonly text: string;
  readonly tool: string;
  readonly args: ToolArguments;
};

/** A question that waits for its answer. */
export type Question = AgentQuestion | ToolApproval;
