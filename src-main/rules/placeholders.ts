/**
 * Places in texts for facts of the call: `{caller.number}`. Whatever stands in braces and begins
 * with a letter is a place, also in the spelling of other products (`{{name}}`, `{ name }`), so
 * that a slip is seen before a caller hears it. Other braces stay as they are, such as those of
 * JSON. `\{` and `\}` are braces that stand for themselves.
 */
import { cordboardError } from '#main/util/errors';
import { done, fail, type Result } from '#main/util/result';
import { CHANNEL_PREFIX, CHANNEL_VARIABLE, PLACEHOLDERS } from '#model/callFacts';
import { LOOK_UP_FACT, LOOK_UP_PREFIX } from '#model/lookUp';
import { type Phrase, phrase } from '#model/phrases/phrase';

const PLACE = /\\[{}]|\{\{ ?[\p{L}_][^{}\n]*\}\}|\{ ?[\p{L}_][^{}\n]*\}/gu;

/** Gives the value of a place by its name; undefined for an unknown one. */
export type PlaceValues = (name: string) => string | undefined;

/** Puts values into the places of a text. An unknown place stays as it is. */
export function fillPlaces(text: string, values: PlaceValues): string {
  return text.replaceAll(PLACE, (place) =>
    place.startsWith('\\') ? place.slice(1) : (values(nameIn(place)) ?? place),
  );
}

/** The name in `{name}`; of another spelling what no place is called. */
function nameIn(place: string): string {
  return place.slice(1, -1);
}

/** Whether a name is that of a fact of a call, in a profile with any variables and look-up. */
export function isCallPlace(name: string): boolean {
  const isBelow = (prefix: string, form: RegExp): boolean =>
    name.startsWith(prefix) && form.test(name.slice(prefix.length));
  return (
    PLACEHOLDERS.some((known) => known === name) ||
    isBelow(CHANNEL_PREFIX, CHANNEL_VARIABLE) ||
    isBelow(LOOK_UP_PREFIX, LOOK_UP_FACT)
  );
}

/** What is wrong with the first place of a text that has none of these names; null if nothing. */
export function unknownPlace(text: string, known: readonly string[]): Phrase | null {
  return refusal(text, (name) => known.includes(name), known);
}

/** What a profile may refer to, for the words that explain it. */
export const CALL_PLACES: readonly string[] = [
  ...PLACEHOLDERS,
  `${CHANNEL_PREFIX}NAME`,
  `${LOOK_UP_PREFIX}NAME`,
];

/** Checks a text of no profile. Fails with `config` for a place that no profile has. */
export function checkPlaces(text: string): Result<void> {
  const problem = refusal(text, isCallPlace, CALL_PLACES);
  return problem === null ? done : fail(cordboardError('config', problem));
}

/** Places of these names, as they are written. */
export function writtenPlaces(names: readonly string[]): string {
  return names.map((name) => `{${name}}`).join(' ');
}

function refusal(
  text: string,
  isKnown: (name: string) => boolean,
  known: readonly string[],
): Phrase | null {
  const place = text.match(PLACE)?.find((each) => !each.startsWith('\\') && !isKnown(nameIn(each)));
  return place === undefined
    ? null
    : phrase('placeholder.unknown', { place, known: writtenPlaces(known) });
}
