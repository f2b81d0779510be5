/** The system instruction of one session. */
import type { HistoryTurn } from '../../voiceAgent';
import { callIsRunning, speakLanguage, talkSoFar } from './prompts';

/** What a session is instructed with. */
export type InstructionParts = {
  /** What the agent is told to be and do. */
  readonly base: string;
  /** Language it is told to speak (BCP 47); empty: that of the caller. */
  readonly language: string;
};

/** The instruction of a session that begins with the call, or is resumed. */
export function sessionInstruction({ base, language }: InstructionParts): string {
  const name = languageName(language);
  return name === '' ? base : paragraphs(base, speakLanguage(name));
}

/**
 * The instruction of a fresh session in a running call. `history` is the talk so far for a model that cannot be told in
 * another way; empty for others.
 */
export function runningInstruction(
  parts: InstructionParts,
  history: readonly HistoryTurn[],
  notes: readonly string[],
): string {
  return paragraphs(
    sessionInstruction(parts),
    callIsRunning(),
    history.length === 0 ? '' : talkSoFar(history),
    ...notes,
  );
}

/** A BCP 47 code in words ("fr-CA" to "Canadian French (fr-CA)"); the code itself when it is none. */
function languageName(code: string): string {
  if (code === '') {
    return '';
  }
  const names = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });
  const name = isLanguageCode(code) ? names.of(code) : undefined;
  return name === undefined ? code : `${name} (${code})`;
}

/** Whether a text has the form of a language code (BCP 47). */
export function isLanguageCode(text: string): boolean {
  try {
    return Intl.getCanonicalLocales(text).length === 1;
  } catch {
    return false;
  }
}

function paragraphs(...texts: readonly string[]): string {
  return texts.filter((text) => text !== '').join('\n\n');
}
