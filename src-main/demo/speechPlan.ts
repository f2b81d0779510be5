/** Turns a text into sounds that follow its letters. It sounds like speech, but has no words. */
import { between, type Random } from './random';

/**
 * How a sound is made. `sonorant`: l, m, n, r and the like. `stop`: p, t, k and the like. `pause`:
 * nothing at all.
 */
type SoundKind = 'vowel' | 'sonorant' | 'fricative' | 'stop' | 'pause';

/** Names of the vocal tract shapes; see FORMANTS_HZ in voiceModel.ts. */
export type TractShape = 'a' | 'e' | 'i' | 'o' | 'u' | 'neutral';

export type Sound = {
  readonly kind: SoundKind;
  readonly shape: TractShape;
  /** Length, ms. */
  readonly ms: number;
  /** Pitch relative to the speaker's own, at the end of the sound. */
  readonly pitch: number;
  /** Loudness relative to a stressed vowel, 0..1. */
  readonly loudness: number;
};

/** A place in the text and when its sound begins, ms from the start. */
type WordStart = { readonly startMs: number; readonly textEnd: number };

export type SpeechPlan = {
  readonly sounds: readonly Sound[];
  readonly words: readonly WordStart[];
  readonly durationMs: number;
};

const SHAPES: Readonly<Record<string, TractShape>> = {
  a: 'a',
  ai: 'e',
  ay: 'e',
  e: 'e',
  ea: 'i',
  ee: 'i',
  i: 'i',
  y: 'i',
  o: 'o',
  oa: 'o',
  ow: 'o',
  ou: 'a',
  oo: 'u',
  u: 'u',
};

const FRICATIVES = new Set(['s', 'sh', 'ch', 'th', 'ph', 'f', 'z', 'x', 'h', 'c', 'j']);
const STOPS = new Set(['p', 't', 'k', 'b', 'd', 'g', 'q', 'qu', 'ck', 'gh']);

const LETTER_GROUPS = /sh|ch|th|ph|gh|ck|qu|ee|ea|oo|ou|ow|oa|ai|ay|[a-z]/g;

/** Lengths in ms at normal speed. A syllable takes 200 to 250 ms, so there are 4 to 5 a second. */
const SOUND_MS = { vowel: 118, sonorant: 58, fricative: 66, stop: 42 } as const;

/**
 * Lengths of pauses, ms: well below the half second after which listeners think that the speaker
 * has finished. The last one only lets the voice die away.
 */
const PAUSE_MS = { comma: 150, sentence: 270, end: 60 } as const;

/**
 * Plans the sounds of a text.
 *
 * @param rate Speed relative to normal.
 * @param melody How lively the pitch moves, 0..1.
 */
export function planSpeech(text: string, rate: number, melody: number, random: Random): SpeechPlan {
  const sounds: Sound[] = [];
  const words: WordStart[] = [];
  let atMs = 0;
  for (const phrase of phrasesOf(text)) {
    const rising = phrase.ending === '?';
    phrase.words.forEach((word, index) => {
      words.push({ startMs: atMs, textEnd: word.textEnd });
      const progress = phrase.words.length < 2 ? 0.5 : index / (phrase.words.length - 1);
      const line = rising ? 0.95 + 0.3 * progress ** 3 : 1.12 - 0.26 * progress;
      for (const sound of soundsOf(word.letters, rate, random)) {
        const stress = sound.kind === 'vowel' ? between(random, -0.08, 0.14) : 0;
        sounds.push({ ...sound, pitch: 1 + (line - 1 + stress) * melody });
        atMs += sound.ms;
      }
    });
    const ms = phrase.textEnd === text.length ? PAUSE_MS.end : pauseAfter(phrase);
    sounds.push({ kind: 'pause', shape: 'neutral', ms, pitch: 1, loudness: 0 });
    atMs += ms;
  }
  return { sounds, words, durationMs: atMs };
}

type Word = { readonly letters: string; readonly textEnd: number };
type Phrase = {
  readonly words: readonly Word[];
  readonly ending: string;
  readonly textEnd: number;
};

function phrasesOf(text: string): Phrase[] {
  const phrases: Phrase[] = [];
  for (const match of text.matchAll(/([^,.;:?!]+)([,.;:?!]*)\s*/g)) {
    const [whole, body = '', marks = ''] = match;
    const words: Word[] = [];
    for (const word of body.matchAll(/\S+\s*/g)) {
      const textEnd = match.index + word.index + word[0].length;
      words.push({ letters: word[0].trim().toLowerCase(), textEnd });
    }
    const textEnd = match.index + whole.length;
    const last = words.pop();
    if (last !== undefined) {
      words.push({ letters: last.letters, textEnd });
      phrases.push({ words, ending: marks.slice(0, 1), textEnd });
    }
  }
  return phrases;
}

function pauseAfter(phrase: Phrase): number {
  return phrase.ending === ',' ? PAUSE_MS.comma : PAUSE_MS.sentence;
}

function soundsOf(letters: string, rate: number, random: Random): Omit<Sound, 'pitch'>[] {
  const plain = letters.replace(/(?<=[a-z]{2}[^aeiou])e$/, '');
  const sounds: Omit<Sound, 'pitch'>[] = [];
  let before = '';
  for (const [group] of plain.matchAll(LETTER_GROUPS)) {
    if (group !== before) {
      sounds.push(soundOf(group, rate * between(random, 0.85, 1.18)));
    }
    before = group;
  }
  if (!sounds.some((sound) => sound.kind === 'vowel')) {
    sounds.push({ kind: 'vowel', shape: 'neutral', ms: SOUND_MS.vowel / rate, loudness: 0.8 });
  }
  return sounds;
}

function soundOf(group: string, rate: number): Omit<Sound, 'pitch'> {
  const shape = SHAPES[group];
  if (shape !== undefined) {
    return { kind: 'vowel', shape, ms: SOUND_MS.vowel / rate, loudness: 1 };
  }
  if (FRICATIVES.has(group)) {
    return { kind: 'fricative', shape: 'neutral', ms: SOUND_MS.fricative / rate, loudness: 0.32 };
  }
  if (STOPS.has(group)) {
    return { kind: 'stop', shape: 'neutral', ms: SOUND_MS.stop / rate, loudness: 0.25 };
  }
  return { kind: 'sonorant', shape: 'neutral', ms: SOUND_MS.sonorant / rate, loudness: 0.55 };
}
