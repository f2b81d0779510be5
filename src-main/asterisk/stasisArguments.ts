/** What the dialplan asks for when it hands a call over (asterisk-config/README.md). */
import type { AriChannel } from '#main/ari/gateway';

/** What can be believed of the arguments of Stasis(). */
export type StasisRequest = {
  /** Id of a profile or name of a service; empty when the dialplan names none. */
  readonly what: string;
  /**
   * False when the arguments are none that a dialplan should give: a caller may have written some
   * of them.
   */
  readonly asDocumented: boolean;
};

/**
 * Reads `Stasis(app)`, `Stasis(app,,,WHAT)` and the form of older dialplans,
 * `Stasis(app,NUMBER,EXTENSION)` with or without WHAT.
 *
 * Asterisk puts the texts in first and splits at the commas afterwards (app_stasis.c). The caller
 * chooses his number and, behind a pattern such as `_X.`, the extension as well:
 * `x,1003,conference` comes as three arguments. So they are joined again, and only what follows the
 * number and the extension that the channel has is taken for the dialplan's own word.
 */
export function readStasisArguments(
  args: readonly string[],
  { callerNumber, extension }: Pick<AriChannel, 'callerNumber' | 'extension'>,
): StasisRequest {
  if (args.length === 0) {
    return { what: '', asDocumented: true };
  }
  const text = args.join(',');
  // A dialplan that hands over the number alone: it may read like any of the forms. Quotes and
  // backslashes are lost on the way.
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
