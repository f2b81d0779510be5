/**
 * Watches a talk for trouble that causes no error: somebody is silent, the agent does not stop or
 * is away, no audio comes. The agent is prompted or reconnected, and a notice alerts the
 * supervisor. Whether questions are answered is watched by the machine (`machine/answerWait.ts`).
 */
import type { VoiceAgent } from '#main/agent/voiceAgent';
import type { Log } from '#main/observability/log';
import { type Phrase, phrase } from '#model/phrases/phrase';
import type { CallSettings } from '../../callSettings';
import type { LiveCall } from '../../liveCall';
import { type AfterSpeech, ANSWER_MS } from '../afterSpeech';
import type { Floor } from '../floor';
import { askWhetherStillThere, comeToAnEnd, sayGoodbye } from '../prompts';
import type { TalkHandlers } from '../talkOptions';
import type { TalkTimer } from '../talkTimer';
import { AgentAway } from './agentAway';
import { raiseAlert, secondsOf } from './alerts';
import { COMFORT_TONE } from './comfortTone';
import { Watchdogs } from './watchdogs';

/** Kinds of the notices that a watchdog clears again, by watchdog. */
const KINDS = {
  callerSilent: 'caller-silent',
  agentSoundless: 'agent-soundless',
  agentTalking: 'agent-talking',
  noMedia: 'no-media',
} as const;

export type TalkWatchOptions = Pick<
  TalkHandlers,
  'onNoMedia' | 'onCallerSilent' | 'onAgentAwayTooLong' | 'onHoldMusic'
> & {
  readonly floor: Floor;
  readonly liveCall: LiveCall;
  readonly settings: () => CallSettings;
  readonly agent: () => VoiceAgent;
  readonly afterSpeech: AfterSpeech;
  readonly timer: TalkTimer;
  readonly log: Log;
};

/** The watch over one talk. */
export class TalkWatch {
  readonly #options: TalkWatchOptions;
  readonly #watchdogs: Watchdogs;
  readonly #away: AgentAway;
  /**
   * The agent was told to say goodbye to a silent caller. The call ends after it, unless the caller
   * speaks.
   */
  #saysGoodbye = false;

  constructor(options: TalkWatchOptions) {
    this.#options = options;
    this.#watchdogs = this.#createWatchdogs();
    this.#away = this.#createAway();
    options.timer.add(this.#watchdogs, this.#away);
  }

  /** The caller's transport or the agent's connection has come or gone. */
  connectionsChanged(): void {
    const { floor, timer } = this.#options;
    const { isConnected } = floor.audio;
    const nowMs = performance.now();
    if (floor.turns.facts.linkReady) {
      this.#away.back();
      if (isConnected) {
        this.#watchdogs.start(nowMs);
      }
    } else if (isConnected) {
      this.#away.away(nowMs);
    }
    timer.rearm();
  }

  /** Who speaks, or takes part, has changed. */
  floorChanged(): void {
    this.#away.floorChanged(performance.now());
    this.#options.timer.rearm();
  }

  /** Whatever shows that the caller is there: speech, words, a key, a question that is answered. */
  callerAlive(): void {
    this.#watchdogs.callerAlive();
  }

  /** Idempotent. */
  close(): void {
    this.#watchdogs.close();
    this.#away.close();
  }

  #alert(kind: (typeof KINDS)[keyof typeof KINDS] | 'long-call', said: Phrase): void {
    raiseAlert(this.#options.liveCall, this.#options.log, kind, said);
  }

  #prompt(text: string): void {
    this.#options.floor.turns.prompt({ as: 'text', text }, performance.now());
  }

  #createWatchdogs(): Watchdogs {
    const { floor, liveCall, settings, agent, onNoMedia } = this.#options;
    return new Watchdogs({
      limits: () => settings().watchdogs,
      picture: () => ({
        lineOpen: floor.lineOpen,
        reach: floor.reach,
        callerMaySpeak: liveCall.call.callerSpeaking || floor.audio.callerMuted,
        agentState: floor.turns.state,
        sentenceHeld: floor.sentence.isHeld,
        toolsRun: floor.turns.facts.toolsPending !== 'none',
        soundPlayedMs: floor.audio.soundPlayedMs,
        frameCameMs: floor.audio.frameCameMs,
      }),
      onCallerSilent: (ms) => {
        this.#alert(KINDS.callerSilent, phrase('alert.caller-silent', { seconds: secondsOf(ms) }));
        this.#prompt(askWhetherStillThere(secondsOf(ms)));
      },
      onCallerGone: () => {
        this.#sayGoodbye();
      },
      onAgentSoundless: (ms) => {
        const said = phrase('alert.agent-soundless', { seconds: secondsOf(ms) });
        this.#alert(KINDS.agentSoundless, said);
        floor.breakAgentOff('nothing');
        agent().reconnect('soundless');
      },
      onAgentTalking: (ms) => {
        this.#alert(KINDS.agentTalking, phrase('alert.agent-talking', { seconds: secondsOf(ms) }));
        floor.silenceAgent();
        this.#prompt(comeToAnEnd(secondsOf(ms)));
      },
      onNoMedia: () => {
        if (!liveCall.call.notices.some(({ kind }) => kind === KINDS.noMedia)) {
          liveCall.notice(KINDS.noMedia, 'info', phrase('caller.sends-nothing'));
        }
        onNoMedia();
      },
      onLongCall: (ms) => {
        const minutes = Math.round(ms / 60_000);
        this.#alert('long-call', phrase('alert.long-call', { minutes }));
      },
      onOver: (dog) => {
        if (dog === 'callerSilent') {
          this.#saysGoodbye = false;
        }
        liveCall.clearNotice(KINDS[dog]);
      },
    });
  }

  #sayGoodbye(): void {
    const { afterSpeech, floor, liveCall, onCallerSilent } = this.#options;
    this.#saysGoodbye = true;
    this.#prompt(sayGoodbye('caller-silent'));
    void afterSpeech.wait(ANSWER_MS).then(() => {
      if (!this.#saysGoodbye) {
        return;
      }
      if (floor.hearEachOther && !liveCall.call.callerSpeaking) {
        onCallerSilent();
      } else {
        // Their silence proves nothing any more: it is counted anew.
        this.callerAlive();
      }
    });
  }

  #createAway(): AgentAway {
    const { floor, liveCall, settings, onHoldMusic, onAgentAwayTooLong } = this.#options;
    return new AgentAway({
      settings: () => settings().agentAway,
      // Without media they could not hear an agent either: the call tries to get it back.
      isCallerWaiting: () =>
        floor.audio.isConnected && floor.callerNeedsAgent && !floor.turns.facts.audible,
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
