/**
 * The caller's ear: what they hear at the moment, and what is wrong with it. Pure, from the call
 * and its levels.
 */
import type { Call } from './call';

/**
 * What the caller hears. `tone`: the short tone that says that the line is not dead. `gap`: silence
 * in place of what the agent says.
 */
export type Heard = 'agent' | 'supervisor' | 'music' | 'tone' | 'silence' | 'gap';

/** What of a call decides. */
export type EarFacts = Pick<
  Call,
  | 'state'
  | 'floor'
  | 'music'
  | 'heldBy'
  | 'sentenceHeld'
  | 'agentState'
  | 'agentLink'
  | 'agentMuted'
  | 'agentPaused'
  | 'bargeIn'
  | 'notices'
>;

/** What can be done about it, the best first. */
export type Remedy =
  'repromptAgent' | 'reconnectAgent' | 'takeOver' | 'unmuteAgent' | 'confirmBargeIn';

/**
 * What is wrong. `lost`: the audio connection is gone, so neither side hears the other. `unheard`:
 * the agent speaks, and nothing comes. `muted`: it speaks, and is muted. `deaf`: Asterisk hears the
 * caller, we do not. `away`: the agent is not connected. `late`: it owes an answer. `echo`: the
 * caller's line carries the agent's own voice back. A caller who sends nothing is no trouble of
 * their ear: they may have muted their telephone.
 */
type EarTrouble = 'lost' | 'unheard' | 'muted' | 'deaf' | 'away' | 'late' | 'echo';

export type EarDiagnosis = { readonly trouble: EarTrouble; readonly remedies: readonly Remedy[] };

/** The caller notices nothing amiss before this, ms. */
const PATIENCE_MS = 3_000;

/** An answer that takes longer than this is late, ms. */
const ANSWER_MS = 4_000;

/** @param sounds Whether there is sound on the line to the caller. */
export function heardNow(call: EarFacts, sounds: boolean): Heard {
  if (call.music) {
    return 'music';
  }
  if (sounds) {
    if (call.floor === 'supervisor') {
      return 'supervisor';
    }
    return call.agentLink !== 'ready' && call.agentState !== 'speaking' ? 'tone' : 'agent';
  }
  const speaks = call.floor === 'agent' && call.agentState === 'speaking';
  // Whoever silenced the agent knows why nothing comes.
  const isSilenced = call.agentMuted || call.sentenceHeld || call.heldBy !== null;
  return speaks && !isSilenced ? 'gap' : 'silence';
}

/**
 * What is wrong with what the caller hears; null: nothing.
 * @param heard What they hear, and for how long they have, ms.
 * @param echoes Whether their line carries back what they hear (`carriesEcho`).
 */
export function diagnose(
  call: EarFacts,
  heard: { readonly what: Heard; readonly forMs: number },
  echoes: boolean,
): EarDiagnosis | null {
  const trouble = call.state === 'live' && !call.music ? troubleOf(call, heard, echoes) : null;
  return trouble === null ? null : { trouble, remedies: remediesFor(trouble, call) };
}

function troubleOf(
  call: EarFacts,
  { what, forMs }: { readonly what: Heard; readonly forMs: number },
  echoes: boolean,
): EarTrouble | null {
  const noted = (kind: Call['notices'][number]['kind']): boolean =>
    call.notices.some((notice) => notice.kind === kind);
  if (noted('media')) {
    return 'lost';
  }
  if (noted('hearing')) {
    return 'deaf';
  }
  if (call.floor === 'supervisor' || call.agentPaused) {
    return null;
  }
  if (what === 'gap' && forMs >= PATIENCE_MS) {
    return 'unheard';
  }
  if (call.agentMuted && call.agentState === 'speaking') {
    return 'muted';
  }
  const isAway = call.agentLink !== 'ready' && call.agentLink !== 'closed';
  if (isAway && what !== 'agent' && forMs >= PATIENCE_MS) {
    return 'away';
  }
  if (call.agentState === 'thinking' && what === 'silence' && forMs >= ANSWER_MS) {
    return 'late';
  }
  return echoes ? 'echo' : null;
}

function remediesFor(trouble: EarTrouble, call: EarFacts): readonly Remedy[] {
  switch (trouble) {
    case 'lost':
      // Cordboard restores it by itself, and until then nobody is heard.
      return [];
    case 'unheard':
    case 'late':
      return ['repromptAgent', 'reconnectAgent', 'takeOver'];
    case 'muted':
      return ['unmuteAgent', 'takeOver'];
    case 'deaf':
      return call.floor === 'agent' ? ['repromptAgent', 'takeOver'] : [];
    case 'away':
      return ['takeOver'];
    case 'echo':
      return call.bargeIn === 'immediate' ? ['confirmBargeIn'] : [];
  }
}

/** Level below which a column counts as silent, of 255: -42 dBFS. */
export const SOUND_LEVEL = 2;

/** An echo comes back within this many columns (of 20 ms). */
const MOST_DELAY = 25;

/** Columns with sound to the caller that an opinion needs: 3 s. */
const ENOUGH = 150;

/** Correlation of the two levels from which on it is an echo. */
const ALIKE = 0.8;

/**
 * Whether the caller's level follows what they hear, some columns later and softer: their telephone
 * carries it back. Both are levels of the same columns, 0..255, oldest first.
 */
export function carriesEcho(caller: Uint8Array, heard: Uint8Array): boolean {
  if (heard.filter((level) => level >= SOUND_LEVEL).length < ENOUGH) {
    return false;
  }
  for (let delay = 1; delay <= MOST_DELAY; delay += 1) {
    if (correlation(caller.subarray(delay), heard.subarray(0, heard.length - delay)) >= ALIKE) {
      return true;
    }
  }
  return false;
}

/** Pearson's correlation of two rows of the same length; 0 where one of them does not change. */
function correlation(one: Uint8Array, other: Uint8Array): number {
  const [oneMean, otherMean] = [meanOf(one), meanOf(other)];
  let product = 0;
  let oneSquare = 0;
  let otherSquare = 0;
  for (let at = 0; at < one.length; at += 1) {
    const a = (one[at] ?? 0) - oneMean;
    const b = (other[at] ?? 0) - otherMean;
    product += a * b;
    oneSquare += a * a;
    otherSquare += b * b;
  }
  const size = Math.sqrt(oneSquare * otherSquare);
  return size === 0 ? 0 : product / size;
}

function meanOf(levels: Uint8Array): number {
  let sum = 0;
  for (const level of levels) {
    sum += level;
  }
  return levels.length === 0 ? 0 : sum / levels.length;
}
