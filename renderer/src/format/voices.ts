import { type VoiceName, VOICES } from '#model/voices';

/** One voice as the menu shows it. */
export type VoiceOption = { readonly name: VoiceName; readonly style: string };

/** All voices by name, A to Z. */
export const VOICE_OPTIONS: readonly VoiceOption[] = VOICES.toSorted((a, b) =>
  a.name.localeCompare(b.name),
);

/** Style word of a voice. */
export function voiceStyle(name: VoiceName): string {
  return VOICE_OPTIONS.find((voice) => voice.name === name)?.style ?? '';
}

/** The voices whose name or style word holds the text; those whose name begins with it first. */
export function findVoices(text: string): readonly VoiceOption[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') {
    return VOICE_OPTIONS;
  }
  const starts = VOICE_OPTIONS.filter((voice) => voice.name.toLowerCase().startsWith(wanted));
  const holds = VOICE_OPTIONS.filter(
    (voice) =>
      !starts.includes(voice) &&
      (voice.name.toLowerCase().includes(wanted) || voice.style.toLowerCase().includes(wanted)),
  );
  return [...starts, ...holds];
}
