/** The agent's tools in a rehearsal: nothing that acts on the world is done. */
import type { ToolCall, VoiceAgent } from '#main/agent/voiceAgent';
import type { Log } from '#main/observability/log';
import { done } from '#main/util/result';
import type { CallFacts } from '#model/callFacts';
import type { Scenario } from '#model/rehearsal';
import type { CallSettings } from '../callSettings';
import type { CreateTools, ToolRunner } from '../tools/toolRunner';

export type RehearsalToolsOptions = {
  readonly createTools: CreateTools;
  readonly settings: CallSettings;
  readonly scenario: Scenario;
  readonly facts: () => CallFacts;
  readonly callId: string;
  readonly agent: () => VoiceAgent;
  /** The agent has ended or transferred the call. */
  readonly onOver: () => void;
  readonly onAnswered: () => void;
  readonly log: Log;
};

export class RehearsalTools {
  readonly #options: RehearsalToolsOptions;
  readonly #runner: ToolRunner;
  #open = 0;

  constructor(options: RehearsalToolsOptions) {
    const { createTools, settings, callId, facts, log, agent, onOver } = options;
    this.#options = options;
    this.#runner = createTools(
      {
        endCall: onOver,
        transfer: () => {
          onOver();
          return Promise.resolve(done);
        },
        sendDtmf: () => Promise.resolve(done),
        takeMessage: () => Promise.resolve(done),
        // Nobody sits at the desk for a rehearsal.
        askSupervisor: () => Promise.resolve({ how: 'late' }),
        mailboxReached: null,
        show: () => () => undefined,
        sendResult: (result) => {
          agent().sendToolResult(result);
          this.#answered();
        },
        // A rehearsal does not outlive its session.
        tellResult: () => undefined,
      },
      settings,
      { callId, facts, log },
    );
  }

  get declarations(): ToolRunner['declarations'] {
    return this.#runner.declarations;
  }

  /** Whether the agent waits for a result. */
  get isOpen(): boolean {
    return this.#open > 0;
  }

  run(calls: readonly ToolCall[]): void {
    this.#open += calls.length;
    const { scenario, settings, agent } = this.#options;
    for (const call of calls) {
      const http = settings.tools.http.find(({ name }) => name === call.name);
      if (http === undefined || scenario.tools === 'real') {
        this.#runner.run([call]);
      } else {
        const { id, name } = call;
        const output = scenario.samples[name] ?? '';
        agent().sendToolResult({ id, name, response: { output }, scheduling: http.scheduling });
        this.#answered();
      }
    }
  }

  /** The agent no longer wants these results. */
  cancel(ids: readonly string[]): void {
    this.#runner.cancel(ids);
    this.#open = Math.max(0, this.#open - ids.length);
  }

  close(): void {
    this.#runner.close();
  }

  #answered(): void {
    this.#open = Math.max(0, this.#open - 1);
    this.#options.onAnswered();
  }
}
