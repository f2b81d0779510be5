import { describe, expect, it } from 'vitest';
import { type Random, seededRandom } from '#main/demo/random';
import { makeRoomNoise } from '#main/demo/roomNoise';
import { SCENARIOS } from '#main/demo/script';
import { SpeechSynth } from '#main/demo/speechSynth';
import { agentTimbre, callerTimbre, type Timbre } from '#main/demo/voiceModel';
import { VOICE_NAMES } from '#model/voices';
import { pitchOf, rmsOf } from './audioFacts';

const TEXT =
  'Your parcel left our depot this morning, and it should reach you at two. Is that all right?';

/** RMS of each 20 ms of a text, and everything that was made. */
function speak(timbre: Timbre, rateHz: number, random: Random, text = TEXT) {
  const utterance = new SpeechSynth(timbre, rateHz, random).say(text);
  const frames: Int16Array[] = [];
  const progress: number[] = [];
  while (!utterance.done) {
    const frame = new Int16Array(rateHz / 50);
    utterance.addTo(frame);
    frames.push(frame);
    progress.push(utterance.spokenChars);
  }
  return { utterance, frames, levels: frames.map(rmsOf), progress };
}

function longestRun(levels: readonly number[], fits: (level: number) => boolean): number {
  let run = 0;
  let longest = 0;
  for (const level of levels) {
    run = fits(level) ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return longest * 20;
}

describe('SpeechSynth', () => {
  const speakers: [string, Timbre, number][] = [
    ['a caller with a deep voice', callerTimbre('long', seededRandom(1)), 16_000],
    ['a caller with a high voice', callerTimbre('short', seededRandom(2)), 16_000],
    ['the agent as Puck', agentTimbre('Puck'), 24_000],
    ['the agent as Kore', agentTimbre('Kore'), 24_000],
  ];

  it.each(speakers)('is loud while %s speaks and silent in the pauses', (_, timbre, rateHz) => {
    const { levels } = speak(timbre, rateHz, seededRandom(3));
    const speech = levels.filter((level) => level > 100);
    const mean = speech.reduce((sum, level) => sum + level, 0) / speech.length;
    expect(mean).toBeGreaterThan(1_500);
    // The pause between the two sentences, and no pause long enough to be taken for the end.
    expect(longestRun(levels, (level) => level < 100)).toBeGreaterThanOrEqual(140);
    expect(longestRun(levels, (level) => level < 300)).toBeLessThan(400);
    expect(longestRun(levels, (level) => level > 300)).toBeGreaterThan(800);
  });

  it('makes every caller line of the script begin so that 100 ms of speech are found quickly', () => {
    const timbre = callerTimbre('long', seededRandom(1));
    for (const { exchanges } of SCENARIOS) {
      for (const { caller, bargeIn } of exchanges) {
        for (const line of bargeIn === undefined ? [caller] : [caller, bargeIn.caller]) {
          const { levels } = speak(timbre, 16_000, seededRandom(4), line);
          expect(
            longestRun(levels.slice(0, 18), (level) => level > 300),
            line,
          ).toBeGreaterThanOrEqual(100);
          expect(
            longestRun(levels, (level) => level < 300),
            line,
          ).toBeLessThan(440);
        }
      }
    }
  });

  it('has the rhythm of speech: three to five syllables a second', () => {
    const { levels } = speak(callerTimbre('long', seededRandom(1)), 16_000, seededRandom(3));
    let rises = 0;
    let loud = false;
    for (const level of levels) {
      if (!loud && level > 3_200) {
        loud = true;
        rises += 1;
      } else if (loud && level < 2_600) {
        loud = false;
      }
    }
    const perSecond = rises / (levels.length / 50);
    expect(perSecond).toBeGreaterThan(2.5);
    expect(perSecond).toBeLessThan(5.5);
  });

  it('never overdrives', () => {
    for (const voice of VOICE_NAMES) {
      const { frames } = speak(
        agentTimbre(voice),
        24_000,
        seededRandom(5),
        'Shall I see to it now?',
      );
      const peak = Math.max(...frames.map((frame) => Math.max(...frame.map(Math.abs))));
      expect(peak, voice).toBeLessThan(30_000);
      expect(peak, voice).toBeGreaterThan(4_000);
    }
  });

  it('gives neighbouring voices pitches that are plainly different', () => {
    const pitches = VOICE_NAMES.map((voice) => agentTimbre(voice).pitchHz);
    for (let i = 1; i < pitches.length; i += 1) {
      expect(Math.abs(Math.log2(pitches[i]! / pitches[i - 1]!)), VOICE_NAMES[i]).toBeGreaterThan(
        0.4,
      );
    }
  });

  it('sounds at the pitch of the voice', () => {
    for (const voice of ['Puck', 'Kore', 'Zephyr', 'Charon'] as const) {
      const timbre = agentTimbre(voice);
      const { frames } = speak({ ...timbre, melody: 0 }, 24_000, seededRandom(6), 'aaaa oooo aaaa');
      const voiced = frames.slice(2, 5).flatMap((frame) => [...frame]);
      const pitchHz = pitchOf(Int16Array.from(voiced), 24_000);
      expect(pitchHz / timbre.pitchHz, voice).toBeGreaterThan(0.93);
      expect(pitchHz / timbre.pitchHz, voice).toBeLessThan(1.07);
    }
  });

  it('counts how much of the text has sounded, word by word', () => {
    const { utterance, progress } = speak(agentTimbre('Puck'), 24_000, seededRandom(3));
    expect([...progress].sort((a, b) => a - b)).toEqual(progress);
    expect(TEXT.slice(0, progress[0])).toBe('Your ');
    expect(progress.at(-1)).toBe(TEXT.length);
    expect(progress.length * 20).toBeGreaterThanOrEqual(utterance.durationMs);
  });

  it('makes the same sound from the same seed', () => {
    const one = speak(agentTimbre('Leda'), 24_000, seededRandom(9));
    const two = speak(agentTimbre('Leda'), 24_000, seededRandom(9));
    expect(one.frames).toEqual(two.frames);
  });

  it('is done at once when there is nothing to say', () => {
    expect(new SpeechSynth(agentTimbre('Puck'), 24_000, seededRandom(1)).say('').done).toBe(true);
  });
});

describe('makeRoomNoise', () => {
  it('is heard, yet far from speech', () => {
    const level = rmsOf(makeRoomNoise(seededRandom(1)));
    expect(level).toBeGreaterThan(10);
    expect(level).toBeLessThan(50);
  });
});
