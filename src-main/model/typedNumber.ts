/**
 * Numbers as people type and paste them: from contact lists, web pages and letters. Window and
 * program read them by the same rules.
 */
import { DIALLED_TARGET } from './commands';
import { MAX_TARGET_CHARS } from './limits';
import { type Phrase, phrase } from './phrases/phrase';

/** A text that is dialled as it is, or why it cannot be. */
type ReadTarget =
  { readonly ok: true; readonly target: string } | { readonly ok: false; readonly phrase: Phrase };

/** A text with at most this many digits is an extension, and its signs belong to its name. */
export const MAX_EXTENSION_DIGITS = 6;

/** A number as it is written for people. */
const WRITTEN = /^[\d+*# ()./-]+$/;

/** The zero before an area code, where it is not always dialled. */
const TRUNK_ZERO = /\( ?0 ?\)/;

/** A number that begins with its country. */
const WITH_COUNTRY = /^(?:\+|00)/;

/** After Italy's code a zero is dialled, also where it is written in brackets. */
const KEEPS_ZERO = /^(?:\+|00) ?39/;

/** What no number or name has; a blank is refused as such. */
const SIGNS = /[^\w+*#. -]/u;

/**
 * The text as it looks: without signs that nobody sees, with plain digits, blanks and dashes in
 * place of those of other writing and typesetting.
 */
export function plainText(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/\p{Cf}/gu, '')
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .replaceAll(/[\p{Pd}\u2212]/gu, '-')
    .trim();
}

/**
 * Reads a number, an extension, a `tel:` or a `sip:` address. What it gives fits DIALLED_TARGET; it
 * reads that again as the same.
 */
export function readTarget(typed: string): ReadTarget {
  const plain = plainText(typed);
  const [, scheme, address = ''] = /^(tel|callto|sips?):(.*)$/i.exec(plain) ?? [];
  const text = scheme === undefined ? plain : partOf(scheme, address);
  if (text === null) {
    return refused(phrase('number.sip-name'));
  }
  if (!WRITTEN.test(text)) {
    return checked(text);
  }
  const dialled = withoutTrunkZero(text);
  return dialled === null ? refused(phrase('number.zero')) : checked(withoutSeparators(dialled));
}

/** The target as it is dialled, or the text as it was typed where that is none. */
export function targetOrTyped(typed: string): string {
  const read = readTarget(typed);
  return read.ok ? read.target : typed;
}

function partOf(scheme: string, address: string): string | null {
  return /^sip/i.test(scheme) ? userOf(address) : decoded(address);
}

/**
 * The part of a SIP address that is dialled. Null for a name at a host: the name would be looked
 * for here, where somebody else may have it.
 */
function userOf(address: string): string | null {
  const [, user = '', host] = /^([^@;?:]*)(?::[^@]*)?(@.*)?/.exec(address) ?? [];
  const name = decoded(user);
  return host === undefined || WRITTEN.test(name) ? name : null;
}

/** Without the `%20` of an address. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text).trim();
  } catch {
    return text;
  }
}

/**
 * `+49 (0) 30 …`: the zero is dialled inside the country only. Null where it is not said whether
 * the number begins with its country.
 */
function withoutTrunkZero(text: string): string | null {
  if (text.search(TRUNK_ZERO) <= 0 || KEEPS_ZERO.test(text)) {
    return text;
  }
  return WITH_COUNTRY.test(text) ? text.replace(TRUNK_ZERO, '') : null;
}

function withoutSeparators(text: string): string {
  const digits = text.replaceAll(/\D/g, '');
  const isExtension = digits.length <= MAX_EXTENSION_DIGITS && DIALLED_TARGET.test(text);
  return isExtension && !text.startsWith('+') ? text : text.replaceAll(/[ ()./-]/g, '');
}

function checked(target: string): ReadTarget {
  if (DIALLED_TARGET.test(target)) {
    return { ok: true, target };
  }
  const max = MAX_TARGET_CHARS;
  const [sign] = SIGNS.exec(target) ?? [];
  return refused(
    sign === undefined
      ? phrase('call.number-wrong', { max })
      : phrase('number.sign', { sign, max }),
  );
}

function refused(why: Phrase): ReadTarget {
  return { ok: false, phrase: why };
}
