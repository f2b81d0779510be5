import { vi } from 'vitest';
import type { ToolResult } from '#main/agent/voiceAgent';
import type { QuestionEnd } from '#main/call/life/questions';
import type { NewQuestion } from '#main/call/talk/supervisor/questions';
import type { LateResult, ToolHost } from '#main/call/tools/toolRunner';
import type { ToolNews } from '#main/transcript/transcriptLog';
import { done, type Result } from '#main/util/result';
import type { TakenMessage } from '#model/inbox';
import { wordsOf } from '#model/phrases/phrase';
import type { TransferTarget } from '#model/profile';
import { isOver } from '#model/toolUse';

/** A call as its tools see it, which remembers what they did to it. */
export function fakeToolHost() {
  const turns: ToolNews[][] = [];
  const results: ToolResult[] = [];
  const late: LateResult[] = [];
  const host = {
    endCall: vi.fn(),
    transfer: vi.fn((_target: TransferTarget) => Promise.resolve<Result<void>>(done)),
    sendDtmf: vi.fn((_digits: string) => Promise.resolve<Result<void>>(done)),
    takeMessage: vi.fn((_message: TakenMessage) => Promise.resolve<Result<void>>(done)),
    askSupervisor: vi.fn((_question: NewQuestion, _limitMs: number, _signal: AbortSignal) =>
      Promise.resolve<QuestionEnd>({ how: 'late' }),
    ),
    mailboxReached: null,
    show: (first: ToolNews) => {
      const turn = [first];
      turns.push(turn);
      return (news: ToolNews) => turn.push(news);
    },
    sendResult: (result: ToolResult) => results.push(result),
    tellResult: (result: LateResult) => late.push(result),
  } satisfies ToolHost;
  /** What the turns say of the calls that are over. */
  const notes = (): readonly string[] =>
    turns.flatMap((turn) => turn.filter(({ use }) => isOver(use)).map(({ said }) => wordsOf(said)));
  return { host, turns, notes, results, late };
}
