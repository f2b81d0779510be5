/** Composes the system instruction of a session. */
import type { HistoryTurn } from '../../voiceAgent';
import { callIsRunning, speakLanguage, talkSoFar } from './prompts';

type InstructionParts = {
  /** The agent's instruction from profile or settings. */
  readonly base: string;
  /** See VoiceAgentOptions. */
  readonly language: string;
};

/** The instruction of a session that knows the talk, or has none to know. */
export function sessionInstruction({ base, language }: InstructionParts): string {
  const name = languageName(language);
  return name === '' ? base : paragraphs(base, speakLanguage(name));
}

type FreshParts = InstructionParts & {
  /** The talk has begun. */
  readonly running: boolean;
  readonly history: readonly HistoryTurn[];
  readonly notes: readonly string[];
};

/**
 * The instruction of a fresh session. `history` and `notes` are for a model that takes them in no
 * other way; empty for others.
 */
export function freshInstruction({ running, history, notes, ...parts }: FreshParts): string {
  return paragraphs(
    sessionInstruction(parts),
    running ? callIsRunning() : '',
    history.length === 0 ? '' : talkSoFar(history),
    ...notes,
  );
}

/**
 * A BCP 47 code in words ("fr-CA": "Canadian French (fr-CA)"); a text that is no such code as it
 * is.
 */
export function languageName(code: string): string {
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
