/** Placeholders in the texts of a profile. */
import { unknownPlace } from '#main/rules/placeholders';
import { withoutSecretPlaces } from '#main/rules/toolSecrets';
import { propertiesOf } from '#main/util/jsonSchema';
import { CHANNEL_PREFIX, PLACEHOLDERS } from '#model/callFacts';
import { LOOK_UP_PREFIX } from '#model/lookUp';
import type { PlacedProblem } from '#model/phrases/phrase';
import type { HttpTool, Profile, ProfileLookUp, ProfileRequest } from '#model/profile';

/** A text at its place in the profile, with the names it may refer to. */
type PlacedText = {
  readonly path: string;
  readonly text: string;
  readonly known: readonly string[];
};

/**
 * The texts of a profile with a placeholder that it does not have. Asked when a profile is saved,
 * and not when the file is read: a profile of an earlier version may hold such a text, and goes on
 * taking its calls.
 */
export function placeholderProblems(profile: Profile): readonly PlacedProblem[] {
  const { channelVariables, lookUp, tools } = profile;
  const facts = lookUp?.facts ?? [];
  const known = placesWithFacts({ channelVariables, facts });
  const texts = [
    { path: 'systemInstruction', text: profile.systemInstruction ?? '', known },
    { path: 'greeting', text: profile.greeting ?? '', known },
    { path: 'disclosure', text: profile.disclosure ?? '', known },
    ...(profile.mailbox.kind === 'leave-text'
      ? [{ path: 'mailbox.text', text: profile.mailbox.text, known }]
      : []),
  ];
  const ofLookUp = lookUp === null ? [] : lookUpPlaceProblems(lookUp, channelVariables);
  const ofTools = tools.http.flatMap((tool, index) =>
    toolPlaceProblems(tool, `tools.http.${index}`, { channelVariables, facts }),
  );
  return [...ofLookUp, ...problemsOf(texts), ...ofTools];
}

/** The same of a look-up alone. What it will answer is not known yet when it is made. */
export function lookUpPlaceProblems(
  lookUp: ProfileLookUp,
  channelVariables: readonly string[],
): readonly PlacedProblem[] {
  return problemsOf(textsOf(lookUp, 'lookUp', placesOfCall(channelVariables)));
}

/** The same of an HTTP tool alone, which stands at this place of its profile. */
export function toolPlaceProblems(
  tool: HttpTool,
  path: string,
  known: KnownNames,
): readonly PlacedProblem[] {
  const places = placesWithFacts(known);
  return problemsOf(textsOf(tool, path, places, propertiesOf(tool.parameters)));
}

/** Names that a profile adds to those that every call knows. */
type KnownNames = {
  readonly channelVariables: readonly string[];
  /** Of its look-up. */
  readonly facts: readonly string[];
};

function placesWithFacts({ channelVariables, facts }: KnownNames): readonly string[] {
  return [...placesOfCall(channelVariables), ...facts.map((name) => `${LOOK_UP_PREFIX}${name}`)];
}

function placesOfCall(channelVariables: readonly string[]): readonly string[] {
  return [...PLACEHOLDERS, ...channelVariables.map((name) => `${CHANNEL_PREFIX}${name}`)];
}

function problemsOf(texts: readonly PlacedText[]): readonly PlacedProblem[] {
  return texts.flatMap(({ path, text, known }) => {
    const problem = unknownPlace(text, known);
    return problem === null ? [] : [{ path, phrase: problem }];
  });
}

function textsOf(
  { url, fromCall, headers }: ProfileRequest,
  path: string,
  known: readonly string[],
  parameters: readonly string[] = [],
): readonly PlacedText[] {
  const ofArguments = [...parameters, ...Object.keys(fromCall)];
  return [
    { path: `${path}.url`, text: url, known: [...ofArguments, ...known] },
    ...Object.entries(headers).map(([name, value]) => ({
      path: `${path}.headers.${name}`,
      text: withoutSecretPlaces(value),
      known,
    })),
    ...Object.entries(fromCall).map(([name, text]) => ({
      path: `${path}.fromCall.${name}`,
      text,
      known,
    })),
  ];
}
