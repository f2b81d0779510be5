import type { SimulatedParty } from '#main/media/transport/simulatedTransport';
import { FRAME_MS } from '#model/audio';
import type { CallStep } from './callPlan';
import { ARE_YOU_THERE } from './script';
import type { SpeechSynth, Utterance } from './speechSynth';
import type { DemoTalk } from './talk';

/** What a caller does to the line besides talking. */
interface DemoCallerHandlers {
  onHold(held: boolean): void;
  onDtmf(digit: string): void;
  /** The caller hangs up. Called at most once. */
  onHangUp(): void;
}

type DemoCallerOptions = {
  readonly talk: DemoTalk;
  readonly plan: readonly CallStep[];
  readonly synth: SpeechSynth;
  /** Quiet noise of the room, read in a loop from `noiseOffset` (samples). */
  readonly roomNoise: Int16Array;
  readonly noiseOffset: number;
  readonly handlers: DemoCallerHandlers;
};

/** A frame counts as sound when its mean level is above this, on 16-bit samples. */
const AUDIBLE_LEVEL = 120;

/** The agent has finished after this much silence, ms. Its pauses between sentences are shorter. */
const AGENT_FINISHED_MS = 480;

/** How long the caller waits for the agent to begin, ms: for the greeting, and for an answer. */
const PATIENCE_MS = { greeting: 4_500, answer: 8_000 } as const;

/** How often the caller asks whether anybody is there before giving up. */
const MAX_PROMPTS = 3;

/** Between the last word and hanging up, ms. */
const LEAVE_AFTER_MS = 700;

/** Between two keys, ms. */
const KEY_EVERY_MS = 260;

/**
 * What the caller does. `waiting`: there is no sound on the line yet. `listening`: waits for the
 * agent to answer and finish; `heardMs` of the answer were heard. `keying`: presses keys.
 * `speaking`: says a line. `onHold`: has put the call on hold. `hearingMusic`: was put on hold and
 * waits. `gone`: has hung up.
 */
type CallerState =
  | { readonly is: 'waiting' }
  | { readonly is: 'listening'; readonly sinceMs: number; heardMs: number; silentMs: number }
  | { readonly is: 'speaking'; readonly utterance: Utterance; voicedChars: number }
  | { readonly is: 'keying'; readonly step: CallStep; pressed: number; nextAtMs: number }
  | { readonly is: 'onHold'; readonly untilMs: number }
  | { readonly is: 'hearingMusic'; readonly since: CallerState }
  | { readonly is: 'gone' };

/**
 * One simulated caller: says the lines of a plan, each one when they have heard the agent finish.
 */
export class DemoCaller implements SimulatedParty {
  readonly #options: DemoCallerOptions;
  #state: CallerState = { is: 'waiting' };
  /** Index of the step whose line was said last; -1 before the first. */
  #step = -1;
  #interrupted = false;
  #prompts = 0;
  #noiseAt: number;

  constructor(options: DemoCallerOptions) {
    this.#options = options;
    this.#noiseAt = options.noiseOffset;
  }

  /** Somebody else ended the call: the caller says and does nothing more. */
  leave(): void {
    this.#state = { is: 'gone' };
  }

  /** Music on hold begins or ends. The caller waits meanwhile, and then goes on where they were. */
  musicPlays(on: boolean): void {
    const state = this.#state;
    if (on && state.is !== 'hearingMusic' && state.is !== 'gone') {
      this.#state = { is: 'hearingMusic', since: state };
    } else if (!on && state.is === 'hearingMusic') {
      // Listening begins anew; otherwise the caller's patience would be over at once.
      this.#state = state.since.is === 'listening' ? { is: 'waiting' } : state.since;
    }
  }

  hear(samples: Int16Array | null, nowMs: number): void {
    const state = this.#state;
    switch (state.is) {
      case 'waiting':
        this.#listen(nowMs);
        break;
      case 'listening':
        this.#listening(state, samples !== null && isAudible(samples), nowMs);
        break;
      case 'keying':
        this.#keying(state, nowMs);
        break;
      case 'onHold':
        if (nowMs >= state.untilMs) {
          this.#listen(nowMs);
          this.#options.handlers.onHold(false);
          this.#backFromHold();
        }
        break;
      case 'speaking':
      case 'hearingMusic':
      case 'gone':
        break;
    }
  }

  speak(samples: Int16Array, nowMs: number): void {
    const state = this.#state;
    if (state.is === 'onHold' || state.is === 'hearingMusic' || state.is === 'gone') {
      return;
    }
    this.#addRoomNoise(samples);
    if (state.is !== 'speaking') {
      return;
    }
    const { utterance } = state;
    utterance.addTo(samples);
    const chars = utterance.spokenChars;
    if (chars > state.voicedChars) {
      this.#options.talk.callerVoices(utterance.text.slice(state.voicedChars, chars));
      state.voicedChars = chars;
    }
    if (utterance.done) {
      this.#listen(nowMs);
    }
  }

