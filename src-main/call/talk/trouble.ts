/**
 * What happens when a talk goes wrong: the agent is prompted or reconnected, and a notice alerts
 * the supervisor.
 */
import type { AgentTurn, VoiceAgent } from '#main/agent/voiceAgent';
import type { Log } from '#main/observability/log';
import type { AgentState, NoticeKind } from '#model/call';
import { type Phrase, phrase } from '#model/phrases/phrase';
import type { CallSettings } from '../callSettings';
import type { LiveCall } from '../liveCall';
import type { AfterSpeech } from './afterSpeech';
import { AgentAway } from './agentAway';
import { AnswerWatch } from './answerWatch';
import { COMFORT_TONE } from './comfortTone';
import type { Floor } from './floor';
import { askToSayAgain, askWhetherStillThere, comeToAnEnd, sayGoodbye } from './prompts';
import type { TalkHandlers } from './talkOptions';
import type { TalkRecord } from './talkRecord';
import { UnheardAnswers } from './unheardAnswers';
import { Watchdogs } from './watchdogs';

/** An agent that is asked to speak begins within this time, ms. */
const ANSWER_MS = 6_000;

/** Kinds of the notices that a watchdog clears again, by watchdog. */
const KINDS = {
  callerSilent: 'caller-silent',
  agentSoundless: 'agent-soundless',
  agentTalking: 'agent-talking',
  noMedia: 'no-media',
} as const;

/**
 * Kind of the notice on an agent whose turns have no sound. It is cleared when the agent is heard.
 */
const AGENT_MUTE = 'agent-mute';

export type TroubleOptions = Pick<
  TalkHandlers,
  'onNoMedia' | 'onCallerSilent' | 'onAgentAwayTooLong' | 'onHoldMusic'
> & {
  readonly floor: Floor;
  readonly record: TalkRecord;
  readonly liveCall: LiveCall;
  readonly settings: () => CallSettings;
  readonly agent: () => VoiceAgent;
  readonly afterSpeech: AfterSpeech;
  readonly log: Log;
};

/** The trouble of one talk. */
export class Trouble {
  readonly #options: TroubleOptions;
  readonly #watchdogs: Watchdogs;
  readonly #answers: AnswerWatch;
  readonly #unheard: UnheardAnswers;
  readonly #away: AgentAway;
  #thinking = false;
  #toolsRun = false;
  /**
   * `said`: the agent was told to say goodbye to a silent caller. The call ends after it, unless
   * the caller speaks.
   */
  #goodbye: 'none' | 'said' = 'none';

  constructor(options: TroubleOptions) {
    this.#options = options;
    this.#watchdogs = this.#createWatchdogs();
    this.#answers = this.#createAnswerWatch();
    this.#unheard = this.#createUnheardAnswers();
    this.#away = this.#createAway();
  }

  /** The caller's transport or the agent's connection has come or gone. */
  connectionsChanged(): void {
    if (!this.#options.floor.audio.isConnected) {
      return;
    }
    if (this.#options.liveCall.call.agentLink === 'ready') {
      this.#away.back();
      this.#watchdogs.start();
    } else {
      this.#away.away();
    }
  }

  agentIs(state: AgentState): void {
    this.#thinking = state === 'thinking';
    this.#watchAnswer();
    this.#away.floorChanged();
  }

  /** A tool of the agent runs (true), or none any more. */
  toolsRun(running: boolean): void {
    this.#toolsRun = running;
    this.#watchAnswer();
  }

  /** Caller or agent begins to speak. */
  somebodySpeaks(): void {
    this.#answers.somebodySpeaks();
  }

  /** The caller begins to speak, or the transcript got words of theirs. */
  callerAlive(): void {
    this.#watchdogs.callerAlive();
    this.#unheard.callerSpeaks();
  }

  agentSpeaks(): void {
    this.#unheard.agentSpeaks();
    this.#options.liveCall.clearNotice(AGENT_MUTE);
  }

  /** A turn of the agent had no sound, and the caller waits to hear something. */
  muteTurn(turn: AgentTurn): void {
    this.#unheard.muteTurn(turn);
  }

  /** The agent is connected again and has no other prompt: a broken-off answer goes on. */
  agentGoesOn(): void {
    this.#unheard.agentIsBack();
  }

  /** Idempotent. */
  close(): void {
    this.#watchdogs.close();
    this.#answers.close();
    this.#away.close();
  }

