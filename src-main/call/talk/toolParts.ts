/** Makes the agent's tools of a talk. */
import type { CallerKeys } from './callerKeys';
import type { TalkParts } from './lineParts';
import type { Mailbox } from './mailbox';
import type { SupervisorQuestions } from './supervisor/questions';
import { ToolCalls } from './toolCalls';

type ToolParts = TalkParts & {
  readonly keys: CallerKeys;
  /** Null in a call that we have not placed. */
  readonly mailbox: Mailbox | null;
  readonly questions: SupervisorQuestions;
};

export function createTools(parts: ToolParts): ToolCalls {
  const { keys, mailbox, knowledge, floor } = parts;
  return new ToolCalls({
    ...parts,
    actions: parts.toolActions,
    mailboxReached:
      mailbox === null
        ? null
        : () => {
            mailbox.reached(performance.now());
          },
    hide: (text) => keys.withoutSecrets(text),
    facts: knowledge.forTools,
    settings: parts.settings(),
    onPending: (pending) => {
      floor.turns.toolsRun(pending, performance.now());
    },
    onResult: ({ scheduling }) => {
      floor.turns.toolResult(scheduling, performance.now());
    },
  });
}