  #listening(
    state: Extract<CallerState, { is: 'listening' }>,
    audible: boolean,
    nowMs: number,
  ): void {
    if (audible) {
      state.heardMs += FRAME_MS;
      state.silentMs = 0;
    } else {
      state.silentMs += FRAME_MS;
    }
    const step = this.#options.plan[this.#step];
    if (state.heardMs === 0) {
      this.#waitForAnswer(nowMs - state.sinceMs);
      return;
    }
    if (state.heardMs >= (step?.hangUpAfterMs ?? Number.POSITIVE_INFINITY)) {
      this.#hangUp();
      return;
    }
    const bargeIn = this.#interrupted ? null : (step?.bargeIn ?? null);
    if (audible && bargeIn !== null && state.heardMs >= bargeIn.afterMs) {
      this.#interrupted = true;
      this.#say(bargeIn.caller, bargeIn.agent);
      return;
    }
    if (state.silentMs >= AGENT_FINISHED_MS) {
      this.#afterAnswer(state.silentMs - AGENT_FINISHED_MS, step, nowMs);
    }
  }

  /** Nothing was heard since the caller's own line. */
  #waitForAnswer(waitedMs: number): void {
    const first = this.#step < 0;
    if (waitedMs < (first ? PATIENCE_MS.greeting : PATIENCE_MS.answer)) {
      return;
    }
    if (first) {
      this.#nextStep();
      return;
    }
    this.#prompts += 1;
    if (this.#prompts > MAX_PROMPTS) {
      this.#hangUp();
      return;
    }
    const openReply = this.#options.plan[this.#step]?.reply ?? '';
    this.#say(ARE_YOU_THERE.caller, `${ARE_YOU_THERE.agent} ${openReply}`);
  }

  /** The agent was heard and is silent. `silentMs`: time since it must have finished. */
  #afterAnswer(silentMs: number, step: CallStep | undefined, nowMs: number): void {
    if (this.#step >= this.#options.plan.length - 1) {
      if (silentMs >= LEAVE_AFTER_MS) {
        this.#hangUp();
      }
      return;
    }
    if (step !== undefined && step.holdMs > 0) {
      this.#state = { is: 'onHold', untilMs: nowMs + step.holdMs };
      this.#options.handlers.onHold(true);
      return;
    }
    const next = this.#options.plan[this.#step + 1];
    if (next === undefined || silentMs >= next.pauseMs - AGENT_FINISHED_MS) {
      this.#nextStep();
    }
  }

  /** After a hold the caller speaks first, unless the call ended with the hold. */
  #backFromHold(): void {
    if (this.#state.is === 'listening') {
      this.#nextStep();
    }
  }

  #nextStep(): void {
    this.#step += 1;
    this.#interrupted = false;
    this.#prompts = 0;
    const step = this.#options.plan[this.#step];
    if (step === undefined) {
      this.#hangUp();
    } else if (step.keys === '') {
      this.#say(step.line, step.reply);
    } else {
      this.#state = { is: 'keying', step, pressed: 0, nextAtMs: 0 };
    }
  }

  #say(line: string, reply: string): void {
    this.#options.talk.callerBegins(reply);
    this.#state = { is: 'speaking', utterance: this.#options.synth.say(line), voicedChars: 0 };
  }

  #keying(state: Extract<CallerState, { is: 'keying' }>, nowMs: number): void {
    if (nowMs < state.nextAtMs) {
      return;
    }
    const { keys, line, reply } = state.step;
    const key = keys[state.pressed];
    if (key === undefined) {
      this.#say(line, reply);
      return;
    }
    state.pressed += 1;
    state.nextAtMs = nowMs + KEY_EVERY_MS;
    this.#options.handlers.onDtmf(key);
  }

  #listen(nowMs: number): void {
    this.#state = { is: 'listening', sinceMs: nowMs, heardMs: 0, silentMs: 0 };
  }

  #hangUp(): void {
    if (this.#state.is !== 'gone') {
      this.#state = { is: 'gone' };
      this.#options.handlers.onHangUp();
    }
  }

  #addRoomNoise(samples: Int16Array): void {
    const { roomNoise } = this.#options;
    for (let i = 0; i < samples.length; i += 1) {
      samples[i] = roomNoise[this.#noiseAt] ?? 0;
      this.#noiseAt = (this.#noiseAt + 1) % roomNoise.length;
    }
  }
}

/** Whether a frame holds sound. Every eighth sample is enough to know. */
function isAudible(samples: Int16Array): boolean {
  let sum = 0;
  for (let i = 0; i < samples.length; i += 8) {
    sum += Math.abs(samples[i] ?? 0);
  }
  return sum / (samples.length / 8) > AUDIBLE_LEVEL;
}
