/**
 * What happens with an answer that does not reach the caller, because it had no sound or broke off:
 * the agent is made to speak again.
 */
import type { AgentTurn, VoiceAgent } from '#main/agent/voiceAgent';
import type { Log } from '#main/observability/log';
import type { Floor } from './floor';
import { answerAloud, goOn } from './prompts';
import type { TalkRecord } from './talkRecord';

export type UnheardAnswersOptions = {
  readonly floor: Floor;
  readonly record: TalkRecord;
  readonly agent: () => VoiceAgent;
  /** A tool runs, and the agent will speak about its result. */
  readonly toolsRun: () => boolean;
  /** The agent stays mute in spite of all attempts. */
  readonly onGivenUp: () => void;
  readonly log: Log;
};

/** The unheard answers of one talk. */
export class UnheardAnswers {
  readonly #options: UnheardAnswersOptions;
  /** Number of turns without sound in a row. Each of the first three has its own remedy. */
  #mute = 0;

  constructor(options: UnheardAnswersOptions) {
    this.#options = options;
  }

  /** A turn of the agent had no sound, and the caller waits. */
  muteTurn(turn: AgentTurn): void {
    const { floor, agent, toolsRun, onGivenUp, log } = this.#options;
    if (toolsRun()) {
      return;
    }
    if (!floor.agentIsHeard) {
      floor.turns.answerOverdue();
      return;
    }
    this.#mute += 1;
    log.warn({ ...turn, inARow: this.#mute }, 'a turn of the agent had no sound');
    switch (this.#mute) {
      case 1:
        agent().sendText(answerAloud());
        break;
      case 2:
        // A mute session stays mute.
        agent().reconnect('mute');
        break;
      case 3:
        onGivenUp();
        break;
      default:
      // No remedy is left until the caller speaks again.
    }
  }

  /**
   * The agent is connected again. Prompts it for an owed answer; unanswered speech of the caller
   * needs no prompt, because it is sent again anyway.
   */
  agentIsBack(): void {
    const { floor, record, agent } = this.#options;
    const { owed, unansweredSinceMs } = floor.turns;
    if (owed !== 'nothing' && unansweredSinceMs === null) {
      const heard = owed === 'rest' ? record.transcript.lastAgentWords : '';
      agent().sendText(heard === '' ? answerAloud() : goOn(heard));
    }
  }

  agentSpeaks(): void {
    this.#mute = 0;
  }

  /** The caller speaks: their new words may get an answer. */
  callerSpeaks(): void {
    if (this.#mute >= 3) {
      this.#mute = 0;
    }
  }
}
