/** Carries out what the machine of a talk decides about the agent. */
import type { VoiceAgent } from '#main/agent/voiceAgent';
import type { Log } from '#main/observability/log';
import { phrase } from '#model/phrases/phrase';
import type { LiveCall } from '../liveCall';
import type { AgentEffect } from './machine/effects';
import type { HeardShare, Prompt } from './machine/exchange';
import { answerAloud, goOn } from './prompts';
import type { TalkRecord } from './record/talkRecord';
import { raiseAlert, secondsOf } from './watch/alerts';

export type AgentDeedsOptions = {
  readonly agent: () => VoiceAgent;
  readonly record: TalkRecord;
  readonly liveCall: LiveCall;
  /** The agent answers the caller: so they are there. */
  readonly onCallerAlive: () => void;
  /** What the agent has not been told of the caller's keys; it is told now. */
  readonly takeKeys: () => readonly string[];
  /** The agent is heard after the result of a tool. */
  readonly onResultTold: () => void;
  readonly log: Log;
};

export class AgentDeeds {
  readonly #options: AgentDeedsOptions;

  constructor(options: AgentDeedsOptions) {
    this.#options = options;
  }

  carryOut(effect: AgentEffect): void {
    const { agent, record, liveCall, onCallerAlive, onResultTold } = this.#options;
    switch (effect.do) {
      case 'prompt':
        this.#prompt(effect.prompt);
        break;
      case 'go-on':
        this.#goOn(effect.heard);
        break;
      case 'reconnect':
        agent().reconnect(effect.reason);
        break;
      case 'count-mute-turn':
        this.#countMuteTurn(effect);
        break;
      case 'alert':
        this.#alert(effect);
        break;
      case 'end-alert':
        liveCall.clearNotice('no-answer');
        break;
      case 'give-up':
        record.transcript.finishCaller(record.now());
        break;
      case 'note-caller':
        onCallerAlive();
        break;
      case 'note-result-told':
        onResultTold();
        break;
    }
  }

  #prompt({ as, text }: Prompt): void {
    const agent = this.#options.agent();
    if (as === 'keys') {
      // As texts to know, because later sessions get those too.
      for (const entry of this.#options.takeKeys()) {
        agent.sendContext(entry);
      }
    }
    if (as === 'words') {
      agent.say(text);
    } else {
      agent.sendText(text);
    }
  }

  #goOn(share: HeardShare): void {
    const { agent, record } = this.#options;
    const heard = share === 'part' ? record.transcript.lastAgentWords : '';
    agent().sendText(heard === '' ? answerAloud() : goOn(heard));
  }

  #countMuteTurn({
    reason,
    turn,
    inARow,
  }: Extract<AgentEffect, { readonly do: 'count-mute-turn' }>): void {
    const { record, log } = this.#options;
    record.metrics.muteTurn(reason);
    log.warn({ ...turn, inARow }, 'a turn of the agent had no sound');
  }

  #alert(effect: Extract<AgentEffect, { readonly do: 'alert' }>): void {
    const { liveCall, log } = this.#options;
    const said =
      effect.kind === 'agent-mute'
        ? phrase('alert.agent-mute')
        : phrase('alert.no-answer', { seconds: secondsOf(effect.limitMs) });
    raiseAlert(liveCall, log, effect.kind, said);
  }
}
