/** The agent's side of a rehearsal: it is given the caller's lines as text, and answers aloud. */
import type { AgentTurn, VoiceAgent, VoiceAgentHandlers } from '#main/agent/voiceAgent';
import { cordboardError } from '#main/util/errors';
import { done, fail, type Result } from '#main/util/result';
import type { TokenUsage } from '#model/metrics';
import { type Phrase, phrase } from '#model/phrases/phrase';
import type { RehearsalLine } from '#model/rehearsal';
import type { RehearsalTools } from './rehearsalTools';

/** Longest wait for the end of an answer, ms. */
const ANSWER_LIMIT_MS = 60_000;

/** Why an answer is no longer waited for. */
type AnswerEnd = 'answered' | 'late' | 'gone';

export class RehearsalTalk {
  readonly #agent: VoiceAgent;
  readonly #tools: RehearsalTools;
  readonly #onUsage: (usage: TokenUsage) => void;
  readonly #lines: RehearsalLine[] = [];
  #words = '';
  #askedMs = 0;
  #answerMs: number | null = null;
  #turnOver = false;
  #failure: Phrase | null = null;
  #isStopped = false;
  #answered: ((how: AnswerEnd) => void) | null = null;

  constructor(agent: VoiceAgent, tools: RehearsalTools, onUsage: (usage: TokenUsage) => void) {
    this.#agent = agent;
    this.#tools = tools;
    this.#onUsage = onUsage;
  }

  /** What was said and called so far. */
  get lines(): readonly RehearsalLine[] {
    return this.#words === '' ? [...this.#lines] : [...this.#lines, this.#agentLine()];
  }

  /** Connects. Fails as `VoiceAgent.start` does. */
  start(): Promise<Result<void>> {
    return this.#agent.start(this.#handlers());
  }

  /** Gives the agent what it opens the call with, and waits until it has said it. */
  open(prompt: string): Promise<Result<void>> {
    return this.#ask(prompt);
  }

  /** Says a line of the caller, and waits until the agent has answered it. */
  say(text: string): Promise<Result<void>> {
    if (!this.#isStopped) {
      this.#lines.push({ of: 'caller', text });
    }
    return this.#ask(text);
  }

  /** A tool has answered: the turn may be over by that. */
  toolAnswered(): void {
    this.#settle();
  }

  /** Nobody waits for an answer any more. */
  stop(): void {
    this.#isStopped = true;
    this.#answered?.('gone');
    this.#finishLine();
  }

  async #ask(text: string): Promise<Result<void>> {
    this.#askedMs = performance.now();
    this.#answerMs = null;
    this.#turnOver = false;
    let timer: NodeJS.Timeout | undefined;
    const end = await new Promise<AnswerEnd>((resolve) => {
      this.#answered = resolve;
      timer = setTimeout(resolve, ANSWER_LIMIT_MS, 'late');
      if (this.#failure === null && !this.#isStopped) {
        this.#agent.sendText(text);
      } else {
        resolve('gone');
      }
    });
    clearTimeout(timer);
    this.#answered = null;
    this.#finishLine();
    if (this.#failure !== null) {
      return fail(cordboardError('network', this.#failure));
    }
    return end === 'late' ? fail(cordboardError('timeout', phrase('rehearsal.no-answer'))) : done;
  }

  #handlers(): VoiceAgentHandlers {
    return {
      onAudio: () => {
        this.#answerMs ??= Math.round(performance.now() - this.#askedMs);
      },
      onCallerText: () => undefined,
      onAgentText: (text) => {
        this.#words += text;
      },
      onInterrupted: () => undefined,
      onGenerationComplete: () => undefined,
      onTurnComplete: (turn) => {
        this.#turnEnded(turn);
      },
      onToolCalls: (calls) => {
        this.#finishLine();
        this.#turnOver = false;
        for (const { name, args } of calls) {
          this.#lines.push({ of: 'tool', name, args: JSON.stringify(args) });
        }
        this.#tools.run(calls);
      },
      onToolCallsCancelled: (ids) => {
        this.#tools.cancel(ids);
      },
      onUsage: this.#onUsage,
      onLink: (link, error) => {
        if (link === 'failed') {
          this.#failure = error?.phrase ?? phrase('rehearsal.no-answer');
          this.#answered?.('gone');
        }
      },
      onReconnected: () => undefined,
    };
  }

  #turnEnded({ end }: AgentTurn): void {
    this.#turnOver = end !== 'goes-on';
    this.#settle();
  }

  #settle(): void {
    if (this.#turnOver && !this.#tools.isOpen) {
      this.#answered?.('answered');
    }
  }

  #finishLine(): void {
    if (this.#words !== '') {
      this.#lines.push(this.#agentLine());
      this.#words = '';
      this.#answerMs = null;
    }
  }

  #agentLine(): RehearsalLine {
    return { of: 'agent', text: this.#words.trim(), ms: this.#answerMs };
  }
}
