/**
 * Paints the words that the caller has not heard yet. A highlight of ranges (CSS Custom Highlight
 * API) changes only their colour: text nodes and layout stay as they are while it moves.
 */
import type { AgentAhead } from '#model/ahead';
import type { Transcript, Turn } from '#model/transcript';

/** Its look stands in desk.css. */
const HIGHLIGHT = 'unheard';

/** From which character on a turn has not been heard; null when all of it was, or it was cut. */
export function unheardFrom(turn: Turn, ahead: AgentAhead | null): number | null {
  if (turn.speaker !== 'agent' || turn.status === 'truncated') {
    return null;
  }
  if (turn.id === ahead?.turnId) {
    return ahead.heardChars;
  }
  // Words may come before their sound: then nothing waits yet.
  const comes = ahead === null ? turn.status === 'partial' : turn.id > ahead.turnId;
  return comes ? 0 : null;
}

/** @param log The element with the turns in it. */
export function paintUnheard(
  log: HTMLElement | null,
  turns: Transcript,
  ahead: AgentAhead | null,
): void {
  if (typeof Highlight === 'undefined') {
    return;
  }
  const ranges = turns.flatMap((turn) => {
    const from = unheardFrom(turn, ahead);
    const words = log?.querySelector(`[data-turn="${String(turn.id)}"] .turn-text`)?.firstChild;
    return from === null || !(words instanceof Text) ? [] : [rangeOf(words, from)];
  });
  CSS.highlights.set(HIGHLIGHT, new Highlight(...ranges));
}

function rangeOf(words: Text, from: number): StaticRange {
  return new StaticRange({
    startContainer: words,
    startOffset: Math.min(from, words.length),
    endContainer: words,
    endOffset: words.length,
  });
}
