import { MAX_SAMPLE_CHARS } from '#model/limits';
import type { Profile } from '#model/profile';
import type { Transcript } from '#model/transcript';

/** Where the words come from that the voices speak. */
export type WordsSource = 'greeting' | 'answer' | 'own';

/**
 * The words of each source, as far as there are any. The greeting is that of the profile; one that
 * leaves it to the AI has what the AI opened this call with.
 */
export function wordSources(
  transcript: Transcript,
  profile: Pick<Profile, 'greeting'> | undefined,
): Partial<Readonly<Record<WordsSource, string>>> {
  const spoken = transcript.filter(
    ({ speaker, text }) => speaker === 'agent' && text.trim() !== '',
  );
  const opening = spoken.find(({ id }) => id === transcript[0]?.id);
  const greeting = profile?.greeting ?? opening?.text ?? '';
  const answer = spoken.at(-1)?.text ?? '';
  return {
    ...(greeting === '' ? {} : { greeting: asWords(greeting) }),
    ...(answer === '' ? {} : { answer: asWords(answer) }),
  };
}

function asWords(text: string): string {
  return text.trim().slice(0, MAX_SAMPLE_CHARS);
}
