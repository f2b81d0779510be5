/**
 * A recorded call as captions, for players and editors: what was heard, by whom and when. The times
 * are those of the first recording; without one, or without its start, those of the call. The names
 * of the speakers are in English unless another language is given.
 */
import type { CallRecord } from '#model/history';
import type { Language } from '#model/language';
import { wordsIn } from '#model/phrases/wordsIn';
import { spokenIn, type Transcript, type Turn } from '#model/transcript';
import { heardText, speakerPhrase } from './spoken';

/** Shortest time a caption stands, ms: a turn that was cut at once can still be read. */
const MIN_CUE_MS = 500;

type Cue = {
  /** ms; the end is always after the start. */
  readonly startMs: number;
  readonly endMs: number;
  readonly speaker: string;
  /** One line. */
  readonly words: string;
};

/** WebVTT (W3C, "WebVTT: The Web Video Text Tracks Format"). */
export function webVtt(record: CallRecord, language: Language = 'en'): string {
  const cues = cuesOf(record, language).map(
    ({ startMs, endMs, speaker, words }) =>
      `${moment(startMs, '.')} --> ${moment(endMs, '.')}\n<v ${escaped(speaker)}>${escaped(words)}`,
  );
  return `${['WEBVTT', ...cues].join('\n\n')}\n`;
}

/** SubRip. It has no escapes: what would be taken for a line of times is written differently. */
export function subRip(record: CallRecord, language: Language = 'en'): string {
  return cuesOf(record, language)
    .map(({ startMs, endMs, speaker, words }, index) => {
      const times = `${moment(startMs, ',')} --> ${moment(endMs, ',')}`;
      return `${index + 1}\n${times}\n${speaker}: ${words.replaceAll('-->', '->')}\n`;
    })
    .join('\n');
}

/** In the order of their beginning, as both formats want it. */
function cuesOf({ turns, recordings }: CallRecord, language: Language): readonly Cue[] {
  const offsetMs = recordings[0]?.startMs ?? 0;
  return turns
    .flatMap((turn, index) => cueOf(turn, turns.slice(index + 1), { offsetMs, language }) ?? [])
    .toSorted((a, b) => a.startMs - b.startMs);
}

/** Null for what nobody heard, and what was over before the recording began. */
function cueOf(
  turn: Turn,
  later: Transcript,
  { offsetMs, language }: { readonly offsetMs: number; readonly language: Language },
): Cue | null {
  const spoken = spokenIn(turn);
  if (spoken === null) {
    return null;
  }
  const heard = spoken.voice === 'supervisor' ? spoken.words : heardText(turn);
  const words = heard.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim();
  const startMs = Math.round(turn.startMs - offsetMs);
  const saidUntilMs = turn.endMs ?? later[0]?.startMs ?? turn.startMs;
  const endMs = Math.max(Math.round(saidUntilMs - offsetMs), startMs + MIN_CUE_MS);
  return words === '' || endMs <= 0
    ? null
    : {
        startMs: Math.max(0, startMs),
        endMs,
        speaker: wordsIn(language, speakerPhrase(spoken.voice, turn)),
        words,
      };
}

/** `hh:mm:ss` and the milliseconds. */
function moment(ms: number, separator: '.' | ','): string {
  const part = (value: number, digits: number) => String(value).padStart(digits, '0');
  const seconds = Math.floor(ms / 1_000);
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60];
  const clock = [hours, minutes, seconds % 60].map((value) => part(value, 2)).join(':');
  return `${clock}${separator}${part(ms % 1_000, 3)}`;
}

/** Text of a cue: these three would begin a tag, a character reference, or a line of times. */
function escaped(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
