/**
 * The agent's tools in its talk: runs what the agent calls. A call that would cut the agent's last
 * words waits for them.
 */
import type { ToolCall, ToolDeclaration, ToolResult, VoiceAgent } from '#main/agent/voiceAgent';
import type { ToolNews } from '#main/transcript/transcriptLog';
import { cordboardError } from '#main/util/errors';
import { fail } from '#main/util/result';
import { phrase, withTexts } from '#model/phrases/phrase';
import { toolText } from '#model/toolUse';
import type { CallSettings } from '../callSettings';
import type { CreateTools, LateResult, ToolHost, ToolRunner, ToolsCall } from '../tools/toolRunner';
import type { AfterSpeech } from './afterSpeech';
import type { Floor } from './floor';
import type { ToolsPending } from './machine/talkState';
import { lateResult, notEndedTheySpeak, notEndedUnheard } from './prompts';
import type { TalkRecord } from './record/talkRecord';
import type { SupervisorQuestions } from './supervisor/questions';
import { withoutSecrets } from './supervisor/secrets';
import type { ToolActions } from './talkOptions';

/**
 * An agent that calls a tool in silence may still want to say something. This is how long it has to
 * begin, ms.
 */
const BEGIN_MS = 2_000;

export type ToolCallsOptions = ToolsCall & {
  readonly createTools: CreateTools;
  readonly actions: ToolActions;
  readonly settings: CallSettings;
  readonly afterSpeech: AfterSpeech;
  readonly floor: Floor;
  readonly record: TalkRecord;
  readonly agent: () => VoiceAgent;
  /** Hides what nobody but the agent may read, in a text that is written down. */
  readonly hide: (text: string) => string;
  readonly questions: SupervisorQuestions;
  readonly mailboxReached: ToolHost['mailboxReached'];
  readonly onPending: (pending: ToolsPending) => void;
  /** A result was sent. */
  readonly onResult: (result: ToolResult) => void;
};

/** The tools of one talk. */
export class ToolCalls {
  readonly #runner: ToolRunner;
  readonly #options: ToolCallsOptions;

  constructor(options: ToolCallsOptions) {
    const { actions, afterSpeech, floor, record, createTools, settings, questions } = options;
    this.#options = options;
    this.#runner = createTools(
      {
        ...actions,
        endCall: () => {
          void afterSpeech.wait(BEGIN_MS).then(() => {
            this.#endCall(options);
          });
        },
        transfer: async (target, signal) => {
          await afterSpeech.wait(BEGIN_MS);
          return signal.aborted || !floor.agentTakesPart
            ? fail(cordboardError('cancelled', phrase('tool.transfer-called-off')))
            : await actions.transfer(target, signal);
        },
        takeMessage: ({ from, callBack, text }) =>
          actions.takeMessage({
            from: options.hide(from),
            callBack: options.hide(callBack),
            text: options.hide(text),
          }),
        askSupervisor: (question, limitMs, signal) =>
          questions.ask(withoutSecrets(question, options.hide), limitMs, signal),
        mailboxReached: options.mailboxReached,
        show: (first) => {
          const show = record.tool(readable(first, options.hide));
          return (news) => {
            show(readable(news, options.hide));
          };
        },
        sendResult: (result) => {
          options.agent().sendToolResult(result);
          options.onResult(result);
          this.#tellPending();
        },
        tellResult: (result) => {
          tellLate(options, result);
          this.#tellPending();
        },
      },
      settings,
      options,
    );
  }

  get declarations(): readonly ToolDeclaration[] {
    return this.#runner.declarations;
  }

  /** Runs calls of the agent. */
  run(calls: readonly ToolCall[]): void {
    this.#options.floor.turns.toolsCalled(performance.now());
    this.#runner.run(calls);
    this.#tellPending();
  }

  /** The agent no longer wants these results. */
  cancel(ids: readonly string[]): void {
    this.#runner.cancel(ids);
    this.#tellPending();
  }

  /** The agent's session is gone; what it has called goes on. */
  sessionGone(): void {
    this.#runner.sessionGone();
  }

  /** A turn of the agent begins to be heard, or goes on after a tool's result. */
  agentSpeaks(): void {
    this.#runner.agentSpeaks();
  }

  /** Aborts the calls under way. Idempotent. */
  close(): void {
    this.#runner.close();
  }

  /**
   * Ends the call, unless the caller speaks, or caller and agent do not hear each other: the agent
   * was kept out of the talk meanwhile, or somebody is muted. Then the agent learns that the call
   * goes on.
   */
  #endCall({ floor, actions, agent, record }: ToolCallsOptions): void {
    if (floor.audio.callerSpeaking) {
      record.note(phrase('note.not-ended-they-speak'));
      agent().sendContext(notEndedTheySpeak());
      return;
    }
    if (!floor.hearEachOther) {
      record.note(phrase('note.not-ended-unheard'));
      agent().sendContext(notEndedUnheard());
      return;
    }
    actions.endCall();
  }

  #tellPending(): void {
    const { agent, onPending } = this.#options;
    const { pending } = this.#runner;
    const waits = pending.some((scheduling) => agent().waitsForResult(scheduling));
    onPending(waits ? 'agent-waits' : pending.length > 0 ? 'agent-goes-on' : 'none');
  }
}

/** What may be read of a call of a tool. A secret is hidden before a long text is cut. */
function readable({ said, use }: ToolNews, hide: (text: string) => string): ToolNews {
  const args = use.args === null ? null : toolText(hide(use.args));
  const result = use.result === null ? null : toolText(hide(use.result));
  return { said: withTexts(said, hide), use: { ...use, args, result } };
}

/**
 * Tells the agent a result whose session is gone. It is not to speak about it while the supervisor
 * speaks in its place, nor when the next session speaks anyway: that is sent the caller's question
 * again, or is asked for the rest of an answer that broke off.
 */
function tellLate({ agent, floor }: ToolCallsOptions, late: LateResult): void {
  const { name, args, response, scheduling } = late;
  const { linkReady, exchange } = floor.turns.facts;
  const goesOn = exchange.stage === 'broken' || floor.turns.unansweredSinceMs !== null;
  const aloud = scheduling !== 'silent' && !floor.isSupervisors && (linkReady || !goesOn);
  const call = `${name}(${JSON.stringify(args)})`;
  const text = lateResult(call, JSON.stringify(response), aloud);
  if (aloud) {
    floor.turns.tellAgain({ as: 'result', text }, performance.now());
  } else {
    agent().sendContext(text);
  }
}
