/** Schema of an HTTP request of a profile: that of a tool, or the look-up. */
import { z } from 'zod';
import { CALL_PLACES, isCallPlace, writtenPlaces } from '#main/rules/placeholders';
import { SECRET_PLACE, secretNamesIn } from '#main/rules/toolSecrets';
import { parseUrlTemplate } from '#main/rules/urlTemplate';
import { issueMessage, saying } from '#main/util/issuePhrase';
import { propertiesOf, requiredOf } from '#main/util/jsonSchema';
import { type Phrase, phrase } from '#model/phrases/phrase';
import type { HttpTool } from '#model/profile';
import { trimmed } from './profileTexts';

/** A field name of HTTP (RFC 9110, section 5.6.2). */
const FIELD_NAME = /^[\w!#$%&'*+.^`|~-]{1,100}$/;

/** Headers that Cordboard's HTTP client sets itself. */
const OWN_HEADERS =
  /^(host|connection|content-length|transfer-encoding|upgrade|expect|te|trailer|accept-encoding|proxy-.*)$/i;

/** Names of headers that usually hold a secret. */
const SECRET_HEADER = /^(authorization|cookie)$|key|token|secret|passw/i;

const MAX_HEADERS = 20;

const SECRET_NAME = /^[A-Z][A-Z0-9_]{0,39}$/;

function headerProblem(name: string, value: string): Phrase | null {
  if (!FIELD_NAME.test(name)) {
    return phrase('tool-header.wrong-name');
  }
  if (OWN_HEADERS.test(name)) {
    return phrase('tool-header.own');
  }
  const secrets = secretNamesIn(value);
  if (!secrets.every((each) => SECRET_NAME.test(each))) {
    return phrase('tool-header.wrong-secret', { place: SECRET_PLACE });
  }
  return SECRET_HEADER.test(name) && secrets.length === 0
    ? phrase('tool-header.open-secret', { place: SECRET_PLACE })
    : null;
}

const headers = z
  .record(
    z.string(),
    trimmed(0, 500).regex(/^[\x20-\x7e]*$/, saying(phrase('tool-header.ascii-only'))),
  )
  .superRefine((all, context) => {
    for (const [name, value] of Object.entries(all)) {
      const problem = headerProblem(name, value);
      if (problem !== null) {
        context.addIssue({ code: 'custom', path: [name], message: issueMessage(problem) });
      }
    }
    if (Object.keys(all).length > MAX_HEADERS) {
      const problem = phrase('tool-header.too-many', { max: MAX_HEADERS });
      context.addIssue({ code: 'custom', message: issueMessage(problem) });
    }
  });

/** A name that can stand in a place of the address. */
const PARAMETER_NAME = /^\w{1,64}$/;

const fromCall = z.record(z.string(), trimmed(0, 500)).superRefine((all, context) => {
  for (const name of Object.keys(all).filter((each) => !PARAMETER_NAME.test(each))) {
    const message = issueMessage(phrase('profile.parameter-name'));
    context.addIssue({ code: 'custom', path: [name], message });
  }
});

/** A whole number. */
export function bounded(unit: 'ms' | 'bytes', min: number, max: number) {
  const error = saying(phrase(`profile.whole-${unit}`, { min, max }));
  return z.int(error).min(min, error).max(max, error);
}

/** Parts that all requests have, besides the time limit. */
export const requestParts = {
  fromCall: fromCall.default({}),
  method: z.enum(['GET', 'POST']).default('GET'),
  url: trimmed(1, 2_000),
  headers: headers.default({}),
} as const;

/**
 * What is wrong with the address, or null. Each place in it must be a parameter that is always
 * there, or a placeholder.
 */
export function urlProblem({
  url,
  parameters: schema,
  fromCall: filled,
}: Pick<HttpTool, 'url' | 'parameters' | 'fromCall'>): Phrase | null {
  const template = parseUrlTemplate(url);
  if (!template.ok) {
    return template.error.phrase;
  }
  const properties = propertiesOf(schema);
  const required = requiredOf(schema);
  const places = template.value.places.filter((place) => !Object.hasOwn(filled, place));
  const unknown = places.find((place) => !properties.includes(place) && !isCallPlace(place));
  if (unknown !== undefined) {
    const known = writtenPlaces(CALL_PLACES);
    return phrase('url-template.unknown-place', { place: `{${unknown}}`, known });
  }
  const optional = places.find((place) => properties.includes(place) && !required.includes(place));
  return optional === undefined
    ? null
    : phrase('url-template.optional-place', { place: `{${optional}}` });
}
