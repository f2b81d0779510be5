import { cordboardError } from '#main/util/errors';
import { fail, ok, type Result } from '#main/util/result';
import type { AgentAhead } from '#model/ahead';
import type { HandBackBrief } from '#model/brief';
import type { InstructionInForce } from '#model/instruction';
import { phrase } from '#model/phrases/phrase';
import { refusalOf } from '#model/possible';
import type { CallContent } from '../content/callContent';
import type { LiveCall } from '../liveCall';

/** What can be read of the agent of a call: what it will say, is told, and follows. */
export class AgentReading {
  readonly #liveCall: LiveCall;
  readonly #content: Pick<CallContent, 'talk'>;

  constructor(liveCall: LiveCall, content: Pick<CallContent, 'talk'>) {
    this.#liveCall = liveCall;
    this.#content = content;
  }

  /** What it will say that the caller has not heard; null when nothing of it waits. */
  get ahead(): AgentAhead | null {
    return this.#content.talk?.ahead ?? null;
  }

  /** What it will be told at a hand-back. Fails as the command itself would. */
  brief(): Result<HandBackBrief> {
    const brief = this.#content.talk?.brief ?? null;
    const refusal = refusalOf('handBack', this.#liveCall.call) ?? phrase('refused.not-taken-over');
    return brief === null ? fail(cordboardError('invalid-state', refusal)) : ok(brief);
  }

  /** Its system instruction as it is now. Fails with `invalid-state` where there is no agent. */
  instruction(): Result<InstructionInForce> {
    const { talk } = this.#content;
    return talk === null
      ? fail(cordboardError('invalid-state', phrase('refused.no-agent')))
      : ok(talk.instruction);
  }
}
