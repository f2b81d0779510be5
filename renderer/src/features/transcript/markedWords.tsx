import type { ReactNode } from 'react';
import type { CallHit } from './callSearch';
import type { TurnPart } from './turnParts';

/** Draws a piece of a text of a turn, which begins at the character `from`. */
export type Words = (text: string, from: number, part: TurnPart) => ReactNode;

export const plainWords: Words = (text) => text;

/** Draws words with the places marked that were found in them, and the one among them shown now. */
export function wordsWith(hits: readonly CallHit[], now: CallHit | null): Words {
  return (text, from, part) => {
    const pieces: ReactNode[] = [];
    let at = from;
    const end = from + text.length;
    const upTo = (place: number): string => text.slice(at - from, place - from);
    for (const hit of hits) {
      const start = Math.max(at, hit.from);
      const stop = Math.min(end, hit.to);
      if (hit.part === part && start < stop) {
        pieces.push(upTo(start));
        at = start;
        pieces.push(
          <mark key={start} className={`hit-mark ${hit === now ? 'hit-now' : ''}`}>
            {upTo(stop)}
          </mark>,
        );
        at = stop;
      }
    }
    pieces.push(upTo(end));
    return pieces;
  };
}
