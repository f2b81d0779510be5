/**
 * The agent's voice that comes back from the caller's phone, as a line to listen to as in a call.
 */
import { EchoGuard } from '#main/media/vad/echoGuard';
import type { VadEngine, VadSettings } from '#main/media/vad/voiceActivityDetector';
import type { Corpus } from './corpus';
import type { Listening } from './detecting';
import { rmsOfPcm } from './hear';
import { pinkNoise } from './noises';
import { LINE_RATE_HZ } from './telephoneBand';
import { LinePlayer, overTelephone } from './telephoneLine';

/** From the agent's voice to its echo, as over a network and two jitter buffers. */
const ECHO_DELAY_SAMPLES = 0.12 * LINE_RATE_HZ;
const PAUSE_SAMPLES = 0.25 * LINE_RATE_HZ;
/** The agent speaks for this long, then pauses. */
const TURN_SAMPLES = 6 * LINE_RATE_HZ;
const TURN_PAUSE_SAMPLES = 2 * LINE_RATE_HZ;
/** Noise of the caller's line below speech, dB. */
const LINE_NOISE_DB = 35;
const AUDIBLE_RMS = 164;

/** What the caller hears of the agent: recorded speech in turns of some seconds. */
export class AgentTalk {
  readonly samples: Float32Array;
  /** RMS of each 20 ms, as Cordboard sends it. */
  readonly levels: readonly number[];

  constructor(voice: Corpus, length: number) {
    this.samples = talkOf(voice, length);
    const player = new LinePlayer(overTelephone({ speech: this.samples }));
    this.levels = Array.from({ length: player.frames }, (_, index) =>
      rmsOfPcm(player.frame(index)),
    );
  }

  /** Minutes in which the agent is heard. */
  get minutes(): number {
    return this.levels.filter((level) => level >= AUDIBLE_RMS).length / 50 / 60;
  }
}

/** What comes from the caller. */
export type EchoLine = {
  readonly agent: AgentTalk;
  /** Loss of the echo, dB; null: there is none. */
  readonly lossDb: number | null;
  /**
   * The caller's own speech, as long as the agent's, and its level against -26 dB below full scale,
   * dB; null: they are silent.
   */
  readonly caller: { readonly samples: Float32Array; readonly levelDb: number } | null;
  readonly engine: VadEngine;
  readonly settings: VadSettings;
};

/** A line with an echo, and the guard that a call has against it. */
export function listenThroughEcho({
  agent,
  lossDb,
  caller,
  engine,
  settings,
}: EchoLine): Listening {
  const echoGain = lossDb === null ? 0 : 10 ** (-lossDb / 20);
  const callerGain = caller === null ? 0 : 10 ** (caller.levelDb / 20);
  const speech = agent.samples.map((_, index) => {
    const echo = (agent.samples[index - ECHO_DELAY_SAMPLES] ?? 0) * echoGain;
    return echo + (caller?.samples[index] ?? 0) * callerGain;
  });
  const noise = pinkNoise(speech.length);
  const guard = new EchoGuard();
  return {
    line: overTelephone({ speech, noise, snrDb: LINE_NOISE_DB }),
    engine,
    settings,
    echoFloor: (index, frame) => {
      const { floor } = guard;
      guard.note(agent.levels[index] ?? 0, rmsOfPcm(frame));
      return floor;
    },
  };
}

function talkOf({ line, labels }: Corpus, length: number): Float32Array {
  const utterances = labels.map(({ start, end }) =>
    line.subarray(Math.round(start * LINE_RATE_HZ), Math.round(end * LINE_RATE_HZ)),
  );
  const talk = new Float32Array(length);
  let spoken = 0;
  let next = 0;
  for (let at = TURN_PAUSE_SAMPLES; at < length;) {
    const utterance = utterances[next % utterances.length] ?? new Float32Array(LINE_RATE_HZ);
    talk.set(utterance.subarray(0, length - at), at);
    at += utterance.length + PAUSE_SAMPLES;
    spoken += utterance.length;
    next += 1;
    if (spoken > TURN_SAMPLES) {
      at += TURN_PAUSE_SAMPLES;
      spoken = 0;
    }
  }
  return talk;
}
