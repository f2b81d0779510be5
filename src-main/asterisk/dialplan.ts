/** The places of the dialplan that Cordboard uses (asterisk-config/extensions.conf). */
import type { AriGateway, DialplanPlace } from '#main/ari/gateway';
import { cordboardError } from '#main/util/errors';
import { done, fail, ok, type Result } from '#main/util/result';
import { joined, type Phrase, phrase } from '#model/phrases/phrase';

/** Settings that name places of the dialplan; read anew at each use. */
export type DialplanSettings = {
  /** Context of the extension `fallback` (FALLBACK_CONTEXT). */
  readonly fallbackContext: string;
  /** Context of transfers and consultations (TRANSFER_CONTEXT). */
  readonly transferContext: string;
  /** Dial() syntax of outgoing calls (OUTBOUND_ENDPOINT). */
  readonly endpoint: string;
};

/** Extension that takes a caller over whom Cordboard cannot serve. */
const FALLBACK_EXTENSION = 'fallback';

/**
 * Extension of TRANSFER_CONTEXT that connects a channel with the channel named in JOIN_VARIABLE. It
 * is of no use to anybody else.
 */
export const JOIN_EXTENSION = 'join';
export const JOIN_VARIABLE = 'CORDBOARD_JOIN';

/**
 * Names the channel by which we ask a party, to all that it dials: `__` is Asterisk's sign for
 * variables that are inherited. By it the dialplan tells a party whom nobody waits for from a
 * caller who is transferred.
 */
const ASKED_VARIABLE = '__CORDBOARD_ASKED';

/** The dialplan context of an endpoint such as `Local/{number}@cordboard-outbound/n`. */
const LOCAL_CONTEXT = /^Local\/[^@]*@([\w.-]+)/i;

/** Variables of the channel that asks a party. */
export function askedBy(channelId: string): Readonly<Record<string, string>> {
  return { [ASKED_VARIABLE]: channelId };
}

/** Where an extension begins. */
export function placeIn(context: string, extension: string): DialplanPlace {
  return { context, extension, priority: 1 };
}

export function fallbackPlace(context: string): DialplanPlace {
  return placeIn(context, FALLBACK_EXTENSION);
}

/**
 * Whether the dialplan has the place, as this channel sees it. Without an answer it counts as
 * there.
 */
export async function hasPlace(
  gateway: Pick<AriGateway, 'getVariable'>,
  channelId: string,
  place: DialplanPlace,
): Promise<boolean> {
  const exists = await gateway.getVariable(channelId, existsFunction(place));
  return !exists.ok || exists.value !== '0';
}

/** Fails with `invalid-input` if the extension is one that nobody can be sent to. */
export function checkReserved(extension: string): Result<void> {
  return extension === JOIN_EXTENSION
    ? fail(cordboardError('invalid-input', phrase('transfer.reserved', { extension })))
    : done;
}

/**
 * Looks whether the dialplan has what the settings name. The result is what is missing and what
 * comes of it; null if nothing is. Fails as Asterisk answers.
 *
 * @param channelId A fresh id, for the question.
 */
export async function missingPlaces(
  gateway: Pick<AriGateway, 'evaluate'>,
  channelId: string,
  { fallbackContext, transferContext, endpoint }: DialplanSettings,
): Promise<Result<Phrase | null>> {
  const outbound = LOCAL_CONTEXT.exec(endpoint)?.[1];
  const join = placeIn(transferContext, JOIN_EXTENSION);
  const wanted: readonly (readonly [string, Phrase])[] = [
    [
      existsFunction(fallbackPlace(fallbackContext)),
      phrase('dialplan.no-fallback', { context: fallbackContext }),
    ],
    [existsFunction(join), phrase('dialplan.no-join', { context: transferContext })],
    ...(outbound === undefined
      ? []
      : [
          [
            `DIALPLAN_EXISTS(${outbound})`,
            phrase('dialplan.no-outbound', { context: outbound }),
          ] as const,
        ]),
  ];
  const values = await gateway.evaluate(
    channelId,
    wanted.map(([exists]) => exists),
  );
  if (!values.ok) {
    return values;
  }
  const missing = wanted.filter((_, index) => {
    const value = values.value[index];
    return value?.ok === true && value.value === '0';
  });
  return ok(
    joined(
      'sentences',
      missing.map(([, said]) => said),
    ),
  );
}

function existsFunction({ context, extension, priority }: DialplanPlace): string {
  return `DIALPLAN_EXISTS(${context},${extension},${priority})`;
}