  #watchAnswer(): void {
    this.#answers.waiting(this.#thinking && !this.#toolsRun);
  }

  /**
   * Shows a notice and logs it. Record, metrics, webhooks and plugins follow the notices, so each
   * gets it once.
   */
  #alert(kind: NoticeKind, said: Phrase): void {
    this.#options.liveCall.notice(kind, 'warn', said);
    this.#options.log.warn({ alert: kind, code: said.code }, 'alert raised');
  }

  #createWatchdogs(): Watchdogs {
    const { floor, liveCall, settings, agent } = this.#options;
    return new Watchdogs({
      limits: () => settings().watchdogs,
      picture: () => {
        const lineOpen = floor.audio.isConnected && liveCall.call.state === 'live';
        return {
          lineOpen,
          attended: lineOpen && floor.agentTakesPart && liveCall.call.agentLink === 'ready',
          callerMaySpeak: liveCall.call.callerSpeaking || floor.audio.callerMuted,
          agentIsHeard: floor.agentIsHeard,
          agentState: floor.turns.state,
          toolsRun: this.#toolsRun,
          soundPlayedMs: floor.audio.soundPlayedMs,
          frameCameMs: floor.audio.frameCameMs,
        };
      },
      onCallerSilent: (ms) => {
        this.#alert(KINDS.callerSilent, phrase('alert.caller-silent', { seconds: secondsOf(ms) }));
        agent().sendText(askWhetherStillThere(secondsOf(ms)));
      },
      onCallerGone: () => {
        this.#sayGoodbye();
      },
      onAgentSoundless: (ms) => {
        this.#alert(
          KINDS.agentSoundless,
          phrase('alert.agent-soundless', { seconds: secondsOf(ms) }),
        );
        floor.breakAgentOff('nothing');
        agent().reconnect('soundless');
      },
      onAgentTalking: (ms) => {
        this.#alert(KINDS.agentTalking, phrase('alert.agent-talking', { seconds: secondsOf(ms) }));
        floor.silenceAgent();
        agent().sendText(comeToAnEnd(secondsOf(ms)));
      },
      onNoMedia: () => {
        if (!liveCall.call.notices.some(({ kind }) => kind === KINDS.noMedia)) {
          liveCall.notice(KINDS.noMedia, 'info', phrase('caller.sends-nothing'));
        }
        this.#options.onNoMedia();
      },
      onLongCall: (ms) => {
        const minutes = Math.round(ms / 60_000);
        this.#alert('long-call', phrase('alert.long-call', { minutes }));
      },
      onOver: (dog) => {
        if (dog === 'callerSilent') {
          this.#goodbye = 'none';
        }
        liveCall.clearNotice(KINDS[dog]);
      },
    });
  }

  #sayGoodbye(): void {
    const { agent, afterSpeech, floor, liveCall, onCallerSilent } = this.#options;
    this.#goodbye = 'said';
    agent().sendText(sayGoodbye('caller-silent'));
    void afterSpeech.wait(ANSWER_MS).then(() => {
      const alone = floor.hearEachOther && !liveCall.call.callerSpeaking;
      if (this.#goodbye === 'said' && alone) {
        onCallerSilent();
      }
    });
  }

  #createAnswerWatch(): AnswerWatch {
    const { liveCall, settings, agent } = this.#options;
    return new AnswerWatch({
      limitMs: () => settings().watchdogs.agentSilentMs,
      onOverdue: (ms) => {
        this.#alert('no-answer', phrase('alert.no-answer', { seconds: secondsOf(ms) }));
        // The new connection gets the caller's unanswered words again.
        agent().reconnect('no-answer');
      },
      onGivenUp: () => {
        this.#giveAnswerUp();
      },
      onOver: () => {
        liveCall.clearNotice('no-answer');
      },
    });
  }

  #createUnheardAnswers(): UnheardAnswers {
    return new UnheardAnswers({
      ...this.#options,
      toolsRun: () => this.#toolsRun,
      onGivenUp: () => {
        this.#alert(AGENT_MUTE, phrase('alert.agent-mute'));
        this.#giveAnswerUp();
      },
    });
  }

  /** Gives up the open answer: the agent asks the caller to repeat. */
  #giveAnswerUp(): void {
    const { floor, record, agent } = this.#options;
    record.transcript.finishCaller(record.now());
    floor.turns.answerOverdue();
    agent().sendText(askToSayAgain());
  }

  #createAway(): AgentAway {
    const { floor, liveCall, settings, onHoldMusic, onAgentAwayTooLong } = this.#options;
    return new AgentAway({
      settings: () => settings().agentAway,
      isCallerWaiting: () =>
        floor.agentTakesPart && !floor.turns.audible && liveCall.call.state !== 'held',
      onMissed: () => {
        liveCall.agentMissed();
      },
      onTone: () => {
        floor.audio.playSamples(COMFORT_TONE);
        floor.audio.endTurn();
      },
      onMusic: onHoldMusic,
      onTooLong: onAgentAwayTooLong,
    });
  }
}

function secondsOf(ms: number): number {
  return Math.round(ms / 1_000);
}
