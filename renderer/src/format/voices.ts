import type { VoiceName, VOICES as MODEL_VOICES } from '#model/voices';

/**
 * All voices with their style word. The type is that of the model's own table: a voice that is
 * missing, new or described otherwise does not compile.
 */
const VOICES: typeof MODEL_VOICES = [
  { name: 'Zephyr', style: 'Bright' },
  { name: 'Puck', style: 'Upbeat' },
  { name: 'Charon', style: 'Informative' },
  { name: 'Kore', style: 'Firm' },
  { name: 'Fenrir', style: 'Excitable' },
  { name: 'Leda', style: 'Youthful' },
  { name: 'Orus', style: 'Firm' },
  { name: 'Aoede', style: 'Breezy' },
  { name: 'Callirrhoe', style: 'Easy-going' },
  { name: 'Autonoe', style: 'Bright' },
  { name: 'Enceladus', style: 'Breathy' },
  { name: 'Iapetus', style: 'Clear' },
  { name: 'Umbriel', style: 'Easy-going' },
  { name: 'Algieba', style: 'Smooth' },
  { name: 'Despina', style: 'Smooth' },
  { name: 'Erinome', style: 'Clear' },
  { name: 'Algenib', style: 'Gravelly' },
  { name: 'Rasalgethi', style: 'Informative' },
  { name: 'Laomedeia', style: 'Upbeat' },
  { name: 'Achernar', style: 'Soft' },
  { name: 'Alnilam', style: 'Firm' },
  { name: 'Schedar', style: 'Even' },
  { name: 'Gacrux', style: 'Mature' },
  { name: 'Pulcherrima', style: 'Forward' },
  { name: 'Achird', style: 'Friendly' },
  { name: 'Zubenelgenubi', style: 'Casual' },
  { name: 'Vindemiatrix', style: 'Gentle' },
  { name: 'Sadachbia', style: 'Lively' },
  { name: 'Sadaltager', style: 'Knowledgeable' },
  { name: 'Sulafat', style: 'Warm' },
];

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
