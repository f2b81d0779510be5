import type {
  AgentTurnEnd,
  StuckReason,
  VoiceAgent,
  VoiceAgentFactory,
  VoiceAgentHandlers,
  VoiceAgentOptions,
  VoiceChangeOutcome,
} from '#main/agent/voiceAgent';
import { endedMeanwhile } from '#main/call/life/endedMeanwhile';
import type { FrameClock } from '#main/media/clock/frameClock';
import { cordboardError } from '#main/util/errors';
import { done, fail, ok, type Result } from '#main/util/result';
import { AGENT_SAMPLE_RATE_HZ, FRAME_MS } from '#model/audio';
import type { AgentLink } from '#model/call';
import { phrase } from '#model/phrases/phrase';
import type { VoiceName } from '#model/voices';
import { type DemoAgentState, LISTENING, spokenTurn } from './agentState';
import { Answer, PART_MS } from './answer';
import { CallerWords } from './callerWords';
import { EndOfSpeech } from './endOfSpeech';
import { between, chance, type Random } from './random';
import { NOTED, SAY_AGAIN } from './script';
import { SpeechSynth } from './speechSynth';
import type { DemoTalk, DemoTalks } from './talk';
import { TokenCount } from './tokenCount';
import { agentTimbre } from './voiceModel';

/** Time to connect, and to change the voice, ms. */
const CONNECT_MS = [150, 350] as const;
const SWITCH_VOICE_MS = [500, 700] as const;
const RESUME_MS = [850, 1_200] as const;

/** From noticing the end of the caller's speech to the first audio of the answer, ms. */
const THINK_MS = [300, 900] as const;

/** The agent greets this long after the first audio of the caller, when the line is open, ms. */
const GREET_AFTER_MS = 420;

/**
 * Probability that the link is lost for a second after a turn, and that a voice change needs a
 * fresh session.
 */
const CHANCE = { resume: 0.03, reSeed: 0.25 } as const;

/**
 * Whether the next interruption is reported with onInterrupted. All agents share this value and
 * turn it over, so every second interruption is reported.
 */
type BargeInTurns = { announce: boolean };

type DemoAgentOptions = {
  readonly clock: FrameClock;
  readonly random: Random;
  readonly talks: DemoTalks;
};

/** Makes simulated agents, which speak the other half of the simulated callers' script. */
export class DemoAgentFactory implements VoiceAgentFactory {
  readonly #options: DemoAgentOptions;
  readonly #turns: BargeInTurns = { announce: false };

  constructor(options: DemoAgentOptions) {
    this.#options = options;
  }

  create(options: VoiceAgentOptions): VoiceAgent {
    return new DemoAgent(options, this.#options, this.#turns);
  }
}

/**
 * A voice agent that answers from the script of its call. Its sound really runs through the
 * pipeline: it waits for the end of the caller's speech, thinks, and sends audio faster than it is
 * heard.
 */
class DemoAgent implements VoiceAgent {
  readonly #clock: FrameClock;
  readonly #random: Random;
  readonly #talk: DemoTalk;
  readonly #words: CallerWords;
  readonly #turns: BargeInTurns;
  readonly #mayBeInterrupted: boolean;
  readonly #ear = new EndOfSpeech();
  readonly #tokens = new TokenCount();
  readonly #part = new Int16Array((AGENT_SAMPLE_RATE_HZ * PART_MS) / 1000);
  readonly #partBytes = Buffer.from(this.#part.buffer);
  #link: AgentLink = 'connecting';
  #voice: VoiceName;
  #synth: SpeechSynth;
  #handlers: VoiceAgentHandlers | null = null;
  #stopClock: () => void = () => undefined;
  #state: DemoAgentState = LISTENING;
  /** What the agent says as soon as it can. */
  #open: string | null = null;
  #lastReply = SAY_AGAIN;
  #greeted = false;
  #firstFrameMs: number | null = null;
  #lastFrameMs = 0;

  constructor(options: VoiceAgentOptions, demo: DemoAgentOptions, turns: BargeInTurns) {
    this.#clock = demo.clock;
    this.#random = demo.random;
    this.#turns = turns;
    this.#talk = demo.talks.claim(options.callId);
    this.#words = new CallerWords(this.#talk);
    this.#mayBeInterrupted = options.allowInterruption;
    this.#voice = options.voice;
    this.#synth = this.#synthFor(options.voice);
  }

  get link(): AgentLink {
    return this.#link;
  }

