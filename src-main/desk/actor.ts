/** Who acts: the door a person or program came by, and their name there. */
export type Actor =
  /** A person at the window; the name is that of the operating system's user. */
  | { readonly kind: 'window'; readonly name: string }
  /** A client of the HTTP API; the name is that of its token. */
  | { readonly kind: 'api'; readonly name: string }
  | { readonly kind: 'plugin'; readonly name: string }
  /** A rule of a profile; the name is its reason. */
  | { readonly kind: 'rule'; readonly name: string };

/** An actor as audit, notes and log name them, e.g. `window:ann`. */
export function nameOf({ kind, name }: Actor): string {
  return `${kind}:${name}`;
}
