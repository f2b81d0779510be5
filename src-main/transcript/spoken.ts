import type { Turn } from '#model/transcript';

/** Code of the note that holds what the supervisor says: such a turn has the speaker `system`. */
export const SUPERVISOR_SAYS = 'note.supervisor-says';

/** Who can be heard in a call. */
type Voice = 'caller' | 'agent' | 'supervisor';

/** Words that were said aloud; null for a note of Cordboard, which nobody hears. */
export function spokenIn(turn: Turn): { readonly voice: Voice; readonly words: string } | null {
  const { speaker, text, note } = turn;
  if (speaker !== 'system') {
    return { voice: speaker, words: text };
  }
  const words = note?.code === SUPERVISOR_SAYS ? note.params.words : null;
  return typeof words === 'string' ? { voice: 'supervisor', words } : null;
}

/** The part of a turn that was heard. */
export function heardText({ text, heardChars }: Turn): string {
  return heardChars === null ? text : text.slice(0, heardChars);
}

/** Names of the voices in exported files. */
export const VOICE_LABELS = {
  caller: 'Caller',
  agent: 'AI',
  supervisor: 'Supervisor',
} as const satisfies Readonly<Record<Voice, string>>;
