/** What can be read in the turns of a talk, by an agent that joins it or a supervisor. */
import { spokenIn, SUPERVISOR_SAYS, type Transcript, type Turn } from '#model/transcript';
import { promisesIn } from './promises';
import { heardText, VOICE_LABELS } from './spoken';

/** A piece of the talk in the form that the service takes at the beginning of a fresh session. */
export type SpokenPart = { role: 'user' | 'model'; text: string };

/** Whether the supervisor says this turn to the caller. */
export function isSupervisors({ note }: Turn): boolean {
  return note?.code === SUPERVISOR_SAYS;
}

/**
 * What was spoken, in the order in which it was. A turn that was cut counts with its heard part,
 * one that is still being heard with all of it. The supervisor's words count as the agent's.
 */
export function spokenParts(turns: Transcript): SpokenPart[] {
  return turns
    .filter((turn) => turn.speaker !== 'system' || isSupervisors(turn))
    .toSorted((one, other) => one.startMs - other.startMs)
    .flatMap((turn) => {
      const text = heardText(turn);
      const role = turn.speaker === 'caller' ? 'user' : 'model';
      return text.trim() === '' ? [] : [{ role, text }];
    });
}

/**
 * What caller and supervisor said to each other, one line for each turn.
 * @param known How much of each turn is left out, as `lengthsOfTakeOver` said it.
 */
export function wordsOfTakeOver(turns: Transcript, known: readonly number[] = []): string {
  const lines = turns.flatMap((turn, at) => {
    const spoken = spokenByPeople(turn);
    const words = spoken?.words.slice(known[at] ?? 0).trim() ?? '';
    return spoken === null || words === '' ? [] : [`${VOICE_LABELS[spoken.voice]}: ${words}`];
  });
  return lines.join('\n');
}

/** How much caller and supervisor said in each turn, characters. */
export function lengthsOfTakeOver(turns: Transcript): readonly number[] {
  return turns.map((turn) => spokenByPeople(turn)?.words.length ?? 0);
}

function spokenByPeople(turn: Turn): ReturnType<typeof spokenIn> {
  const spoken = spokenIn(turn);
  return spoken?.voice === 'agent' ? null : spoken;
}

/** What the supervisor promised the caller, as far as it is recognised. */
export function promisesOf(turns: Transcript): readonly string[] {
  return turns.flatMap((turn) => {
    const spoken = spokenIn(turn);
    return spoken?.voice === 'supervisor' ? promisesIn(spoken.words) : [];
  });
}

/** The part of the agent's newest turn that was heard; empty when there is no turn. */
export function lastAgentWords(turns: Transcript): string {
  const turn = turns.findLast(({ speaker }) => speaker === 'agent');
  return turn === undefined ? '' : heardText(turn).trim();
}
