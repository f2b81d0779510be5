/** Searching in the transcript of one call. */
import type { Transcript } from '#model/transcript';
import { shownParts, type TurnPart } from './turnParts';

/** A place that was found: characters `from` to before `to` of a text of a turn. */
export type CallHit = {
  readonly turnId: number;
  readonly part: TurnPart;
  readonly from: number;
  readonly to: number;
};

/** A text without case and accents, and where each of its characters comes from. */
function folded(text: string): { readonly plain: string; readonly origins: readonly number[] } {
  let plain = '';
  let at = 0;
  const origins: number[] = [];
  for (const char of text) {
    const bare = char.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
    for (let unit = 0; unit < bare.length; unit += 1) {
      origins.push(at);
    }
    plain += bare;
    at += char.length;
  }
  return { plain, origins };
}

/** Where a text holds the words, whatever their case and accents; none overlap. */
function placesIn(text: string, wanted: string): readonly (readonly [from: number, to: number])[] {
  const { plain, origins } = folded(text);
  const places: (readonly [number, number])[] = [];
  let at = plain.indexOf(wanted);
  while (at >= 0) {
    const end = at + wanted.length;
    places.push([origins[at] ?? 0, origins[end] ?? text.length]);
    at = plain.indexOf(wanted, end);
  }
  return places;
}

/** All places of a call that hold the words, in the order in which they are shown. */
export function hitsIn(turns: Transcript, query: string): readonly CallHit[] {
  const wanted = folded(query.trim()).plain;
  return wanted === ''
    ? []
    : turns.flatMap((turn) =>
        shownParts(turn).flatMap(([part, text]) =>
          placesIn(text, wanted).map(([from, to]) => ({ turnId: turn.id, part, from, to })),
        ),
      );
}
