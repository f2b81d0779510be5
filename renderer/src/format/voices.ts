import { type VoiceName, VOICES } from '#model/voices';
import { t } from '../i18n/i18n';

/** All voices by name, A to Z. */
export const VOICES_BY_NAME: readonly VoiceName[] = VOICES.map(({ name }) => name).toSorted(
  (a, b) => a.localeCompare(b),
);

/** How a voice sounds, in a word. */
export function voiceStyle(name: VoiceName): string {
  const voice = VOICES.find((each) => each.name === name);
  return voice === undefined ? '' : t(`voice.sounds.${voice.style}`);
}

/** The voices whose name or style word holds the text; those whose name begins with it first. */
export function findVoices(text: string): readonly VoiceName[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') {
    return VOICES_BY_NAME;
  }
  const starts = VOICES_BY_NAME.filter((name) => name.toLowerCase().startsWith(wanted));
  const holds = VOICES_BY_NAME.filter(
    (name) =>
      !starts.includes(name) &&
      (name.toLowerCase().includes(wanted) || voiceStyle(name).toLowerCase().includes(wanted)),
  );
  return [...starts, ...holds];
}
