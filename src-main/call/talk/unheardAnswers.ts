/**
 * What is done about an answer that does not reach the caller, without sound or broken off: the
 * agent is made to speak again.
 */
import type { AgentTurn, VoiceAgent } from '#main/agent/voiceAgent';
import type { Log } from '#main/observability/log';
import type { Floor } from './floor';
import { answerAloud, goOn } from './prompts';
import type { TalkRecord } from './talkRecord';

/** What it needs. */
export type UnheardAnswersOptions = {
  readonly floor: Floor;
  readonly record: TalkRecord;
  readonly agent: () => VoiceAgent;
  /** The result of a tool is waited for, and the agent will speak about it. */
  readonly toolsRun: () => boolean;
  /** The agent stays mute, whatever was done about it. */
  readonly onGivenUp: () => void;
  readonly log: Log;
};

/** The unheard answers of one talk. */
export class UnheardAnswers {
  readonly #options: UnheardAnswersOptions;
  /** Turns without sound in a row, with something done about each of the first three. */
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
        // A session that has begun to be mute stays so.
        agent().reconnect('mute');
        break;
      case 3:
        onGivenUp();
        break;
      default:
      // Nothing more helps before the caller speaks again.
    }
  }

  /**
   * There is a connection again. What the caller said and was not answered is sent to it without
   * being asked for.
   */
  agentIsBack(): void {
    const { floor, record, agent } = this.#options;
    const { owed, unansweredSinceMs } = floor.turns;
    if (owed !== 'nothing' && unansweredSinceMs === null) {
      const heard = owed === 'rest' ? record.transcript.lastAgentWords : '';
      agent().sendText(heard === '' ? answerAloud() : goOn(heard));
    }
  }

  /** The agent is heard. */
  agentSpeaks(): void {
    this.#mute = 0;
  }

  /** The caller speaks: that may be answered, whatever was not. */
  callerSpeaks(): void {
    if (this.#mute >= 3) {
      this.#mute = 0;
    }
  }
}
