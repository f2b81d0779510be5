import type { AriChannel } from '#main/ari/gateway';

/** The trustworthy part of the arguments of Stasis() (asterisk-config/README.md). */
export type StasisRequest = {
  /** Id of a profile or name of a service; empty if the dialplan names none. */
  readonly what: string;
  /** False if the arguments have no documented form: a caller may have written some of them. */
  readonly asDocumented: boolean;
};

/**
 * Reads `Stasis(app)`, `Stasis(app,,,WHAT)` and the form of older dialplans,
 * `Stasis(app,NUMBER,EXTENSION)` with or without WHAT.
 *
 * Asterisk inserts the texts first and splits at the commas afterwards (app_stasis.c). Callers
 * choose their number and, behind a pattern such as `_X.`, the extension as well:
 * `x,1003,conference` comes as three arguments. So the arguments are joined again, and only the
 * text after the channel's number and extension counts as the dialplan's.
 */
export function readStasisArguments(
  args: readonly string[],
  { callerNumber, extension }: Pick<AriChannel, 'callerNumber' | 'extension'>,
): StasisRequest {
  if (args.length === 0) {
    return { what: '', asDocumented: true };
  }
  const text = args.join(',');
  // A dialplan may hand over the number alone, which may look like any of the forms. Asterisk drops
  // quotes and backslashes.
  const numberAlone = text === callerNumber.replaceAll(/["\\]/g, '');
  const heads = numberAlone ? [] : [`${callerNumber},${extension}`, ','];
  const what = heads
    .filter((head) => `${text},`.startsWith(`${head},`))
    .map((head) => text.slice(head.length + 1))
    .find((rest) => !rest.includes(','));
  return what === undefined
    ? { what: '', asDocumented: false }
    : { what, asDocumented: args.length <= 3 };
}