  get voice(): VoiceName {
    return this.#voice;
  }

  async start(handlers: VoiceAgentHandlers): Promise<Result<void>> {
    this.#handlers = handlers;
    await this.#clock.delay(between(this.#random, ...CONNECT_MS));
    if (this.#isClosed()) {
      return endedMeanwhile();
    }
    this.#stopClock = this.#clock.everyFrame((nowMs) => {
      this.#onFrame(nowMs);
    });
    this.#setLink('ready');
    return done;
  }

  sendAudio(frame: Buffer): void {
    if (this.#link === 'closed') {
      return;
    }
    this.#lastFrameMs = this.#clock.nowMs;
    this.#firstFrameMs ??= this.#lastFrameMs;
    this.#tokens.heard(FRAME_MS);
    const edge = this.#ear.push(frame);
    if (edge === 'start') {
      this.#onCallerStarts();
    } else if (edge === 'end') {
      this.#onCallerEnds();
    }
  }

  sendText(_text: string): void {
    // What the agent was about to say comes before a note.
    this.#openWith(this.#open ?? (this.#greeted ? NOTED : this.#greeting));
  }

  say(words: string): void {
    this.#stopSpeaking();
    this.#openWith(words);
  }

  /** Ignored: no answer of the script depends on context. */
  readonly sendContext = ignore;
  /** Ignored: the simulated agent calls no tools. */
  readonly sendToolResult = ignore;
  readonly waitsForResult = () => false;
  /** Ignored: the simulated agent finds the end of speech itself. */
  readonly callerSpeechStarts = ignore;
  readonly callerSpeechEnds = ignore;
  readonly callerAudioPauses = ignore;

  /** Without effect: the script knows no instructions. */
  changeInstruction(_systemInstruction: string): Promise<Result<void>> {
    return Promise.resolve(done);
  }

  reconnect(_reason: StuckReason): void {
    if (this.#link === 'ready') {
      this.#loseLink();
    }
  }

  async changeVoice(voice: VoiceName): Promise<Result<VoiceChangeOutcome>> {
    if (this.#link !== 'ready') {
      const why = phrase('demo.voice-while-disconnected');
      return fail(cordboardError('invalid-state', why, { retryable: true }));
    }
    this.#leaveReady('switching-voice');
    await this.#clock.delay(between(this.#random, ...SWITCH_VOICE_MS));
    if (this.#isClosed()) {
      return endedMeanwhile();
    }
    this.#voice = voice;
    this.#synth = this.#synthFor(voice);
    this.#setLink('ready');
    return ok(chance(this.#random, CHANCE.reSeed) ? 're-seeded' : 'resumed');
  }

  /** The script has no model: no call of the demo offers one. */
  changeModel(_model: string): Promise<Result<VoiceChangeOutcome>> {
    return Promise.resolve(fail(cordboardError('invalid-state', phrase('refused.no-model'))));
  }

  close(): void {
    if (this.#link === 'closed') {
      return;
    }
    this.#stopClock();
    this.#state = LISTENING;
    this.#setLink('closed');
    this.#handlers = null;
  }

  #onFrame(nowMs: number): void {
    if (this.#link !== 'ready') {
      return;
    }
    this.#passCallerText(nowMs);
    const state = this.#state;
    switch (state.is) {
      case 'listening':
        this.#whileListening(nowMs);
        break;
      case 'thinking':
        if (nowMs >= state.untilMs) {
          this.#speak(state.text, nowMs);
        }
        break;
      case 'generating':
        if (state.answer.isPartDue(nowMs)) {
          this.#sendPart(state, nowMs);
        }
        break;
      case 'playing':
        if (nowMs >= state.untilMs) {
          this.#endTurn('complete', state.spokenMs);
          this.#perhapsLoseLink();
        }
        break;
    }
  }

  #whileListening(nowMs: number): void {
    if (this.#open === null && !this.#greeted && this.#firstFrameMs !== null) {
      if (nowMs - this.#firstFrameMs >= GREET_AFTER_MS) {
        this.#greeted = true;
        this.#open = this.#greeting;
      }
    }
    if (this.#open !== null && !this.#ear.speaking) {
      const untilMs = nowMs + between(this.#random, ...THINK_MS);
      this.#state = { is: 'thinking', untilMs, text: this.#open };
      this.#open = null;
    }
  }

  get #greeting(): string | null {
    const { greeting } = this.#talk;
    return greeting === '' ? null : greeting;
  }

  #openWith(text: string | null): void {
    this.#open = text;
    this.#greeted = true;
  }

  #speak(text: string, nowMs: number): void {
    this.#lastReply = text;
    const answer = new Answer(this.#synth.say(text), nowMs);
    this.#state = { is: 'generating', answer, cut: false };
  }

  #sendPart(state: Extract<DemoAgentState, { is: 'generating' }>, nowMs: number): void {
    const { answer, cut } = state;
    answer.makePart(this.#part);
    this.#handlers?.onAudio(this.#partBytes);
    const text = answer.takeText();
    if (text !== '') {
      this.#handlers?.onAgentText(text);
    }
    // A handler may have closed the agent or begun a voice change.
    if (!answer.isMade || this.#state !== state) {
      return;
    }
    this.#handlers?.onGenerationComplete();
    const untilMs = cut ? nowMs : answer.heardAtMs;
    this.#state = { is: 'playing', untilMs, spokenMs: answer.durationMs };
  }

  #endTurn(end: AgentTurnEnd, spokenMs: number): void {
    this.#state = LISTENING;
    this.#handlers?.onTurnComplete(spokenTurn(end, spokenMs));
    this.#handlers?.onUsage(this.#tokens.endTurn(spokenMs));
  }

  #onCallerStarts(): void {
    this.#greeted = true;
    const state = this.#state;
    switch (state.is) {
      case 'listening':
        break;
      case 'thinking':
        this.#open = state.text;
        this.#state = LISTENING;
        break;
      case 'generating':
      case 'playing':
        if (this.#mayBeInterrupted) {
          this.#onBargeIn(state);
        }
        break;
    }
  }

  /**
   * The simulated service misses every second interruption and goes on with its turn. Cordboard has
   * to stop that audio.
   */
  #onBargeIn(state: Extract<DemoAgentState, { is: 'generating' | 'playing' }>): void {
    this.#turns.announce = !this.#turns.announce;
    if (this.#turns.announce) {
      this.#stopSpeaking();
    } else if (state.is === 'generating') {
      this.#state = { ...state, cut: true };
    } else {
      this.#state = { ...state, untilMs: 0 };
    }
  }

  #stopSpeaking(): void {
    const state = this.#state;
    if (state.is === 'generating' || state.is === 'playing') {
      this.#state = LISTENING;
      this.#handlers?.onInterrupted();
      const spokenMs = state.is === 'generating' ? state.answer.madeMs : state.spokenMs;
      this.#endTurn('interrupted', spokenMs);
    }
  }

  #onCallerEnds(): void {
    const spoke = this.#words.finish();
    const reply = this.#talk.takeReply() ?? this.#open;
    this.#open = reply ?? (spoke ? this.#lastReply : null);
  }

  #passCallerText(nowMs: number): void {
    const words = this.#words.due(nowMs, nowMs - this.#lastFrameMs);
    if (words !== '') {
      this.#handlers?.onCallerText(words);
    }
  }

  /** Loses the link now and then, so that the window shows this too. */
  #perhapsLoseLink(): void {
    if (this.#link !== 'ready' || this.#open !== null || !chance(this.#random, CHANCE.resume)) {
      return;
    }
    this.#loseLink();
  }

  #loseLink(): void {
    this.#leaveReady('resuming');
    this.#clock.after(between(this.#random, ...RESUME_MS), () => {
      if (this.#link === 'resuming') {
        this.#setLink('ready');
        this.#handlers?.onReconnected('resumed', 'lost');
      }
    });
  }

  /** The rest of an unfinished answer is said afterwards, from the word where it broke off. */
  #leaveReady(link: 'switching-voice' | 'resuming'): void {
    const state = this.#state;
    if (state.is === 'thinking') {
      this.#open ??= state.text;
    } else if (state.is === 'generating' && !state.cut) {
      const { rest } = state.answer;
      this.#open ??= rest === '' ? null : rest;
    }
    this.#state = LISTENING;
    this.#setLink(link);
  }

  #setLink(link: AgentLink): void {
    this.#link = link;
    this.#handlers?.onLink(link, null);
  }

  /** A method, because the compiler does not see that the link may change while it waits. */
  #isClosed(): boolean {
    return this.#link === 'closed';
  }

  #synthFor(voice: VoiceName): SpeechSynth {
    return new SpeechSynth(agentTimbre(voice), AGENT_SAMPLE_RATE_HZ, this.#random);
  }
}

function ignore(): void {
  // Each use says why nothing is done.
}
