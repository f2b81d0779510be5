/** Placeholders in the texts of a profile. */
import { unknownPlace } from '#main/rules/placeholders';
import { withoutSecretPlaces } from '#main/rules/toolSecrets';
import { propertiesOf } from '#main/util/jsonSchema';
import { CHANNEL_PREFIX, PLACEHOLDERS } from '#model/callFacts';
import type { PlacedProblem } from '#model/phrases/phrase';
import type { HttpTool, Profile } from '#model/profile';

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
  const known = [
    ...PLACEHOLDERS,
    ...profile.channelVariables.map((name) => `${CHANNEL_PREFIX}${name}`),
  ];
  const texts = [
    { path: 'systemInstruction', text: profile.systemInstruction ?? '', known },
    { path: 'greeting', text: profile.greeting ?? '', known },
    { path: 'disclosure', text: profile.disclosure ?? '', known },
    ...(profile.mailbox.kind === 'leave-text'
      ? [{ path: 'mailbox.text', text: profile.mailbox.text, known }]
      : []),
    ...profile.tools.http.flatMap((tool, index) => textsOf(tool, `tools.http.${index}`, known)),
  ];
  return texts.flatMap(({ path, text, known: names }) => {
    const problem = unknownPlace(text, names);
    return problem === null ? [] : [{ path, phrase: problem }];
  });
}

function textsOf(
  { url, parameters, fromCall, headers }: HttpTool,
  path: string,
  known: readonly string[],
): readonly PlacedText[] {
  const ofArguments = [...propertiesOf(parameters), ...Object.keys(fromCall)];
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
