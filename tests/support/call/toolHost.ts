import { vi } from 'vitest';
import type { ToolResult } from '#main/agent/voiceAgent';
import type { QuestionEnd } from '#main/call/life/questions';
import type { NewQuestion } from '#main/call/talk/supervisor/questions';
import type { LateResult, ToolHost, ToolRun } from '#main/call/tools/toolRunner';
import { done, type Result } from '#main/util/result';
import type { TakenMessage } from '#model/inbox';
import { type Phrase, wordsOf } from '#model/phrases/phrase';
import type { TransferTarget } from '#model/profile';

/** A call as its tools see it, which remembers what they did to it. */
export function fakeToolHost() {
  const notes: string[] = [];
  const runs: ToolRun[] = [];
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
    ran: (run: ToolRun) => runs.push(run),
    note: (said: Phrase) => notes.push(wordsOf(said)),
    sendResult: (result: ToolResult) => results.push(result),
    tellResult: (result: LateResult) => late.push(result),
  } satisfies ToolHost;
  return { host, notes, runs, results, late };
}
