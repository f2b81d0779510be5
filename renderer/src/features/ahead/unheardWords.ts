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

/**
 * Several times a second: only turns with words to come are looked up in the page.
 * @param log The element with the turns in it.
 */
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
    if (from === null) {
      return [];
    }
    const words = log?.querySelector(`[data-turn="${String(turn.id)}"] .turn-text`);
    return words === null || words === undefined ? [] : rangesOf(words, from);
  });
  CSS.highlights.set(HIGHLIGHT, new Highlight(...ranges));
}

/** The text of an element from a character on: several ranges where a search marks words in it. */
function rangesOf(words: Element, from: number): readonly StaticRange[] {
  const ranges: StaticRange[] = [];
  const texts = document.createTreeWalker(words, NodeFilter.SHOW_TEXT);
  let start = 0;
  for (let text = texts.nextNode(); text instanceof Text; text = texts.nextNode()) {
    const startOffset = Math.max(0, from - start);
    start += text.length;
    if (startOffset < text.length) {
      const endOffset = text.length;
      ranges.push(
        new StaticRange({ startContainer: text, startOffset, endContainer: text, endOffset }),
      );
    }
  }
  return ranges;
}
